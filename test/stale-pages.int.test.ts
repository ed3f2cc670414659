/**
 * Two people at one record, of whom one has an older page: what was changed since is not undone unseen. Whoever comes
 * second is told what changed and by whom, and what they typed stands there to be sent again or taken along.
 */
import sql from 'sql-template-tag'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { act, type Done } from '../src/app/act.ts'
import type { House } from '../src/app/house.ts'
import { TARGETS } from '../src/app/targets.ts'
import type { Target } from '../src/app/target.ts'
import { Refusal } from '../src/kernel/refusal.ts'
import { type Actor, CONSOLE, VISITOR } from '../src/programme/permission.ts'
import { headOf } from '../src/store/journal.ts'
import { load } from '../src/store/nouns.ts'
import { enterCast, importRecords, PROGRAMME, Story, type Cast } from './support/cast.ts'
import { askForEquipment } from './support/equipment.ts'
import { formOn } from './support/forms.ts'
import { testHouse, type TestHouse } from './support/house.ts'
import { serveHouse, type TestServer } from './support/server.ts'
import { openTicket } from './support/tickets.ts'
import { addWebhook } from './support/webhooks.ts'

let house: TestHouse
let cast: Cast
let server: TestServer
beforeAll(async () => {
  house = await testHouse('embedded')
  cast = await enterCast(house)
  server = await serveHouse(house, cast)
})
afterAll(async () => {
  await server.close()
  await house.end()
})

const does = (actor: Actor, move: string, id: string | null, input: object) => act(house, actor, { move, id, input })

async function pageOf(who: keyof Cast, path: string): Promise<string> {
  const answer = await server.send(who, path, { headers: { accept: 'text/html' } })
  expect(answer.status, path).toBe(200)
  return answer.text()
}

type Answered = { readonly status: number; readonly page: string }

/** Sends the form of a move as a page showed it, with some of its fields written over. */
async function sends(who: keyof Cast, move: string, shown: URLSearchParams, typed: object = {}): Promise<Answered> {
  const body = new URLSearchParams(shown)
  for (const [name, value] of Object.entries(typed)) {
    body.delete(name)
    for (const each of [value].flat()) body.append(name, String(each))
  }
  const answer = await server.send(who, `/moves/${move}`, { body, headers: { accept: 'text/html' } })
  return { status: answer.status, page: await answer.text() }
}

const STALE = 'What this page shows was changed while it was open.'

const organisation = async () => (await load(house.database, 'organisation', 'northwind'))!.state

