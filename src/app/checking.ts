/**
 * What a stranger may think of a document: a statement, a status list, a checkpoint, or a paper with its seal. Any bytes
 * give an answer in words. With the record at hand it tells what became of the certification; without, what the
 * signature says, and what of it cannot be told from afar.
 */
import { gunzipSync } from 'node:zlib'
import { canonical } from '../kernel/canonical.ts'
import { dateWords, dayOf } from '../kernel/day.ts'
import { Refusal, refuse } from '../kernel/refusal.ts'
import { type Checkpoint, isCheckpoint } from '../signing/checkpoint.ts'
import { issuerOf, type Signed, signedBy, type Signer } from '../signing/judging.ts'
import { type Branch, isBranch } from '../signing/proof.ts'
import { readSigned } from '../signing/reading.ts'
import { isPdf, isWholePdf, SEAL, unsealed } from '../signing/seal.ts'
import { isSet, LIST_ENTRIES } from '../signing/statement.ts'
import { isSigned } from './keyring.ts'
import { ANSWERS, type Verdict } from './verdict-words.ts'

export type OnRecord = {
  /** What would be stated today; null where nothing is. */
  readonly statement: Branch | null
  readonly withdrawn: string | null
  /** Why a logo may not be shown today, where that is asked; null where it may. */
  readonly logo: string | null
}

/** What a document is held against: whose word it should be, and what of their record can be asked. */
export type Ground = {
  readonly signer: Signer
  readonly record: ((number: string) => Promise<OnRecord | null>) | null
  /** A status list that was fetched before, where the record cannot be asked. */
  readonly list: Uint8Array | null
  /** Now, as `2026-06-15T09:00:00Z`. */
  readonly now: string
}

export type DocumentVerdict = {
  readonly verdict: Verdict
  /** Whether it is as it was signed. */
  readonly genuine: boolean
  /** Whether what it states still holds as far as can be told; null where that cannot be told. */
  readonly inForce: boolean | null
  readonly number: string | null
  readonly says: string
  readonly next: string
  readonly signedWith: { readonly key: string; readonly from: string; readonly until: string | null } | null
}

/** More than any paper or statement of ours; whatever is longer is none. */
export const MOST_BYTES = 4_000_000

export function tooLongToBeOurs(): Refusal {
  return new Refusal('too-large', {
    says: `A file to be checked has ${MOST_BYTES / 1_000_000} megabytes at most: no certificate, letter or statement of ours is longer.`,
    next: 'Choose the certificate or the statement itself, as it was downloaded.',
    clause: 'G-09',
  })
}

/** Refuses what is empty or longer than anything of ours; all other bytes have a verdict. */
export async function checkDocument(bytes: Uint8Array, ground: Ground): Promise<DocumentVerdict> {
  if (bytes.length === 0)
    refuse('wrong-file', {
      says: 'The file is empty: there is nothing in it to be checked.',
      next: 'Look whether it was downloaded whole, and choose it again.',
      clause: 'G-09',
    })
  if (bytes.length > MOST_BYTES) throw tooLongToBeOurs()
  if (isPdf(bytes)) return checkPaper(bytes, ground)
  const read = readSigned(bytes)
  if (read.state !== 'read') return answer(read.state === 'ambiguous' ? 'altered' : read.state, {})
  return checkValue(read.value, ground)
}

async function checkPaper(bytes: Uint8Array, ground: Ground): Promise<DocumentVerdict> {
  const opened = unsealed(bytes)
  if (opened.state === 'broken') return answer('altered', {})
  if (opened.state === 'none') return answer(isWholePdf(bytes) ? 'foreign' : 'truncated', {})
  const { seal, sha256 } = opened
  const number = seal.type === SEAL && typeof seal.certification === 'string' ? seal.certification : null
  if (number === null) return answer('foreign', {})
  const signed = signedBy(seal, ground.signer, isSigned)
  // The seal holds, at whatever address of ours: the paper it is of may still be another.
  const isSealed = signed.state === 'sound' || signed.state === 'other-address'
  if (isSealed && seal.sha256 !== sha256) return answer('altered', { number })
  if (signed.state !== 'sound') return unsound(signed, number)
  const stated = isBranch(seal.statement) ? seal.statement : null
  return stated ? checkStatement(stated, ground) : checkLetter(number, signed, ground)
}

async function checkValue(value: Branch, ground: Ground): Promise<DocumentVerdict> {
  if (isStatement(value)) return checkStatement(value, ground)
  const isList = Array.isArray(value.type) && value.type.includes('BitstringStatusListCredential')
  if (!isList && !isCheckpoint(value)) return answer(issuerOf(value) === ground.signer.did ? 'altered' : 'foreign', {})
  const signed = signedBy(value, ground.signer, isSigned)
  if (signed.state !== 'sound') return unsound(signed, null)
  if (isList && !isCurrent(value, ground.now)) return answer('status-expired', { signed })
  return answer(isList ? 'status-list' : 'checkpoint', { signed, inForce: true })
}

