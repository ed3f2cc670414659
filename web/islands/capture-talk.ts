/** What the page and the worker that reads a capture say to each other. */
import type { LadderWindow } from '../../src/capture/ladder-window.ts'
import type { CaptureReading } from '../../src/conformance/wire/looking.ts'

export type Asked =
  | { readonly kind: 'read'; readonly file: File; readonly provider: readonly string[] }
  | { readonly kind: 'cancel' }
  | {
      readonly kind: 'ladder'
      readonly calls: readonly number[]
      readonly begins: number
      readonly ref: string | null
    }

export type Told =
  /** The worker has all its parts: from now on it needs nothing from the server. */
  | { readonly kind: 'ready' }
  | { readonly kind: 'progress'; readonly share: number }
  | {
      readonly kind: 'reading'
      readonly reading: CaptureReading
      /** Titles of test cases by their places in the plan. */
      readonly titles: Readonly<Record<string, string>>
    }
  | { readonly kind: 'ladder'; readonly calls: readonly number[]; readonly window: LadderWindow | null }
  | { readonly kind: 'refused'; readonly says: string }
