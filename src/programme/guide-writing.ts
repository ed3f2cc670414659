/**
 * What is being written into a config guide and is no draft of it yet (7.1): kept as it is typed, part by part, half rows
 * and all, so that another machine or a colleague finds it. Only the draft is read, reviewed and published; saving the
 * guide makes it out of what is written.
 */
import { z } from 'zod'
import { canonical } from '../kernel/canonical.ts'
import { refuse } from '../kernel/refusal.ts'
import { isPlainText } from '../kernel/text.ts'
import type { Guide } from './guide.ts'
import { type GuideContent, guideContent } from './guide-content.ts'
import { longestOf, type Shape, shapeOf } from './input-shape.ts'
import { moveOn, type Obstacle, put, type Put, stampOf, unchanged } from './move.ts'
import { STAFF } from './permission.ts'
import type { ProjectFile } from './project-file.ts'
import type { Project } from './project.ts'
import type { Stamp } from './stamp.ts'

/** The parts that are written, and overtaken, by themselves. */
export const GUIDE_PARTS = {
  audience: 'Who reads it',
  kind: 'What it holds',
  summary: 'Summary',
  topology: 'Topology',
  places: 'Places of the topology',
  links: 'Connections and ports',
  vendorSettings: 'Settings of the platform',
  partnerSettings: 'Settings of the product',
  features: 'Tested features',
  equipment: 'Equipment and versions',
  limitations: 'Limitations',
  prerequisites: 'Prerequisites and licences',
  verification: 'Verification steps',
  expected: 'Expected messages',
  troubleshooting: 'Troubleshooting',
  emergencyNote: 'Emergency calls',
  contacts: 'Contacts',
} as const satisfies Record<keyof GuideContent, string>

export type GuidePart = keyof typeof GUIDE_PARTS

const PART_NAMES = Object.keys(GUIDE_PARTS) as [GuidePart, ...GuidePart[]]

/** As the fields of the page hold it: texts, which need not make a whole row yet. */
export type Written = string | readonly string[] | readonly Readonly<Record<string, string>>[]

export type Parts = Readonly<Partial<Record<GuidePart, Written>>>

export type GuideWriting = {
  readonly certification: string
  /** What differs from the draft. */
  readonly parts: Parts
  /** How often each part was changed: a late save never overwrites a newer one. */
  readonly versions: Readonly<Partial<Record<GuidePart, number>>>
  readonly changed: Stamp | null
}

export type GuideWritingFile = {
  readonly project: Project
  /** None before the certification is granted. */
  readonly guide: Guide | null
  readonly writing: GuideWriting | null
}

/** Where the guide sets no length of a text, there is one of few words to choose from. */
const LONGEST_CHOICE = 60

/** As long as the guide takes it: what could never be saved is told as it is typed. */
function text(shape: Shape) {
  const most = longestOf(shape) ?? LONGEST_CHOICE
  return z
    .string()
    .max(most, { error: `At most ${most} characters.` })
    .refine((words) => isPlainText(words), { error: 'Plain text, please: this holds control characters.' })
}

/** The same rows and cells as the guide has, each of them free to be empty still. */
function writtenAs(shape: Shape = {}): z.ZodType {
  if (shape.type !== 'array') return text(shape)
  const { items = {} } = shape
  const row = items.properties
    ? z.strictObject(
        Object.fromEntries(Object.entries(items.properties).map(([cell, of]) => [cell, text(of).optional()])),
      )
    : text(items)
  return z.array(row).max(shape.maxItems ?? 0, { error: `At most ${shape.maxItems} rows.` })
}

const SHAPES = shapeOf(guideContent).properties ?? {}
const writtenParts = z.strictObject(
  Object.fromEntries(PART_NAMES.map((part) => [part, writtenAs(SHAPES[part]).optional()])),
) as z.ZodType<Parts>

/** The version of each part that the page showed; none means that nobody had changed it. */
export const seenParts = z.partialRecord(z.enum(PART_NAMES), z.int().min(0))

