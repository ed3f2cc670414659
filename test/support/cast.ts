/**
 * The cast: a small vendor and partner with one person for each part, and the moves that bring a project
 * along. Tests speak of these people by name.
 */
import fs from 'node:fs/promises'
import path from 'node:path'
import sql from 'sql-template-tag'
import { act, type Done } from '../../src/app/act.ts'
import { importExchange } from '../../src/app/exchange/importing.ts'
import { hashToken, type House } from '../../src/app/house.ts'
import { actorOf } from '../../src/app/identity.ts'
import { projectFile } from '../../src/app/project-file.ts'
import { type Actor, CONSOLE, VISITOR } from '../../src/programme/permission.ts'
import type { Person, Role } from '../../src/programme/person.ts'
import type { ProjectFile } from '../../src/programme/project-file.ts'
import { exampleAnswers } from '../../src/programme/questionnaire/example.ts'
import type { RecertificationOutcome } from '../../src/programme/recertification.ts'
import type { Stage } from '../../src/programme/stage.ts'

export type Cast = {
  readonly manager: Actor
  readonly granter: Actor
  readonly tester: Actor
  readonly reviewer: Actor
  readonly support: Actor
  readonly auditor: Actor
  readonly operator: Actor
  readonly sales: Actor
  readonly sponsor: Actor
  readonly technician: Actor
  readonly admin: Actor
  readonly engineer: Actor
  /** The administrator of another partner: a stranger to everything of the first. */
  readonly stranger: Actor
}

const PEOPLE: Readonly<Record<keyof Cast, readonly [organisation: string, roles: readonly Role[]]>> = {
  manager: ['vendor', ['programme-manager']],
  granter: ['vendor', ['programme-manager']],
  tester: ['vendor', ['lab-engineer']],
  reviewer: ['vendor', ['lab-engineer']],
  support: ['vendor', ['support-agent']],
  auditor: ['vendor', ['auditor']],
  operator: ['vendor', ['operator']],
  sales: ['sales-emea', ['sales-unit']],
  sponsor: ['resale', ['reseller-sponsor']],
  technician: ['resale', ['field-technician']],
  admin: ['northwind', ['partner-admin']],
  engineer: ['northwind', ['partner-engineer']],
  stranger: ['southwind', ['partner-admin']],
}

/** The programme's own records that the cast lives with; days around June 2026. */
export const PROGRAMME = {
  format: 'certwright/1',
  regions: [
    { id: 'emea', name: 'EMEA', countries: ['DE', 'FR', 'NL'] },
    { id: 'americas', name: 'Americas', countries: ['US', 'CA'] },
  ],
  platforms: [
    {
      id: 'voice',
      name: 'Voice',
      releases: [
        { version: '9.0', kind: 'major', ga: '2024-06-01' },
        { version: '10.0', kind: 'major', ga: '2025-06-01' },
        { version: '11.0', kind: 'major', planned: '2026-12-01' },
      ],
      availability: { SAT: 'yes', MCT: 'yes', MQT: 'yes', MAT: 'no' },
      bills: [
        {
          id: 'starter-set',
          name: 'Starter set',
          lines: [
            { part: 'V-10', says: 'Call server', quantity: 1, price: { currency: 'USD', cents: 180_000 } },
            { part: 'V-TRK', says: 'Trunk channel', quantity: 8, price: { currency: 'USD', cents: 6_001 } },
          ],
        },
      ],
    },
  ],
  organisations: [
    { id: 'sales-emea', name: 'Sales EMEA', country: 'DE', roles: ['sales-unit'], regions: ['emea'] },
    { id: 'resale', name: 'Resale', country: 'DE', roles: ['reseller'] },
    {
      id: 'northwind',
      name: 'Northwind',
      country: 'NL',
      roles: ['partner'],
      membership: { tier: 'mdp-commercial-basic', from: '2026-01-01', until: '2026-12-31' },
    },
    {
      id: 'southwind',
      name: 'Southwind',
      country: 'US',
      roles: ['partner'],
      membership: { tier: 'mdp-commercial-basic', from: '2026-01-01', until: '2026-12-31' },
    },
  ],
  products: [
    {
      id: 'north-trunk',
      organisation: 'northwind',
      name: 'North Trunk',
      family: 'sip-trunk',
      interfaces: ['sip-trunk'],
      resoldByVendor: false,
      releases: [{ version: '3.1', ga: '2026-02-01' }, { version: '4.0' }],
    },
    {
      id: 'south-trunk',
      organisation: 'southwind',
      name: 'South Trunk',
      family: 'sip-trunk',
      interfaces: ['sip-trunk'],
      resoldByVendor: false,
      releases: [{ version: '1.0', ga: '2026-03-01' }],
    },
  ],
  certifications: [],
  satEvidence: [],
  fieldIssues: [],
} as const

