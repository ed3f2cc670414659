/** Whether a document was signed by an installation: with one of the keys it publishes, in the time it used that key. */
import { methodOf, type PublishedKey, publicKeyOf } from './did.ts'
import { type Branch, isBranch, signatureIn } from './proof.ts'

/** Whoever's word is asked about: their DID, and every key they signed with. */
export type Signer = { readonly did: string; readonly keys: readonly PublishedKey[] }

/** Checks one Ed25519 signature (RFC 8032). */
export type IsSigned = (publicKey: Uint8Array, bytes: Uint8Array, signature: Uint8Array) => boolean

export type Signed =
  | { readonly state: 'sound'; readonly key: PublishedKey; readonly created: string }
  /** Theirs to look at, and not as they signed it; not signed by them; by a key of theirs, as somebody at another address; or nothing of the kind. */
  | { readonly state: 'altered' | 'other-key' | 'other-address' | 'unsigned' }

export function signedBy(value: Branch, signer: Signer, isSigned: IsSigned): Signed {
  if (!('proof' in value)) return { state: 'unsigned' }
  const found = signatureIn(value)
  if (!found) return { state: 'altered' }
  const { verificationMethod, created } = found.proof
  const issuer = issuerOf(value)
  const key = signer.keys.find((each) => issuer !== null && methodOf(issuer, each.key) === verificationMethod)
  const publicKey = key ? publicKeyOf(key.key) : null
  if (!key || !publicKey) return { state: 'other-key' }
  if (!isSigned(publicKey, found.bytes, found.signature)) return { state: 'altered' }
  const isInTime = created >= key.from && (key.until === null || created <= key.until)
  if (!isInTime) return { state: 'other-key' }
  return issuer === signer.did ? { state: 'sound', key, created } : { state: 'other-address' }
}

export function issuerOf({ issuer }: Branch): string | null {
  const id = isBranch(issuer) ? issuer.id : issuer
  return typeof id === 'string' ? id : null
}
