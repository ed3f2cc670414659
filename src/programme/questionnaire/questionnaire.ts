/**
 * The questionnaire of one project (5T.b): answers saved as they are typed, comments by question,
 * submissions, and the review that opens the way to a firm quote (9.3).
 */
import { z } from 'zod'
import { canonical } from '../../kernel/canonical.ts'
import { type Fault, refuse } from '../../kernel/refusal.ts'
import { prose } from '../input.ts'
import { type Decision, moveOn, put, stampOf, unchanged } from '../move.ts'
import { PARTNER_AND_SPONSOR } from '../permission.ts'
import { type ProjectFile } from '../project-file.ts'
import { enter } from '../project.ts'
import type { Stamp } from '../stamp.ts'
import { releaseOf } from '../platform.ts'
import { checkAnswer, missingAnswers } from './answering.ts'
import { type Clash, clashesOf } from './clashes.ts'
import type { Answer, Answers } from './item.ts'
import { itemOf } from './items.ts'

export type Questionnaire = {
  readonly project: string
  readonly answers: Answers
  /** The project whose answers it began with: the one certified before a recertification. */
  readonly copiedFrom?: string
  /** How often each answer was changed: a late save never overwrites a newer one. */
  readonly versions: Readonly<Record<string, number>>
  readonly comments: readonly QuestionComment[]
  readonly submissions: readonly Stamp[]
  readonly reviewed: (Stamp & { readonly remark: string }) | null
}

export type QuestionComment = Stamp & {
  readonly id: string
  readonly question: string
  readonly text: string
  readonly reply: (Stamp & { readonly text: string }) | null
  readonly resolved: Stamp | null
}

export function openComments(questionnaire: Questionnaire): readonly QuestionComment[] {
  return questionnaire.comments.filter((comment) => !comment.resolved)
}

export function clashesWithRelease(file: ProjectFile): readonly Clash[] {
  const release = releaseOf(file.platform, file.project.platformRelease)
  return release ? clashesOf(file.questionnaire.answers, release) : []
}

const move = moveOn<ProjectFile>()
const writing = ['questionnaire', 'questionnaire-questions'] as const
const lab = { 'lab-engineer': 'any' } as const

