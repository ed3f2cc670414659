/** The two tables of the handbook whose columns people compare: what each level is, and who pays. */
import { LEVEL_NAMES, type Level, LEVELS } from '../../../src/programme/level.ts'
import { LEVEL_TABLE, type LevelTerms, PAYERS } from '../../../src/rulebook/level-table.ts'
import { clauseLink } from '../../parts/because.ts'
import { html, type Html, say } from '../../parts/html.ts'
import { type Column, ledger } from '../../parts/table.ts'

type Row = { readonly level: Level; readonly terms: LevelTerms }

const SPONSOR_WORDS: Readonly<Record<LevelTerms['sponsor'], string>> = {
  no: 'not needed',
  'sponsored or by fee': 'a sponsor, or a fee',
  yes: 'needed',
}

const LEVEL_COLUMNS: readonly Column<Row>[] = [
  {
    head: 'Level',
    cell: ({ level, terms }) =>
      html`${level} <span class="under">${say(LEVEL_NAMES[level])} ${clauseLink(terms.clause)}</span>`,
  },
  { head: 'Tested by', cell: ({ terms }) => terms.testedBy },
  { head: 'Test cases', cell: ({ terms }) => terms.testCases },
  { head: 'Sponsor', cell: ({ terms }) => SPONSOR_WORDS[terms.sponsor] },
  { head: 'Second-line support', cell: ({ terms }) => terms.support },
  { head: 'Sold by', cell: ({ terms }) => terms.soldBy },
  { head: 'Valid in', cell: ({ terms }) => terms.validIn },
  { head: 'Logo', cell: ({ terms }) => terms.logo },
  { head: 'Listed', cell: ({ terms }) => listedWords(terms) },
]

function listedWords({ inReferenceGuide, inCatalogue }: LevelTerms): string {
  if (!inReferenceGuide && !inCatalogue) return 'nowhere'
  return inReferenceGuide && inCatalogue
    ? 'reference guide and catalogue'
    : inReferenceGuide
      ? 'reference guide'
      : 'catalogue'
}

export function levelTable(): Html {
  return ledger({
    caption: 'What each level is',
    columns: LEVEL_COLUMNS,
    items: LEVELS.map((level) => ({ level, terms: LEVEL_TABLE[level] })),
    empty: html``,
  })
}

export function payerTable(): Html {
  return ledger({
    caption: 'Who pays the certification',
    columns: [
      { head: 'Way', cell: ({ way }) => way },
      { head: 'Who pays', cell: ({ payer }) => payer },
      { head: 'Clause', cell: ({ clause }) => clauseLink(clause) },
    ],
    items: PAYERS,
    empty: html``,
  })
}
