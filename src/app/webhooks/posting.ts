/**
 * What a fact owes to webhooks, settled in its own transaction: nothing is lost, and nothing is told of what did not
 * happen. A webhook is owed no more than the people of its organisation may see of the thing the fact is about, and of
 * others' things nothing at all.
 */
import sql from 'sql-template-tag'
import { listingPage } from '../../programme/listing-text.ts'
import type { NounName } from '../../programme/nouns.ts'
import { type Belongs, may, type Permission, SEES_PROJECT } from '../../programme/permission.ts'
import type { Role } from '../../programme/person.ts'
import { webhookKindOf } from '../../programme/webhook-kinds.ts'
import type { Fact } from '../../signing/journal.ts'
import type { Queryable, Row, Transaction } from '../../store/database.ts'
import { type House, newId } from '../house.ts'
import { feeRequest } from '../fee-targets.ts'
import type { Target } from '../target.ts'
import { ticket } from '../ticket-targets.ts'
import { forgetSecrets, makeSecret } from './secrets.ts'

/** Who may see what the fact is about, and whose it is. */
type Scene = { readonly sees: Permission; readonly belongs: Belongs }

export async function postToWebhooks(tx: Transaction, house: House, fact: Fact, scene: Scene): Promise<void> {
  const own = fact.subjects.find((subject) => subject.noun === 'webhook')
  if (own) return followUp(tx, house, fact, own.id)
  const kind = webhookKindOf(fact.move)
  if (!kind) return
  const scenes = [scene, ...(await scenesAfter(tx, fact))]
  const isPublished = PUBLISHED.has(fact.kind)
  const all = await wanting(tx, kind, isPublished, scenes)
  const told = all.filter((webhook) => isPublished || scenes.some((each) => isShownTo(webhook, each)))
  await owe(tx, house, fact, told)
}

/** What a release of a platform brings is published to everybody. */
const PUBLISHED: ReadonlySet<string> = new Set(['platform-release-available'])

/** To the vendor what its people may see; to others only what is their own affair as well. */
function isShownTo({ id, organisation, isVendors, parts }: Wanting, { sees, belongs }: Scene): boolean {
  const isTheirs = isVendors || concernedBy(belongs).includes(organisation)
  return isTheirs && may({ id, name: 'A webhook', organisation, parts }, sees, belongs)
}

function concernedBy({ organisation, sponsor, serving }: Belongs): readonly string[] {
  return [organisation, sponsor, serving].filter((each) => typeof each === 'string')
}

/** What a fact about a webhook itself brings with it. */
async function followUp(tx: Transaction, house: House, fact: Fact, webhook: string): Promise<void> {
  switch (fact.kind) {
    case 'webhook-added':
    case 'webhook-secret-renewed':
      return makeSecret(tx, house, webhook, fact.by.id)
    case 'webhook-tested':
      return owe(tx, house, fact, [{ id: webhook, isVendors: false }])
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

/**
 * What the fact is about besides what the move was done to, as it is afterwards: the project in whose journal it
 * stands, and what was made by it that has people of its own.
 */
async function scenesAfter(tx: Queryable, { project, day, subjects }: Fact): Promise<readonly Scene[]> {
  const scenes: Scene[] = []
  if (project) {
    const belongs = await tx.one<{ organisation: string; sponsor: string | null }>(
      sql`select organisation, sponsor from project where id = ${project}`,
    )
    if (belongs) scenes.push({ sees: SEES_PROJECT, belongs })
  }
  for (const { noun, id, revision } of subjects) {
    if (revision > 1) continue
    if (noun === 'ticket') scenes.push(...(await sceneOf(tx, ticket, id, day)))
    if (noun === 'fee-request') scenes.push(...(await sceneOf(tx, feeRequest, id, day)))
  }
  return scenes
}

async function sceneOf<File>(
  tx: Queryable,
  target: Target<File>,
  id: string,
  day: Fact['day'],
): Promise<readonly Scene[]> {
  const loaded = await target.load(tx, { id, input: null, day })
  return loaded ? [{ sees: target.sees, belongs: target.belongs(loaded.file) }] : []
}

type Wanting = {
  readonly id: string
  readonly organisation: string
  readonly isVendors: boolean
  readonly parts: readonly Role[]
}

/** The webhooks of those whose affair it may be, and of the vendor, with the roles that their people have. */
async function wanting(
  tx: Queryable,
  kind: string,
  isPublished: boolean,
  scenes: readonly Scene[],
): Promise<readonly Wanting[]> {
  const concerned = scenes.flatMap(({ belongs }) => concernedBy(belongs))
  return tx.all<Wanting & Row>(
    sql`select w.id, w.organisation, o.state->'roles' ? 'vendor' as "isVendors",
          array(select distinct role from person p, jsonb_array_elements_text(p.state->'roles') role
                where p.organisation = w.organisation and p.state_word = 'active') as parts
        from webhook w join organisation o on o.id = w.organisation
        where w.state_word = 'on' and w.state->'kinds' ? ${kind}
          and (w.organisation = any(${concerned}) or o.state->'roles' ? 'vendor' or ${isPublished})
        order by w.id`,
  )
}

/** All of them at once: everybody else waits to write while this is. */
async function owe(
  tx: Transaction,
  house: House,
  fact: Fact,
  webhooks: readonly Pick<Wanting, 'id' | 'isVendors'>[],
): Promise<void> {
  if (webhooks.length === 0) return
  const owed = webhooks.map(({ id, isVendors }) => ({
    id: newId(house),
    webhook: id,
    body: bodyOf(house, fact, isVendors),
  }))
  await tx.run(
    sql`insert into webhook_delivery (id, webhook, fact, kind, body)
        select owed.id, owed.webhook, ${fact.seq}, ${fact.kind}, owed.body
        from unnest(${owed.map(({ id }) => id)}::text[], ${owed.map(({ webhook }) => webhook)}::text[],
          ${owed.map(({ body }) => body)}::text[]) as owed (id, webhook, body)`,
  )
}

/** The same text at every try, so that the signature's id stands for it. */
function bodyOf({ settings }: House, fact: Fact, isVendors: boolean): string {
  const { id, kind, at, says, project } = fact
  const subjects = fact.subjects.map((subject) => ({ noun: subject.noun, id: subject.id }))
  return JSON.stringify({ id, kind, at, says, project, subjects, link: settings.publicUrl + pathOf(fact, isVendors) })
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
function pathOf({ project, kind, data, subjects }: Fact, isVendors: boolean): string {
  if (project) return `/projects/${project}`
  if (kind.startsWith('listing-text-'))
    return listingPage(data as { organisation: string; product: string | null }, isVendors ? 'office' : 'partner')
  for (const { noun, id } of subjects) {
    const page = PAGES[noun as NounName]
    if (page) return `${page}/${encodeURIComponent(id)}`
  }
  return '/home'
}