export const questionnaireMoves = {
  'save-answers': move({
    says: 'Save answers',
    clause: '5T.b',
    by: PARTNER_AND_SPONSOR,
    from: writing,
    input: z.strictObject({
      answers: z.record(z.string().max(60), z.unknown()).refine((all) => Object.keys(all).length <= 400, {
        error: 'At most 400 answers at once.',
      }),
      /** The version of each answer that the page showed; none means it had not been answered. */
      seen: z.record(z.string().max(60), z.int().min(0)).default({}),
    }),
    decide: (file, input, context) => {
      const { questionnaire } = file
      const saved: Record<string, Answer> = {}
      const faults: Fault[] = []
      for (const [key, value] of Object.entries(input.answers)) {
        const checked = checkAnswer(key, value)
        if ('fault' in checked) faults.push({ at: key, says: checked.fault })
        // Whoever says what stands there already overwrites nobody.
        else if (isSame(questionnaire.answers[key], checked.answer)) continue
        else if ((questionnaire.versions[key] ?? 0) !== (input.seen[key] ?? 0)) {
          faults.push({
            at: key,
            says: 'Somebody changed this answer meanwhile; your text is kept here for you to compare.',
          })
        } else saved[key] = checked.answer
      }
      if (faults.length > 0) {
        return refuse(faults.some((fault) => fault.says.startsWith('Somebody')) ? 'stale' : 'wrong-input', {
          says: faults.length === 1 ? faults[0]!.says : `${faults.length} answers could not be saved.`,
          next: 'Look at the marked questions; nothing else was lost.',
          clause: '5T.b',
          faults,
        })
      }
      if (Object.keys(saved).length === 0) return unchanged('questionnaire', questionnaire.project)
      const versions = { ...questionnaire.versions }
      for (const key of Object.keys(saved)) versions[key] = (versions[key] ?? 0) + 1
      const changed: Questionnaire = { ...questionnaire, answers: { ...questionnaire.answers, ...saved }, versions }
      return {
        kind: 'answers-saved',
        says: Object.keys(saved).length === 1 ? '1 answer saved' : `${Object.keys(saved).length} answers saved`,
        data: { answers: saved as never, by: context.actor.id },
        puts: [put('questionnaire', questionnaire.project, changed)],
      }
    },
  }),

  'submit-questionnaire': move({
    says: 'Submit the questionnaire',
    clause: '5T.b',
    by: PARTNER_AND_SPONSOR,
    from: writing,
    to: ['questionnaire-review'],
    input: z.strictObject({}),
    obstacle: (file) => {
      const missing = missingAnswers(file.questionnaire.answers)
      const unanswered = openComments(file.questionnaire).filter((comment) => !comment.reply)
      const blocking = clashesWithRelease(file).filter((clash) => clash.weight === 'blocks')
      if (missing.length > 0) {
        return {
          says:
            missing.length === 1 ? '1 required answer is missing.' : `${missing.length} required answers are missing.`,
          next: `Go to ${missing[0]!.question} first.`,
          clause: '5T.b',
        }
      }
      if (unanswered.length > 0) {
        return {
          says:
            unanswered.length === 1
              ? '1 comment of the lab has no reply yet.'
              : `${unanswered.length} comments of the lab have no reply yet.`,
          next: `Reply at ${unanswered[0]!.question}.`,
          clause: '5T.d',
        }
      }
      return blocking.length > 0 ? { says: blocking[0]!.says, next: blocking[0]!.fix, clause: '5T.b' } : null
    },
    decide: (file, _, context) => {
      const stamp = stampOf(context)
      const { questionnaire } = file
      const submitted = { ...questionnaire, submissions: [...questionnaire.submissions, stamp] }
      return {
        kind: 'questionnaire-submitted',
        says: questionnaire.submissions.length === 0 ? 'Questionnaire submitted' : 'Questionnaire submitted again',
        data: { submission: submitted.submissions.length },
        puts: [
          put('questionnaire', questionnaire.project, submitted),
          put('project', file.project.id, enter(file.project, 'questionnaire-review', stamp)),
        ],
      }
    },
  }),

  'comment-on-question': move({
    says: 'Comment on a question',
    clause: '5T.d',
    by: lab,
    from: ['questionnaire-review'],
    input: z.strictObject({ question: z.string(), text: prose(2000) }),
    decide: (file, input, context) => {
      if (!itemOf(input.question)) return noQuestion(input.question)
      const { questionnaire } = file
      const comment: QuestionComment = {
        ...stampOf(context),
        id: context.newId(),
        question: input.question,
        text: input.text,
        reply: null,
        resolved: null,
      }
      return {
        kind: 'question-commented',
        says: `Comment on ${input.question}`,
        data: { question: input.question, text: input.text },
        puts: [
          put('questionnaire', questionnaire.project, {
            ...questionnaire,
            comments: [...questionnaire.comments, comment],
          }),
        ],
      }
    },
  }),

  'reply-to-comment': move({
    says: 'Reply',
    clause: '5T.d',
    by: PARTNER_AND_SPONSOR,
    from: ['questionnaire-questions'],
    input: z.strictObject({ comment: z.string(), text: prose(2000) }),
    decide: (file, input, context) => {
      const comment = commentOf(file, input.comment)
      return changeComment(
        file,
        { ...comment, reply: { ...stampOf(context), text: input.text } },
        {
          kind: 'comment-answered',
          says: `Reply at ${comment.question}`,
          data: { question: comment.question, text: input.text },
        },
      )
    },
  }),

  'resolve-comment': move({
    says: 'Resolve the comment',
    clause: '5T.d',
    by: lab,
    from: ['questionnaire-review'],
    input: z.strictObject({ comment: z.string() }),
    decide: (file, input, context) => {
      const comment = commentOf(file, input.comment)
      return changeComment(
        file,
        { ...comment, resolved: stampOf(context) },
        {
          kind: 'comment-resolved',
          says: `Comment on ${comment.question} resolved`,
          data: { question: comment.question },
        },
      )
    },
  }),

  'return-questionnaire': move({
    says: 'Send it back with the comments',
    clause: '5T.d',
    by: lab,
    from: ['questionnaire-review'],
    to: ['questionnaire-questions'],
    input: z.strictObject({}),
    obstacle: (file) =>
      openComments(file.questionnaire).length === 0
        ? {
            says: 'There is no open comment to answer.',
            next: 'Comment on a question first, or accept the questionnaire.',
            clause: '5T.d',
          }
        : null,
    decide: (file, _, context) => ({
      kind: 'questionnaire-returned',
      says: `Questionnaire sent back with ${openComments(file.questionnaire).length} comments`,
      data: { comments: openComments(file.questionnaire).map((comment) => comment.id) },
      puts: [put('project', file.project.id, enter(file.project, 'questionnaire-questions', stampOf(context)))],
    }),
  }),

  'review-questionnaire': move({
    says: 'Accept the questionnaire',
    clause: '9.3',
    by: lab,
    from: ['questionnaire-review'],
    to: ['quote-to-request', 'readiness'],
    input: z.strictObject({ remark: prose(2000) }),
    obstacle: (file) =>
      openComments(file.questionnaire).length > 0
        ? {
            says: `${openComments(file.questionnaire).length} comments are still open.`,
            next: 'Resolve them, or send the questionnaire back.',
            clause: '5T.d',
          }
        : null,
    decide: (file, input, context) => {
      const stamp = stampOf(context)
      return {
        kind: 'questionnaire-reviewed',
        says: 'Questionnaire reviewed and accepted',
        data: { remark: input.remark },
        puts: [
          put('questionnaire', file.questionnaire.project, {
            ...file.questionnaire,
            reviewed: { ...stamp, remark: input.remark },
          }),
          // Path A costs nothing, so that nothing is quoted or ordered on it (4A.8).
          put(
            'project',
            file.project.id,
            enter(file.project, file.project.path === 'A' ? 'readiness' : 'quote-to-request', stamp),
          ),
        ],
      }
    },
  }),
}

function isSame(before: Answer | undefined, after: Answer): boolean {
  return before === undefined
    ? after === '' || (Array.isArray(after) && after.length === 0)
    : canonical(before) === canonical(after)
}

function commentOf(file: ProjectFile, id: string): QuestionComment {
  const comment = openComments(file.questionnaire).find((each) => each.id === id)
  return (
    comment ?? refuse('not-found', { says: 'That comment is not open.', next: 'Look at the comments as they are now.' })
  )
}

function changeComment(
  file: ProjectFile,
  changed: QuestionComment,
  fact: Pick<Decision, 'kind' | 'says' | 'data'>,
): Decision {
  const { questionnaire } = file
  const comments = questionnaire.comments.map((comment) => (comment.id === changed.id ? changed : comment))
  return {
    ...fact,
    puts: [put('questionnaire', questionnaire.project, { ...questionnaire, comments })],
  }
}

function noQuestion(question: string): never {
  return refuse('not-found', { says: `There is no question ${question}.`, next: 'Choose one of the questionnaire.' })
}