describe('two tabs with the same organisation', () => {
  test('what the first saved is not put back by the second; what the second typed goes on from there', async () => {
    const first = formOn(await pageOf('admin', '/our-organisation'), 'describe-organisation', 'northwind')
    const saved = { web: 'https://new.northwind.test', supportEmail: '', supportPhone: '+31 20 555 0100' }
    expect((await sends('admin', 'describe-organisation', first, saved)).status).toBe(303)

    const second = await sends('admin', 'describe-organisation', first, {
      _once: 'second tab',
      supportEmail: 'help@northwind.test',
    })
    expect(second.status).toBe(409)
    expect(second.page).toContain(STALE)
    expect(second.page).toContain('Northwind described (Admin)')
    expect(await organisation()).toMatchObject({ web: saved.web, support: { phone: saved.supportPhone } })

    const now = formOn(second.page, 'describe-organisation', 'northwind')
    expect(Object.fromEntries(now)).toMatchObject({ ...saved, supportEmail: 'help@northwind.test' })
    expect(second.page).not.toContain('What you had typed')
    expect((await sends('admin', 'describe-organisation', now)).status).toBe(303)
    const support = { email: 'help@northwind.test', phone: saved.supportPhone }
    expect(await organisation()).toMatchObject({ web: saved.web, support })
  })

  test('where both wrote in one field, it shows what is kept, and what was typed is there to take along', async () => {
    const shown = formOn(await pageOf('admin', '/our-organisation'), 'describe-organisation', 'northwind')
    await does(cast.manager, 'describe-organisation', 'northwind', {
      ...Object.fromEntries([...shown].filter(([name]) => !name.startsWith('_'))),
      supportPhone: '+31 20 555 0111',
    })
    const { status, page } = await sends('admin', 'describe-organisation', shown, { supportPhone: '+31 20 555 0122' })
    expect(status).toBe(409)
    expect(formOn(page, 'describe-organisation', 'northwind').get('supportPhone')).toBe('+31 20 555 0111')
    expect(page).toMatch(
      /What you had typed[^]*<dt>Support by telephone<\/dt>\s*<dd class="prose">\+31 20 555 0122<\/dd>/,
    )
  })

  test('a field that needs another look first does not make the page a newer one', async () => {
    const shown = formOn(await pageOf('admin', '/our-organisation'), 'describe-organisation', 'northwind')
    const wrong = await sends('admin', 'describe-organisation', shown, { supportEmail: 'nobody' })
    expect(wrong.status).toBe(422)
    const kept = await organisation()
    await does(cast.manager, 'describe-organisation', 'northwind', { web: 'https://third.northwind.test' })
    const again = formOn(wrong.page, 'describe-organisation', 'northwind')
    expect(again.get('web')).toBe(kept.web)
    const { status } = await sends('admin', 'describe-organisation', again, { supportEmail: 'x@northwind.test' })
    expect(status).toBe(409)
    expect((await organisation()).web).toBe('https://third.northwind.test')
  })

  test('control: nothing was changed meanwhile, and nothing is said', async () => {
    const shown = formOn(await pageOf('admin', '/our-organisation'), 'describe-organisation', 'northwind')
    await does(cast.stranger, 'describe-organisation', 'southwind', { web: 'https://southwind.test' })
    expect((await sends('admin', 'describe-organisation', shown)).status).toBe(303)
  })
})

test('a role taken from somebody does not come back with an older page', async () => {
  const { id } = cast.engineer
  await does(cast.admin, 'change-roles', id, { roles: ['partner-engineer', 'partner-admin'] })
  const shown = formOn(await pageOf('admin', '/our-organisation'), 'change-roles', id)
  expect(shown.getAll('roles').toSorted()).toEqual(['partner-admin', 'partner-engineer'])
  await does(cast.manager, 'change-roles', id, { roles: ['partner-engineer'] })
  const { status, page } = await sends('admin', 'change-roles', shown)
  expect(status).toBe(409)
  expect(page).toContain('Roles of Engineer changed (Manager)')
  expect((await load(house.database, 'person', id))!.state.roles).toEqual(['partner-engineer'])
  expect(formOn(page, 'change-roles', id).getAll('roles')).toEqual(['partner-engineer'])
})

test('a role that nobody of such an organisation can have is shown, so that it is not taken away unseen', async () => {
  const { id } = cast.engineer
  const roles = ['partner-engineer', 'field-technician']
  await house.database.run(
    sql`update person set state = jsonb_set(state, '{roles}', ${JSON.stringify(roles)}) where id = ${id}`,
  )
  const shown = formOn(await pageOf('admin', '/our-organisation'), 'change-roles', id)
  expect(shown.getAll('roles')).toEqual(roles)
  await does(cast.admin, 'change-roles', id, { roles: ['partner-engineer'] })
})

/** What is shown, changed by somebody else, and sent from the older page; with what stands after it. */
const OLDER = [
  [
    'other names of a product',
    '/products/north-trunk',
    'describe-product',
    'north-trunk',
    'admin',
    { aliases: ['NT'] },
    { aliases: ['North'] },
  ],
  [
    'whether the vendor resells it',
    '/products/south-trunk',
    'note-resale',
    'south-trunk',
    'manager',
    { resoldByVendor: true },
    {},
  ],
  [
    'what is offered',
    '/platforms/voice',
    'set-availability',
    'voice',
    'manager',
    { level: 'MAT', availability: 'ask' },
    {},
  ],
  [
    'a bill of material',
    '/platforms/voice',
    'set-equipment-bill',
    'voice',
    'manager',
    { bill: 'starter-set', name: 'Starter set', lines: [{ part: 'V-11', says: 'Call server', quantity: 1, price: 1 }] },
    {},
  ],
  [
    'a figure',
    '/parameters?set=quote.validity-days',
    'set-parameter',
    'quote.validity-days',
    'manager',
    { value: 45, from: '2026-07-01', reason: 'Longer.' },
    { reason: 'Shorter.', value: '20' },
  ],
] as const

