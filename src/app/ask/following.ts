/**
 * What people follow: a filter of the reference guide each, so a row, a product, a platform or a search. It is no fact
 * of the programme: it is noted beside, and nowhere else.
 */
import sql from 'sql-template-tag'
import { refuse } from '../../kernel/refusal.ts'
import type { Standing } from '../../rulebook/standing-rule.ts'
import type { GuideFilter } from '../../programme/reference-guide.ts'
import type { Role } from '../../programme/person.ts'
import type { Queryable, Row } from '../../store/database.ts'
import { everyRow } from '../../store/every-row.ts'
import { type House, newId, newSecret, today } from '../house.ts'
import { mayBeFollowed } from './standing-changes.ts'

/** More than anybody keeps in mind. */
const MOST_OF_ONE = 50

type Followed = { readonly filter: GuideFilter; readonly standing: Standing | null }

export type Following = Followed & { readonly id: string; readonly since: string }

export type Follower = Followed & {
  readonly id: string
  readonly person: string
  readonly organisation: string
  readonly roles: readonly Role[]
}

/** Whether a filter asks for something; a colour alone is asked of everything. */
export function isNarrow(filter: GuideFilter): boolean {
  return Object.keys(filter).length > 0
}

/** Refuses everything at once, more than can be followed, and one thing more than fifty; twice is the same as once. */
export async function follow(house: House, person: string, asked: Followed): Promise<void> {
  if (!isNarrow(asked.filter))
    refuse('wrong-input', {
      says: 'The whole reference guide is more than anybody follows by mail.',
      next: 'Choose a platform, a product or a company, or search for something; then follow that.',
      clause: 'G-19',
    })
  await mayBeFollowed(house.database, asked.filter, today(house))
  const kept = JSON.stringify({ ...asked.filter, ...(asked.standing ? { standing: asked.standing } : {}) })
  const { token } = newSecret(house)
  const taken = await house.database.transaction(async (tx) => {
    // Of two at once the second counts the first.
    await tx.run(sql`select pg_advisory_xact_lock(hashtextextended(${`followings of ${person}`}, 0))`)
    return tx.run(
      sql`insert into following (id, person, filter, token, since)
          select ${newId(house)}, ${person}, ${kept}::jsonb, ${token}, ${new Date(house.now()).toISOString()}::timestamptz
          where (select count(*) from following where person = ${person}) < ${MOST_OF_ONE}
          on conflict (person, filter) do nothing`,
    )
  })
  if (taken === 0 && !(await isFollowed(house.database, person, kept)))
    refuse('too-many', {
      says: `You follow ${MOST_OF_ONE} things already.`,
      next: 'End one of them first, on the page of what you follow.',
      clause: 'G-19',
    })
}

async function isFollowed(on: Queryable, person: string, kept: string): Promise<boolean> {
  const row = await on.one(sql`select 1 as there from following where person = ${person} and filter = ${kept}::jsonb`)
  return row !== null
}

type Kept = GuideFilter & { readonly standing?: Standing }

function parted({ standing, ...filter }: Kept): Followed {
  return { filter, standing: standing ?? null }
}

/** What somebody follows, latest first. */
export async function followedBy(on: Queryable, person: string): Promise<readonly Following[]> {
  const rows = await on.all<{ id: string; filter: Kept; since: string }>(
    sql`select id, filter, to_char(since at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as since
        from following where person = ${person} order by since desc, id desc limit ${MOST_OF_ONE}`,
  )
  return rows.map(({ id, filter, since }) => ({ id, since, ...parted(filter) }))
}

/** One's own by its id; nothing happens to what is somebody else's. */
export async function unfollow(on: Queryable, person: string, id: string): Promise<void> {
  await on.run(sql`delete from following where id = ${id} and person = ${person}`)
}

/** What the link of a mail ends; null where it has ended, or never was. */
export async function followedWith(on: Queryable, token: string): Promise<Followed | null> {
  const row = await on.one<{ filter: Kept }>(sql`select filter from following where token = ${token}`)
  return row && parted(row.filter)
}

export async function endWith(on: Queryable, token: string): Promise<void> {
  await on.run(sql`delete from following where token = ${token}`)
}

/** Everybody who follows something and is still here. */
export async function allFollowers(on: Queryable): Promise<readonly Follower[]> {
  type Found = Omit<Follower, keyof Followed> & { readonly filter: Kept }
  const rows = everyRow<Found & Row>(
    on,
    (row) => row.id,
    (after, limit) =>
      sql`select f.id, f.person, f.filter, p.organisation, p.state->'roles' as roles
          from following f join person p on p.id = f.person
          where p.state_word = 'active' and f.id > ${after} order by f.id limit ${limit}`,
  )
  const all: Follower[] = []
  for await (const { filter, ...rest } of rows) all.push({ ...rest, ...parted(filter) })
  return all
}
