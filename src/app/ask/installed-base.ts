/**
 * An installed base held against the support answers (1B.2, X-08): every deployment of a list, today or on a day to
 * come, so that whoever plans an upgrade sees before it which of them support would no longer help with. A list that
 * cannot be read is refused with the lines at fault; one that can is answered line by line.
 */
import { isCountry } from '../../kernel/country.ts'
import type { Day } from '../../kernel/day.ts'
import { type Fault, refuse, Refusal } from '../../kernel/refusal.ts'
import { csvLine } from '../../documents/csv.ts'
import { type CsvRow, csvRows } from '../../documents/csv-reading.ts'
import { isZip, textIn } from '../../documents/file-kind.ts'
import { readWorkbook } from '../../documents/workbook.ts'
import type { Queryable } from '../../store/database.ts'
import { pairsOn } from '../../programme/certification.ts'
import type { Actor } from '../../programme/permission.ts'
import { guidePage, type InteropRecord, platformsById } from '../../store/certifications.ts'
import { isNamed } from './named-products.ts'
import { answerFrom, recordFor, type SupportQuestion } from './support.ts'

export const BASE_COLUMNS = ['product', 'productRelease', 'platform', 'platformRelease', 'country'] as const

type Deployment = Readonly<Record<(typeof BASE_COLUMNS)[number], string>> & { readonly line: number }

/** Where support helps is what the list is asked for. */
const SUPPORT = '6.4'

/** More deployments than this are sent in several lists. */
export const MOST_DEPLOYMENTS = 5000
const LONGEST_CELL = 120
const MOST_FAULTS = 50

export type BaseQuestion = {
  readonly on: Day
  readonly today: Day
  /** The platform release all of them are planned to move to; none where they stay. */
  readonly upgradeTo: string | null
}

/** Lines of cells, the first naming the columns: from CSV or from a spreadsheet. */
export type BaseLines = Iterable<Pick<CsvRow, 'line' | 'cells'> & { readonly isUnclosed?: boolean }>

/** A file as it is, and not as it is called: a spreadsheet, or CSV in UTF-8. */
export async function linesOfFile(bytes: Uint8Array): Promise<BaseLines> {
  if (!isZip(bytes)) return csvRows(textIn(bytes) ?? noText())
  return (await readWorkbook(bytes, SUPPORT)).map((row) => ({
    line: Number(/\d+/.exec(row[0]!.at)![0]),
    cells: row.map((cell) => cell.text.trim()),
  }))
}

function noText(): never {
  return refuse('wrong-file', {
    says: 'This is neither a spreadsheet nor text in UTF-8.',
    next: 'Save it as XLSX, or as CSV in UTF-8.',
    clause: SUPPORT,
  })
}

/** Every line looked at; nothing is answered while one is at fault. */
export function readInstalledBase(lines: BaseLines): readonly Deployment[] {
  const faults: Fault[] = []
  const deployments: Deployment[] = []
  let columns: readonly number[] | null = null
  for (const { line, cells, isUnclosed } of lines) {
    if (isUnclosed) {
      const says = `Line ${line}: a quotation mark is opened here and never closed.`
      faults.push({ at: `line ${line}`, says })
      break
    }
    if (columns === null) {
      columns = columnsOf(cells)
      continue
    }
    if (deployments.length === MOST_DEPLOYMENTS) return tooMany()
    const deployment = deploymentOf(cells, columns, line)
    const wrong = wrongIn(deployment)
    if (wrong) faults.push({ at: `line ${line}`, says: `Line ${line}: ${wrong}` })
    if (faults.length === MOST_FAULTS) break
    deployments.push(deployment)
  }
  if (columns === null || (deployments.length === 0 && faults.length === 0)) return nothingIn()
  if (faults.length === 0) return deployments
  return refuse('wrong-input', {
    says: `${faults.length === MOST_FAULTS ? 'At least ' : ''}${faults.length} of the lines cannot be read; nothing was answered.`,
    next: 'Correct the lines named here and send the whole list again.',
    clause: SUPPORT,
    faults,
  })
}

/** A deployment that there is, to show how a line of the list looks; null while nothing is certified. */
export async function exampleDeployment(on: Queryable, day: Day): Promise<string | null> {
  const [record] = await guidePage(on, day, {}, null, 1, await platformsById(on))
  const [pair] = record ? pairsOn(record.certification, day) : []
  if (!record || !pair) return null
  return csvLine([record.product.id, pair.productRelease, record.platform.id, pair.platformRelease, 'DE']).trim()
}