async function checkStatement(value: Branch, ground: Ground): Promise<DocumentVerdict> {
  const number = numberIn(value)
  const signed = signedBy(value, ground.signer, isSigned)
  if (signed.state !== 'sound') return unsound(signed, number)
  if (number === null) return answer('foreign', {})
  if (!ground.record) return checkFromAfar(value, number, signed, ground)
  const found = await ground.record(number)
  if (!found) return answer('unknown-number', { number, signed })
  if (found.withdrawn && found.withdrawn <= ground.now.slice(0, 10))
    return answer('withdrawn', { number, signed, inForce: false })
  const { proof: _, ...stated } = value
  if (!found.statement || canonical(found.statement) !== canonical(stated))
    return answer('superseded', { number, signed, inForce: null })
  return answer('genuine', { number, signed, inForce: true })
}

/** The letter that authorises a logo holds while its holder is entitled (7.4). */
async function checkLetter(number: string, signed: Sound, ground: Ground): Promise<DocumentVerdict> {
  const found = ground.record ? await ground.record(number) : null
  if (!ground.record) return answer('signed-only', { number, signed, inForce: null })
  if (!found) return answer('unknown-number', { number, signed })
  if (found.withdrawn && found.withdrawn <= ground.now.slice(0, 10))
    return answer('withdrawn', { number, signed, inForce: false })
  if (found.logo) return answer('logo-suspended', { number, signed, inForce: false, because: found.logo })
  return answer('genuine', { number, signed, inForce: true })
}

function checkFromAfar(value: Branch, number: string, signed: Sound, ground: Ground): DocumentVerdict {
  if (!ground.list) return answer('signed-only', { number, signed, inForce: null })
  const read = readSigned(ground.list)
  const list = read.state === 'read' ? read.value : null
  if (!list || signedBy(list, ground.signer, isSigned).state !== 'sound')
    return answer('list-not-ours', { number, signed })
  if (!isCurrent(list, ground.now)) return answer('status-expired', { number, signed, inForce: null })
  const bit = bitFor(value, list)
  if (bit === null) return answer('list-not-ours', { number, signed })
  return bit
    ? answer('withdrawn', { number, signed, inForce: false })
    : answer('genuine', { number, signed, inForce: true })
}

/** What a list says of a statement; null where it is not the list that the statement names. */
function bitFor(statement: Branch, list: Branch): boolean | null {
  const status = isBranch(statement.credentialStatus) ? statement.credentialStatus : {}
  const subject = isBranch(list.credentialSubject) ? list.credentialSubject : {}
  if (status.statusListCredential !== list.id || typeof subject.encodedList !== 'string') return null
  try {
    const packed = Buffer.from(subject.encodedList.slice(1), 'base64url')
    return isSet(gunzipSync(packed, { maxOutputLength: LIST_ENTRIES / 8 }), Number(status.statusListIndex))
  } catch {
    return null
  }
}

/** A checkpoint that is signed as it should be; what is wrong with it otherwise, in words. */
export function readCheckpoint(bytes: Uint8Array, signer: Signer): Checkpoint | string {
  const read = bytes.length <= MOST_BYTES ? readSigned(bytes) : null
  if (read?.state !== 'read' || !isCheckpoint(read.value)) return 'this file is no checkpoint'
  const { state } = signedBy(read.value, signer, isSigned)
  if (state === 'sound') return read.value
  if (state === 'other-address') return 'the checkpoint was signed under another public address of this installation'
  return state === 'other-key'
    ? 'the checkpoint was signed with a key that is not one of those published'
    : 'the checkpoint is not as it was signed'
}

function isStatement(value: Branch): boolean {
  return Array.isArray(value.type) && value.type.includes('CertificationStatement')
}

function numberIn({ credentialSubject }: Branch): string | null {
  const number = isBranch(credentialSubject) ? credentialSubject.number : null
  return typeof number === 'string' ? number.slice(0, 60) : null
}

function isCurrent({ validFrom, validUntil }: Branch, now: string): boolean {
  return typeof validFrom === 'string' && typeof validUntil === 'string' && validFrom <= now && now < validUntil
}

type Sound = Extract<Signed, { state: 'sound' }>

function unsound({ state }: Signed, number: string | null): DocumentVerdict {
  return answer(state === 'other-key' || state === 'other-address' ? state : 'altered', { number })
}

function answer(
  verdict: Verdict,
  about: { number?: string | null; signed?: Sound; inForce?: boolean | null; because?: string },
): DocumentVerdict {
  const { says, next } = ANSWERS[verdict]
  const { number = null, signed, inForce = false, because } = about
  const former = signed?.key.until
    ? ` It was signed with an earlier key of the installation, used until ${dateWords(dayOf(Date.parse(signed.key.until)))}, which counts as before.`
    : ''
  return {
    verdict,
    genuine: signed !== undefined && verdict !== 'unknown-number',
    inForce,
    number,
    says: `${says}${because ? ` ${because}` : ''}${former}`,
    next,
    signedWith: signed?.key ?? null,
  }
}
