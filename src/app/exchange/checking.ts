/**
 * Holds the records of an exchange file against their shape, against themselves and against each other.
 * Every fault is told with its path in the file; one is enough for nothing to be taken.
 */
import { dateWords, type Day } from '../../kernel/day.ts'
import type { Fault } from '../../kernel/refusal.ts'
import { contradictionsIn, EXCHANGE, type Exchanged, exchangeId, type SectionName } from '../../programme/exchange.ts'
import type { Piece } from './reading.ts'

/** What records refer to: ids by section, and the releases of platforms and products. */
export type Known = {
  readonly has: (section: SectionName, id: string) => boolean
  readonly hasRelease: (section: 'platforms' | 'products', id: string, version: string) => boolean
  readonly grantedOn: (certification: string) => Day | undefined
}

export type CheckedRecord = {
  readonly section: SectionName
  readonly id: string
  readonly record: Exchanged[SectionName]
  readonly at: string
}

const MOST_FAULTS = 50

export class Checker {
  readonly faults: Fault[] = []
  private readonly ids = new Map<SectionName, Set<string>>()
  private readonly releases = new Map<string, Set<string>>()
  private readonly granted = new Map<string, Day>()
  private readonly stored: Known

  /** `stored` is what the installation holds already, to which a file may refer. */
  constructor(stored: Known) {
    this.stored = stored
  }

  /** Checks one record for itself, notes what it is called, and gives it back if it is sound. */
  shape(piece: Piece): CheckedRecord | null {
    const { section, index } = piece
    const at = `${section}[${index}]`
    const parsed = EXCHANGE[section].safeParse(piece.record)
    if (!parsed.success) {
      for (const issue of parsed.error.issues)
        this.fault(
          [at, ...issue.path]
            .map(String)
            .join('.')
            .replace(/\.(\d+)/g, '[$1]'),
          issue.message,
        )
      return null
    }
    // What was read is kept, not what the parser made of it: the order and absence of fields are the writer's.
    const record = piece.record as Exchanged[SectionName]
    const id = exchangeId(section, record)
    this.note(section, id, record, at)
    for (const contradiction of contradictionsIn(section, record))
      this.fault(`${at}.${contradiction.at}`, contradiction.says)
    return { section, id, record, at }
  }

  /** Checks what a record names, once everything it could name has been read. */
  references({ section, record, at }: CheckedRecord): void {
    switch (section) {
      case 'products':
        return this.named(`${at}.organisation`, 'organisations', (record as Exchanged['products']).organisation)
      case 'certifications':
        return this.certification(record as Exchanged['certifications'], at)
      case 'satEvidence': {
        const evidence = record as Exchanged['satEvidence']
        this.named(`${at}.product`, 'products', evidence.product)
        this.named(`${at}.platform`, 'platforms', evidence.platform)
        return this.release(`${at}.platformRelease`, 'platforms', evidence.platform, evidence.platformRelease)
      }
      case 'fieldIssues':
        return this.fieldIssue(record as Exchanged['fieldIssues'], at)
      case 'organisations':
        return ((record as Exchanged['organisations']).regions ?? []).forEach((region, index) =>
          this.named(`${at}.regions[${index}]`, 'regions', region),
        )
      case 'regions':
      case 'platforms':
        return
      default:
        return section satisfies never
    }
  }

  private certification(record: Exchanged['certifications'], at: string): void {
    this.named(`${at}.product`, 'products', record.product)
    this.named(`${at}.platform`, 'platforms', record.platform)
    if (record.region != null) this.named(`${at}.region`, 'regions', record.region)
    const lists = [
      { at: `${at}.pairs`, pairs: record.pairs },
      ...(record.extensions ?? []).map((each, index) => ({
        at: `${at}.extensions[${index}].pairs`,
        pairs: each.pairs,
      })),
    ]
    for (const list of lists) {
      for (const [index, pair] of list.pairs.entries()) {
        this.release(`${list.at}[${index}].platformRelease`, 'platforms', record.platform, pair.platformRelease)
        this.release(`${list.at}[${index}].productRelease`, 'products', record.product, pair.productRelease)
      }
    }
  }

  private fieldIssue({ certification, confirmed }: Exchanged['fieldIssues'], at: string): void {
    this.named(`${at}.certification`, 'certifications', certification)
    const granted = this.granted.get(certification) ?? this.stored.grantedOn(certification)
    if (granted !== undefined && confirmed < granted)
      this.fault(
        `${at}.confirmed`,
        `confirmed on ${dateWords(confirmed)}, before ${certification} was granted on ${dateWords(granted)}`,
      )
  }

  private note(section: SectionName, id: string, record: Exchanged[SectionName], at: string): void {
    const ids = this.ids.get(section) ?? new Set()
    this.ids.set(section, ids)
    if (ids.has(id)) this.fault(at, `${id} stands in this file twice`)
    ids.add(id)
    if (section === 'certifications') this.granted.set(id, (record as Exchanged['certifications']).granted)
    if (section === 'platforms' || section === 'products') {
      const { releases } = record as Exchanged['products']
      this.releases.set(`${section}/${id}`, new Set(releases.map((release) => release.version)))
    }
  }

  private named(at: string, section: SectionName, id: string): void {
    if (this.ids.get(section)?.has(id) || this.stored.has(section, id)) return
    this.fault(at, `there is no ${NAMES[section]} ${id}`)
  }

  private release(at: string, section: 'platforms' | 'products', id: string, version: string): void {
    const releases = this.releases.get(`${section}/${id}`)
    if (releases ? releases.has(version) : this.stored.hasRelease(section, id, version)) return
    const isKnown = releases !== undefined || this.stored.has(section, id)
    if (isKnown) this.fault(at, `${id} has no release ${version}`)
  }

  private fault(at: string, says: string): void {
    if (this.faults.length < MOST_FAULTS) this.faults.push({ at, says })
  }
}

const NAMES: Readonly<Record<SectionName, string>> = {
  regions: 'region',
  platforms: 'platform',
  organisations: 'organisation',
  products: 'product',
  certifications: 'certification',
  satEvidence: 'SAT evidence',
  fieldIssues: 'field issue',
}