/** What a review call decided, with the record it takes. */
export function reviewCall(outcome: RecertificationOutcome): object {
  return {
    outcome,
    attendees: { vendor: 'Tester and Reviewer', partner: 'Admin' },
    significance: 'A header more.',
    operationalRisk: 'Low.',
    businessRisk: 'None.',
    reason: 'Looked at together.',
    testCases: outcome === 'partial' ? ['HLD-01'] : [],
    due: null,
  }
}

export async function importRecords(house: House, records: object): Promise<void> {
  const file = path.join(house.settings.dataDir, `records-${process.hrtime.bigint()}.json`)
  await fs.writeFile(file, JSON.stringify(records))
  await importExchange(house, CONSOLE, file, false)
}

/** Founds the programme, imports its records and invites everybody. */
export async function enterCast(house: House): Promise<Cast> {
  await house.database.run(sql`update installation set set_up = ${hashToken('first')}`)
  const founded = await act(house, VISITOR, {
    move: 'found-programme',
    id: null,
    input: { token: 'first', organisation: 'Vendor', country: 'IE', name: 'Manager', email: 'manager@vendor.test' },
  })
  await importRecords(house, PROGRAMME)
  const manager = await actorWith(house, founded.made.person!)
  const cast: Partial<Record<keyof Cast, Actor>> = { manager }
  for (const [name, [organisation, roles]] of Object.entries(PEOPLE) as [keyof Cast, (typeof PEOPLE)[keyof Cast]][]) {
    if (name !== 'manager') cast[name] = await enter(house, manager, name, organisation, roles)
  }
  return cast as Cast
}

async function enter(
  house: House,
  manager: Actor,
  name: string,
  organisation: string,
  roles: readonly Role[],
): Promise<Actor> {
  const invited = await act(house, manager, {
    move: 'invite-person',
    id: organisation,
    input: {
      name: name.charAt(0).toUpperCase() + name.slice(1),
      email: `${name}@${organisation}.test`,
      roles: [...roles],
    },
  })
  const row = await house.database.one<{ link: string }>(
    sql`select secret_link as link from notice where fact = ${invited.fact.seq}`,
  )
  await act(house, VISITOR, { move: 'accept-invitation', id: row!.link.split('/').at(-1)!, input: {} })
  return actorWith(house, invited.made.person!)
}

async function actorWith(house: House, id: string): Promise<Actor> {
  const row = await house.database.one<{ state: Person }>(sql`select state from person where id = ${id}`)
  return actorOf(row!.state)
}

export const OPENING = {
  product: 'north-trunk',
  productRelease: '3.1',
  platform: 'voice',
  platformRelease: '10.0',
  level: 'MCT',
  region: null,
  topology: 'direct',
  /** One test after the other opens its project on the same releases. */
  despite: 'Each test has a project of its own.',
} as const

export const TICKED = {
  ownTesting: true,
  generallyAvailable: true,
  documents: true,
  people: true,
  setUp: true,
  note: '',
} as const

/** A project and the people around it, moved by their moves. */
export class Story {
  readonly house: House
  readonly cast: Cast
  id = ''

  constructor(house: House, cast: Cast) {
    this.house = house
    this.cast = cast
  }

