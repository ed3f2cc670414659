/** A paper in German: what we say on it is said, what people typed stays as they typed it, were it a word of ours. */
import { describe, expect, test } from 'vitest'
import { guideSubject } from '../../test/support/guide-subject.ts'
import { paperText } from '../../test/support/paper-text.ts'
import { after, people, projectIn } from '../../test/support/project-files.ts'
import { inLanguage } from '../languages/speaking.ts'
import { valueSaid } from '../languages/say.ts'
import type { GuideContent } from '../programme/guide-content.ts'
import { publishedGuide } from '../programme/guide.ts'
import { firmQuote, type QuotePaper } from '../programme/quote.ts'
import { certificatePaper } from './certificate-paper.ts'
import { guidePaper } from './guide-paper.ts'
import type { Paper } from './paper.ts'
import { paperSaid } from './paper-words.ts'
import { quotePaper } from './quote-papers.ts'

const granted = projectIn('guide')

/** Words that we say ourselves elsewhere, in every place of a guide that people fill in. */
const TYPED = ['off', 'Password', 'passed', 'None', 'Required', 'current']

const setting = { form: 'Password', field: 'passed', value: 'off', standard: 'on', why: 'Required' }

const content: GuideContent = {
  ...granted.guide!.content,
  summary: 'current',
  emergencyNote: 'None',
  prerequisites: ['Required'],
  verification: ['passed'],
  expected: [{ check: 'Password', from: 'PBX', to: 'Provider', message: 'INVITE' }],
  troubleshooting: [{ symptom: 'off', cause: 'Password', look: 'None' }],
  contacts: [{ who: 'Password', reach: 'off' }],
  limitations: [{ feature: 'off', effect: 'Password', workaround: 'None' }],
  vendorSettings: [setting],
  partnerSettings: [{ ...setting, value: 'secret', told: 'restricted' }],
}

const published = after(after(granted, people.tester, 'save-guide', { content }), people.tester, 'publish-guide')

const subject = guideSubject(published.certification!, 'current')

const inGerman = <Said>(work: () => Said): Said => inLanguage('de', work)
const guideInGerman = () => inGerman(() => paperSaid(guidePaper(publishedGuide(published.guide)!, subject)))

/** The rows of the tables in which a cell stands. */
const rowsWith = ({ blocks }: Paper, cell: string) =>
  blocks.flatMap((block) => (block.type === 'table' ? block.rows.filter((row) => row.includes(cell)) : []))

describe('a guide in German', () => {
  test('keeps every setting and sentence as it was typed', () => {
    const paper = guideInGerman()
    expect(rowsWith(paper, 'on')).toEqual([
      ['Password', 'passed', 'off', 'on', 'Required'],
      ['Password', 'passed', 'auf Anfrage vom Unternehmen mitgeteilt', 'on', 'Required'],
    ])
    expect(rowsWith(paper, 'None')).toEqual([
      ['off', 'Password', 'None'],
      ['off', 'Password', 'None'],
    ])
    const written = paper.blocks.flatMap((block) => (block.type === 'text' && block.isWritten ? [block.text] : []))
    expect(written).toEqual(expect.arrayContaining(['current', 'None']))
    const items = paper.blocks.flatMap((block) => (block.type === 'list' ? [...block.items] : []))
    expect(items).toEqual(expect.arrayContaining(['Required', 'passed']))
    const ladder = paper.blocks.flatMap((block) =>
      block.type === 'subheading' ? [block.text] : block.type === 'drawing' ? [block.says] : [],
    )
    expect(ladder).toContain('Password')
    expect(ladder.filter((says) => /Passwort|Kennwort/.test(says))).toEqual([])
  })

  test('keeps the name of a product that is called like a word of ours', () => {
    const named = { ...subject, productName: 'Password', platformName: 'Required' }
    const paper = inGerman(() => paperSaid(guidePaper(publishedGuide(published.guide)!, named)))
    const headings = paper.blocks.flatMap((block) => (block.type === 'heading' ? [block.text] : []))
    expect([paper.title, ...headings]).toEqual(
      expect.arrayContaining(['Password auf Required', 'Einstellungen von Required', 'Einstellungen von Password']),
    )
  })

  test('says our own words, and in English stays as it is', () => {
    const text = paperText(guideInGerman())
    for (const ours of ['Konfigurationsanleitung', 'Notrufe', 'Fehlersuche', 'Im Zweifel']) expect(text).toContain(ours)
    expect(text, 'the name of a company is no word of ours').toContain('-- Vendor · ')
    const plain = guidePaper(publishedGuide(published.guide)!, subject)
    expect(paperSaid(plain)).toBe(plain)
  })

  test('control: the same words are ours, and are said where nobody wrote them', () => {
    for (const word of TYPED) expect([word, inGerman(() => valueSaid(word)) === word]).toEqual([word, false])
    const paper = guidePaper(publishedGuide(published.guide)!, subject)
    const unmarked = {
      ...paper,
      blocks: paper.blocks.map((block) => ({ ...block, isWritten: false })) as Paper['blocks'],
    }
    expect(inGerman(() => rowsWith(paperSaid(unmarked), 'off'))).toEqual([])
    expect(inGerman(() => rowsWith(paperSaid(unmarked), 'aus')).length).toBeGreaterThan(0)
  })
})

test('a certificate in German keeps the names of holder, product and platform', () => {
  const named = { ...subject, productName: 'Password', platformName: 'Required', organisationName: 'Passed' }
  const paper = inGerman(() => paperSaid(certificatePaper(named, '3')))
  expect(paper.title).toBe('Password auf Required')
  expect(paper.facts).toContainEqual(['Inhaber', 'Passed'])
  expect(paper.blocks.flatMap((block) => (block.type === 'table' ? block.head : []))).toEqual([
    'Required',
    'Password',
    'Seit',
  ])
  expect(
    inGerman(() => valueSaid('Passed')),
    'control: it is a word of ours',
  ).not.toBe('Passed')
})

describe('the papers of a quote in German', () => {
  const context = { vendor: 'Vendor', publicUrl: '', mailbox: '', freeMoveDays: 5, retestDays: 90 }
  const offered = projectIn('quote-offered')
  const file = { ...offered, product: { ...offered.product, name: 'Password' } }
  const inWords = (which: QuotePaper) =>
    inGerman(() => paperText(paperSaid(quotePaper(which, file, firmQuote(file.project)!, context))))

  test('keep the name of a product that is called like a word of ours, in their titles, facts and sentences', () => {
    expect(inWords('quotation')).toContain('Zertifizierung von Password')
    expect(inWords('quotation')).toContain('Password 3.1 auf Voice')
    expect(inWords('statement-of-work')).toMatch(/ob Password 3\.1 und Voice/)
    for (const which of ['quotation', 'statement-of-work'] as const) expect(inWords(which)).not.toContain('Passwort')
  })

  test('control: the same title, put together without the mark, says the name', () => {
    expect(inGerman(() => valueSaid('Certification of Password'))).toBe('Zertifizierung von Passwort')
  })
})