test.each(OLDER)('%s is not put back by an older page', async (_, path, move, id, who, meanwhile, typed) => {
  const shown = formOn(await pageOf(who, path), move, id)
  await does(cast[who], move, id, meanwhile)
  const { status, page } = await sends(who, move, shown, typed)
  expect(status).toBe(409)
  expect(page).toContain(STALE)
  const before = await headOf(house.database)
  expect(page).toContain(`(${who === 'admin' ? 'Admin' : 'Manager'})`)
  expect((await headOf(house.database)).seq).toBe(before.seq)
  const again = formOn(await pageOf(who, path), move, id)
  expect((await sends(who, move, again, typed)).status, 'control: the newer page is taken').not.toBe(409)
})

const BROUGHT = { organisation: 'northwind', family: 'other', interfaces: ['fax-gateway'], resoldByVendor: false }

test('what is kept from a member is told them by no refusal, and refuses nothing', async () => {
  await importRecords(house, {
    format: 'certwright/1',
    products: [
      { ...BROUGHT, id: 'burdened-desk', name: 'Burdened Desk', releases: [{ version: '1.0', ga: '2020-01-01' }] },
    ],
    certifications: [
      {
        number: 'MCT-2026-00777',
        product: 'burdened-desk',
        platform: 'voice',
        level: 'MCT',
        granted: '2026-05-01',
        pairs: [{ platformRelease: '10.0', productRelease: '1.0' }],
      },
    ],
  })
  const shown = formOn(await pageOf('admin', '/our-organisation'), 'ask-for-term', 'northwind')
  const burden = { certification: 'MCT-2026-00777', tickets: 7, hours: 41, says: 'One-way sound.' }
  await does(cast.support, 'record-burden', 'northwind', burden)
  const page = await sends('admin', 'ask-for-term', shown)
  expect(page.page).not.toMatch(/burden|41 hours/i)
  expect(page.page).not.toContain(STALE)
  const answer = await server.send('admin', '/api/memberships/northwind/ask-for-term', {
    body: {},
    headers: { 'if-match': '"0"' },
  })
  expect(await answer.text()).not.toMatch(/burden|41 hours/i)
  const staff = server.send('manager', '/api/memberships/northwind/note-membership-fee', {
    body: {},
    headers: { 'if-match': '"0"' },
  })
  expect(await (await staff).text(), 'control: the office is told').toContain('Burden in the field recorded')
})

test('whoever clicks twice is answered as once, and never told of themselves', async () => {
  for (let round = 0; round < 40; round += 1) {
    const shown = formOn(await pageOf('admin', '/our-organisation'), 'describe-organisation', 'northwind')
    const typed = { _once: `twice ${round}`, web: `https://round-${round}.northwind.test` }
    const both = await Promise.all([0, 1, 2].map(() => sends('admin', 'describe-organisation', shown, typed)))
    expect(both.map(({ status }) => status)).toEqual([303, 303, 303])
  }
})

test('whoever was overtaken by their own twin, after it was looked for, is answered as that was', async () => {
  const deed = {
    move: 'describe-organisation',
    id: 'northwind',
    input: { web: 'https://twin.northwind.test' },
    once: 'overtaken by a twin',
    shownAt: (await headOf(house.database)).seq,
  }
  let first: Done | null = null
  const slow: House = {
    ...house,
    database: {
      ...house.database,
      transaction: async (work) => {
        first ??= await act(house, cast.admin, deed)
        return house.database.transaction(work)
      },
    },
  }
  const second = await act(slow, cast.admin, deed)
  expect([second.repeated, second.fact.seq]).toEqual([true, first!.fact.seq])
  const other = act(house, cast.admin, { ...deed, once: 'no twin' })
  await expect(other, 'control: somebody else’s is stale').rejects.toMatchObject({ code: 'stale' })
})

