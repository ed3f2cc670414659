/** Calls every known route as somebody: with a thing of theirs and with a stranger's, and tells how it was answered. */
import sql from 'sql-template-tag'
import { ensureSigningKey } from '../../src/app/keyring.ts'
import type { Role } from '../../src/programme/person.ts'
import { type Cast, OPENING } from '../support/cast.ts'
import type { TestHouse } from '../support/house.ts'
import {
  openSession,
  PASSWORD,
  refusalOf,
  type Sending,
  serveHouse,
  type TestServer,
  type Who,
} from '../support/server.ts'
import type { KnownRoute } from './routes.ts'
import { arrivedUpload, buildWorld, type Things, type World } from './world.ts'

const PERSON: Readonly<Record<Role | 'visitor', Who>> = {
  'programme-manager': 'granter',
  'lab-engineer': 'tester',
  'support-agent': 'support',
  'sales-unit': 'sales',
  'reseller-sponsor': 'sponsor',
  'field-technician': 'technician',
  'partner-admin': 'admin',
  'partner-engineer': 'engineer',
  auditor: 'auditor',
  operator: 'operator',
  visitor: null,
}

/** Moves whose thing is named by their input alone, or that make something of nobody's. */
const WITHOUT_THING = new Set([
  'found-programme',
  'request-sponsored-project',
  'apply-for-membership',
  'accept-invitation',
  'add-platform',
  'enquire',
  'open-ticket',
  'change-signing-key',
])
/** Things that are nobody's: there is no stranger's to try. */
const NOBODYS = new Set([
  'add-platform-release',
  'note-platform-ga',
  'set-availability',
  'set-equipment-bill',
  'drop-equipment-bill',
  'answer-enquiry',
  'set-parameter',
])
const NOBODYS_PARTS = [':platform', ':enquiry', ':token', ':operation', ':list']

export class RouteCaller {
  private readonly house: TestHouse
  private readonly world: World
  private readonly server: TestServer
  private who: Who = null

  private constructor(house: TestHouse, world: World, server: TestServer) {
    this.house = house
    this.world = world
    this.server = server
  }

  static async begin(house: TestHouse): Promise<RouteCaller> {
    const world = await buildWorld(house)
    await ensureSigningKey(house)
    await house.database.run(sql`update installation set demo = 'yes'`)
    const server = await serveHouse(house, world.cast, { isOn: true, password: PASSWORD })
    return new RouteCaller(house, world, server)
  }

  /** From now on everything is sent by this role; the project of theirs is sponsored by whoever could. */
  async become(column: Role | 'visitor'): Promise<void> {
    this.who = PERSON[column]
    const sponsor = column === 'sales-unit' ? 'sales-emea' : 'resale'
    await this.house.database.run(
      sql`update project set state = state || jsonb_build_object('sponsor', ${sponsor}::text, 'technicians', jsonb_build_array(${this.world.cast.technician.id}::text))
          where id = ${this.world.own.project}`,
    )
    // The technician works for whoever asks as a sponsor.
    const side = column === 'sales-unit' ? 'sales-emea' : 'resale'
    await this.house.database.run(
      sql`update person set state = jsonb_set(state, '{organisation}', to_jsonb(${side}::text)) where id = ${this.world.cast.technician.id}`,
    )
    await this.house.database.run(
      sql`update ticket set state = jsonb_set(state, '{queue}', '"sales-emea"') where id = ${this.world.own.ticket}`,
    )
    await this.house.database.run(
      sql`update fee_request set state = jsonb_set(state, '{sponsor}', to_jsonb(${sponsor}::text)) where id = ${this.world.own.feeRequest}`,
    )
    await this.house.database.run(
      sql`update fee_request set state = jsonb_set(state, '{sponsor}', '"southwind"') where id = ${this.world.foreign.feeRequest}`,
    )
    // A sponsor's own webhook is its organisation's.
    const keeper = column === 'sales-unit' ? 'sales-emea' : column === 'reseller-sponsor' ? 'resale' : 'northwind'
    await this.house.database.run(
      sql`update webhook set state = jsonb_set(state, '{organisation}', to_jsonb(${keeper}::text)) where id = ${this.world.own.webhook}`,
    )
    await this.house.database.run(sql`delete from sign_in_rate`)
  }

  async cell(route: KnownRoute): Promise<string> {
    const own = await this.letter(route, this.world.own, true)
    return this.namesAThing(route) ? own + (await this.letter(route, this.world.foreign, false)) : `${own}-`
  }

