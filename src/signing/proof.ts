/**
 * Data Integrity proofs by the cryptosuite eddsa-jcs-2022 (W3C Data Integrity EdDSA Cryptosuites v1.0, 3.3): what is
 * signed is the SHA-256 of the proof without its value, then the SHA-256 of the document without its proof, both in
 * the one spelling of RFC 8785. Signing and checking a signature are done elsewhere; here is what about.
 */
import { sha256 } from '@noble/hashes/sha2.js'
import { concatBytes, utf8ToBytes } from '@noble/hashes/utils.js'
import { canonical } from '../kernel/canonical.ts'
import { base58, bytesOfBase58 } from './base58.ts'

export type Branch = { readonly [name: string]: unknown }

export type Proof = {
  readonly type: 'DataIntegrityProof'
  readonly cryptosuite: 'eddsa-jcs-2022'
  readonly created: string
  readonly verificationMethod: string
  readonly proofPurpose: 'assertionMethod'
  readonly '@context'?: unknown
  readonly proofValue: string
}

export type Secured<Document = Branch> = Document & { readonly proof: Proof }

/** Signs bytes with the private key that belongs to a verification method. */
export type Sign = (bytes: Uint8Array) => Uint8Array

const SIGNATURE_BYTES = 64

/** A document with its proof; `created` to the second, as `2026-06-15T09:00:00Z`. */
export function secured<Document extends Branch>(
  document: Document,
  { verificationMethod, created }: Pick<Proof, 'verificationMethod' | 'created'>,
  sign: Sign,
): Secured<Document> {
  const options = {
    type: 'DataIntegrityProof',
    cryptosuite: 'eddsa-jcs-2022',
    created,
    verificationMethod,
    proofPurpose: 'assertionMethod',
    ...('@context' in document ? { '@context': document['@context'] } : {}),
  } as const
  const proofValue = `z${base58(sign(bytesToSign(document, options)))}`
  return { ...document, proof: { ...options, proofValue } }
}

/** What a secured document's signature is over, and the signature; null where there is no such proof in it. */
export function signatureIn(
  value: Branch,
): { readonly proof: Proof; readonly bytes: Uint8Array; readonly signature: Uint8Array } | null {
  const { proof, ...document } = value
  if (!isProof(proof)) return null
  const { proofValue, ...options } = proof
  if (canonical(options['@context'] ?? null) !== canonical(document['@context'] ?? null)) return null
  const signature = bytesOfBase58(proofValue.slice(1))
  if (signature?.length !== SIGNATURE_BYTES || `z${base58(signature)}` !== proofValue) return null
  return { proof, bytes: bytesToSign(document, options), signature }
}

export function isBranch(value: unknown): value is Branch {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isProof(value: unknown): value is Proof {
  return (
    isBranch(value) &&
    value.type === 'DataIntegrityProof' &&
    value.cryptosuite === 'eddsa-jcs-2022' &&
    value.proofPurpose === 'assertionMethod' &&
    typeof value.verificationMethod === 'string' &&
    typeof value.created === 'string' &&
    /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(value.created) &&
    typeof value.proofValue === 'string' &&
    value.proofValue.startsWith('z')
  )
}

function bytesToSign(document: Branch, options: Branch): Uint8Array {
  const hash = (value: Branch) => sha256(utf8ToBytes(canonical(value)))
  return concatBytes(hash(options), hash(document))
}