test('a revision that is none is refused of what an import brought as well', async () => {
  await importRecords(house, {
    format: 'certwright/1',
    products: [{ ...BROUGHT, id: 'brought-desk', name: 'Brought Desk', releases: [] }],
  })
  const note = (revision: string) =>
    server.send('manager', '/api/products/brought-desk/note-resale', {
      body: { resoldByVendor: true },
      headers: { 'if-match': `"${revision}"` },
    })
  expect((await note('777')).status).toBe(409)
  expect((await note('1')).status, 'control').toBe(200)
})

test('what only adds is taken from an older page too', async () => {
  const shown = formOn(await pageOf('admin', '/products/north-trunk'), 'add-product-release', 'north-trunk')
  await does(cast.admin, 'add-product-release', 'north-trunk', { version: '5.0' })
  expect((await sends('admin', 'add-product-release', shown, { version: '5.1' })).status).toBe(303)
})

test('an import counts as a change, though its fact names no record', async () => {
  const shownAt = (await headOf(house.database)).seq
  await importRecords(house, {
    ...PROGRAMME,
    regions: [],
    organisations: [],
    products: [],
    platforms: [{ ...PROGRAMME.platforms[0], name: 'Voice Two', id: 'voice-2' }],
  })
  const deed = { move: 'set-availability', id: 'voice-2', input: { level: 'MAT', availability: 'no' }, shownAt }
  await expect(act(house, cast.manager, deed)).rejects.toMatchObject({ code: 'stale' })
})

/** Every move that rests on what is shown, by what it acts on; what is not here adds, or has a reading of its own. */
const RESTS = {
  technician: ['confirm-credential', 'withdraw-credential'],
  membership: [
    'approve-membership',
    'decline-membership',
    'note-membership-fee',
    'ask-for-term',
    'approve-burden',
    'give-termination-notice',
    'answer-termination-notice',
    'keep-membership',
    'terminate-membership',
  ],
  person: ['renew-invitation', 'change-roles', 'let-go'],
  organisation: ['describe-organisation', 'confirm-contacts'],
  product: ['note-product-ga', 'describe-product', 'note-resale'],
  platform: ['note-platform-ga', 'set-availability', 'set-equipment-bill', 'drop-equipment-bill'],
  certification: [
    'decide-recertification',
    'extend-certification',
    'authorise-logo',
    'withdraw-certification',
    'clear-field-issue',
    'propose-review-call',
    'book-review-call',
  ],
  ticket: ['check-guide-point', 'classify-ticket', 'report-field-issue', 'close-ticket'],
  'equipment-order': [
    'quote-equipment',
    'withdraw-equipment',
    'decline-equipment',
    'order-equipment',
    'note-equipment-delivered',
  ],
  webhook: [
    'change-webhook',
    'switch-webhook-off',
    'give-up-webhook',
    'switch-webhook-on',
    'remove-webhook',
    'renew-webhook-secret',
  ],
  enquiry: ['answer-enquiry'],
  parameter: ['set-parameter'],
  'access-token': ['end-access-token'],
} as const

