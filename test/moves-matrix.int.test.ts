/**
 * Who may do what (R8, R16): every move, every role, every relation to the thing, in one table that a
 * reviewer reads; held against the declarations, and against what the write path really answers.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import sql from 'sql-template-tag'
import { MOVES, type NamedMove } from '../src/app/targets.ts'
import {
  type Actor,
  type Belongs,
  CONSOLE,
  may,
  type Part,
  type Permission,
  VISITOR,
} from '../src/programme/permission.ts'
import { ROLES } from '../src/programme/person.ts'
import { headOf } from '../src/store/journal.ts'
import { OPENING } from './support/cast.ts'
import { answerOf, dry } from './support/dry.ts'
import { KINDS, testHouse, type TestHouse } from './support/house.ts'
import { goldenTable, type Table } from './matrix/table.ts'
import { buildWorld, type World } from './matrix/world.ts'

const RELATIONS = ['own', 'sponsored', 'assigned', 'serving', 'self', 'stranger', 'none'] as const

type Relation = (typeof RELATIONS)[number]

const PARTS: readonly Part[] = [...ROLES, 'visitor', 'console']

/** How somebody can stand to what a move is done to; what nobody owns has no relations. */
const RELATIONS_OF: Readonly<Record<string, readonly Relation[]>> = {
  founding: ['none'],
  project: ['own', 'sponsored', 'assigned', 'stranger'],
  'guide-writing': ['own', 'sponsored', 'assigned', 'stranger'],
  retention: ['none'],
  'new-project': ['own', 'stranger'],
  'new-sponsored-project': ['none'],
  technician: ['own', 'stranger'],
  'new-membership': ['none'],
  membership: ['own', 'stranger'],
  'organisation-people': ['own', 'stranger'],
  person: ['own', 'stranger'],
  invitation: ['none'],
  organisation: ['own', 'stranger'],
  'company-listing': ['own', 'stranger'],
  'new-product': ['own', 'stranger'],
  product: ['own', 'stranger'],
  'product-listing': ['own', 'stranger'],
  'new-platform': ['none'],
  platform: ['none'],
  certification: ['own', 'stranger'],
  'new-ticket': ['none'],
  ticket: ['sponsored', 'serving', 'stranger'],
  'new-equipment-order': ['own', 'stranger'],
  'equipment-order': ['own', 'stranger'],
  'fee-request': ['own', 'sponsored', 'stranger'],
  'new-webhook': ['own', 'stranger'],
  webhook: ['own', 'stranger'],
  'new-enquiry': ['none'],
  enquiry: ['none'],
  parameter: ['none'],
  'new-access-token': ['self', 'stranger'],
  'access-token': ['self', 'stranger'],
  keyring: ['none'],
}

const HEADING = [
  'What every move answers to every role, for each relation to the thing, in this order:',
  '  own        the thing belongs to the organisation of whoever asks',
  '  sponsored  their organisation sponsors it',
  '  assigned   they are its technician',
  '  serving    it is their organisation’s task to help',
  '  self       it is their own',
  '  stranger   none of these',
  '  none       the thing belongs to nobody, or whoever asks belongs to no organisation',
  'y  may do it (what else may stand in the way is another matter)',
  'n  not permitted, and told so',
  'x  not found: it may not even be seen',
  's  has to sign in first',
  '-  there is no such relation',
]

const THEIRS = {
  organisation: 'theirs',
  sponsor: 'their-sponsor',
  serving: 'their-helper',
  technicians: ['their-technician'],
  person: 'their-person',
}

function declaredCell(named: NamedMove, part: Part): string {
  return RELATIONS.map((relation) => declared(named, part, relation)).join('')
}

function declared({ move, target }: NamedMove, part: Part, relation: Relation): string {
  if (!isPossible(target.name, part, relation)) return '-'
  const actor = somebody(part, relation, THEIRS)
  const belongs: Belongs = RELATIONS_OF[target.name]!.includes('none') ? {} : THEIRS
  if (move.by[part] === undefined) return part === 'visitor' ? 's' : 'n'
  if (!may(actor, target.sees, belongs)) return 'x'
  return may(actor, move.by, belongs) ? 'y' : 'n'
}

function isPossible(target: string, part: Part, relation: Relation): boolean {
  if (part === 'visitor' || part === 'console') return relation === 'none'
  return RELATIONS_OF[target]!.includes(relation)
}

function somebody(part: Part, relation: Relation, thing: typeof THEIRS): Actor {
  if (part === 'visitor') return VISITOR
  if (part === 'console') return CONSOLE
  const organisation =
    relation === 'own' || relation === 'self'
      ? thing.organisation
      : relation === 'sponsored'
        ? thing.sponsor
        : relation === 'serving'
          ? thing.serving
          : relation === 'stranger'
            ? 'strangers'
            : 'elsewhere'
  return {
    id: relation === 'assigned' ? 'their-technician' : relation === 'self' ? thing.person : 'somebody',
    name: 'Somebody',
    organisation,
    parts: [part],
  }
}

const found: Table = new Map(
  [...MOVES.values()].map((named) => [
    named.name,
    Object.fromEntries(PARTS.map((part) => [part, declaredCell(named, part)])),
  ]),
)
const table = goldenTable('moves.txt', HEADING, found)

