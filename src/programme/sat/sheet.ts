/**
 * A SAT plan as a table and back: what its columns are called, how rows become test cases and results, and
 * what is wrong in which cell. The same columns go out and come in, so that an exported file can be filled in.
 */
import type { z } from 'zod'
import type { Fault } from '../../kernel/refusal.ts'
import type { Result, Run } from '../run.ts'
import { resultInput, VERDICTS, type Verdict } from '../run.ts'
import { type SatTestCase, type SatWording, satPlanId, satWording } from './sat.ts'

type Cell = { readonly at: string; readonly text: string }
export type Sheet = { readonly head: readonly Cell[]; readonly rows: readonly (readonly Cell[])[] }

/** Names by which a column is known; the first is the one written out. */
const COLUMNS = {
  project: ['Project'],
  plan: ['Test case', 'id', 'no', 'number', 'case', 'test'],
  title: ['Title', 'name', 'scenario'],
  criticality: ['Weight', 'criticality', 'priority'],
  scope: ['Scope'],
  interfaces: ['Interfaces', 'integration point', 'integration points', 'interface'],
  precondition: ['Before you begin', 'precondition', 'preconditions', 'set-up'],
  steps: ['Steps', 'procedure', 'what to do'],
  expected: ['Expected', 'expected result', 'expected results', 'what is expected'],
  evidence: ['What shows it', 'evidence'],
  reference: ['Reference', 'references', 'ref'],
  verdict: ['Verdict', 'result'],
  note: ['Note', 'comment', 'what was seen'],
  effect: ['People notice', 'limitation'],
  workaround: ['Way round', 'workaround'],
} as const

type Name = keyof typeof COLUMNS

const NAMES = Object.keys(COLUMNS) as readonly Name[]

/** What a plan is read from; the rest of the columns are for results. */
const PLAN_COLUMNS = NAMES.slice(NAMES.indexOf('plan'), NAMES.indexOf('verdict'))

/** The heading each part of a plan is read from, where it is called as nobody could guess. */
export type ColumnChoice = Readonly<Partial<Record<Name, string>>>

/** What was chosen in a form, an address or over the API; what names no column of a plan is passed over. */
export function columnsChosen(value: unknown): ColumnChoice {
  const given = typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {}
  return Object.fromEntries(
    PLAN_COLUMNS.flatMap((name) => {
      const told = Object.hasOwn(given, name) ? given[name] : null
      const text: unknown = Array.isArray(told) ? told.at(-1) : told
      return typeof text === 'string' && text !== '' ? [[name, text.slice(0, 200)]] : []
    }),
  )
}

/** Every column a plan has, what it is called here, and the heading it is read from; none where nothing sounds like it. */
export function planColumns(head: readonly Cell[], chosen: ColumnChoice) {
  const places = placesOf(head, chosen)
  return PLAN_COLUMNS.map((name) => ({
    name,
    says: COLUMNS[name][0],
    heading: head[places.get(name) ?? -1]?.text.trim() ?? null,
    isNeeded: PLAN_NEEDS.includes(name),
  }))
}

const PLAN_NEEDS: readonly Name[] = ['plan', 'title', 'steps', 'expected']

export type SheetTestCase = SatWording & { readonly plan: string }

export type SheetResult = {
  readonly testCase: string
  readonly verdict: Verdict
  readonly note: string
  readonly limitation: Result['limitation']
}

/** The plan with its results as rows, the first naming the columns. */
export function sheetOf(
  number: string,
  testCases: readonly SatTestCase[],
  results: Run['results'],
): readonly (readonly string[])[] {
  const rows = testCases.map((each): Readonly<Record<Name, string>> => {
    const result = results[each.plan]
    return {
      ...each,
      project: number,
      interfaces: each.interfaces.join(', '),
      steps: each.steps.join('\n'),
      verdict: result ? VERDICTS[result.verdict] : '',
      note: result?.note ?? '',
      effect: result?.limitation?.effect ?? '',
      workaround: result?.limitation?.workaround ?? '',
    }
  })
  return [NAMES.map((name) => COLUMNS[name][0]), ...rows.map((row) => NAMES.map((name) => row[name]))]
}

type Read<Value> = { readonly found: readonly Value[]; readonly faults: readonly Fault[] }

/** Test cases out of a table; a column that is missing, a name that stands there twice, and every wrong cell is named. */
export function testCasesIn(sheet: Sheet, chosen: ColumnChoice = {}): Read<SheetTestCase> {
  const places = placesOf(sheet.head, chosen)
  const missing = faultsOfHead(sheet, places, PLAN_NEEDS)
  if (missing.length > 0) return { found: [], faults: missing }
  return readRows(sheet, (row): RowRead<SheetTestCase> => {
    const cell = cellsOf(row, places)
    const plan = satPlanId().safeParse(cell('plan').text)
    const wording = satWording.safeParse({
      title: cell('title').text,
      criticality: weightIn(cell('criticality').text),
      scope: /^feature/i.test(cell('scope').text.trim()) ? 'feature' : 'interface',
      interfaces: cell('interfaces')
        .text.split(/[,;\n]/)
        .map((each) => each.trim().toLowerCase())
        .filter(Boolean),
      precondition: cell('precondition').text,
      steps: [cell('steps').text],
      expected: cell('expected').text,
      evidence: cell('evidence').text,
      reference: cell('reference').text,
    })
    const faults = [...faultsIn(plan, () => cell('plan').at), ...faultsIn(wording, (name) => cell(name as Name).at)]
    return faults.length > 0 || !plan.success || !wording.success
      ? { faults }
      : { value: { plan: plan.data, ...wording.data }, named: plan.data, at: cell('plan').at }
  })
}