/** The answers as CSV, a line at a time; what the list names and nobody may know is said in its line. */
export async function* answersAsCsv(
  on: Queryable,
  actor: Actor,
  deployments: readonly Deployment[],
  { on: day, today, upgradeTo }: BaseQuestion,
): AsyncGenerator<string> {
  yield csvLine([
    'line',
    ...BASE_COLUMNS,
    'on',
    'supported',
    'caution',
    'who',
    'certification',
    'says',
    'clause',
    'next',
  ])
  const recordOf = recordsRead(on, actor, today)
  for (const { line, ...deployment } of deployments) {
    const asked = { ...deployment, ...(upgradeTo ? { platformRelease: upgradeTo } : {}) }
    const named = [String(line), ...BASE_COLUMNS.map((column) => asked[column]), day]
    const record = await recordOf(asked)
    const { supported, caution, route, certification, says, clause, next } = answerOrReason(
      record,
      { ...asked, on: day },
      today,
    )
    yield csvLine([...named, supported, caution, route, certification, says, clause, next])
  }
}

/** So many records are kept at once; the one read first goes first. */
const MOST_RECORDS = 200

/** Reads each record once as long as it is kept: the lines of a list share few products, platforms and countries. */
function recordsRead(
  on: Queryable,
  actor: Actor,
  today: Day,
): (deployment: Omit<Deployment, 'line'>) => Promise<InteropRecord> {
  const kept = new Map<string, InteropRecord>()
  return async (deployment) => {
    const key = JSON.stringify([deployment.product, deployment.platform, deployment.country])
    const there = kept.get(key)
    if (there) return there
    const read = await recordFor(on, deployment)
    const record = (await isNamed(on, actor, today, deployment.product)) ? read : { ...read, product: null }
    const [oldest] = kept.keys()
    if (kept.size === MOST_RECORDS) kept.delete(oldest!)
    kept.set(key, record)
    return record
  }
}

function answerOrReason(record: InteropRecord, question: SupportQuestion, today: Day) {
  try {
    const answer = answerFrom(record, question, today)
    return {
      ...answer,
      supported: answer.supported ? 'yes' : 'no',
      caution: answer.caution ? 'yes' : 'no',
      certification: answer.certification ?? '',
    }
  } catch (fault) {
    if (!(fault instanceof Refusal)) throw fault
    const { says, next, clause } = fault
    return { supported: 'unknown', caution: '', route: '', certification: '', says, clause: clause ?? '', next }
  }
}

function columnsOf(head: readonly string[]): readonly number[] {
  const names = head.map((name) => name.replaceAll(/[\s_-]/g, '').toLowerCase())
  const found = BASE_COLUMNS.map((column) => names.indexOf(column.toLowerCase()))
  const missing = BASE_COLUMNS.filter((_, index) => found[index] === -1)
  if (missing.length === 0) return found
  return refuse('wrong-input', {
    says: `The first line has to name the columns; missing: ${missing.join(', ')}.`,
    next: `Begin the list with: ${BASE_COLUMNS.join(',')}. Further columns may stand there; they are not read.`,
    clause: SUPPORT,
    faults: missing.map((column) => ({ at: 'line 1', says: `Line 1: no column ${column}.` })),
  })
}

function deploymentOf(cells: readonly string[], columns: readonly number[], line: number): Deployment {
  const [product = '', productRelease = '', platform = '', platformRelease = '', country = ''] = columns.map(
    (column) => cells[column] ?? '',
  )
  return { line, product, productRelease, platform, platformRelease, country: country.toUpperCase() }
}

function wrongIn(deployment: Deployment): string | null {
  const empty = BASE_COLUMNS.find((column) => deployment[column] === '')
  if (empty) return `${empty} is empty.`
  const long = BASE_COLUMNS.find((column) => deployment[column].length > LONGEST_CELL)
  if (long) return `${long} has more than ${LONGEST_CELL} characters.`
  return isCountry(deployment.country) ? null : `${deployment.country} is no country code; two letters, such as DE.`
}

function nothingIn(): never {
  return refuse('wrong-input', {
    says: 'The list is empty.',
    next: `Begin it with a line of columns, ${BASE_COLUMNS.join(',')}, and a line for each deployment.`,
    clause: SUPPORT,
  })
}

function tooMany(): never {
  return refuse('too-large', {
    says: `A list has ${MOST_DEPLOYMENTS} deployments at most.`,
    next: 'Send it in several.',
  })
}
