/** Something that time alone brought: whom it is told, and in which words. */
import type { Audience, Paragraph } from '../../programme/notice.ts'
import type { Told } from '../notices.ts'

export type Occasion = {
  /** Names the occasion: the same one is never told twice. */
  readonly key: string
  readonly code: string
  readonly to: readonly Audience[]
  readonly organisation: string
  readonly sponsor?: string | null
  readonly technicians?: readonly string[]
  /** Who it is told, where it is one person and nobody else. */
  readonly person?: string
  /** What they follow, where they are told for that alone. */
  readonly following?: string
  readonly project: string | null
  readonly subject: string
  readonly body: readonly Paragraph[]
  readonly link: string
}

/** What it is about, and what happened: only that is in the words of a language. */
export const headed = (about: string, what: string): string => `${about}: ${what}`

export function aboutProject({ project }: Told, to: readonly Audience[]) {
  const { organisation, sponsor, technicians = [] } = project
  return { project: project.id, organisation, sponsor, technicians, to }
}
