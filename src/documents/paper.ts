/**
 * A paper that leaves the house, as a value: what stands on it, in blocks. How it looks is the business of
 * the one template that sets all of them; texts go to it as data, never as markup.
 */
import type { Language } from '../kernel/language.ts'
import { withoutTurning } from '../kernel/text.ts'
import type { PictureType } from '../programme/guide-picture.ts'

/** Of people: its text, items and cells are given as they are; what is ours among them was said where it was put in. */
type Written = { readonly isWritten?: true }

export type Block =
  | (Written & { readonly type: 'heading'; readonly text: string })
  | (Written & { readonly type: 'text'; readonly text: string })
  | (Written & { readonly type: 'list'; readonly items: readonly string[]; readonly numbered?: boolean })
  | (Written & { readonly type: 'facts'; readonly rows: readonly (readonly [label: string, value: string])[] })
  | (Written & {
      readonly type: 'table'
      readonly head: readonly string[]
      /** The head names things of people; what is ours in it was said where it was put in. */
      readonly isHeadWritten?: true
      readonly rows: readonly (readonly string[])[]
      /** Share of the width for each column. */
      readonly widths: readonly number[]
      /** Columns that line up to the right. */
      readonly figures?: readonly number[]
      readonly total?: readonly string[]
    })
  | (Written & { readonly type: 'note'; readonly text: string })
  /** Smaller than a heading; where it has a name, cells that say just that name lead to it, in forms that know links. */
  | (Written & { readonly type: 'subheading'; readonly text: string; readonly name?: string })
  /** Drawn from data; what it shows stands in words beside it as well. */
  | (Written & {
      readonly type: 'drawing'
      readonly svg: string
      readonly width: number
      readonly height: number
      readonly says: string
    })
  /** A picture from the evidence store, which whoever sets the paper brings along by its hash. */
  | (Written & { readonly type: 'picture'; readonly picture: PaperPicture; readonly says: string })
  /** An address to be read by a camera, with the same address in words beside it. */
  | { readonly type: 'code'; readonly rows: readonly string[]; readonly text: string }

export type PaperPicture = {
  readonly sha256: string
  readonly mediaType: PictureType
  /** In pixels. */
  readonly width: number
  readonly height: number
}

export type Paper = {
  /** `Quotation`, `Statement of work`: what it is. */
  readonly kind: string
  readonly title: string
  /** Number and version as people quote them: `Q-2026-0007, version 2`. */
  readonly number: string
  readonly day: string
  readonly facts: readonly (readonly [label: string, value: string])[]
  /** Labels of those facts whose values are as people typed them. */
  readonly writtenFacts?: readonly string[]
  readonly blocks: readonly Block[]
  /** Set across, for tables with many columns. */
  readonly isWide?: boolean
  /** What stands at the foot of every page. */
  readonly foot: string
  /** In which it is said, for programs that read it aloud or part its words; English unless told. */
  readonly language?: Language
}

/** The paper without signs in anybody's text that would turn or hide what stands beside it. */
export function plainPaper(paper: Paper): Paper {
  const plain = (_: string, value: unknown) => (typeof value === 'string' ? withoutTurning(value) : value)
  return JSON.parse(JSON.stringify(paper, plain)) as Paper
}