  /** The whole answer, with a thing of one's own, as a browser asks. */
  async answer(route: KnownRoute): Promise<Response> {
    const { path, sending } = await this.request(route, this.world.own, true)
    const headers = { accept: 'text/html', ...sending.headers }
    return this.server.send(this.who, path, { method: route.method, ...sending, headers })
  }

  get address(): string {
    return this.server.address
  }

  end(): Promise<void> {
    return this.server.close()
  }

  private namesAThing({ move, path }: KnownRoute): boolean {
    if (move) return !WITHOUT_THING.has(move) && !NOBODYS.has(move)
    return path.includes(':') && !NOBODYS_PARTS.some((part) => path.includes(part))
  }

  private async letter(route: KnownRoute, things: Things, isOwn: boolean): Promise<string> {
    const { path, sending } = await this.request(route, things, isOwn)
    const response = await this.server.send(this.who, path, { method: route.method, ...sending })
    const refusal = response.status >= 400 ? await refusalOf(response) : null
    if (response.status >= 500)
      throw new Error(`${route.key} as ${this.who}: ${response.status} ${JSON.stringify(refusal)}`)
    if (response.status < 400) await response.arrayBuffer()
    switch (response.status) {
      case 401:
        return 's'
      case 403:
        return 'n'
      case 404:
        return 'x'
      default:
        return 'y'
    }
  }

  private async request(
    route: KnownRoute,
    things: Things,
    isOwn: boolean,
  ): Promise<{ path: string; sending: Sending }> {
    if (route.move) return this.moveRequest(route, route.move, things)
    const parts: Readonly<Record<string, string>> = {
      project: things.project,
      case: 'OUT-01',
      evidence: things.evidence,
      other: things.evidence,
      quote: things.quote,
      operation: 'grant',
      version: '1',
      paper: 'quotation.pdf',
      call: '1.svg',
      list: 'MCT-2026',
      number: things.certification,
      organisation: things.organisation,
      product: things.product,
      platform: this.world.platform,
      enquiry: this.world.enquiry,
      person: things.technician,
      ticket: things.ticket,
      order: things.equipment,
      request: things.feeRequest,
      webhook: things.webhook,
      token: this.world.own.invitation,
      upload: route.path.includes(':upload') ? await this.upload(isOwn) : '',
    }
    const path = route.path.replace(/:([a-z]+)/g, (whole, name: string) => parts[name] ?? whole)
    return { path: path + (QUERIES[route.key] ?? ''), sending: await this.body(route) }
  }

  private upload(isOwn: boolean): Promise<string> {
    const owner: keyof Cast = isOwn && this.who ? this.who : 'stranger'
    return arrivedUpload(this.house, this.world.cast[owner].id, 'Something.')
  }

  /** Nothing a move could take, so that what may be done is refused for its input at the latest. */
  private async moveRequest(
    route: KnownRoute,
    move: string,
    things: Things,
  ): Promise<{ path: string; sending: Sending }> {
    const id = this.idOf(move, things)
    const input =
      move === 'open-project'
        ? { ...OPENING, product: things.product, productRelease: things.release }
        : move === 'add-evidence'
          ? { upload: await this.upload(true), 'no such field': 'x' }
          : { 'no such field': 'x' }
    if (route.kind === 'api-move')
      return { path: route.path.replace(':id', encodeURIComponent(id)), sending: { body: input } }
    const form = Object.entries({ ...input, _id: id }).filter((field): field is [string, string] => field[1] !== null)
    return { path: route.path, sending: { body: new URLSearchParams(form) } }
  }

  private idOf(move: string, things: Things): string {
    const { world } = this
    if (move === 'add-webhook' && this.who && things === world.own) return world.cast[this.who].organisation!
    if (WITHOUT_THING.has(move)) return move === 'accept-invitation' ? things.invitation : ''
    const noun = THING_OF.find(([moves]) => moves.includes(move))?.[1]
    switch (noun) {
      case 'none':
        return ''
      case 'platform':
        return world.platform
      case 'enquiry':
        return world.enquiry
      case 'parameter':
        return world.parameter
      case 'self':
        return this.isOwn(things) ? world.cast[this.who!].id : things.person
      case 'accessToken':
        return this.isOwn(things) ? world.accessTokens[this.who!] : things.accessToken
      case undefined:
        return things.project
      default:
        return things[noun]
    }
  }

  /** Whether it is to be the asker's very own, and there is anybody asking. */
  private isOwn(things: Things): boolean {
    return things === this.world.own && this.who !== null
  }

