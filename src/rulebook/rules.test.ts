import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { MOVES } from '../app/targets.ts'
import { GATES } from '../programme/move.ts'
import { APPLICABILITY } from './chapters/01-applicability.ts'
import { PURPOSE } from './chapters/02-purpose.ts'
import { LEVELS_CHAPTER } from './chapters/03-levels.ts'
import { PATHS_CHAPTER } from './chapters/04-paths.ts'
import { SELF_ASSESSMENT } from './chapters/05-self-assessment.ts'
import { CERTIFICATION_TESTING } from './chapters/06-certification-testing.ts'
import { GUIDE_AND_LOGO } from './chapters/07-guide-and-logo.ts'
import { RECERTIFICATION } from './chapters/08-recertification.ts'
import { STANDING_RULES } from './chapters/08-standing.ts'
import { FEES } from './chapters/09-fees.ts'
import { chapterOf, clauseOf, readingOf } from './clauses/register.ts'
import { parameterOf } from './parameters.ts'
import { PARAMETERS } from './parameter-table.ts'
import { ruleOf, RULES } from './rules.ts'
import { SUPPORT_ROWS, TERMS } from './support.ts'

const WORDS = /^[a-z]+(-[a-z]+)+$/
const SENTENCE = /^[A-Z].*[^.]\.$/
const GATE_NAMES: readonly string[] = GATES

describe('every rule', () => {
  test('has an id of its own in words, shared with no rule of standing and no row of support', () => {
    const ids = [...RULES, ...STANDING_RULES].map((rule) => rule.id).concat(SUPPORT_ROWS.map((row) => row.rule))
    expect(ids.length).toBeGreaterThan(70)
    expect(ids.filter((id) => !WORDS.test(id))).toEqual([])
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([])
  })

  test('cites clauses that exist and, where it rests on one, a reading that exists', () => {
    for (const { id, clause, also, reading } of RULES) {
      for (const each of [clause, ...(also ?? [])]) expect(clauseOf(each), `${id} cites ${each}`).not.toBeNull()
      if (reading !== undefined) expect(readingOf(reading), `${id} rests on ${reading}`).not.toBeNull()
    }
    expect([clauseOf('6.9'), readingOf('X-99')]).toEqual([null, null])
  })

  test('says what holds and how to mend it in whole sentences', () => {
    for (const { id, says, fix } of RULES) {
      expect(says, id).toMatch(SENTENCE)
      expect(fix, id).toMatch(SENTENCE)
    }
    for (const { id, says } of STANDING_RULES) expect(says, id).toMatch(SENTENCE)
  })

  test('names no figure in its words: figures are parameters and would grow old there', () => {
    const withoutCitations = (text: string) => text.replaceAll(/\(\d[A-Z]?\.\w+\)|N-1/g, '')
    const words = [...RULES.flatMap((rule) => [rule.says, rule.fix]), ...STANDING_RULES.map((rule) => rule.says)]
    expect(words.filter((text) => /\d/.test(withoutCitations(text)))).toEqual([])
    expect(withoutCitations('Test within 18 months (8.9a).')).toMatch(/\d/)
  })

  test('is asked at a gate that exists, at none of them twice', () => {
    for (const { id, at } of RULES) {
      expect(at.length, id).toBeGreaterThan(0)
      expect(
        at.filter((gate) => !GATE_NAMES.includes(gate)),
        id,
      ).toEqual([])
      expect(new Set(at).size, id).toBe(at.length)
    }
  })

  test('is found by its id, and nothing else is', () => {
    for (const rule of RULES) expect(ruleOf(rule.id)).toBe(rule)
    expect(ruleOf('no-such-rule')).toBeNull()
  })

  test('stands in the chapter of the section it cites, but for those that carry out another section’s clause', () => {
    const inChapter = {
      1: APPLICABILITY,
      2: PURPOSE,
      3: LEVELS_CHAPTER,
      4: PATHS_CHAPTER,
      5: SELF_ASSESSMENT,
      6: CERTIFICATION_TESTING,
      7: GUIDE_AND_LOGO,
      8: RECERTIFICATION,
      9: FEES,
    }
    expect(Object.values(inChapter).flat()).toEqual(RULES)
    const elsewhere = Object.entries(inChapter).flatMap(([chapter, rules]) =>
      rules.filter((rule) => chapterOf(rule.clause) !== Number(chapter)).map((rule) => `${rule.id} ${rule.clause}`),
    )
    expect(elsewhere).toEqual([
      'sat-is-reviewed-for-members 5.2',
      'family-holds-its-tier 4C.1',
      'resold-product-reaches-a-resale-level 1A.1',
      'every-test-case-has-a-result 3C.1',
      'limitations-are-named 7.5c',
      'entitlement-rests-on-a-certification 4C.6f',
    ])
  })
})

describe('the rules of standing and support', () => {
  test('cite clauses that exist', () => {
    const clauses = [
      ...STANDING_RULES.map((rule) => rule.clause),
      ...SUPPORT_ROWS.map((row) => row.clause),
      ...Object.values(TERMS).map((terms) => terms.clause),
    ]
    expect(clauses.filter((clause) => clauseOf(clause) === null)).toEqual([])
  })

  test('are the seven of 8.9 and 8.10, each once, red before yellow', () => {
    expect(STANDING_RULES.map((rule) => `${rule.colour} ${rule.clause}`)).toEqual([
      'red 8.10a',
      'red 8.10b',
      'red 8.10c',
      'red 8.10d',
      'yellow 8.9a',
      'yellow 8.9b',
      'yellow 8.9c',
    ])
  })
})

