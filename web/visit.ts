/**
 * The vocabulary of pages: what a page is, and what it is told of the visit. A page declares its address
 * and who may open it; it reads, never writes, and gives whole HTML.
 */
import type { House } from '../src/app/house.ts'
import type { Identity } from '../src/app/identity.ts'
import type { Day } from '../src/kernel/day.ts'
import type { Refusal } from '../src/kernel/refusal.ts'
import type { Actor, Permission } from '../src/programme/permission.ts'
import type { Html } from './parts/html.ts'

export type { Html }

export type Visit = {
  readonly house: House
  readonly actor: Actor
  /** Who has signed in; null for visitors. */
  readonly identity: Identity | null
  readonly day: Day
  readonly path: string
  readonly query: URLSearchParams
  /** Named parts of the address, as `:project`. */
  readonly part: (name: string) => string
  /** A move sent from this page that was refused, with what was typed. */
  readonly refused: RefusedMove | null
  /** A move sent from this page that was just done: what happened, in one sentence. */
  readonly done: string | null
  /** A secret that a move from this page just made, shown this once. */
  readonly secret: string | null
  readonly isDemo: boolean
  /** Chosen by the reader; null follows the system. */
  readonly theme: 'light' | 'dark' | null
  /** The last fact there was before anything on the page was read; null where nobody has signed in. */
  readonly lastFact: number | null
  /** How many notices have not been read. */
  readonly unread: number
}

export type RefusedMove = {
  readonly move: string
  readonly id: string
  readonly key: string
  readonly refusal: Refusal
  readonly typed: URLSearchParams
}

export type Page = {
  readonly path: string
  readonly permission: Permission
  readonly show: (visit: Visit) => Promise<PageOutcome>
  /** For whoever signed in themselves: what stands on it is beyond every access token, even one that reads. */
  readonly inPerson?: true
}

export type PageOutcome = Html | Response

export function page(path: string, permission: Permission, show: Page['show']): Page {
  return { path, permission, show }
}

/** A page on which secrets, one-time links or an account stand. */
export function pageInPerson(...declared: Parameters<typeof page>): Page {
  return { ...page(...declared), inPerson: true }
}
