import { describe, expect, test } from 'vitest'
import { after, newSat, people } from '../../../test/support/project-files.ts'
import { blendOf } from './sheet-moves.ts'
import { columnsChosen, planColumns, resultsIn, sheetOf, testCasesIn } from './sheet.ts'

const { admin, reviewer } = people

/** Cells with addresses as a spreadsheet has them; the first row names the columns. */
function sheet(...rows: readonly (readonly string[])[]) {
  const [head = [], ...rest] = rows.map((row, index) =>
    row.map((text, column) => ({ at: `${String.fromCharCode(65 + column)}${index + 1}`, text })),
  )
  return { head, rows: rest }
}

const approved = () => {
  let file = after(newSat(), admin, 'take-sat-template')
  file = after(file, admin, 'describe-sat', { architecture: 'A server.', testBed: 'Ours.' })
  return after(after(file, admin, 'submit-sat-plan'), reviewer, 'approve-sat-plan')
}

describe('a plan out of a table', () => {
  const HEAD = ['ID', 'Name', 'Procedure', 'Expected result', 'Priority'] as const

  test('knows columns by several names, and steps one a line', () => {
    const { found, faults } = testCasesIn(
      sheet(HEAD, ['vn-1', 'A tag', '1. Call.\n2. Tag it.', 'It stays.', 'must pass']),
    )
    expect(faults).toEqual([])
    expect(found[0]).toMatchObject({ plan: 'VN-1', criticality: 'KO', steps: ['Call.', 'Tag it.'], scope: 'interface' })
  })

  test('reads columns called as nobody could guess, once somebody says which is which', () => {
    const odd = sheet(['Nr', 'Titel', 'Ablauf', 'Soll'], ['VN-1', 'A tag', 'Call.', 'It stays.'])
    expect(testCasesIn(odd).faults).toHaveLength(4)
    const chosen = { plan: 'Nr', title: 'Titel', steps: 'Ablauf', expected: 'Soll' }
    expect(testCasesIn(odd, chosen).found[0]).toMatchObject({ plan: 'VN-1', title: 'A tag' })
    expect(testCasesIn(odd, { ...chosen, steps: 'Weg' }).faults.map((fault) => fault.says)).toEqual([
      'The column "Steps" is missing from this row of names.',
    ])
    expect(
      planColumns(odd.head, chosen)
        .filter((each) => each.isNeeded)
        .map((each) => each.heading),
    ).toEqual(Object.values(chosen))
    expect(columnsChosen({ title: ['a', 'Titel'], colour: 'red', steps: '' })).toEqual({ title: 'Titel' })
  })

  test('names the column that is missing, the cell that is wrong, and the name that stands there twice', () => {
    expect(testCasesIn(sheet(['ID', 'Name'])).faults.map((fault) => fault.says)).toEqual([
      'The column "Steps" is missing from this row of names.',
      'The column "Expected" is missing from this row of names.',
    ])
    const wrong = testCasesIn(sheet(HEAD, ['1', '', 'Call.', 'Ok.', 'soon']))
    expect(wrong.faults.map((fault) => fault.at)).toEqual(['A2', 'B2', 'E2'])
    const row = ['VN-1', 'A tag', 'Call.', 'Ok.', '']
    expect(testCasesIn(sheet(HEAD, row, row)).faults).toEqual([{ at: 'A3', says: 'VN-1 stands in A2 already.' }])
  })

  test('what goes out comes in again and changes nothing', () => {
    const file = after(newSat(), admin, 'take-sat-template')
    const [head = [], ...rows] = sheetOf('P-1', file.sat!.testCases, {})
    const { found, faults } = testCasesIn(sheet(head, ...rows))
    expect(faults).toEqual([])
    const blend = blendOf(file, found)
    expect([blend.added, blend.changed, blend.same.length]).toEqual([[], [], 35])
    const again = after(file, admin, 'take-in-sat-plan', { testCases: found })
    expect(again.sat!.testCases).toEqual(file.sat!.testCases)
  })

  test('is blended: what is new is added, what differs changed, what it does not name kept, what must pass missed', () => {
    const some = after(newSat(), admin, 'save-sat-test-case', {
      plan: 'OWN-1',
      seen: 0,
      title: 'Ours',
      criticality: 'OPT',
      scope: 'feature',
      steps: ['Do it.'],
      expected: 'Done.',
    })
    const { found } = testCasesIn(sheet(HEAD, ['CAL-01', 'A call', 'Call.', 'It rings.', 'KO']))
    const blend = blendOf(some, found)
    expect([blend.added, blend.kept]).toEqual([['CAL-01'], ['OWN-1']])
    const { found: reworded } = testCasesIn(sheet(HEAD, ['OWN-1', 'Theirs', 'Do it.', 'Done.', 'OPT']))
    expect(blendOf(some, reworded).changed).toEqual(['OWN-1'])
    const [wording] = blendOf(some, reworded).wordings
    expect([wording?.before.title, wording?.after.title]).toEqual(['Ours', 'Theirs'])
    expect(blend.wordings).toEqual([])
    expect(blend.missing).toContain('CAL-03')
    expect(blend.missing).not.toContain('CAL-01')
    const after_ = after(some, admin, 'take-in-sat-plan', { testCases: found })
    expect(after_.sat!.testCases.map(({ plan, origin }) => `${plan} ${origin}`)).toEqual([
      'OWN-1 own',
      'CAL-01 template',
    ])
  })
})

describe('results out of a table', () => {
  const HEAD = ['Project', 'Test case', 'Verdict', 'Note', 'People notice', 'Way round'] as const
  const plans = ['CAL-01', 'CAL-02']

  test('are those of this plan; rows without a verdict are passed over', () => {
    const { found, faults } = resultsIn(
      sheet(HEAD, ['P-1', 'cal-01', 'Pass', '', '', ''], ['P-1', 'CAL-02', '', '', '', '']),
      'P-1',
      plans,
    )
    expect(faults).toEqual([])
    expect(found).toEqual([{ testCase: 'CAL-01', verdict: 'passed', note: '', limitation: null }])
  })

  test('another plan’s, a stranger’s test case, and a failure without a word are refused by their cells', () => {
    const { faults } = resultsIn(
      sheet(
        HEAD,
        ['P-2', 'CAL-01', 'passed', '', '', ''],
        ['P-1', 'SES-01', 'passed', '', '', ''],
        ['P-1', 'CAL-01', 'failed', '', '', ''],
        ['P-1', 'CAL-02', 'passed with limitation', '', '', ''],
        ['P-1', 'CAL-02', 'splendid', '', '', ''],
      ),
      'P-1',
      plans,
    )
    expect(faults.map((fault) => fault.at)).toEqual(['A2', 'B3', 'D4', 'E5', 'C6'])
    expect(faults[0]!.says).toBe('This row is of the plan of P-2, not of P-1.')
  })

  test('are taken all or not at all', () => {
    const file = approved()
    const result = { verdict: 'passed', note: '', limitation: null, seen: 0 }
    const both = ['CAL-01', 'CAL-02'].map((testCase) => ({ ...result, testCase }))
    const taken = after(file, admin, 'take-in-sat-results', { results: both })
    expect(Object.keys(taken.runs[0]!.results)).toEqual(['CAL-01', 'CAL-02'])
    // The second was recorded meanwhile: nothing of the file is taken.
    const meanwhile = after(file, admin, 'record-sat-result', { ...result, testCase: 'CAL-02' })
    expect(() => after(meanwhile, admin, 'take-in-sat-results', { results: both })).toThrow(/meanwhile/)
  })
})
