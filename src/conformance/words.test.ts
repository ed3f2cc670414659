/** Whose words a test case is in: the template's as long as no letter differs, and said in every language then. */
import { describe, expect, test } from 'vitest'
import { after, newSat, people } from '../../test/support/project-files.ts'
import { type Attributed, OTHER_LANGUAGES } from '../kernel/language.ts'
import { attributedSaid } from '../languages/say.ts'
import { inLanguage, wordsOf as wordsIn } from '../languages/speaking.ts'
import { FAMILIES, type Family, NAMED_INTERFACES } from '../programme/interface.ts'
import { wordingOf } from '../programme/sat/sat.ts'
import { SIP_TRUNK_TEST_CASES } from './cases/index.ts'
import { API_INTERFACES } from './sat/api-interfaces.ts'
import { templateCase, templateFor } from './sat/templates.ts'
import { attributedWording, placed, titleOf, wordsOf } from './words.ts'

const FIELDS = ['title', 'precondition', 'expected', 'evidence'] as const

/** Every test case that any product of a family is proposed. */
function proposed(family: Family) {
  const interfaces = NAMED_INTERFACES.map(({ id }) => id)
  const platform = { id: 'voice', name: 'Voice', releases: [] }
  return templateFor({ product: { family, interfaces }, platform, platformRelease: '9.1' }).testCases
}

const textsOf = (family: Family): readonly Attributed[] =>
  proposed(family).flatMap((each) => {
    const { steps, ...fields } = attributedWording({ family }, each.plan, wordingOf(each))
    return [...steps, ...FIELDS.map((field) => fields[field])].filter(({ text }) => text !== '')
  })

describe.each(FAMILIES)('the template for %s', (family) => {
  test('is ours in every field, and in English as it is kept', () => {
    const texts = textsOf(family)
    expect(texts.length).toBeGreaterThan(40)
    expect(texts.filter(({ ours }) => ours.length === 0)).toEqual([])
    expect(texts.filter((each) => attributedSaid(each) !== each.text)).toEqual([])
  })

  test.each(OTHER_LANGUAGES)('is said in %s by words of that language', (language) => {
    const words = wordsIn(language)
    const known = (text: string) => words.has(text) || [...words.keys()].some((key) => isFormOf(key, text))
    for (const each of textsOf(family)) {
      expect(
        each.ours.filter((text) => !known(text)),
        each.text,
      ).toEqual([])
      const same = each.ours.every((text) => words.get(text) === text)
      expect(inLanguage(language, () => attributedSaid(each)) === each.text, each.text).toBe(same)
    }
  })
})

/** `Loss is below {0} percent.` with its figures. */
function isFormOf(key: string, text: string): boolean {
  if (!/\{\d+\}/.test(key)) return false
  const parts = key.split(/\{\d+\}/).map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`))
  return parts.join('').length > 40 && new RegExp(`^${parts.join('.+')}$`).test(text)
}

describe('a wording that a partner took over', () => {
  const product = { family: 'advanced-api', interfaces: ['csta'] } as const
  const kept = templateCase(product, 'CAL-05')!
  const ours = attributedWording(product, 'CAL-05', kept)
  const isWritten = ({ ours: by }: Attributed) => by.length === 0

  test.each(FIELDS)('is theirs in its %s from the first other letter on, and ours in all others', (field) => {
    for (const text of [`${kept[field]} `, kept[field].toLowerCase(), kept[field].slice(1), `${kept[field]}!`]) {
      const edited = attributedWording(product, 'CAL-05', { ...kept, [field]: text })
      expect(edited).toEqual({ ...ours, [field]: { text, ours: [] } })
    }
  })

  test('is theirs in all of its steps where one is', () => {
    const steps = [kept.steps[0]!, 'Do it once more.']
    const edited = attributedWording(product, 'CAL-05', { ...kept, steps })
    expect(edited).toEqual({ ...ours, steps: steps.map((text) => ({ text, ours: [] })) })
    const [first] = attributedWording(product, 'CAL-05', { ...kept, steps: kept.steps.slice(0, 1) }).steps
    expect(first).toEqual({ text: kept.steps[0], ours: [] })
  })

  test('is theirs where it is another place’s of the template, or has no place there', () => {
    for (const plan of ['CAL-06', 'OWN-1', 'REC-01']) {
      const { steps, ...fields } = attributedWording(product, plan, {
        ...kept,
        precondition: 'Two calls are up.',
        evidence: 'Seen by two people',
      })
      expect([...steps, ...Object.values(fields)].filter((each) => !isWritten(each))).toEqual([])
    }
    const device = attributedWording({ family: 'sip-lineside' }, 'CAL-05', kept)
    expect(isWritten(device.title)).toBe(true)
  })

  test('a sentence of ours in the place of another stays, whatever language it is read in', () => {
    const title = API_INTERFACES[0]!.title
    const edited = attributedWording(product, 'CAL-05', { ...kept, title })
    expect(inLanguage('de', () => attributedSaid(edited.title))).toBe(title)
    expect(inLanguage('de', () => attributedSaid(ours.title))).toBe('Halten und Zurücknehmen')
  })
})

test('what a trunk’s template expects was two texts of ours and is said as two', () => {
  const { plan, onWire, byPeople } = SIP_TRUNK_TEST_CASES.find(({ criticality, scope }) => {
    return criticality === 'KO' && scope === 'interface'
  })!
  const found = templateCase({ family: 'sip-trunk', interfaces: [] }, plan)!
  const { expected } = attributedWording({ family: 'sip-trunk' }, plan, found)
  expect(expected).toEqual({ text: `${onWire} ${byPeople}`, ours: [onWire, byPeople] })
  const german = wordsIn('de')
  expect(inLanguage('de', () => attributedSaid(expected))).toBe(`${german.get(onWire)} ${german.get(byPeople)}`)
})

test('the words of a project go by its own plan, and a title is said behind its place', () => {
  const taken = after(newSat(), people.admin, 'take-sat-template', {})
  const before = wordsOf(taken, 'CAL-05')!
  const wording = wordingOf(taken.sat!.testCases.find((each) => each.plan === 'CAL-05')!)
  const save = { ...wording, plan: 'CAL-05', seen: 1 }
  const edited = after(taken, people.admin, 'save-sat-test-case', { ...save, title: 'Hold' })
  expect(wordsOf(edited, 'CAL-05')).toEqual({ ...before, title: { text: 'Hold', ours: [] } })
  const said = [taken, edited].map((file) =>
    inLanguage('de', () => attributedSaid(placed('CAL-05', titleOf(file, 'CAL-05')))),
  )
  expect(said).toEqual(['CAL-05 Halten und Zurücknehmen', 'CAL-05 Hold'])
  // Saved as it was, it is still the template's.
  expect(wordsOf(after(taken, people.admin, 'save-sat-test-case', save), 'CAL-05')).toEqual(before)
})
