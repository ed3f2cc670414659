/**
 * Evidence: a stored file with its hash, tied to a result or to the project. The bytes lie in the
 * evidence store under their hash; what is kept here says what they are for. Evidence is never
 * overwritten; what was put in by mistake is set aside and stays readable to the auditor.
 */
import { z } from 'zod'
import type { Day } from '../kernel/day.ts'
import { refuse } from '../kernel/refusal.ts'
import { line, reference } from './input.ts'
import { moveOn, put, stampOf } from './move.ts'
import { belongsOf, type ProjectFile, currentRun } from './project-file.ts'
import { type Actor, may, PARTNER, SPONSOR } from './permission.ts'
import { voidReviews } from './run.ts'
import { isAcceptedSat } from './sat/sat.ts'
import { withoutAccess } from './self-test.ts'
import type { Stamp } from './stamp.ts'

export const EVIDENCE_KINDS = {
  capture: 'Packet capture',
  image: 'Screenshot or photograph',
  log: 'Log or text',
  document: 'Document',
} as const

export type EvidenceKind = keyof typeof EVIDENCE_KINDS

export type HandedIn = { readonly sha256: string; readonly bytes: number }

export type Evidence = {
  readonly id: string
  readonly project: string
  /** The test case it shows something of (`OUT-01`), or null for the project's own papers. */
  readonly testCase: string | null
  readonly run: string | null
  readonly name: string
  readonly kind: EvidenceKind
  readonly mediaType: string
  readonly bytes: number
  readonly sha256: string
  /** What was handed in, where sound was taken out of it before it was kept (G-11). */
  readonly handedIn?: HandedIn
  /** When its bytes went, and until when they were to be kept; all else that is on record of it stays (G-11). */
  readonly removed?: Stamp & { readonly until: Day }
  readonly added: Stamp
  readonly setAside: (Stamp & { readonly reason: string }) | null
}

const fileHash = () => z.string().regex(/^[0-9a-f]{64}$/)

/** What the intake found out about a stored file; never what the sender claimed. */
export const storedFile = z.strictObject({
  name: line(200),
  kind: z.enum(['capture', 'image', 'log', 'document']),
  mediaType: z.string().max(100),
  bytes: z.int().min(0),
  sha256: fileHash(),
  handedIn: z.strictObject({ sha256: fileHash(), bytes: z.int().min(0) }).optional(),
  /** The upload it came by; evidence is known by the same id, so that an upload is added once. */
  upload: z.uuid().optional(),
})

const mayAddAnyTime = { 'lab-engineer': 'any', 'programme-manager': 'any', ...PARTNER, ...SPONSOR } as const
/** A technician only while there is access to the self-test portal (4A.6). */
const mayAdd = { ...mayAddAnyTime, 'field-technician': 'assigned' } as const

const move = moveOn<ProjectFile>()

export const evidenceMoves = {
  'add-evidence': move({
    says: 'Add evidence',
    clause: '3C.1',
    by: mayAdd,
    input: z.strictObject({ testCase: reference().nullable().default(null), file: storedFile }),
    obstacle: (file, actor, { day }) =>
      file.project.closed
        ? { says: 'The project is closed.', next: 'Open a new project for new evidence.' }
        : may(actor, mayAddAnyTime, belongsOf(file))
          ? null
          : withoutAccess(file, actor.id, day),
    decide: (file, input, context) => {
      const run = currentRun(file)
      if (input.testCase) belongsToThePlan(file, input.testCase)
      if (input.testCase && !isOfTheVendor(context.actor)) stillTesting(file)
      const { upload, handedIn, ...stored } = input.file
      if (upload && file.evidence.some((each) => each.id === upload)) addedAlready()
      const evidence: Evidence = {
        id: upload ?? context.newId(),
        project: file.project.id,
        testCase: input.testCase,
        run: input.testCase ? (run?.id ?? null) : null,
        ...stored,
        ...(handedIn ? { handedIn } : {}),
        added: stampOf(context),
        setAside: null,
      }
      return {
        kind: 'evidence-added',
        says: sayAdded(stored.name, input.testCase, handedIn !== undefined),
        data: {
          evidence: evidence.id,
          name: stored.name,
          sha256: stored.sha256,
          testCase: input.testCase,
          ...(handedIn ? { handedIn } : {}),
        },
        puts: [put('evidence', evidence.id, evidence), ...voidReviews(file, context, input.testCase)],
      }
    },
  }),

  'set-evidence-aside': move({
    says: 'Set evidence aside',
    clause: '3C.1',
    by: mayAdd,
    input: z.strictObject({ evidence: reference(), reason: line() }),
    obstacle: (file) =>
      file.project.certification || isAcceptedSat(file)
        ? {
            says: file.project.certification
              ? 'A certification rests on this evidence.'
              : 'An accepted SAT rests on this evidence.',
            next: 'Leave it as it is; what turned out wrong is told the lab as a question.',
            clause: '3C.1',
          }
        : null,
    decide: (file, input, context) => {
      const evidence = file.evidence.find((each) => each.id === input.evidence && each.setAside === null)
      if (!evidence) {
        return refuse('not-found', {
          says: 'There is no such evidence in this project, or it was set aside already.',
          next: 'Look at the evidence list as it is now.',
        })
      }
      if (evidence.added.by !== context.actor.id && !isOfTheVendor(context.actor)) {
        return refuse('not-permitted', {
          says: 'Somebody else added this evidence.',
          next: 'Set aside what you added yourself, or ask the lab about this one.',
          clause: '3C.1',
        })
      }
      const aside: Evidence = { ...evidence, setAside: { ...stampOf(context), reason: input.reason } }
      return {
        kind: 'evidence-set-aside',
        says: `Evidence set aside: ${evidence.name}`,
        data: { evidence: evidence.id, reason: input.reason },
        puts: [put('evidence', evidence.id, aside), ...voidReviews(file, context, evidence.testCase)],
      }
    },
  }),
}

function addedAlready(): never {
  refuse('conflict', {
    says: 'This upload has been added already.',
    next: 'Look at the evidence list; upload the file again if it belongs to another test case too.',
  })
}

function isOfTheVendor(actor: Actor): boolean {
  return actor.parts.includes('lab-engineer') || actor.parts.includes('programme-manager')
}

function belongsToThePlan(file: ProjectFile, testCase: string): void {
  const planned = currentRun(file)?.testCases ?? file.plan.testCases
  const inAnyRun = [...planned, ...file.runs.flatMap((run) => run.testCases)]
  if (inAnyRun.some((each) => each.plan === testCase)) return
  refuse('wrong-input', {
    says: 'This test case is not in the plan of the project.',
    next: 'Add the file to a test case of the plan, or to the project as a whole.',
    faults: [{ at: 'testCase', says: 'Not in the plan.' }],
  })
}

/** Once testing is finished, what the partner adds to a test case would undo the review of it. */
function stillTesting(file: ProjectFile): void {
  if (!['report-review', 'decision'].includes(file.project.stage)) return
  refuse('not-now', {
    says: 'Testing is finished and its report is being read.',
    next: 'Add the file to the project as a whole, and ask the lab a question about the test case.',
    clause: 'G-08',
  })
}

function sayAdded(name: string, testCase: string | null, isWithoutSound: boolean): string {
  if (testCase === null)
    return isWithoutSound ? `Evidence added: ${name}, without its sound` : `Evidence added: ${name}`
  return isWithoutSound
    ? `Evidence added to ${testCase}: ${name}, without its sound`
    : `Evidence added to ${testCase}: ${name}`
}
