/**
 * The seal of a paper: behind the last byte of the PDF stands a line of comment with the hash of everything before it,
 * what the paper is, and the statement it is about, signed; then the end of the file as the format wants it
 * (ISO 32000-2, 7.5.5). Readers of PDF overlook it, and one changed byte of the file breaks it.
 */
import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, concatBytes, utf8ToBytes } from '@noble/hashes/utils.js'
import { canonical } from '../kernel/canonical.ts'
import type { Branch, Secured } from './proof.ts'
import { readSigned } from './reading.ts'

export const SEAL = 'CertwrightPaper'

export type Seal = {
  readonly type: typeof SEAL
  readonly issuer: string
  readonly paper: 'certificate' | 'logo-authorisation'
  readonly number: string
  readonly certification: string
  /** Of the file up to the seal. */
  readonly sha256: string
}

const MARK = '\n%certwright '

/** How far from its end a file is searched for what belongs there. */
const TAIL_BYTES = 400_000

export function hashOfBytes(bytes: Uint8Array): string {
  return bytesToHex(sha256(bytes))
}

export function isPdf(bytes: Uint8Array): boolean {
  return latin(bytes.subarray(0, 5)) === '%PDF-'
}

/** Whether a PDF ends where it should; one that was cut off on the way does not. */
export function isWholePdf(bytes: Uint8Array): boolean {
  return /startxref\s+\d+\s+%%EOF\s*$/.test(latin(bytes.subarray(-64)))
}

/** The file with its seal; the bytes before it stay as they were. */
export function sealed(pdf: Uint8Array, seal: Secured): Uint8Array {
  return concatBytes(pdf, utf8ToBytes(`${MARK}${canonical(seal)}\n${endOf(pdf)}`))
}

export type Unsealed =
  | { readonly state: 'sealed'; readonly seal: Branch; readonly sha256: string }
  | { readonly state: 'broken' }
  | { readonly state: 'none' }

/** A sealed file taken apart; `broken` where a seal is there and the file does not end as it was sealed. */
export function unsealed(bytes: Uint8Array): Unsealed {
  const from = Math.max(0, bytes.length - TAIL_BYTES)
  const tail = latin(bytes.subarray(from))
  const at = tail.lastIndexOf(MARK)
  if (at === -1) return { state: 'none' }
  const pdf = bytes.subarray(0, from + at)
  const end = tail.indexOf('\n', at + 1)
  const read = end === -1 ? null : readSigned(bytes.subarray(from + at + MARK.length, from + end))
  if (read?.state !== 'read') return { state: 'broken' }
  const again = sealed(pdf, read.value as Secured)
  if (again.length !== bytes.length || hashOfBytes(again) !== hashOfBytes(bytes)) return { state: 'broken' }
  return { state: 'sealed', seal: read.value, sha256: hashOfBytes(pdf) }
}

/** Where the table of the file begins, said again at its new end. */
function endOf(pdf: Uint8Array): string {
  const [, at = '0'] = /startxref\s+(\d+)\s+%%EOF\s*$/.exec(latin(pdf.subarray(-64))) ?? []
  return `startxref\n${at}\n%%EOF\n`
}

/** One character a byte, so that places in the text are places in the file. */
function latin(bytes: Uint8Array): string {
  let text = ''
  for (let at = 0; at < bytes.length; at += 8192) text += String.fromCharCode(...bytes.subarray(at, at + 8192))
  return text
}
