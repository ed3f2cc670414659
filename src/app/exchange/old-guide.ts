/**
 * An older reference guide out of a spreadsheet: judged row by row against what is here, and taken in whole or not
 * at all, by the same way as an exchange file and with the same one fact (G-25). Whoever gives the word for it is
 * the fact's author, the file is named by its hash, and every certification says from which row it comes.
 */
import { hash } from 'node:crypto'
import sql from 'sql-template-tag'
import { GUIDE_TABLE, tableFrom } from '../../documents/table-file.ts'
import type { Day } from '../../kernel/day.ts'
import { refuse } from '../../kernel/refusal.ts'
import type { Certification } from '../../programme/certification.ts'
import { type Exchanged, SECTION_NAMES } from '../../programme/exchange.ts'
import { type GuideMap, type OldTable, placesOf } from '../../programme/old-guide/columns.ts'
import { type Judged, judgeOldGuide, type KnownHere, type OldCertification } from '../../programme/old-guide/judging.ts'
import { type OldRow, readRow } from '../../programme/old-guide/rows.ts'
import { wordOfCompany, wordOfProduct } from '../../programme/short-word.ts'
import type { Organisation } from '../../programme/organisation.ts'
import type { Actor } from '../../programme/permission.ts'
import type { Product } from '../../programme/product.ts'
import type { Queryable, Transaction } from '../../store/database.ts'
import { allPlatforms, allRegions } from '../ask/platforms.ts'
import { type House, today } from '../house.ts'
import { type ImportOutcome, takeIn } from './importing.ts'
import { drawNumbers, HighestNumbers } from './numbers.ts'
import type { Piece } from './reading.ts'

export type OldGuideFile = { readonly name: string; readonly bytes: Uint8Array }

export type OldGuideOutcome = ImportOutcome & Pick<Judged, 'outcomes'>

/** The table in the file; refused where it is none, too large, or holds formulas or merged cells. */
export function readOldGuide({ bytes }: OldGuideFile): Promise<OldTable> {
  return tableFrom(bytes, GUIDE_TABLE)
}

/** What would come of each row today; nothing is written. */
export async function judgeTable(on: Queryable, table: OldTable, map: GuideMap, day: Day): Promise<Judged> {
  const places = placesOf(table.head, map)
  const rows = table.rows.map((cells) => readRow(cells, places))
  return judgeOldGuide(
    rows,
    await whatIsMeant(
      on,
      rows.map((each) => each.row).filter((row) => row !== null),
    ),
    day,
  )
}

export type OldGuideImport = {
  readonly file: OldGuideFile
  readonly map: GuideMap
  readonly dryRun: boolean
  /** Told how far it has come, as a share of the whole. */
  readonly progress?: (share: number) => void
}

/** Takes it in; refused with the cells at fault, or where there is nothing in it that is not here already. */
export async function importOldGuide(
  house: House,
  actor: Actor,
  { file, map, dryRun, progress = () => {} }: OldGuideImport,
): Promise<OldGuideOutcome> {
  const table = await readOldGuide(file)
  return house.database.transaction(async (tx) => {
    // One at a time: the second of two finds everything known that the first has added.
    await tx.run(sql`select pg_advisory_xact_lock(${ONE_AT_A_TIME})`)
    const judged = await judgeTable(tx, table, map, today(house))
    const { outcomes } = judged
    progress(JUDGED)
    mustBeSound(outcomes)
    if (judged.certifications.length === 0) {
      if (dryRun) return { taken: {}, dryRun, fact: null, outcomes, remarks: [], remarked: 0 }
      nothingNew()
    }
    const source = hash('sha256', file.bytes)
    const pieces = await piecesOf(tx, judged, { file: source, on: today(house) }, dryRun)
    const outcome = await takeIn(
      tx,
      house,
      actor,
      {
        read: async (take) => {
          for (let at = 0; at < pieces.length; at += BATCH) {
            await take(pieces.slice(at, at + BATCH))
            progress(JUDGED + ((1 - JUDGED) * at) / pieces.length)
          }
          return { sections: SECTION_NAMES.filter((name) => pieces.some((piece) => piece.section === name)) }
        },
        hash: () => Promise.resolve(source),
        data: { from: 'an older reference guide', name: file.name },
      },
      dryRun,
    )
    return { ...outcome, outcomes }
  })
}

const ONE_AT_A_TIME = 4_825_001
const BATCH = 250
/** The share of the work that is done once every row was looked at. */
const JUDGED = 0.3