describe('the table of moves', () => {
  test('names every move there is, and no other', () => {
    expect(found.size).toBeGreaterThan(60)
    expect([...table.keys()]).toEqual([...MOVES.keys()])
  })

  test.each([...MOVES.values()].map((named) => [named.name, named] as const))(
    '%s is declared as the table says',
    (name, named) => {
      expect(Object.fromEntries(PARTS.map((part) => [part, declaredCell(named, part)]))).toEqual(table.get(name))
    },
  )

  test('every move is somebody’s', () => {
    for (const { name, move } of MOVES.values()) expect(Object.keys(move.by), name).not.toEqual([])
  })

  test('control: a move opened to one role more, or to strangers, is seen', () => {
    const order = MOVES.get('order')!
    const opened = (by: Permission) => ({ ...order, move: { ...order.move, by } })
    expect(declaredCell(opened({ ...order.move.by, 'support-agent': 'any' }), 'support-agent')).not.toBe(
      table.get('order')!['support-agent'],
    )
    expect(declaredCell(opened({ 'partner-admin': 'any' }), 'partner-admin')).toBe(table.get('order')!['partner-admin'])
    const seenByAll = {
      ...opened({ 'partner-admin': 'any' }),
      target: { ...order.target, sees: { 'partner-admin': 'any' } as const },
    }
    expect(declaredCell(seenByAll, 'partner-admin')).not.toBe(table.get('order')!['partner-admin'])
  })
})

describe.each(KINDS)('every move, really asked for on the %s database', (kind) => {
  let house: TestHouse
  let world: World
  beforeAll(async () => {
    house = await testHouse(kind)
    world = await buildWorld(house, 'quote-offered')
    await house.database.run(
      sql`update project set state = state || '{"sponsor": "resale", "technicians": ["their-technician"]}' where id = ${world.own.project}`,
    )
    await house.database.run(
      sql`update ticket set state = jsonb_set(state, '{queue}', '"sales-emea"') where id = ${world.own.ticket}`,
    )
    await certify(house, world)
  })
  afterAll(() => house.end())

  test.each(PARTS)('a %s is answered as the table says, and what is refused leaves no trace', async (part) => {
    const before = await headOf(house.database)
    const answers: Record<string, string> = {}
    let asked = 0
    for (const [name, named] of MOVES) {
      let cell = ''
      for (const relation of RELATIONS) {
        const expected = table.get(name)![part]![RELATIONS.indexOf(relation)]!
        const isTried = expected !== '-'
        cell += isTried ? await ask(named, part, relation) : expected
        asked += isTried ? 1 : 0
      }
      answers[name] = cell
    }
    expect(asked).toBeGreaterThanOrEqual(MOVES.size)
    expect(answers).toEqual(Object.fromEntries([...table].map(([name, cells]) => [name, cells[part]])))
    expect(await headOf(house.database)).toEqual(before)
  })

  async function ask(named: NamedMove, part: Part, relation: Relation): Promise<string> {
    // Technicians work for resellers; everything else here is a partner's.
    const organisation = named.target.name === 'technician' ? 'resale' : 'northwind'
    const actor = somebody(part, relation, {
      ...THEIRS,
      organisation,
      sponsor: 'resale',
      serving: 'sales-emea',
      person: world.own.person,
    })
    const { code } = await answerOf(dry(house), actor, {
      move: named.name,
      id: idFor(named, world),
      input: inputFor(named),
    })
    switch (code) {
      case 'not-signed-in':
        return 's'
      case 'not-permitted':
        return 'n'
      case 'not-found':
        return 'x'
      default:
        return 'y'
    }
  }
})

/** Nothing a move could take, so that what may be done is refused for its input at the latest. */
const UNWANTED = { 'no such field': true }

/** A project that is to be opened is only known by its input. */
function inputFor({ target }: NamedMove): unknown {
  return target.name === 'new-project' ? OPENING : UNWANTED
}

function idFor({ target }: NamedMove, { own, cast, enquiry, platform, parameter }: World): string | null {
  const ids: Readonly<Record<string, string>> = {
    project: own.project,
    'guide-writing': own.project,
    technician: cast.technician.id,
    membership: own.organisation,
    'organisation-people': own.organisation,
    person: own.person,
    invitation: own.invitation,
    organisation: own.organisation,
    'company-listing': own.organisation,
    'new-product': own.organisation,
    product: own.product,
    'product-listing': own.product,
    platform,
    certification: 'MCT-2025-00001',
    ticket: own.ticket,
    'new-equipment-order': own.organisation,
    'equipment-order': own.equipment,
    'fee-request': own.feeRequest,
    'new-webhook': own.organisation,
    webhook: own.webhook,
    enquiry,
    parameter,
    'new-access-token': own.person,
    'access-token': own.accessToken,
  }
  return ids[target.name] ?? null
}

async function certify(house: TestHouse, { own, platform }: World): Promise<void> {
  const state = {
    number: 'MCT-2025-00001',
    product: own.product,
    platform,
    level: 'MCT',
    granted: '2025-09-01',
    region: null,
    testedBy: 'lab',
    pairs: [{ platformRelease: '10.0', productRelease: own.release }],
    extensions: [],
    withdrawn: null,
  }
  await house.database.run(
    sql`insert into certification (id, revision, fact, state) values (${state.number}, 1, 1, ${JSON.stringify(state)})`,
  )
}
