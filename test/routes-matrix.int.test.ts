/**
 * Who may call what (R8, R16): every address the server answers, every role and a visitor, with a thing of
 * one's own and with a stranger's, in one table; held against the declarations and against real answers.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ROLES, type Role } from '../src/programme/person.ts'
import { buildApp } from '../src/server/app.ts'
import { isOneOf, type KnownRoute, knownRoutes } from './matrix/routes.ts'
import { RouteCaller } from './matrix/calling.ts'
import { goldenTable, type Table } from './matrix/table.ts'
import { testHouse, type TestHouse } from './support/house.ts'

const HEADING = [
  'What every route answers to every role: first with a thing of their own or one they sponsor, then with a stranger’s.',
  'y  answered (what else may stand in the way is another matter)',
  'n  not permitted, and told so',
  'x  not found: it may not even be seen',
  's  has to sign in first',
  '-  the address names no thing',
]

const COLUMNS = [...ROLES, 'visitor'] as const

type Column = (typeof COLUMNS)[number]

const routes = knownRoutes()

describe('the routes', () => {
  test('there are many of them, each declares who may call it, and none stands there twice', () => {
    expect(routes.length).toBeGreaterThan(200)
    expect(undeclared(routes)).toEqual([])
    expect(new Set(routes.map((route) => route.key)).size).toBe(routes.length)
  })

  test('the server answers nothing besides them', () => {
    const mounted = buildApp({} as never).routes.map(({ method, path }) => `${method} ${path}`)
    expect(mounted.length).toBeGreaterThan(150)
    expect(mounted.filter((each) => !isOneOf(routes, each))).toEqual([])
  })

  test('control: a route without a permission, and one mounted beside the tables, are seen', () => {
    const bare = { ...routes[0]!, key: 'GET /bare', permission: {} }
    expect(undeclared([...routes, bare])).toEqual(['GET /bare'])
    const app = buildApp({} as never)
    app.get('/back-door', (context) => context.text('in'))
    expect(app.routes.map(({ method, path }) => `${method} ${path}`).filter((each) => !isOneOf(routes, each))).toEqual([
      'GET /back-door',
    ])
  })
})

describe('every route, really called', () => {
  let house: TestHouse
  let caller: RouteCaller
  let table: Table
  beforeAll(async () => {
    house = await testHouse()
    caller = await RouteCaller.begin(house)
    const answers = new Map<string, Record<Column, string>>(
      routes.map((route) => [route.key, {} as Record<Column, string>]),
    )
    for (const column of COLUMNS) {
      await caller.become(column)
      for (const route of routes) answers.get(route.key)![column] = await caller.cell(route)
    }
    found = answers
    table = goldenTable('routes.txt', HEADING, answers)
  }, 300_000)
  afterAll(async () => {
    await caller.end()
    await house.end()
  })
  let found: Table

  test('the table names every route, and no other', () => {
    expect([...table.keys()]).toEqual(routes.map((route) => route.key))
  })

  test.each(COLUMNS)('a %s is answered as the table says', (column) => {
    const of = (rows: Table) => Object.fromEntries([...rows].map(([key, cells]) => [key, cells[column]]))
    expect(of(found)).toEqual(of(table))
  })

  test('nobody is answered who is not declared, and everybody who is declared for their own', () => {
    const faults = routes.flatMap((route) =>
      COLUMNS.flatMap((column) => againstDeclaration(route, column, table.get(route.key)![column]!)),
    )
    expect(faults).toEqual([])
  })

  test('control: an answer beyond the declaration, and one short of it, are seen', () => {
    const journal = routes.find((route) => route.key === 'GET /api/journal')!
    expect(againstDeclaration(journal, 'support-agent', 'y-')).not.toEqual([])
    expect(againstDeclaration(journal, 'auditor', 'n-')).not.toEqual([])
    expect(againstDeclaration(journal, 'visitor', 'y-')).not.toEqual([])
    const project = routes.find((route) => route.key === 'GET /projects/:project')!
    expect(againstDeclaration(project, 'partner-admin', 'yy')).not.toEqual([])
  })
})

function undeclared(all: readonly KnownRoute[]): readonly string[] {
  return all.filter((route) => Object.keys(route.permission).length === 0).map((route) => route.key)
}

/**
 * Where the handler asks for more than the route declares: one's own upload, a certification one holds, a quote one
 * bears, a guide of a class one reads and a picture in it.
 */
const NARROWER: ReadonlySet<string> = new Set([
  'HEAD /uploads/:upload',
  'PATCH /uploads/:upload',
  'DELETE /uploads/:upload',
  'POST /import/:upload',
  'GET /certifications/:number/authorisation.pdf',
  'GET /certifications/:number/guide.pdf',
  'GET /certifications/:number/guide.docx',
  'GET /certifications/:number/guide.md',
  'GET /certifications/:number/guide/pictures/:sha256',
  'POST /certifications/:number/guide/settings',
  'GET /certifications/:number/logo.zip',
  'GET /projects/:project/papers/:quote/:version/:paper',
])

function againstDeclaration(route: KnownRoute, column: Column, cell: string): readonly string[] {
  const relation = route.permission[column as Role]
  const [own, foreign] = cell
  const is = (ok: boolean) => (ok ? [] : [`${route.key}: a ${column} gets ${cell}, declared ${relation ?? 'nothing'}`])
  if (relation === undefined) return is(column === 'visitor' ? own === 's' : own === 'n' && foreign !== 'y')
  if (NARROWER.has(route.key)) return is(foreign !== 'y' || relation === 'any')
  switch (relation) {
    case 'any':
      return is(own === 'y' && foreign !== 'n' && foreign !== 'x')
    case 'assigned':
      return is(own !== 'n' && foreign !== 'y')
    default:
      return is(own === 'y' && foreign !== 'y')
  }
}