async function piecesOf(
  tx: Transaction,
  { organisations, products, certifications }: Judged,
  of: { readonly file: string; readonly on: Day },
  dryRun: boolean,
): Promise<readonly Piece[]> {
  const numbers = await numbersFor(tx, certifications, dryRun)
  const records = certifications.map(({ row, guide, ...rest }, index): Exchanged['certifications'] => ({
    ...rest,
    number: numbers[index]!,
    oldRecord: { ...of, row, ...(guide ? { guide } : {}) },
  }))
  const pieces = (section: Piece['section'], all: readonly unknown[]) =>
    all.map((record, index): Piece => ({ section, index, record }))
  return [
    ...pieces('organisations', organisations),
    ...pieces('products', products),
    ...pieces('certifications', records),
  ]
}

/** Those that have a number keep it; the others get the next of their level and year, in the order of rows. */
async function numbersFor(
  tx: Transaction,
  certifications: readonly OldCertification[],
  dryRun: boolean,
): Promise<readonly string[]> {
  const given = new HighestNumbers()
  for (const { number } of certifications) if (number) given.note(number)
  const wanted = Map.groupBy(
    certifications.filter(({ number }) => number === null),
    ({ level, granted }) => `${level}-${granted.slice(0, 4)}`,
  )
  const drawn = new Map<OldCertification, string>()
  if (!dryRun) await given.raise(tx)
  for (const [series, all] of [...wanted].toSorted(([a], [b]) => (a < b ? -1 : 1))) {
    const numbers = dryRun
      ? all.map((_, index) => `${series}-new-${index + 1}`)
      : await drawNumbers(tx, series, all.length)
    for (const [index, each] of all.entries()) drawn.set(each, numbers[index]!)
  }
  return certifications.map((each) => each.number ?? drawn.get(each)!)
}

/** What the installation holds of the companies, products and certifications that the rows name. */
async function whatIsMeant(on: Queryable, rows: readonly OldRow[]): Promise<KnownHere> {
  const lower = (names: readonly string[]) => [...new Set(names.map((name) => name.toLowerCase()))]
  const numbers = [...new Set(rows.flatMap((row) => row.number ?? []))]
  const organisations = await on.all<{ state: Organisation }>(
    sql`select state from organisation where lower(name) = any(${lower(rows.map((row) => row.company))})
          or ${isCalledBy(rows.map((row) => wordOfCompany(row.company, row.country)))}`,
  )
  const known = new Map(organisations.map(({ state }) => [state.name.toLowerCase(), state.id]))
  const companyOf = (row: OldRow) => known.get(row.company.toLowerCase()) ?? wordOfCompany(row.company, row.country)
  const products = await on.all<{ state: Product }>(
    sql`select state from product where lower(name) = any(${lower(rows.map((row) => row.product))})
          or ${isCalledBy(rows.map((row) => wordOfProduct(row.product, companyOf(row), row.family ?? '')))}`,
  )
  const certifications = await on.all<{ state: Certification }>(
    sql`select state from certification where product = any(${products.map((row) => row.state.id)}) or id = any(${numbers})`,
  )
  return {
    platforms: await allPlatforms(on),
    regions: await allRegions(on),
    organisations: organisations.map((row) => row.state),
    products: products.map((row) => row.state),
    certifications: certifications.map((row) => row.state),
  }
}

/** By the word, or by the word and the number that made it free: `acme-trunk`, `acme-trunk-2`. */
const isCalledBy = (words: readonly string[]) =>
  sql`(id = any(${[...new Set(words)]}) or regexp_replace(id, '-[0-9]+$', '') = any(${[...new Set(words)]}))`

const MOST_FAULTS = 50

function mustBeSound(outcomes: Judged['outcomes']): void {
  const refused = outcomes.filter((each) => each.becomes === 'refused')
  const [first] = refused
  if (!first) return
  refuse('wrong-file', {
    says: refused.length === 1 ? first.says : `${refused.length} rows cannot be taken; the first: ${first.says}`,
    next: 'Correct the cells in the file, or choose other columns; nothing of it was taken.',
    clause: 'G-25',
    faults: refused
      .flatMap((each) => each.faults)
      .slice(0, MOST_FAULTS)
      .map(({ at, says }) => ({ at, says: `${at}: ${says}` })),
  })
}

function nothingNew(): never {
  return refuse('conflict', {
    says: 'Everything in this file is here already.',
    next: 'There is nothing to take in.',
    clause: 'G-25',
  })
}