describe('every move on a record that a page shows', { timeout: 120_000 }, () => {
  let ids: Readonly<Record<keyof typeof RESTS, string>>
  beforeAll(async () => {
    const story = await new Story(house, cast).bringTo('guide')
    const certification = (await story.file()).project.certification!
    const credential = { platform: 'voice', number: 'C-1', issued: '2026-01-01', expires: '2027-01-01' }
    await does(cast.technician, 'register-credential', cast.technician.id, credential).catch(() =>
      does(cast.manager, 'register-credential', cast.technician.id, credential),
    )
    await does(cast.admin, 'ask-for-term', 'northwind', { tier: 'mdp-commercial-basic' })
    const token = await does(cast.admin, 'make-access-token', cast.admin.id, { name: 'P', scopes: ['read'], days: 30 })
    const asks = { name: 'N', email: 'n@n.test', organisation: 'N', question: 'What is it?' }
    const enquiry = await does(VISITOR, 'enquire', null, asks)
    ids = {
      technician: cast.technician.id,
      membership: 'northwind',
      person: cast.engineer.id,
      organisation: 'northwind',
      product: 'north-trunk',
      platform: 'voice',
      certification,
      ticket: await openTicket(house, cast),
      'equipment-order': await askForEquipment(house, cast.admin),
      webhook: await addWebhook(house, cast.admin, 'https://hooks.northwind.test/'),
      enquiry: enquiry.made['enquiry']!,
      parameter: 'quote.validity-days',
      'access-token': token.made['access-token']!,
    }
  })

  const shown = Object.values(TARGETS).filter((target) => 'shows' in target) as unknown as readonly Target<unknown>[]

  test('is in the list above', () => {
    const moves = Object.fromEntries(
      shown.map((target) => [
        target.name,
        Object.entries(target.moves).flatMap(([name, move]) => (move.adds ? [] : [name])),
      ]),
    )
    expect(moves).toEqual(RESTS)
  })

  test.each(
    shown.flatMap((target) =>
      Object.entries(target.moves).map(([name, { adds }]) => [name, !adds, target.name] as const),
    ),
  )('%s is refused on an older page: %s', async (move, isRefused, name) => {
    const codes = new Set<string>()
    for (const actor of [...Object.values(cast), CONSOLE]) {
      const deed = { move, id: ids[name as keyof typeof ids], input: { nonsense: true }, shownAt: 1 }
      await act(house, actor, deed).catch((fault: unknown) => codes.add(fault instanceof Refusal ? fault.code : '?'))
    }
    expect(codes.has('stale')).toBe(isRefused)
  })
})

test('what was typed into a form that is no longer there is told whole, with the label of each field', async () => {
  const { id } = await new Story(house, cast).bringTo('quote-preparation')
  const shown = formOn(await pageOf('manager', `/projects/${id}/quote`), 'prepare-quote', id)
  await does(cast.manager, 'prepare-quote', id, { adjustment: 0, reason: '', assumptions: '' })
  const typed = { adjustment: '-50', reason: 'A known product.', assumptions: 'One bench.\r\nOne week.' }
  const { status, page } = await sends('manager', 'prepare-quote', shown, typed)
  expect(status).toBe(409)
  const [, along = ''] = /aria-label="What you had typed">([^]*?)<\/section>/.exec(page) ?? []
  const told = [...along.matchAll(/<dt>([^<]*)<\/dt>\s*<dd class="prose">([^<]*)<\/dd>/g)]
  expect(told.map(([, label, says]) => [label, says!.replaceAll('\r', '')])).toEqual([
    ['Adjustment in USD', '-50'],
    ['Its reason', 'A known product.'],
    ['Assumptions', 'One bench.\nOne week.'],
  ])
})

test('by the API the revision is given by whoever wants to be refused', async () => {
  const { revision } = (await load(house.database, 'product', 'north-trunk'))!
  const names = (aliases: readonly string[], headers = {}) =>
    server.send('admin', '/api/products/north-trunk/describe-product', { body: { aliases }, headers })
  expect((await names(['A'], { 'if-match': `"${revision}"` })).status).toBe(200)
  const stale = await names(['B'], { 'if-match': `"${revision}"` })
  expect(stale.status).toBe(409)
  expect(await stale.json()).toMatchObject({
    refused: { code: 'stale', faults: [{ says: 'North Trunk described (Admin)' }] },
  })
  expect((await names(['C'])).status, 'control: without it, it is taken').toBe(200)
})
