import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { inventedWords } from '../../test/support/invented-language.ts'
import { paperText } from '../../test/support/paper-text.ts'
import { after, people, projectIn } from '../../test/support/project-files.ts'
import type { ProjectFile } from '../programme/project-file.ts'
import { firmQuote, QUOTE_PAPERS, type QuotePaper } from '../programme/quote.ts'
import { learn } from '../languages/say.ts'
import { inLanguage, wordsOf } from '../languages/speaking.ts'
import type { Paper } from './paper.ts'
import { paperSaid } from './paper-words.ts'
import { type PaperContext, quotePaper } from './quote-papers.ts'

const context: PaperContext = {
  vendor: 'Vendor',
  publicUrl: 'https://certify.vendor.test',
  mailbox: 'programme@vendor.test',
  freeMoveDays: 5,
  retestDays: 90,
}

const WHICH = Object.keys(QUOTE_PAPERS) as QuotePaper[]

/** A firm quote with an adjustment and two assumptions, agreed to and issued. */
const issued = after(
  after(projectIn('quote-preparation'), people.manager, 'prepare-quote', {
    adjustment: -250,
    reason: 'Second product of the year',
    assumptions: 'The trunk is reached over the internet.\n\n  One site only.  ',
  }),
  people.tester,
  'issue-quote',
)

const paper = (which: QuotePaper, file: ProjectFile = issued): Paper =>
  quotePaper(which, file, firmQuote(file.project)!, context)

describe('the papers of a firm quote', () => {
  test.each(WHICH)('the %s reads as it always did', async (which) => {
    await expect(paperText(paper(which))).toMatchFileSnapshot(`../../test/golden/${which}.txt`)
  })

  describe('in an invented language', () => {
    beforeAll(() => {
      inLanguage('de', () => {})
      learn('de', inventedWords())
    })
    afterAll(() => learn('de', wordsOf('de')))
    /** Names, numbers and what somebody wrote; sums and days are in German, which the invented language stands for. */
    const ofOthers =
      /Northwind|North Trunk|Vendor|Voice|Second product of the year|The trunk is reached over the internet\.|One site only\.|[A-Z]+-\d{4}-\d+|https:\S+|\bUSD\b|\b(?:Juni|Aug)\b|\b[A-Z\d]+\.[\da-z]\b|\bMCT\b/g
    const left = (which: QuotePaper) =>
      paperText(inLanguage('de', () => paperSaid(paper(which))))
        .split('\n')
        .filter((line) => /[A-Za-z]{2}/.test(line.replaceAll(ofOthers, '').replaceAll(/programme@vendor\.test/g, '')))

    test.each(WHICH)('all of the %s is said', (which) => expect(left(which)).toEqual([]))

    test('control: a word that is none of ours would be left', () => {
      learn('de', new Map([...inventedWords()].filter(([key]) => key !== 'Set-up of {0}')))
      expect(left('quotation').some((line) => line.includes('Set-up of'))).toBe(true)
      learn('de', inventedWords())
    })
  })

  test('a figure changed in one of them would be noticed', () => {
    const golden = readFileSync(new URL('../../test/golden/quotation.txt', import.meta.url), 'utf8')
    const cheaper = { ...issued.project.quotes.at(-1)!, lines: issued.project.quotes.at(-1)!.lines.slice(1) }
    expect(paperText(paper('quotation'))).toBe(golden)
    expect(paperText(quotePaper('quotation', issued, cheaper, context))).not.toBe(golden)
  })

  test('are linked by number and version, on the head, at the foot and in the text', () => {
    for (const which of WHICH) {
      const { number, foot } = paper(which)
      expect(number).toBe('N-2026-0001, version 1')
      expect(foot).toContain('N-2026-0001 version 1')
      expect(foot).toContain('P-2026-0001')
    }
    expect(paperText(paper('ordering-instructions'))).toContain('N-2026-0001, version 1')
    expect(paperText(paper('statement-of-work'))).toContain('quotation N-2026-0001 version 1')
  })

  test('name the days of this quote, and say so when it is not issued yet', () => {
    expect(new Map(paper('quotation').facts).get('Valid until')).toBe('14 Aug 2026')
    const draft = paper('quotation', projectIn('quote-agreement'))
    expect(new Map(draft.facts).get('Issued')).toBe('not issued')
    expect(new Map(draft.facts).get('Valid until')).toBe('not issued')
    expect(draft.day).toBe('')
  })

  test('the total is the sum of the lines above it', () => {
    const table = paper('quotation').blocks.find((block) => block.type === 'table')
    const cents = (text: string) => Math.round(Number(text.replaceAll(/[^\d.-]/g, '')) * 100)
    const sum = table!.rows.reduce((total, row) => total + cents(row[2]!), 0)
    expect(sum).toBe(cents(table!.total![2]!))
    expect(sum).toBe(579_250)
  })

  test('a new version names itself everywhere', () => {
    const revised = after(issued, people.manager, 'revise-quote', { reason: 'Asked for.' })
    const again = after(after(revised, people.manager, 'prepare-quote', {}), people.tester, 'issue-quote')
    for (const which of WHICH) {
      expect(paper(which, again).number).toBe('N-2026-0001, version 2')
      expect(paperText(paper(which, again))).not.toMatch(/version 1\b/)
    }
  })

  test('carry what people typed as text, whatever it looks like', () => {
    const sly = { ...issued, organisation: { ...issued.organisation, name: '#eval("x") <script>alert(1)</script>' } }
    expect(new Map(paper('quotation', sly).facts).get('For')).toBe('#eval("x") <script>alert(1)</script>')
  })
})
