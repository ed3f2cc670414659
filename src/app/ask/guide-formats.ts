/** The reference guide as files: JSON as the contract spells it, CSV and XLSX with the columns people compare (layout 4.10). */
import { extensionsBy, newestPlatformRelease, pairsOn, TESTERS } from '../../programme/certification.ts'
import { isOpen } from '../../programme/field-issue.ts'
import { FAMILY_NAMES } from '../../programme/interface.ts'
import { LEVEL_TABLE } from '../../rulebook/level-table.ts'
import { STANDING_WORDS } from '../../rulebook/standing-rule.ts'
import { csvLine } from '../../documents/csv.ts'
import { workbookFrom } from '../../documents/workbook.ts'
import type { Day } from '../../kernel/day.ts'
import type { ForecastRow } from './forecast.ts'
import { sayNext } from './guide-on-paper.ts'
import { guideRowAsData, type GuideRow } from './reference-guide.ts'

const COLUMNS: readonly (readonly [string, (row: GuideRow, on: Day) => string])[] = [
  ['standing', (row) => STANDING_WORDS[row.onDay.standing]],
  ['because', (row) => row.onDay.reasons.map((reason) => `${reason.says} (${reason.clause})`).join(' ')],
  ['platform', (row) => row.platform.name],
  ['platform release tested', (row) => newestPlatformRelease(row.certification.pairs) ?? ''],
  ['company', (row) => row.organisation.name],
  ['product', (row) => row.product.name],
  ['product releases', (row) => [...new Set(row.certification.pairs.map((pair) => pair.productRelease))].join(' ')],
  [
    'extended to',
    (row, on) =>
      extensionsBy(row.certification, on)
        .flatMap((each) => each.pairs.map((pair) => `${pair.platformRelease}/${pair.productRelease}`))
        .join(' '),
  ],
  ['type', (row) => FAMILY_NAMES[row.product.family]],
  ['level', (row) => row.certification.level],
  ['region', (row) => row.certification.region ?? ''],
  ['certification', (row) => row.certification.number],
  ['certified', (row) => row.certification.granted],
  ['tested by', (row) => (row.certification.testedBy ? TESTERS[row.certification.testedBy] : '')],
  ['pairs', (row) => String(pairsOn(row.certification, row.certification.granted).length)],
  ['next change', (row) => row.onDay.next?.on ?? ''],
  ['then', (row) => (row.onDay.next ? STANDING_WORDS[row.onDay.next.standing] : '')],
  ['open field issues', (row, on) => String(row.fieldIssues.filter((issue) => isOpen(issue, on)).length)],
  ['next change because', (row) => (row.onDay.next ? sayNext(row.onDay.next) : '')],
  [
    'last self-assessment',
    ({ satEvidence }, on) =>
      satEvidence
        .map((each) => each.accepted)
        .filter((accepted) => accepted <= on)
        .toSorted()
        .at(-1) ?? '',
  ],
  ['recertification in progress', (row) => (row.recertifying ? 'yes' : 'no')],
  ['limitations', (row) => (row.certification.limitations ?? []).map(({ effect }) => effect).join(' ')],
  ['second-line support', (row) => LEVEL_TABLE[row.certification.level].support],
  ['sold by', (row) => LEVEL_TABLE[row.certification.level].soldBy],
  ['product id', (row) => row.product.id],
  ['platform id', (row) => row.platform.id],
]

type Rows = AsyncIterable<GuideRow>

export async function* guideAsJson(rows: Rows, on: Day): AsyncGenerator<string> {
  yield `{"on":${JSON.stringify(on)},"rows":[`
  let separator = '\n'
  for await (const row of rows) {
    yield separator + JSON.stringify(guideRowAsData(row))
    separator = ',\n'
  }
  yield ']}\n'
}

export async function* guideAsCsv(rows: Rows, on: Day): AsyncGenerator<string> {
  yield csvLine(COLUMNS.map(([name]) => name))
  for await (const row of rows) yield csvLine(COLUMNS.map(([, value]) => value(row, on)))
}

export function guideAsXlsx(rows: Rows, on: Day): AsyncIterable<Uint8Array> {
  return workbookFrom(
    'Reference guide',
    COLUMNS.map(([head]) => head),
    cellsOf(rows, on),
  )
}

async function* cellsOf(rows: Rows, on: Day): AsyncGenerator<string[]> {
  for await (const row of rows) yield COLUMNS.map(([, value]) => value(row, on))
}

export const FORECAST_HEAD = [
  'on',
  'becomes',
  'rule',
  'platform',
  'company',
  'product',
  'level',
  'certification',
] as const

export async function* forecastCells(rows: AsyncIterable<ForecastRow>): AsyncGenerator<readonly string[]> {
  for await (const { change, platform, organisation, product, certification } of rows)
    yield [
      change.on,
      STANDING_WORDS[change.standing],
      change.rule,
      platform.name,
      organisation.name,
      product.name,
      certification.level,
      certification.number,
    ]
}
