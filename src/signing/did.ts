/**
 * Who signs, in public: the installation is did:web of its public address (did:web method, 2.5), and every key it has
 * ever signed with stands in its DID document as a Multikey with the days it was used, so that what an earlier key
 * signed can be checked for ever (W3C Controlled Identifiers 1.0, 2.2.2).
 */
import { concatBytes } from '@noble/hashes/utils.js'
import { base58, bytesOfBase58 } from './base58.ts'
import { isBranch } from './proof.ts'

/** A public key in Multikey spelling, and from when until when it signed; instants to the second. */
export type PublishedKey = { readonly key: string; readonly from: string; readonly until: string | null }

/** The multicodec of an Ed25519 public key. */
const ED25519 = Uint8Array.of(0xed, 0x01)

const KEY_BYTES = 32

/** More keys than any installation ever changes to; a document with more is not one of ours. */
const MOST_KEYS = 1000

export function multikeyOf(publicKey: Uint8Array): string {
  return `z${base58(concatBytes(ED25519, publicKey))}`
}

/** The 32 bytes of an Ed25519 key; null where the text is no such key. */
export function publicKeyOf(multikey: string): Uint8Array | null {
  const bytes = multikey.startsWith('z') ? bytesOfBase58(multikey.slice(1)) : null
  const isOne = bytes?.length === ED25519.length + KEY_BYTES && bytes[0] === ED25519[0] && bytes[1] === ED25519[1]
  return isOne && multikeyOf(bytes.slice(2)) === multikey ? bytes.slice(2) : null
}

export function didOf(publicUrl: string): string {
  const { host, pathname } = new URL(publicUrl)
  const parts = [host, ...pathname.split('/').filter((part) => part !== '')]
  return ['did:web', ...parts.map((part) => part.replaceAll(':', '%3A'))].join(':')
}

/** The identifier of a key in the DID document: its own spelling, so that none ever stands for another. */
export function methodOf(did: string, key: string): string {
  return `${did}#${key}`
}

export function didDocument(did: string, keys: readonly PublishedKey[]) {
  return {
    '@context': [
      'https://www.w3.org/ns/did/v1',
      'https://w3id.org/security/multikey/v1',
      { created: { '@id': 'http://purl.org/dc/terms/created', '@type': 'http://www.w3.org/2001/XMLSchema#dateTime' } },
    ],
    id: did,
    verificationMethod: keys.map(({ key, from, until }) => ({
      id: methodOf(did, key),
      type: 'Multikey',
      controller: did,
      publicKeyMultibase: key,
      created: from,
      ...(until ? { expires: until } : {}),
    })),
    assertionMethod: keys.map(({ key }) => methodOf(did, key)),
  }
}

/** A DID document that somebody kept; null where it is none of an installation's. */
export function readDidDocument(
  value: unknown,
): { readonly did: string; readonly keys: readonly PublishedKey[] } | null {
  if (!isBranch(value) || typeof value.id !== 'string' || !Array.isArray(value.verificationMethod)) return null
  if (value.verificationMethod.length > MOST_KEYS) return null
  const keys = value.verificationMethod.map((each: unknown): PublishedKey | null =>
    isBranch(each) && typeof each.publicKeyMultibase === 'string' && typeof each.created === 'string'
      ? {
          key: each.publicKeyMultibase,
          from: each.created,
          until: typeof each.expires === 'string' ? each.expires : null,
        }
      : null,
  )
  const whole = keys.filter((each) => each !== null)
  return whole.length === keys.length && whole.length > 0 ? { did: value.id, keys: whole } : null
}
