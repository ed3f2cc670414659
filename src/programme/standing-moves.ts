/**
 * What happens to a certification after the grant and moves its clocks: extended without a test (8.6),
 * withdrawn, made red by a confirmed field issue and cleared of it (8.10d), and a product's accepted
 * SAT evidence (8.9b). Standing itself is computed, never put.
 */
import { z } from 'zod'
import { dateWords, type Day } from '../kernel/day.ts'
import { refuse } from '../kernel/refusal.ts'
import type { Certification, ReleasePair } from './certification.ts'
import { isWithdrawn } from './certification.ts'
import { type Authorisation, authorisationFor } from './authorisation.ts'
import { type FieldIssue, isOpen } from './field-issue.ts'
import { type Guide, publishedGuide } from './guide.ts'
import { dayInput, line, prose, reference } from './input.ts'
import type { Membership } from './membership.ts'
import { moveOn, put, stampOf } from './move.ts'
import type { Organisation } from './organisation.ts'
import type { Belongs } from './permission.ts'
import { type Platform, releaseOf } from './platform.ts'
import { type Product, productReleaseOf } from './product.ts'
import { foundAsCause, isOfInterop, type Ticket } from './ticket.ts'
import { OUTCOMES, type Recertification, RECERTIFICATION_OUTCOMES, withRecertificationUsed } from './recertification.ts'

export type CertificationFile = {
  readonly certification: Certification
  readonly product: Product
  readonly organisation: Organisation
  readonly membership: Membership | null
  readonly platform: Platform
  /** The pair of releases that a move names; null where none is asked about. */
  readonly wanted: ReleasePair | null
  readonly fieldIssues: readonly FieldIssue[]
  readonly guide: Guide | null
  readonly authorisation: Authorisation | null
  /** Every test case there is for products of this kind; none where the plan is the partner's own. */
  readonly testCases: readonly string[]
  /** The ticket that a move names. */
  readonly ticket: Ticket | null
}

export function certificationBelongs(file: CertificationFile): Belongs {
  return { organisation: file.product.organisation }
}

const move = moveOn<CertificationFile>()
const lab = { 'lab-engineer': 'any', 'programme-manager': 'any' } as const

/** Names of test cases and of groups of them, one an item or several in one, as they are typed. */
const testCaseNames = () =>
  z
    .array(prose(2000))
    .max(200)
    .default([])
    .transform((items) => items.flatMap((item) => item.split(/[\s,;]+/)).filter((name) => name !== ''))

const recertificationInput = z
  .strictObject({
    outcome: z.enum(OUTCOMES, { error: 'What was decided, please.' }),
    attendees: z.strictObject({ vendor: line(300), partner: line(300) }),
    significance: prose(1000),
    operationalRisk: prose(1000),
    businessRisk: prose(1000),
    reason: prose(1000),
    testCases: testCaseNames(),
    due: dayInput().nullable().default(null),
  })
  .superRefine((input, context) => {
    if (input.outcome === 'partial' && input.testCases.length === 0) {
      context.addIssue({ code: 'custom', path: ['testCases'], message: 'Name the test cases that are run again.' })
    }
  })