  private async body({ key, method }: KnownRoute): Promise<Sending> {
    const me = this.who ? `${this.who}@${this.world.cast[this.who].organisation}.test` : 'tester@vendor.test'
    switch (key) {
      case 'POST /sign-in':
        return { body: new URLSearchParams({ email: me, password: PASSWORD }) }
      case 'POST /sign-in/demo':
        return { body: new URLSearchParams({ email: me }) }
      case 'POST /invitation':
        return { body: new URLSearchParams({ token: this.world.own.invitation, password: 'one', again: 'another' }) }
      case 'POST /sign-out':
        // Out of a session of its own: the others go on.
        return this.who
          ? { body: '', headers: { authorization: `Bearer ${await openSession(this.house, me)}` } }
          : { body: '' }
      case 'POST /account/sessions/end': {
        const session = this.who ? (await openSession(this.house, me)).slice(0, 16) : ''
        return { body: new URLSearchParams({ session }) }
      }
      case 'POST /uploads':
        return { body: Buffer.from(''), headers: { 'upload-length': '5' } }
      case 'PATCH /uploads/:upload':
        return { body: Buffer.from('x'), headers: { 'upload-offset': '10' } }
      case 'POST /api/sessions':
        return { body: { email: me, password: PASSWORD } }
      case 'POST /api/advice':
        return { body: { family: 'sip-trunk', level: 'MCT' } }
      default:
        return method === 'POST' ? { body: new URLSearchParams({ nothing: 'wanted' }) } : {}
    }
  }
}

const QUERIES: Readonly<Record<string, string>> = {
  'GET /api/support': '?product=north-trunk&productRelease=3.1&platform=voice&platformRelease=10.0&country=DE',
  'GET /find': '?q=north',
  'GET /management.csv': '?measure=stages',
  'GET /management.xlsx': '?measure=stages',
  'GET /management.json': '?measure=stages',
  'GET /set-up': '?token=first',
}

const THING_OF: readonly (readonly [
  readonly string[],
  keyof Things | 'none' | 'self' | 'platform' | 'enquiry' | 'parameter',
])[] = [
  [['open-project'], 'none'],
  [
    [
      'approve-membership',
      'decline-membership',
      'note-membership-fee',
      'ask-for-term',
      'record-burden',
      'approve-burden',
      'give-termination-notice',
      'answer-termination-notice',
      'keep-membership',
      'terminate-membership',
      'invite-person',
      'describe-organisation',
      'confirm-contacts',
      'propose-company-text',
      'take-company-text-back',
      'approve-company-text',
      'decline-company-text',
      'change-company-text',
      'add-product',
      'ask-for-equipment',
      'add-webhook',
    ],
    'organisation',
  ],
  [['renew-invitation', 'change-roles', 'let-go'], 'person'],
  [['make-access-token'], 'self'],
  [['end-access-token'], 'accessToken'],
  [['register-credential', 'confirm-credential', 'withdraw-credential'], 'technician'],
  [
    [
      'add-product-release',
      'note-product-ga',
      'describe-product',
      'note-resale',
      'propose-product-text',
      'take-product-text-back',
      'approve-product-text',
      'decline-product-text',
      'change-product-text',
    ],
    'product',
  ],
  [
    ['add-platform-release', 'note-platform-ga', 'set-availability', 'set-equipment-bill', 'drop-equipment-bill'],
    'platform',
  ],
  [
    [
      'decide-recertification',
      'extend-certification',
      'authorise-logo',
      'withdraw-certification',
      'confirm-field-issue',
      'clear-field-issue',
      'note-sat-evidence',
      'propose-review-call',
      'book-review-call',
    ],
    'certification',
  ],
  [['check-guide-point', 'classify-ticket', 'report-field-issue', 'close-ticket'], 'ticket'],
  [
    ['quote-equipment', 'decline-equipment', 'withdraw-equipment', 'order-equipment', 'note-equipment-delivered'],
    'equipment',
  ],
  [['bear-fee', 'decline-to-bear-fee', 'take-fee-request-back'], 'feeRequest'],
  [
    [
      'change-webhook',
      'switch-webhook-off',
      'give-up-webhook',
      'switch-webhook-on',
      'remove-webhook',
      'test-webhook',
      'renew-webhook-secret',
    ],
    'webhook',
  ],
  [['answer-enquiry'], 'enquiry'],
  [['set-parameter'], 'parameter'],
]
