/** Databases of earlier versions brought up to date: the schema comes out the same, and what was in them stays. */
import sql from 'sql-template-tag'
import { afterEach, describe, expect, test } from 'vitest'
import { openDatabase } from '../src/store/database.ts'
import { MIGRATIONS } from '../src/store/migrate.ts'
import { WHAT_WAS_SENT } from '../src/store/migrations/0023-what-was-sent.ts'
import { act } from '../src/app/act.ts'
import { onServer } from './support/cluster.ts'
import { enterCast } from './support/cast.ts'
import { freshDatabase, KINDS, testHouse, type TestHouse } from './support/house.ts'

/** The two changes that once were made to the first migration itself. */
const FOR_A_DAY = [
  `drop table once`,
  `create table once (key text primary key, person text not null, move text not null, sent text not null, fact bigint not null)`,
  `create index on organisation using gin ((state->'regions'))`,
]

const EARLIER = MIGRATIONS.slice(0, MIGRATIONS.indexOf(WHAT_WAS_SENT))

describe.each(KINDS)('a database of an earlier version on the %s database', (kind) => {
  const drops: (() => Promise<void>)[] = []
  afterEach(async () => {
    for (const drop of drops.splice(0)) await drop()
  })

  /** As a version without the later migrations left it. */
  async function earlier(more: readonly string[] = []): Promise<string> {
    const { url, drop } = await freshDatabase(kind)
    drops.push(drop)
    await onServer(url, async (client) => {
      await client.query('drop schema public cascade; create schema public')
      await client.query('create table migration (name text primary key, applied timestamptz not null default now())')
      for (const statement of [...EARLIER.flatMap(({ statements }) => statements), ...more])
        await client.query(statement)
      for (const { name } of EARLIER) await client.query('insert into migration (name) values ($1)', [name])
    })
    return url
  }

  /** Every column and every index, in words. */
  async function schemaAt(url: string): Promise<readonly string[]> {
    let found: string[] = []
    await onServer(url, async (client) => {
      const { rows } = await client.query<{ says: string }>(
        `select concat_ws(' ', table_name, column_name, data_type, is_nullable, column_default, generation_expression) as says
           from information_schema.columns where table_schema = 'public'
         union all select indexdef from pg_indexes where schemaname = 'public' order by 1`,
      )
      found = rows.map(({ says }) => says)
    })
    return found
  }

  const upToDate = async (url: string) =>
    (await openDatabase({ dataDir: '', url, owner: 'command' })).close().then(() => schemaAt(url))

  test('has the schema of a new one afterwards, whichever first migration made it', async () => {
    const fresh = await freshDatabase(kind)
    drops.push(fresh.drop)
    const wanted = await schemaAt(fresh.url)
    expect(wanted.length).toBeGreaterThan(200)
    const [first, changed] = [await earlier(), await earlier(FOR_A_DAY)]
    const before = [await schemaAt(first), await schemaAt(changed)]
    for (const schema of before) expect(schema, 'control: it was another before').not.toEqual(wanted)
    expect(before[0]).not.toEqual(before[1])
    expect(await upToDate(first)).toEqual(wanted)
    expect(await upToDate(changed)).toEqual(wanted)
  })

  test('takes the links that end a following out of the notices that people and programs read', async () => {
    const says = (token: string) =>
      `It changed.\n\nYou are told because you follow it. To end that: http://h/following/end?token=${token}\n\nClause 8.8.`
    const notice = (id: string, token: string, occasion = 'followed/ada/x') =>
      `insert into notice (id, fact, code, occasion, email, subject, body, created, mail)
         values ('${id}', 0, 'N41', '${occasion}', '${id}@x.test', 'S', '${says(token)}', now(), 'waiting')`
    const url = await earlier([
      `insert into following (id, person, filter, token, since) values ('f1', 'ada', '{"platform":"voice"}', 'tok-1', now())`,
      `insert into following (id, person, filter, token, since) values ('f2', 'bo', '{}', 'tok_2', now())`,
      notice('near', 'tokx2'),
      notice('still', 'tok-1'),
      notice('ended', 'tok-0'),
      notice('other', 'tok-1', 'round/x'),
      notice('under', 'tok_2'),
    ])
    await upToDate(url)
    await onServer(url, async (client) => {
      const { rows } = await client.query<object>('select id, following, body from notice order by id')
      const clean = 'It changed.\n\nYou are told because you follow it.\n\nClause 8.8.'
      expect(rows).toEqual([
        { id: 'ended', following: null, body: clean },
        { id: 'near', following: null, body: clean },
        { id: 'other', following: null, body: says('tok-1') },
        { id: 'still', following: 'f1', body: clean },
        { id: 'under', following: 'f2', body: clean },
      ])
    })
  })

  test('answers a key that was used before with what was done then', async () => {
    const house: TestHouse = await testHouse(kind)
    drops.push(house.end)
    const { admin } = await enterCast(house)
    const deed = { move: 'confirm-contacts', id: 'northwind', input: {}, once: 'kept-by-the-sender' }
    const { fact } = await act(house, admin, deed)
    const again = act(house, admin, { ...deed, id: 'southwind' })
    await expect(again, 'control: now it is compared').rejects.toThrow('taken as first sent')
    await house.database.run(sql`update once set sent = null`)
    expect(await act(house, admin, deed)).toMatchObject({ fact: { seq: fact.seq }, repeated: true })
  })
})
