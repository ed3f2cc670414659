/**
 * The journal's chain. Each fact names the hash of the one before it and the hash of every state it left
 * behind, and is itself hashed in its one canonical spelling (RFC 8785): whoever changes a past fact, or a
 * state behind the journal's back, is found out by recomputing.
 */
import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import type { Day } from '../kernel/day.ts'
import { canonical, type Json } from '../kernel/canonical.ts'

export const BEGINNING = '0'.repeat(64)

/** Something that happened: past tense, who, when, why. */
export type Fact = {
  readonly seq: number
  /** Hash of the fact before, or of nothing. */
  readonly before: string
  readonly id: string
  readonly at: string
  readonly day: Day
  readonly kind: string
  readonly move: string
  readonly clause: string
  readonly says: string
  readonly by: { readonly id: string; readonly name: string; readonly organisation: string | null }
  readonly project: string | null
  readonly data: Json
  readonly subjects: readonly Subject[]
}

/** A state the fact left behind: which noun, its how-manieth change, and the hash of the whole state. */
export type Subject = { readonly noun: string; readonly id: string; readonly revision: number; readonly hash: string }

export type SealedFact = { readonly fact: Fact; readonly body: string; readonly hash: string }

export function seal(fact: Fact): SealedFact {
  const body = canonical(fact)
  return { fact, body, hash: hashText(body) }
}

export function hashState(state: unknown): string {
  return hashText(canonical(state))
}

export function hashText(text: string): string {
  return bytesToHex(sha256(utf8ToBytes(text)))
}

/** A digest over many records, fed one at a time in a fixed order: what an import leaves in its fact. */
export class RunningDigest {
  private readonly state = sha256.create()

  add(noun: string, id: string, hash: string): void {
    this.state.update(utf8ToBytes(`${noun}\n${id}\n${hash}\n`))
  }

  hex(): string {
    return bytesToHex(this.state.digest())
  }
}

/** What is wrong with a link of the chain, if anything; `head` is the link before. */
export function faultOfLink(
  link: { seq: number; hash: string; body: string },
  head: { seq: number; hash: string },
): string | null {
  if (hashText(link.body) !== link.hash) return `fact ${link.seq} was changed: its hash does not fit its text`
  let fact: Partial<Fact>
  try {
    fact = JSON.parse(link.body) as Partial<Fact>
  } catch {
    return `fact ${link.seq} cannot be read`
  }
  if (fact.seq !== link.seq) return `fact ${link.seq} calls itself ${String(fact.seq)}`
  if (link.seq !== head.seq + 1) return `fact ${head.seq + 1} is missing`
  if (fact.before !== head.hash) return `fact ${link.seq} does not follow fact ${head.seq}`
  return null
}
