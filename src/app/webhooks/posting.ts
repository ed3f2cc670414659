/**
 * What a fact owes to webhooks, settled in its own transaction: nothing is lost, and nothing is told of what did not
 * happen. A webhook is owed no more than the people of its organisation may see of the thing the fact is about, and of
 * others' things nothing at all.
 */
import sql from 'sql-template-tag'
import type { NounName } from '../../programme/nouns.ts'
import { type Belongs, may, type Permission, SEES_PROJECT } from '../../programme/permission.ts'
import type { Project } from '../../programme/project.ts'
import type { Role } from '../../programme/person.ts'
import { webhookKindOf } from '../../programme/webhook-kinds.ts'
import type { Fact } from '../../signing/journal.ts'
import type { Queryable, Row, Transaction } from '../../store/database.ts'
import { type House, newId } from '../house.ts'
import { forgetSecrets, makeSecret } from './secrets.ts'

/** Who may see what the fact is about, and whose it is. */
type Scene = { readonly sees: Permission; readonly belongs: Belongs }

export async function postToWebhooks(tx: Transaction, house: House, fact: Fact, scene: Scene): Promise<void> {
  const own = fact.subjects.find((subject) => subject.noun === 'webhook')
  if (own) return followUp(tx, house, fact, own.id)
  const kind = webhookKindOf(fact.move)
  if (!kind) return
  const { sees, belongs } = fact.project ? await sceneOfProject(tx, fact.project) : scene
  for (const webhook of await wanting(tx, kind, fact, belongs)) {
    const { id, organisation, parts } = webhook
    if (may({ id, name: 'A webhook', organisation, parts }, sees, belongs)) await owe(tx, house, fact, id)
  }
}

/** What a fact about a webhook itself brings with it. */
async function followUp(tx: Transaction, house: House, fact: Fact, webhook: string): Promise<void> {
  switch (fact.kind) {
    case 'webhook-added':
    case 'webhook-secret-renewed':
      return makeSecret(tx, house, webhook, fact.by.id)
    case 'webhook-tested':
      return owe(tx, house, fact, webhook)
    case 'webhook-removed':
      await forgetSecrets(tx, webhook)
      await tx.run(
        sql`update webhook_delivery set state = 'dropped', ended = now() where webhook = ${webhook} and state in ('waiting', 'claimed')`,
      )
      return
    default:
      return
  }
}

/** As it is after the fact, as its journal is shown. */
async function sceneOfProject(tx: Queryable, id: string): Promise<Scene> {
  const found = await tx.one<{ state: Project }>(sql`select state from project where id = ${id}`)
  const { organisation = null, sponsor = null } = found?.state ?? {}
  return { sees: SEES_PROJECT, belongs: { organisation, sponsor } }
}

/** What a release of a platform brings is published to everybody. */
const PUBLISHED: ReadonlySet<string> = new Set(['platform-release-available'])

type Wanting = { readonly id: string; readonly organisation: string; readonly parts: readonly Role[] }

/** The webhooks of those whose affair it is, and of the vendor, with the roles that their people have. */
async function wanting(tx: Queryable, kind: string, fact: Fact, belongs: Belongs): Promise<readonly Wanting[]> {
  const concerned = [belongs.organisation, belongs.sponsor, belongs.serving].filter((each) => typeof each === 'string')
  return tx.all<Wanting & Row>(
    sql`select w.id, w.organisation,
          array(select distinct role from person p, jsonb_array_elements_text(p.state->'roles') role
                where p.organisation = w.organisation and p.state_word = 'active') as parts
        from webhook w join organisation o on o.id = w.organisation
        where w.state_word = 'on' and w.state->'kinds' ? ${kind}
          and (w.organisation = any(${concerned}) or o.state->'roles' ? 'vendor' or ${PUBLISHED.has(fact.kind)})
        order by w.id`,
  )
}

async function owe(tx: Transaction, house: House, fact: Fact, webhook: string): Promise<void> {
  await tx.run(
    sql`insert into webhook_delivery (id, webhook, fact, kind, body)
        values (${newId(house)}, ${webhook}, ${fact.seq}, ${fact.kind}, ${bodyOf(house, fact)})`,
  )
}

/** The same text at every try, so that the signature's id stands for it. */
function bodyOf({ settings }: House, fact: Fact): string {
  const { id, kind, at, says, project } = fact
  const subjects = fact.subjects.map((subject) => ({ noun: subject.noun, id: subject.id }))
  return JSON.stringify({ id, kind, at, says, project, subjects, link: settings.publicUrl + pathOf(fact) })
}

const PAGES: Readonly<Partial<Record<NounName, string>>> = {
  certification: '/certifications',
  ticket: '/tickets',
  'equipment-order': '/equipment',
  'fee-request': '/fee-requests',
  technician: '/technicians',
  product: '/products',
  platform: '/platforms',
  enquiry: '/enquiries',
  webhook: '/webhooks',
}

/** Where people look at what the fact is about. */
function pathOf({ project, subjects }: Fact): string {
  if (project) return `/projects/${project}`
  for (const { noun, id } of subjects) {
    const page = PAGES[noun as NounName]
    if (page) return `${page}/${encodeURIComponent(id)}`
  }
  return '/home'
}