/** Whoever works on guides or looks after them: to everybody else what is written is no draft yet. */
export const SEES_GUIDE_WRITING = STAFF

const move = moveOn<GuideWritingFile>()
const discarding = moveOn<ProjectFile>()
const lab = { 'lab-engineer': 'any' } as const

export const guideWritingMoves = {
  'write-guide': move({
    says: 'Keep what is written into the guide',
    clause: '7.1',
    by: lab,
    from: ['guide', 'published'],
    input: z.strictObject({ parts: writtenParts, seen: seenParts.default({}) }),
    decide: ({ project, guide, writing }, { parts, seen }, context) => {
      if (!guide) throw new Error(`project ${project.number} was granted without a guide draft`)
      const changed = changedParts(parts, writtenOf(guide, writing))
      refuseOvertaken(overtaken(changed, writing, seen), '')
      if (changed.length === 0) return unchanged(writing ? 'guide-writing' : 'guide', guide.certification)
      const draft = asWritten(guide.content)
      const all = Object.entries({ ...writing?.parts, ...pick(parts, changed) }) as [GuidePart, Written][]
      const next: GuideWriting = {
        certification: guide.certification,
        parts: Object.fromEntries(all.filter(([part, words]) => !isSame(words, draft[part]))),
        versions: countedUp(writing, changed),
        changed: stampOf(context),
      }
      return {
        kind: 'guide-written',
        says: `Config guide written on: ${namesOf(changed)}`,
        // The words themselves stand with the record: a journal is for good, and this is not.
        data: { certification: guide.certification, parts: pick(next.versions, changed) },
        puts: [put('guide-writing', guide.certification, next)],
      }
    },
  }),
}

/** A deed on the project itself, and in its journal: what others wrote is gone with it. */
export const guideDiscardMoves = {
  'discard-guide-writing': discarding({
    says: 'Discard what is written',
    clause: '7.1',
    by: lab,
    from: ['guide', 'published'],
    input: z.strictObject({ seen: seenParts }),
    obstacle: ({ guideWriting }) =>
      isWriting(guideWriting) ? null : { says: 'Nothing is written that is not in the draft.', next: 'Go on writing.' },
    decide: ({ project, guide, guideWriting }, { seen }) => {
      if (!guide) throw new Error(`project ${project.number} was granted without a guide draft`)
      const gone = partsOf(guideWriting?.parts ?? {})
      const unseen = overtaken(gone, guideWriting, seen)
      if (unseen.length > 0)
        refuse('stale', {
          says: `Somebody changed this meanwhile: ${namesOf(unseen)}.`,
          next: 'Read what is written now, then discard it or save it.',
          clause: '7.1',
        })
      return {
        kind: 'guide-writing-discarded',
        says: `What was written into the config guide discarded: ${namesOf(gone)}`,
        // No words here either: half of a row may be a value that is told to few.
        data: { certification: guide.certification, parts: pick(guideWriting?.versions ?? {}, gone) },
        puts: settled(guide, guideWriting, gone),
      }
    },
  }),
}

export function isWriting(writing: GuideWriting | null): writing is GuideWriting {
  return writing !== null && partsOf(writing.parts).length > 0
}

/** What stands in the fields: what is written, and the draft where nothing else is. */
export function writtenOf({ content }: Pick<Guide, 'content'>, writing: GuideWriting | null): Required<Parts> {
  return { ...asWritten(content), ...writing?.parts }
}

/** No version goes out past what somebody is writing; it would be published without it. */
export function writingStands(writing: GuideWriting | null): Obstacle | null {
  return isWriting(writing)
    ? {
        says: `Written and not saved into the draft: ${namesOf(partsOf(writing.parts))}.`,
        next: 'Save the guide, or discard what is written.',
        clause: '7.1',
      }
    : null
}

/**
 * Makes a draft of a whole guide: what is written is settled by it. Whoever says which version of each part was seen
 * overwrites nothing newer; whoever says nothing, nothing that somebody is writing.
 */