/** Results out of an exported table: of this project's plan alone, every row of it; rows without a verdict are passed over. */
export function resultsIn(sheet: Sheet, number: string, plans: readonly string[]): Read<SheetResult> {
  const places = placesOf(sheet.head)
  const missing = faultsOfHead(sheet, places, ['project', 'plan', 'verdict'])
  if (missing.length > 0) return { found: [], faults: missing }
  return readRows(sheet, (row): RowRead<SheetResult> => {
    const cell = cellsOf(row, places)
    const [project, testCase, verdict] = [cell('project'), cell('plan'), cell('verdict')]
    if (project.text.trim() !== number)
      return {
        faults: [
          {
            at: project.at,
            says: `This row is of the plan of ${project.text.trim() || 'no project'}, not of ${number}.`,
          },
        ],
      }
    const plan = testCase.text.trim().toUpperCase()
    if (!plans.includes(plan)) return { faults: [{ at: testCase.at, says: `${plan} is not in the approved plan.` }] }
    if (verdict.text.trim() === '') return { faults: [] }
    const limitation = { effect: cell('effect').text, workaround: cell('workaround').text }
    const read = resultInput.safeParse({
      testCase: plan,
      verdict: verdictIn(verdict.text),
      note: cell('note').text,
      limitation: limitation.effect || limitation.workaround ? limitation : null,
      seen: 0,
    })
    if (!read.success) return { faults: faultsIn(read, placeOfResult(cell)) }
    const { seen: _, ...value } = read.data
    return { value, named: plan, at: testCase.at }
  })
}

function placeOfResult(cell: (name: Name) => Cell) {
  return (name: string) => {
    if (name === 'limitation') return cell('effect').at
    return cell(NAMES.find((each) => each === name) ?? 'verdict').at
  }
}

type RowRead<Value> = { faults: readonly Fault[] } | { value: Value; named: string; at: string }

function readRows<Value>(sheet: Sheet, read: (row: readonly Cell[]) => RowRead<Value>): Read<Value> {
  const found: Value[] = []
  const faults: Fault[] = []
  const seen = new Map<string, string>()
  for (const row of sheet.rows) {
    const outcome = read(row)
    if ('faults' in outcome) {
      faults.push(...outcome.faults)
      continue
    }
    const before = seen.get(outcome.named)
    if (before) faults.push({ at: outcome.at, says: `${outcome.named} stands in ${before} already.` })
    seen.set(outcome.named, outcome.at)
    found.push(outcome.value)
  }
  return { found, faults }
}

type Places = ReadonlyMap<Name, number>

function placesOf(head: readonly Cell[], chosen: ColumnChoice = {}): Places {
  const places = new Map<Name, number>()
  for (const name of NAMES) {
    const names = chosen[name] === undefined ? COLUMNS[name] : [chosen[name]]
    const known = new Set(names.map((each) => each.trim().toLowerCase()))
    const index = head.findIndex((cell) => known.has(cell.text.trim().toLowerCase()))
    if (index >= 0) places.set(name, index)
  }
  return places
}

function faultsOfHead(sheet: Sheet, places: Places, needed: readonly Name[]): readonly Fault[] {
  const at = sheet.head[0]?.at ?? 'A1'
  return needed
    .filter((name) => !places.has(name))
    .map((name) => ({ at, says: `The column "${COLUMNS[name][0]}" is missing from this row of names.` }))
}

/** A cell of a row by the name of its column; where there is none, empty, with the address of the row's first. */
function cellsOf(row: readonly Cell[], places: Places): (name: Name) => Cell {
  return (name) => row[places.get(name) ?? -1] ?? { at: row[0]?.at ?? 'A1', text: '' }
}

function faultsIn(read: z.ZodSafeParseResult<unknown>, placeOf: (name: string) => string): readonly Fault[] {
  return read.success
    ? []
    : read.error.issues.map((issue) => ({ at: placeOf(String(issue.path[0] ?? '')), says: issue.message }))
}

const WEIGHTS: Readonly<Record<string, SatWording['criticality']>> = {
  ko: 'KO',
  'must pass': 'KO',
  must: 'KO',
  high: 'KO',
  imp: 'IMP',
  important: 'IMP',
  medium: 'IMP',
  '': 'IMP',
  opt: 'OPT',
  optional: 'OPT',
  low: 'OPT',
}

function weightIn(text: string): string {
  return WEIGHTS[text.trim().toLowerCase()] ?? text
}

function verdictIn(text: string): string {
  const wanted = text.trim().toLowerCase()
  const found = Object.entries(VERDICTS).find(([word, says]) => word === wanted || says === wanted)
  return found?.[0] ?? { pass: 'passed', ok: 'passed', fail: 'failed' }[wanted] ?? text
}
