/**
 * The statement of a certification as a W3C Verifiable Credential (Data Model 2.0): what was granted, for exactly which
 * releases, with which limits and on which report. It says nothing that ages: standing is computed for a day and asked
 * for at its address; whether the certification was withdrawn stands in a status list (Bitstring Status List 1.0).
 */
import type { Json } from '../kernel/canonical.ts'

export const STATEMENT_CONTEXT = [
  'https://www.w3.org/ns/credentials/v2',
  'https://www.w3.org/ns/credentials/undefined-terms/v2',
] as const

/** Entries of one list: as many as the standard wants at least, so that one look tells nobody which entry was meant. */
export const LIST_ENTRIES = 131_072

/** Who says it, and where: the installation's DID and its public address. */
export type Issuer = { readonly did: string; readonly publicUrl: string; readonly name: string }

export type Granted = {
  readonly number: string
  /** Counts up with whatever is stated anew: an extension, a withdrawal. */
  readonly version: number
  readonly granted: string
  /** Level, product, platform, holder, pairs, region, limitations and the rest, as the programme has them. */
  readonly subject: { readonly [name: string]: Json }
}

export function statement(issuer: Issuer, { number, version, granted, subject }: Granted) {
  const address = `${issuer.publicUrl}/certifications/${number}`
  const entry = listEntryOf(number)
  const list = entry ? `${issuer.publicUrl}/status/${entry.list}` : null
  return {
    '@context': STATEMENT_CONTEXT,
    id: `${address}/statement?version=${version}`,
    type: ['VerifiableCredential', 'CertificationStatement'],
    issuer: { id: issuer.did, name: issuer.name },
    validFrom: `${granted}T00:00:00Z`,
    credentialSubject: { id: address, number, version, granted, ...subject },
    ...(entry && list
      ? {
          credentialStatus: {
            id: `${list}#${entry.index}`,
            type: 'BitstringStatusListEntry',
            statusPurpose: 'revocation',
            statusListIndex: String(entry.index),
            statusListCredential: list,
          },
        }
      : {}),
  }
}

export type Statement = ReturnType<typeof statement>

/**
 * Where a certification stands in the lists: by the number it was given once, in the transaction of its grant, so that
 * no second number can differ from it. Each series has lists of its own, `MCT-2026`, then `MCT-2026.2`, as many as it
 * fills. Null for a number of another form, which no grant here ever gave.
 */
export function listEntryOf(number: string): { readonly list: string; readonly index: number } | null {
  const [, series = '', digits = ''] = /^((?:MCT|MQT|MAT)-\d{4})-(\d{5,9})$/.exec(number) ?? []
  if (series === '') return null
  const page = Math.floor(Number(digits) / LIST_ENTRIES)
  return { list: page === 0 ? series : `${series}.${page + 1}`, index: Number(digits) % LIST_ENTRIES }
}

/** The series of a list and the first ordinal it has room for; null where the name is that of no list. */
export function readListName(name: string): { readonly series: string; readonly first: number } | null {
  const [, series = '', page = '1'] = /^((?:MCT|MQT|MAT)-\d{4})(?:\.([2-9]|[1-9]\d{1,3}))?$/.exec(name) ?? []
  return series === '' ? null : { series, first: (Number(page) - 1) * LIST_ENTRIES }
}

/** The list as bits, the first in the highest place of the first byte; `indexes` are those that are set. */
export function bitsOf(indexes: readonly number[]): Uint8Array {
  const bits = new Uint8Array(LIST_ENTRIES / 8)
  for (const index of indexes) bits[index >> 3]! |= 0x80 >> (index & 7)
  return bits
}

export function isSet(bits: Uint8Array, index: number): boolean {
  return ((bits[index >> 3] ?? 0) & (0x80 >> (index & 7))) !== 0
}

/** The credential of a list; it counts for so long and not longer, so that an old one is not passed off for today's. */
export function statusList(
  issuer: Issuer,
  name: string,
  encodedList: string,
  valid: { readonly from: string; readonly until: string },
) {
  const address = `${issuer.publicUrl}/status/${name}`
  return {
    '@context': [STATEMENT_CONTEXT[0]],
    id: address,
    type: ['VerifiableCredential', 'BitstringStatusListCredential'],
    issuer: issuer.did,
    validFrom: valid.from,
    validUntil: valid.until,
    credentialSubject: {
      id: `${address}#list`,
      type: 'BitstringStatusList',
      statusPurpose: 'revocation',
      encodedList,
    },
  }
}