describe('gates', () => {
  /** The gates each move asks at; a move whose gates depend on what it is done to is asked with nothing in hand. */
  const asked = [...MOVES.values()].flatMap(({ name, move }) => {
    try {
      return (move.gates?.({}) ?? []).map((gate) => ({ name, gate: gate as string }))
    } catch {
      return []
    }
  })

  test('that a move asks at all exist', () => {
    expect(asked.length).toBeGreaterThan(10)
    expect(asked.filter(({ gate }) => !GATE_NAMES.includes(gate))).toEqual([])
  })

  test('are guarded by at least one rule, but for path C, which is open to everybody', () => {
    const guarded = new Set<string>(RULES.flatMap((rule) => rule.at))
    expect(GATE_NAMES.filter((gate) => !guarded.has(gate))).toEqual(['take-path-c'])
  })

  test('a grant asks more rules than anything else does', () => {
    const count = (gate: string) => RULES.filter((rule) => (rule.at as readonly string[]).includes(gate)).length
    const others = GATE_NAMES.filter((gate) => gate !== 'grant').map(count)
    expect(count('grant')).toBeGreaterThan(Math.max(...others))
  })
})

describe('the chapters of the rulebook', () => {
  const folder = new URL('./chapters/', import.meta.url)
  const chapters = readdirSync(folder)
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
    .map((name) => ({ name, text: readFileSync(new URL(name, folder), 'utf8') }))

  test('contain no number of the programme', () => {
    expect(numbersIn(chapters)).toEqual([])
    expect(chapters.map((chapter) => chapter.name)).toEqual([
      '01-applicability.ts',
      '02-purpose.ts',
      '03-levels.ts',
      '04-paths.ts',
      '05-self-assessment.ts',
      '06-certification-testing.ts',
      '07-guide-and-logo.ts',
      '08-recertification.ts',
      '08-standing.ts',
      '09-fees.ts',
    ])
  })

  test.each(chapters.map((chapter) => [chapter.name, chapter.text] as const))(
    'a number planted in %s would be found',
    (name, text) => {
      const planted = (code: string) => numbersIn([{ name, text: text.replace(/\] *\n|\],?\n/, `${code}]\n`) }])
      expect(planted(`, { check: (d) => d.hours <= 40 }`)).toEqual([`${name}: 40`])
      expect(planted(', { says: `after ${6 * years} months` }')).toEqual([`${name}: 6`])
      expect(planted(`, { says: '40 hours' } /* of 40 */`)).toEqual([])
      expect(planted(`, { says: 'don\\'t' }, 18 // eighteen`)).toEqual([`${name}: 18`])
    },
  )

  test('a scan that read nothing is no scan', () => {
    expect(() => numbersIn([])).toThrow('nothing was read')
    expect(() => numbersIn([{ name: 'empty.ts', text: '' }])).toThrow('nothing was read')
  })

  test('ask for their figures by names that the table of parameters has', () => {
    const keys = chapters.flatMap(({ text }) =>
      [...text.matchAll(/(?:number|isOn|words?|numbers)\('([^']+)'\)|months: '([^']+)'/g)].map(
        (each) => each[1] ?? each[2]!,
      ),
    )
    expect(keys.length).toBeGreaterThan(15)
    expect(keys.filter((key) => parameterOf(key) === null)).toEqual([])
  })
})

describe('every parameter', () => {
  test('has a key of its own, cites a clause or reading that exists, and says what it is in a sentence', () => {
    expect(new Set(PARAMETERS.map((each) => each.key)).size).toBe(PARAMETERS.length)
    for (const { key, clause, says } of PARAMETERS) {
      expect(clauseOf(clause) ?? readingOf(clause), `${key} cites ${clause}`).not.toBeNull()
      expect(says, key).toMatch(SENTENCE)
    }
  })
})

/** Digits in the code itself: outside comments, strings and the words of templates. */
function numbersIn(files: readonly { readonly name: string; readonly text: string }[]): readonly string[] {
  if (files.length === 0 || files.some((file) => file.text.trim() === '')) throw new Error('nothing was read')
  return files.flatMap(({ name, text }) =>
    [...codeOf(text).matchAll(/(?<![\w$])\d[\d._]*/g)].map((number) => `${name}: ${number[0]}`),
  )
}

/** The text with comments, strings and the words of templates left out; what stands in `${}` is code. */
function codeOf(text: string): string {
  let code = ''
  const depths: number[] = []
  for (let at = 0; at < text.length; at += 1) {
    const rest = text.slice(at)
    const skipped = /^(?:\/\/[^\n]*|\/\*[\s\S]*?\*\/|'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*")/.exec(rest)?.[0]
    if (skipped) {
      at += skipped.length - 1
      code += ' '
      continue
    }
    const letter = text[at]!
    const isEndOfHole = letter === '}' && depths.at(-1) === 0
    if (letter === '`' || isEndOfHole) {
      if (isEndOfHole) depths.pop()
      const words = /^(?:\\.|(?!\$\{)[^`\\])*/.exec(text.slice(at + 1))![0]
      at += words.length + 1
      if (text[at] === '$') {
        depths.push(0)
        at += 1
      }
      code += ' '
      continue
    }
    if (letter === '{' && depths.length > 0) depths[depths.length - 1]! += 1
    if (letter === '}' && depths.length > 0) depths[depths.length - 1]! -= 1
    code += letter
  }
  return code
}