export const certificationMoves = {
  'decide-recertification': move({
    says: 'Record a review call and its decision',
    clause: '8.6',
    by: lab,
    gates: () => ['decide-recertification'],
    input: recertificationInput,
    obstacle: withdrawnObstacle,
    decide: ({ certification, product, platform, testCases }, input, context) => {
      if (input.due !== null && input.due < context.day) return refuseDue(input.due, context.day)
      const decided: Recertification = {
        ...stampOf(context),
        ...input,
        testCases: input.outcome === 'partial' ? testCasesNamed(input.testCases, testCases) : [],
        used: null,
      }
      const recertifications = [...(certification.recertifications ?? []), decided]
      return {
        kind: 'recertification-decided',
        says: `Review call on ${product.name} on ${platform.name}: ${RECERTIFICATION_OUTCOMES[input.outcome]}`,
        data: { certification: certification.number, ...input, testCases: decided.testCases },
        puts: [put('certification', certification.number, { ...certification, recertifications, call: null })],
      }
    },
  }),

  'extend-certification': move({
    says: 'Extend to further releases',
    clause: '8.6',
    by: lab,
    gates: () => ['extend'],
    input: z.strictObject({ platformRelease: reference(), productRelease: reference(), reason: prose(1000) }),
    obstacle: withdrawnObstacle,
    decide: ({ certification, product, platform }, input, context) => {
      if (!releaseOf(platform, input.platformRelease))
        return refuseRelease('platformRelease', platform.name, input.platformRelease)
      if (!productReleaseOf(product, input.productRelease))
        return refuseRelease('productRelease', product.name, input.productRelease)
      const pair = { platformRelease: input.platformRelease, productRelease: input.productRelease }
      const extensions = [...(certification.extensions ?? []), { on: context.day, pairs: [pair] }]
      return {
        kind: 'certification-extended',
        says: `${certification.number} extended to ${platform.name} ${pair.platformRelease} with ${product.name} ${pair.productRelease}`,
        data: { certification: certification.number, pair, reason: input.reason },
        puts: [
          put('certification', certification.number, {
            ...withRecertificationUsed(certification, context.day),
            extensions,
          }),
        ],
      }
    },
  }),

  'authorise-logo': move({
    says: 'Authorise the use of the logo',
    clause: '7.4',
    by: { 'programme-manager': 'any' },
    gates: () => ['use-logo'],
    input: z.strictObject({}),
    series: (_, { day }) => `LA-${day.slice(0, 4)}`,
    obstacle: ({ guide, authorisation }) =>
      authorisation
        ? { says: `${authorisation.number} authorises it already.`, next: 'Nothing is left to issue.' }
        : publishedGuide(guide)
          ? null
          : { says: 'The config guide is not out yet.', next: 'The letter is issued with it.', clause: '7.2' },
    decide: (file, _, context) => {
      const authorisation = authorisationFor(file, context)
      if (!authorisation) return refuse('not-now', { says: 'No logo is due.', next: 'Look at the membership.' })
      return {
        kind: 'logo-authorised',
        says: `Use of the ${authorisation.logo} logo authorised by ${authorisation.number}`,
        data: { certification: authorisation.certification, authorisation: authorisation.number },
        puts: [put('authorisation', authorisation.number, authorisation)],
      }
    },
  }),

  'withdraw-certification': move({
    says: 'Withdraw the certification',
    clause: '6.0',
    by: { 'programme-manager': 'any' },
    input: z.strictObject({ reason: prose(1000) }),
    obstacle: withdrawnObstacle,
    decide: ({ certification }, input, context) => ({
      kind: 'certification-withdrawn',
      says: `${certification.number} withdrawn`,
      data: { certification: certification.number, reason: input.reason },
      puts: [put('certification', certification.number, { ...certification, withdrawn: context.day })],
    }),
  }),

  'confirm-field-issue': move({
    says: 'Confirm a field issue',
    clause: '8.10d',
    by: lab,
    adds: true,
    input: z.strictObject({ ticket: reference(), title: line(160), testCases: testCaseNames() }),
    series: () => 'FI',
    decide: ({ certification, ticket, testCases, fieldIssues }, input, context) => {
      if (!foundAsCause(ticket) || !isOfInterop(ticket, certification)) return refuseTicket()
      if (ticket.cause.by === context.actor.id) return refuseAlone()
      const there = fieldIssues.find((each) => each.ticket === ticket.number && isOpen(each, context.day))
      if (there) return refuseAgain(there)
      const issue: FieldIssue = {
        id: context.number,
        certification: certification.number,
        confirmed: context.day,
        cleared: null,
        title: input.title,
        ticket: ticket.number,
        testCases: testCasesNamed(input.testCases, testCases),
      }
      return {
        kind: 'field-issue-confirmed',
        says: `Field issue ${issue.id} confirmed on ${certification.number}: ${issue.title}`,
        data: { ...issue },
        // The certification counts the change too, so that of two who confirm at once one looks again.
        puts: [put('field-issue', issue.id, issue), put('certification', certification.number, certification)],
      }
    },
  }),

  'clear-field-issue': move({
    says: 'Clear a field issue',
    clause: '8.10d',
    by: lab,
    input: z.strictObject({ issue: reference(), reason: prose(1000), testCases: testCaseNames() }),
    decide: ({ fieldIssues }, input, context) => {
      const issue = fieldIssues.find((each) => each.id === input.issue && each.cleared == null)
      if (!issue)
        return refuse('not-found', {
          says: `No field issue ${input.issue} is open here.`,
          next: 'Choose one that is open.',
        })
      const left = (issue.testCases ?? []).filter((each) => !input.testCases.includes(each))
      if (left.length > 0) return refuseUntested(issue.id, left)
      return {
        kind: 'field-issue-cleared',
        says: `Field issue ${issue.id} cleared`,
        data: {
          issue: issue.id,
          certification: issue.certification,
          reason: input.reason,
          testCases: input.testCases,
        },
        puts: [put('field-issue', issue.id, { ...issue, cleared: context.day })],
      }
    },
  }),

  'note-sat-evidence': move({
    says: 'Note a SAT update',
    clause: '8.9b',
    by: lab,
    gates: () => ['note-sat-update'],
    adds: true,
    input: z.strictObject({ platformRelease: reference(), accepted: dayInput() }),
    decide: ({ product, platform }, input, context) => {
      const release = releaseOf(platform, input.platformRelease)
      if (!release) return refuseRelease('platformRelease', platform.name, input.platformRelease)
      if (input.accepted > context.day)
        return refuseDays(
          `accepted on ${dateWords(input.accepted)}, but today is ${dateWords(context.day)}`,
          'accepted',
        )
      if (release.ga != null && input.accepted < release.ga)
        return refuseDays(
          `accepted on ${dateWords(input.accepted)}, before ${platform.name} ${release.version} became available on ${dateWords(release.ga)}`,
          'accepted',
        )
      const evidence = {
        product: product.id,
        platform: platform.id,
        platformRelease: input.platformRelease,
        accepted: input.accepted,
      }
      return {
        kind: 'sat-evidence-noted',
        says: `SAT update of ${product.name} on ${platform.name} ${input.platformRelease} accepted`,
        data: evidence,
        puts: [put('sat-evidence', satEvidenceId(evidence), evidence)],
      }
    },
  }),
}

