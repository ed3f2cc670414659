/**
 * Finds the records of one exchange file without reading the whole of it for every question. It judges nothing.
 * A file is read once and then taken as unchanging: ask about a new object after editing one.
 * Part of the oracle: deliberately a second implementation that shares nothing with src.
 */
import type { Certification, Exchange, FieldIssue, Platform, Product, SatEvidence } from './exchange.ts'

export type Lookup = {
  readonly certification: ReadonlyMap<string, Certification>
  readonly product: ReadonlyMap<string, Product>
  readonly platform: ReadonlyMap<string, Platform>
  readonly countries: ReadonlyMap<string, readonly string[]>
  readonly certificationsOf: (product: string, platform: string) => readonly Certification[]
  readonly satEvidenceOf: (product: string, platform: string) => readonly SatEvidence[]
  readonly fieldIssuesOf: (certification: string) => readonly FieldIssue[]
}

const known = new WeakMap<Exchange, Lookup>()

export function lookupOf(file: Exchange): Lookup {
  const before = known.get(file)
  if (before !== undefined) return before
  const certifications = Map.groupBy(file.certifications, (record) => interop(record.product, record.platform))
  const satEvidence = Map.groupBy(file.satEvidence, (record) => interop(record.product, record.platform))
  const fieldIssues = Map.groupBy(file.fieldIssues, (record) => record.certification)
  const lookup: Lookup = {
    certification: new Map(file.certifications.map((record) => [record.number, record])),
    product: new Map(file.products.map((record) => [record.id, record])),
    platform: new Map(file.platforms.map((record) => [record.id, record])),
    countries: new Map(file.regions.map((record) => [record.id, record.countries])),
    certificationsOf: (product, platform) => certifications.get(interop(product, platform)) ?? [],
    satEvidenceOf: (product, platform) => satEvidence.get(interop(product, platform)) ?? [],
    fieldIssuesOf: (certification) => fieldIssues.get(certification) ?? [],
  }
  known.set(file, lookup)
  return lookup
}

/** The record, or a RangeError that names what is missing. */
export function existing<T>(records: ReadonlyMap<string, T>, id: string): T {
  const record = records.get(id)
  if (record === undefined) throw new RangeError(`the file holds no ${id}`)
  return record
}

const interop = (product: string, platform: string) => `${product}\n${platform}`