  do(actor: Actor, move: string, input: unknown = {}, more: { seen?: number; once?: string } = {}): Promise<Done> {
    return act(this.house, actor, { move, id: this.id, input, ...more })
  }

  async file(): Promise<ProjectFile> {
    return (await projectFile(this.house.database, this.id))!.file
  }

  async open(input: object = OPENING): Promise<this> {
    const done = await act(this.house, this.cast.admin, { move: 'open-project', id: null, input })
    this.id = done.made.project!
    return this
  }

  /** Everything up to a stage, with results as they come: all passed unless `verdicts` says otherwise. */
  async bringTo(stage: Stage, verdicts: Readonly<Record<string, 'failed' | 'passed'>> = {}): Promise<this> {
    const { admin, manager, tester, reviewer, granter } = this.cast
    if (this.id === '') await this.open()
    const today = new Date(this.house.now()).toISOString().slice(0, 10)
    const steps: readonly (readonly [Stage, () => Promise<unknown>])[] = [
      ['questionnaire', () => this.do(admin, 'save-answers', { answers: exampleAnswers() })],
      ['questionnaire', () => this.do(admin, 'submit-questionnaire')],
      ['questionnaire-review', () => this.do(reviewer, 'review-questionnaire', { remark: 'Fine.' })],
      ['quote-to-request', () => this.do(admin, 'request-firm-quote', { note: '' })],
      ['quote-preparation', () => this.do(manager, 'prepare-quote', { adjustment: 0, reason: '', assumptions: '' })],
      ['quote-agreement', () => this.do(tester, 'issue-quote')],
      ['quote-offered', () => this.order()],
      ['readiness', () => this.do(admin, 'declare-readiness', TICKED)],
      ['slot-to-offer', () => this.do(tester, 'offer-slot', { from: today, to: today, engineer: tester.id, note: '' })],
      ['slot-offered', () => this.do(admin, 'confirm-slot', { from: today })],
      ['scheduled', () => this.do(tester, 'start-testing', { setUp: 'Bench 1.' })],
      ['testing', () => this.recordAll(verdicts)],
      ['testing', () => this.do(tester, 'finish-testing', { summary: 'Done.' })],
      ['report-review', () => this.do(reviewer, 'accept-report', { remark: 'Read.' })],
      ['decision', () => this.do(granter, 'grant', { reason: 'All passed.' })],
      ['guide', () => this.publish()],
    ]
    for (const [from, step] of steps) {
      if ((await this.file()).project.stage === stage) return this
      if ((await this.file()).project.stage === from) await step()
    }
    return this
  }

  async order(): Promise<Done> {
    const quote = (await this.file()).project.quotes.find((each) => each.kind === 'firm' && each.state === 'issued')!
    return this.do(this.cast.admin, 'order', {
      quote: quote.number,
      version: quote.version,
      purchaseOrder: 'PO-1',
      billingName: 'Northwind',
      billingAddress: '1 Example Street',
      billingEmail: 'accounts@northwind.test',
      acceptsTerms: true,
    })
  }

  async recordAll(verdicts: Readonly<Record<string, string>> = {}): Promise<void> {
    const run = (await this.file()).runs.at(-1)!
    for (const { plan } of run.testCases) {
      const verdict = verdicts[plan] ?? 'passed'
      await this.do(this.cast.tester, 'record-result', {
        testCase: plan,
        verdict,
        note: verdict === 'passed' ? '' : 'Seen.',
        limitation: null,
        seen: run.results[plan]?.version ?? 0,
      })
    }
  }

  async publish(): Promise<Done> {
    const { guide } = await this.file()
    const setting = {
      form: 'SIP peer',
      field: 'Address',
      value: 'trunk.example.net',
      standard: '',
      why: 'Located by DNS.',
    }
    await this.do(this.cast.tester, 'save-guide', { content: { ...guide!.content, vendorSettings: [setting] } })
    return this.do(this.cast.tester, 'publish-guide')
  }
}