export function settleWriting(
  guide: Guide,
  writing: GuideWriting | null,
  content: GuideContent,
  seen: GuideWriting['versions'] | undefined,
): readonly Put[] {
  const changed = changedParts(asWritten(content), writtenOf(guide, writing))
  const lost = seen ? overtaken(changed, writing, seen) : changed.filter((part) => writing?.parts[part] !== undefined)
  refuseOvertaken(lost, 'content.')
  return settled(guide, writing, changed)
}

function settled(guide: Guide, writing: GuideWriting | null, changed: readonly GuidePart[]): readonly Put[] {
  if (changed.length === 0 && !isWriting(writing)) return []
  const { certification } = guide
  return [
    put('guide-writing', certification, {
      certification,
      parts: {},
      versions: countedUp(writing, changed),
      changed: null,
    }),
  ]
}

function changedParts(parts: Parts, now: Required<Parts>): readonly GuidePart[] {
  return partsOf(parts).filter((part) => !isSame(parts[part]!, now[part]))
}

function overtaken(changed: readonly GuidePart[], writing: GuideWriting | null, seen: GuideWriting['versions']) {
  return changed.filter((part) => (writing?.versions[part] ?? 0) !== (seen[part] ?? 0))
}

function refuseOvertaken(parts: readonly GuidePart[], within: '' | 'content.'): void {
  if (parts.length === 0) return
  refuse('stale', {
    says: `Somebody changed this meanwhile: ${namesOf(parts)}.`,
    next: 'Compare, and save again what is to stand.',
    clause: '7.1',
    faults: parts.map((part) => ({
      at: `${within}${part}`,
      says: 'Somebody changed this meanwhile; your text is kept here for you to compare.',
    })),
  })
}

function countedUp(writing: GuideWriting | null, changed: readonly GuidePart[]): GuideWriting['versions'] {
  const versions = { ...writing?.versions }
  for (const part of changed) versions[part] = (versions[part] ?? 0) + 1
  return versions
}

function namesOf(parts: readonly GuidePart[]): string {
  return parts.map((part) => GUIDE_PARTS[part]).join(', ')
}

export function partsOf(parts: Parts): readonly GuidePart[] {
  return PART_NAMES.filter((part) => parts[part] !== undefined)
}

function pick<Value>(from: Readonly<Partial<Record<GuidePart, Value>>>, parts: readonly GuidePart[]) {
  return Object.fromEntries(parts.map((part) => [part, from[part]!])) as Record<GuidePart, Value>
}

/** A draft as its fields show it. What a guide of earlier days leaves out reads as its fields do when nobody chose. */
function asWritten(content: GuideContent): Required<Parts> {
  const whole: Readonly<Record<GuidePart, InGuide>> = {
    places: [],
    links: [],
    expected: [],
    ...content,
    audience: content.audience ?? 'member',
    kind: content.kind ?? 'settings',
  }
  return Object.fromEntries(PART_NAMES.map((part) => [part, inFields(whole[part])])) as Required<Parts>
}

type InGuide =
  | string
  | null
  | undefined
  | readonly string[]
  | readonly Readonly<Record<string, string | null | undefined>>[]

function inFields(part: InGuide): Written {
  if (typeof part === 'string' || !part) return part ?? ''
  return part.map((row) =>
    typeof row === 'string' ? row : Object.fromEntries(Object.entries(row).map(([cell, of]) => [cell, of ?? ''])),
  ) as Written
}

/** White space and empty rows say nothing. */
function isSame(one: Written, other: Written): boolean {
  return canonical(plain(one)) === canonical(plain(other))
}

function plain(part: Written) {
  if (typeof part === 'string') return part.trim()
  return part
    .map((row) =>
      typeof row === 'string'
        ? row.trim()
        : Object.fromEntries(
            Object.entries(row)
              .map(([cell, words]) => [cell, words.trim()] as const)
              .filter(([, words]) => words !== ''),
          ),
    )
    .filter((row) => (typeof row === 'string' ? row !== '' : Object.keys(row).length > 0))
}
