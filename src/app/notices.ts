/**
 * Notices of a fact, posted in its own transaction: each person once, in the portal and in the outbox of
 * mails. Whether and when a mail goes out is the outbox's affair; that it is owed is settled here.
 */
import sql from 'sql-template-tag'
import { type About, type Audience, FAILED_RESULT, NOTICES, type NoticeRow } from '../programme/notices.ts'
import type { Role } from '../programme/person.ts'
import { STAGES, type Stage, TURN_WORDS } from '../programme/stage.ts'
import type { Fact } from '../signing/journal.ts'
import type { Queryable, Row, Transaction } from '../store/database.ts'
import { type House, newId } from './house.ts'

type Recipient = { readonly person: string | null; readonly email: string }

type Links = Readonly<Record<string, string>>

export async function postNotices(tx: Transaction, house: House, fact: Fact, links: Links): Promise<void> {
  const rows = noticesOf(fact)
  if (rows.length === 0) return
  const scene = await sceneOf(tx, fact)
  for (const notice of rows) {
    const recipients = await recipientsOf(tx, house, notice.to, fact, scene)
    for (const recipient of recipients) await post(tx, house, fact, notice, recipient, scene, links)
  }
}

function noticesOf(fact: Fact): readonly NoticeRow[] {
  const data = fact.data as Readonly<Record<string, unknown>> | null
  if (fact.kind === 'result-recorded' && data?.verdict === 'failed') return [FAILED_RESULT]
  return NOTICES[fact.kind] ?? []
}

type Scene = {
  readonly about: About
  readonly organisation: string | null
  readonly engineer: string | null
}

/** What the fact is about, in the words of its subject line, as it stands after the fact. */
async function sceneOf(tx: Queryable, fact: Fact): Promise<Scene> {
  const data = (fact.data ?? {}) as Readonly<Record<string, unknown>>
  const found = fact.project
    ? await tx.one<{
        number: string
        stage: Stage
        organisation: string
        engineer: string | null
        product: string
        platform: string
      }>(
        sql`select p.number, p.stage, p.organisation, p.state->'slot'->>'engineer' as engineer, product.name as product, platform.name as platform
            from project p join product on product.id = p.product join platform on platform.id = p.platform where p.id = ${fact.project}`,
      )
    : null
  const stage = found ? STAGES[found.stage] : null
  const next =
    stage && stage.turn !== 'nobody' ? `Next: ${stage.asks} It is the turn of ${TURN_WORDS[stage.turn]}.` : ''
  const organisation = found?.organisation ?? (await organisationOf(tx, data))
  const named =
    typeof data.number === 'string'
      ? data.number
      : typeof data.certification === 'string'
        ? data.certification
        : 'Certwright'
  return {
    organisation,
    engineer: found?.engineer ?? null,
    about: {
      fact,
      subject: found ? `${found.number} ${found.product} on ${found.platform}` : named,
      next,
      projectLink: fact.project ? `/projects/${fact.project}` : '/home',
    },
  }
}

async function organisationOf(tx: Queryable, data: Readonly<Record<string, unknown>>): Promise<string | null> {
  if (typeof data.organisation === 'string') return data.organisation
  if (typeof data.certification !== 'string') return null
  const owner = await tx.one<{ organisation: string }>(
    sql`select product.organisation from certification c join product on product.id = c.product where c.id = ${data.certification}`,
  )
  return owner?.organisation ?? null
}

async function recipientsOf(
  tx: Queryable,
  house: House,
  to: readonly Audience[],
  fact: Fact,
  scene: Scene,
): Promise<readonly Recipient[]> {
  const found: Recipient[] = []
  for (const audience of to) found.push(...(await audienceOf(tx, house, audience, fact, scene)))
  const others = found.filter((recipient) => recipient.person !== fact.by.id)
  return [...new Map(others.map((recipient) => [recipient.email, recipient])).values()]
}

async function audienceOf(
  tx: Queryable,
  house: House,
  audience: Audience,
  fact: Fact,
  scene: Scene,
): Promise<readonly Recipient[]> {
  const data = (fact.data ?? {}) as Readonly<Record<string, unknown>>
  switch (audience) {
    case 'partner':
      return peopleOf(tx, ['partner-admin', 'partner-engineer'], scene.organisation)
    case 'office': {
      const people = await peopleOf(tx, ['programme-manager'], null)
      return people.length > 0 ? people : [{ person: null, email: house.settings.mailbox }]
    }
    case 'lab':
      return peopleOf(tx, ['lab-engineer'], null)
    case 'other-side': {
      const isPartner = fact.by.organisation !== null && fact.by.organisation === scene.organisation
      return isPartner
        ? peopleOf(tx, ['lab-engineer', 'programme-manager'], null)
        : peopleOf(tx, ['partner-admin', 'partner-engineer'], scene.organisation)
    }
    case 'slot-engineer':
      return scene.engineer ? personNamed(tx, scene.engineer) : []
    case 'person':
      return typeof data.person === 'string' ? personNamed(tx, data.person) : []
    case 'applicant':
      return applicant(tx, data)
    default:
      return audience satisfies never
  }
}

async function peopleOf(
  tx: Queryable,
  roles: readonly Role[],
  organisation: string | null,
): Promise<readonly Recipient[]> {
  return tx.all<Recipient & Row>(
    sql`select id as person, email from person
        where state_word = 'active' and state->'roles' ?| ${roles} and (${organisation}::text is null or organisation = ${organisation})
        order by id limit 200`,
  )
}

async function personNamed(tx: Queryable, id: string): Promise<readonly Recipient[]> {
  return tx.all<Recipient & Row>(
    sql`select id as person, email from person where id = ${id} and state_word <> 'departed'`,
  )
}

async function applicant(tx: Queryable, data: Readonly<Record<string, unknown>>): Promise<readonly Recipient[]> {
  const found =
    typeof data.enquiry === 'string'
      ? await tx.one<{ email: string }>(sql`select state->>'email' as email from enquiry where id = ${data.enquiry}`)
      : typeof data.organisation === 'string'
        ? await tx.one<{ email: string }>(
            sql`select state->'application'->'contact'->>'email' as email from membership where id = ${data.organisation}`,
          )
        : null
  return found?.email ? [{ person: null, email: found.email }] : []
}

async function post(
  tx: Transaction,
  house: House,
  fact: Fact,
  notice: NoticeRow,
  recipient: Recipient,
  scene: Scene,
  links: Links,
): Promise<void> {
  const link = notice.link(scene.about)
  const secret = links[link] ?? null
  const created = fact.at
  await tx.run(
    sql`insert into notice (id, fact, code, person, email, subject, body, link, secret_link, created, mail, next_try)
        values (${newId(house)}, ${fact.seq}, ${notice.code}, ${recipient.person}, ${recipient.email}, ${notice.subject(scene.about)},
          ${notice.text(scene.about)}, ${secret ? null : link}, ${secret}, ${created}, ${mailStateFor(recipient.email)}, ${created})
        on conflict (fact, code, occasion, email) do nothing`,
  )
}

/** Addresses of the reserved domain `.example` (RFC 2606 §2) belong to nobody: their mails are only kept. */
export function mailStateFor(email: string): 'waiting' | 'kept' {
  return email.endsWith('.example') ? 'kept' : 'waiting'
}
