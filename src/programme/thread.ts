/** Questions asked about a project and their answers (5T.d, N08): who asked, who is waited for. */
import { z } from 'zod'
import { refuse } from '../kernel/refusal.ts'
import { prose, reference } from './input.ts'
import { type Context, moveOn, put, stampOf } from './move.ts'
import { type Actor, type Part, PARTNER, SPONSOR } from './permission.ts'
import type { ProjectFile } from './project-file.ts'
import type { SatWording } from './sat/sat.ts'
import type { Stamp } from './stamp.ts'

export type Thread = {
  readonly id: string
  readonly project: string
  /** What it is about: the project, a question (`Q-06`), a test case (`OUT-01`) or a quote. */
  readonly about: { readonly kind: 'project' | 'question' | 'test-case' | 'quote'; readonly ref: string | null }
  readonly state: 'open' | 'closed'
  /** The side an answer is expected from. */
  readonly waitsFor: 'partner' | 'vendor'
  readonly messages: readonly (Stamp & { readonly side: 'partner' | 'vendor'; readonly text: string })[]
  /** Another wording of a test case of a SAT plan, for the partner to take. */
  readonly suggests?: SatWording
}

const about = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('project'), ref: z.null().default(null) }),
  z.strictObject({ kind: z.literal('question'), ref: z.string().regex(/^Q-\d{2}$/) }),
  z.strictObject({ kind: z.literal('test-case'), ref: z.string().regex(/^[A-Z][A-Z\d]{1,7}-\d{1,3}$/) }),
  z.strictObject({ kind: z.literal('quote'), ref: reference() }),
])

const move = moveOn<ProjectFile>()
const mayTalk = {
  'programme-manager': 'any',
  'lab-engineer': 'any',
  'field-technician': 'assigned',
  ...PARTNER,
  ...SPONSOR,
} as const

export const threadMoves = {
  ask: move({
    says: 'Ask',
    clause: '5T.d',
    by: mayTalk,
    input: z.strictObject({ about, text: prose(2000) }),
    decide: (file, input, context) => {
      const side = sideOf(context.actor)
      const thread: Thread = {
        id: context.newId(),
        project: file.project.id,
        about: input.about,
        state: 'open',
        waitsFor: otherSide(side),
        messages: [{ ...stampOf(context), side, text: input.text }],
      }
      return {
        kind: 'question-asked',
        says: input.about.ref ? `Question asked about ${input.about.ref}` : 'Question asked',
        data: { thread: thread.id, about: input.about, text: input.text },
        puts: [put('thread', thread.id, thread)],
      }
    },
  }),

  answer: move({
    says: 'Answer',
    clause: '5T.d',
    by: mayTalk,
    input: z.strictObject({ thread: reference(), text: prose(2000) }),
    decide: (file, input, context) => {
      const thread = openThread(file, input.thread)
      const side = sideOf(context.actor)
      const messages = [...thread.messages, { ...stampOf(context), side, text: input.text }]
      return {
        kind: 'question-answered',
        says: thread.about.ref ? `Answer given about ${thread.about.ref}` : 'Answer given',
        data: { thread: thread.id, text: input.text },
        puts: [put('thread', thread.id, { ...thread, messages, waitsFor: otherSide(side) })],
      }
    },
  }),

  'close-question': move({
    says: 'Close the question',
    clause: '5T.d',
    by: mayTalk,
    input: z.strictObject({ thread: reference() }),
    decide: (file, input, context: Context) => {
      const thread = openThread(file, input.thread)
      return {
        kind: 'question-closed',
        says: 'Question closed',
        data: { thread: thread.id, by: context.actor.id },
        puts: [put('thread', thread.id, { ...thread, state: 'closed' })],
      }
    },
  }),
}

function openThread(file: ProjectFile, id: string): Thread {
  const thread = file.threads.find((each) => each.id === id && each.state === 'open')
  return thread ?? refuse('not-found', { says: 'That question is not open in this project.', next: 'Ask a new one.' })
}

/** The sponsor and its technician ask and answer beside the partner they act for (4A.3). */
const PARTNER_SIDE: ReadonlySet<Part> = new Set([
  'partner-admin',
  'partner-engineer',
  'reseller-sponsor',
  'sales-unit',
  'field-technician',
])

export function sideOf(actor: Actor): 'partner' | 'vendor' {
  return actor.parts.some((part) => PARTNER_SIDE.has(part)) ? 'partner' : 'vendor'
}

function otherSide(side: 'partner' | 'vendor'): 'partner' | 'vendor' {
  return side === 'partner' ? 'vendor' : 'partner'
}