export function satEvidenceId(evidence: {
  product: string
  platform: string
  platformRelease: string
  accepted: string
}): string {
  return [evidence.product, evidence.platform, evidence.platformRelease, evidence.accepted].join('/')
}

function withdrawnObstacle(
  { certification }: CertificationFile,
  _: unknown,
  seen: { readonly day: Certification['granted'] },
) {
  return certification.withdrawn && isWithdrawn(certification, seen.day)
    ? {
        says: `${certification.number} was withdrawn on ${dateWords(certification.withdrawn)}.`,
        next: 'A new project leads to a new certification.',
      }
    : null
}

/** Each name as a test case of the plan; a group stands for all of its test cases. What is neither is refused. */
function testCasesNamed(names: readonly string[], known: readonly string[]): readonly string[] {
  if (known.length === 0) return [...new Set(names)]
  const found = names.map((name) => known.filter((each) => each === name || each.startsWith(`${name}-`)))
  const unknown = names.filter((_, index) => found[index]!.length === 0)
  if (unknown.length > 0) {
    return refuse('wrong-input', {
      says: `No test case and no group of them is called ${unknown.slice(0, 5).join(', ')}.`,
      next: 'Name test cases such as HLD-01, or a whole group such as HLD.',
      clause: 'G-20',
      faults: [{ at: 'testCases', says: 'Unknown test case.' }],
    })
  }
  return [...new Set(found.flat())].toSorted()
}

/** A field issue takes both: support's finding in a ticket, and the lab's confirmation (G-18). */
function refuseTicket(): never {
  return refuse('wrong-input', {
    says: 'Support has not found this interop to be the cause in that ticket.',
    next: 'Name a ticket on this interop in which support did; it says so there first.',
    clause: 'G-18',
    faults: [{ at: 'ticket', says: 'No ticket on this interop with the interop as its cause.' }],
  })
}

/** Open issues are counted: what one ticket shows counts once. */
function refuseAgain({ id, ticket }: FieldIssue): never {
  return refuse('not-now', {
    says: `${id} is open already, and rests on the same ticket, ${ticket}.`,
    next: `Clear ${id} once it is mended, or name a ticket that shows something else.`,
    clause: 'X-35',
    faults: [{ at: 'ticket', says: `${id} rests on it.` }],
  })
}

function refuseAlone(): never {
  return refuse('not-now', {
    says: 'You found the cause yourself.',
    next: 'Somebody else of the lab confirms it.',
    clause: 'G-18',
  })
}

function refuseUntested(issue: string, left: readonly string[]): never {
  return refuse('wrong-input', {
    says:
      left.length === 1
        ? `${left[0]} is linked to ${issue} and not named as passed again.`
        : `${left.join(', ')} are linked to ${issue} and not named as passed again.`,
    next: 'Test them again with what mended it, then clear the issue.',
    clause: 'G-18',
    faults: [{ at: 'testCases', says: `Not tested again: ${left.join(', ')}.` }],
  })
}

function refuseDue(due: Day, today: Day): never {
  return refuseDays(`due on ${dateWords(due)}, before the call of ${dateWords(today)}`, 'due')
}

/** Days that cannot both be true, both of them named. */
function refuseDays(says: string, at: string): never {
  return refuse('wrong-input', {
    says: `These days contradict each other: ${says}.`,
    next: 'Correct one of the two days.',
    faults: [{ at, says: `${says.charAt(0).toUpperCase()}${says.slice(1)}.` }],
  })
}

function refuseRelease(at: string, name: string, version: string): never {
  return refuse('wrong-input', {
    says: `${name} has no release ${version}.`,
    next: 'Choose a release that is registered.',
    faults: [{ at, says: 'Unknown release.' }],
  })
}
