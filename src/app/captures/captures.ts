/**
 * What the captures of a project show: read once, kept under the file's hash and the analyser's version, and read anew
 * when either differs. A reading goes on while nobody waits for it; whoever asks is told how far it is.
 */
import sql from 'sql-template-tag'
import { type LadderWindow, WINDOW, windowWith } from '../../capture/ladder-window.ts'
import { overwriting, type Patches } from '../../capture/redaction.ts'
import { ANALYSER } from '../../conformance/wire/judge.ts'
import type { CaptureReading } from '../../conformance/wire/looking.ts'
import { canonical } from '../../kernel/canonical.ts'
import { Refusal, refuse } from '../../kernel/refusal.ts'
import type { Evidence } from '../../programme/evidence.ts'
import { isTrunk } from '../../programme/product.ts'
import { currentRun, type ProjectFile } from '../../programme/project-file.ts'
import type { Answers } from '../../programme/questionnaire/item.ts'
import { hashText } from '../../signing/journal.ts'
import type { Queryable } from '../../store/database.ts'
import { type OpenEvidence, removalOf } from '../ask/evidence.ts'
import type { House } from '../house.ts'
import { unpacked } from './capture-file.ts'
import { openCaptureReader, type Wanted } from './reader.ts'

export type { CaptureReading }
export { ladderAsSvg } from '../../capture/ladder-svg.ts'

/** Still being read, and how much of the file has been, from 0 to 1; or read; or refused. */
export type Looked<Value> =
  | { readonly state: 'reading'; readonly share: number }
  | { readonly state: 'read'; readonly value: Value }
  | { readonly state: 'refused'; readonly refusal: Refusal }

type Under = {
  share: number
  readonly sha256: string
  readonly stop: AbortController
  readonly done: Promise<Looked<unknown>>
}

const reader = openCaptureReader()
const underway = new Map<string, Under>()
/** Hashes of captures whose reading somebody stopped: it is not begun again before it is asked for. */
const stopped = new Set<string>()
const MOST_STOPPED = 1000

/** How long a page is kept waiting for a capture before it says how far it is. */
const PATIENCE_MS = 1500
/** A ladder is drawn from the file each time it is asked for first; beyond this the console draws it. */
const MOST_LADDER_BYTES = 200 * 2 ** 20
/** As much as is read for somebody who waits for the redacted file. */
const MOST_REDACTED_BYTES = 2 * 2 ** 30

/** A reading with the analyser that made it, and the one before it by another. */
export type Analysed = {
  readonly reading: CaptureReading
  readonly analyser: string
  readonly earlier: { readonly reading: CaptureReading; readonly analyser: string } | null
}

/** One made by an earlier analyser stands until it is asked for anew. */
export async function lookAtCapture(house: House, file: ProjectFile, evidence: Evidence): Promise<Looked<Analysed>> {
  const wanted = readingWanted(house, file, evidence)
  const made = (await readingsAbout(house, [aboutOf(evidence, wanted)])).map(({ value, analyser }) => ({
    reading: value,
    analyser,
  }))
  const earlier = made.find(({ analyser }) => analyser !== ANALYSER) ?? null
  const [last] = made
  if (evidence.removed && last) return { state: 'read', value: { ...last, earlier: null } }
  const isCurrent = made.some(({ analyser }) => analyser === ANALYSER)
  if (earlier && !isCurrent && !underway.has(namesOf(evidence, wanted).key))
    return { state: 'read', value: { ...earlier, earlier: null } }
  const looked = await look<CaptureReading>(house, evidence, wanted)
  return looked.state === 'read'
    ? { state: 'read', value: { reading: looked.value, analyser: ANALYSER, earlier } }
    : looked
}

/** Begins to read a capture that was stopped, or read by an earlier analyser; its page tells how far it is. */
export async function readAnew(house: House, file: ProjectFile, evidence: Evidence): Promise<void> {
  stopped.delete(evidence.sha256)
  await look(house, evidence, readingWanted(house, file, evidence))
}

/** Ends whatever is being read of a capture, for everybody who waits for it. */
export function stopReading({ sha256 }: Evidence): void {
  if (stopped.size >= MOST_STOPPED) stopped.clear()
  stopped.add(sha256)
  for (const under of underway.values()) if (under.sha256 === sha256) under.stop.abort()
}

const STOPPED = { says: 'The reading of this capture was stopped.', next: 'Read it again when you want to.' }

type Kept = { readonly about: string; readonly analyser: string; readonly value: CaptureReading }

/** What was read of these, the newest first. */
function readingsAbout(house: House, about: readonly string[]): Promise<readonly Kept[]> {
  return house.database.all<Kept>(
    sql`select about, analyser, value from capture_reading where about = any(${about}) order by made desc`,
  )
}

/** Calls that one ladder shows at most. */
export const MOST_TOGETHER = 8

/**
 * The ladder of these calls, by their places in the list from 1: the window that a packet is in, or else the one that
 * begins with a rung, or the last. Null where there is no such call. Whoever does not work on the project is given it
 * without keys and secrets, here and nowhere else, so that no page can forget it.
 */
export async function ladderOfCapture(
  house: House,
  { evidence, isInside }: OpenEvidence,
  calls: readonly number[],
  at: { readonly packet?: string | null; readonly begins?: number } = {},
): Promise<Looked<LadderWindow | null>> {
  if (evidence.removed) return { state: 'refused', refusal: removalOf(evidence, evidence.removed) }
  if (evidence.bytes > MOST_LADDER_BYTES) return { state: 'refused', refusal: tooLarge(calls) }
  const file = house.evidence.pathOf(evidence.sha256)
  const own = calls.slice(0, MOST_TOGETHER)
  const window = (begins: number) =>
    look<LadderWindow | null>(house, evidence, { kind: 'ladder', file, calls: own, begins, isMasked: !isInside })
  // The first tells how many there are: what is asked for beyond the last is not made, nor kept, for every number.
  const first = await window(0)
  if (first.state !== 'read' || !first.value) return first
  const last = Math.floor(Math.max(0, first.value.refs.length - 1) / WINDOW) * WINDOW
  const begins = Math.floor((at.begins ?? 0) / WINDOW) * WINDOW
  const there = at.packet ? windowWith(first.value, at.packet) : Math.min(begins, last)
  return there === 0 ? first : window(there)
}

function tooLarge(calls: readonly number[]): Refusal {
  return new Refusal('too-large', {
    says: 'This capture is too large to draw ladders from in a page.',
    next: `Download it and run certwright capture ladder, with --call ${calls[0] ?? 1}.`,
  })
}

/** Which call of the list a packet belongs to. */
export async function callOfPacket(
  house: House,
  evidence: Evidence,
  packet: number,
): Promise<Looked<{ readonly call: number | null }>> {
  return look(house, evidence, { kind: 'call-with', file: house.evidence.pathOf(evidence.sha256), packet })
}

/**
 * The capture without sound, keys and proofs of passwords, as a file of the same packets, unpacked. It is read through
 * once before the first piece is given. What was not understood is overwritten too, and nothing is given from where the
 * file could not be read any more.
 */
export async function redactedCapture(house: House, { sha256, bytes }: Evidence): Promise<Redacted> {
  if (bytes > MOST_REDACTED_BYTES) refuse('too-large', TOO_LARGE_TO_REDACT)
  const file = house.evidence.pathOf(sha256)
  const patches = (await reader.read({ kind: 'redaction', file }, () => {})) as Patches
  return { notUnderstood: patches.unread, pieces: overwritten(house, sha256, patches) }
}

export type Redacted = {
  /** Packets of which all, or a part, was overwritten since nobody here can say what is in it. */
  readonly notUnderstood: number
  readonly pieces: AsyncGenerator<Uint8Array>
}

const TOO_LARGE_TO_REDACT = {
  says: `This capture is larger than ${MOST_REDACTED_BYTES / 2 ** 30} GB: sound and secrets are not overwritten in it while somebody waits.`,
  next: 'Ask those who work on the project for the calls in question, cut from it.',
}

async function* overwritten(house: House, sha256: string, patches: Patches): AsyncGenerator<Uint8Array> {
  const overwrite = overwriting(patches)
  for await (const piece of unpacked(house.evidence.read(sha256))) {
    const given = overwrite(piece)
    if (given.length > 0) yield given
    if (given.length < piece.length) return
  }
}

/** What is kept of these captures already, by the evidence's id; nothing is read for it. */
export async function keptReadings(
  house: House,
  file: ProjectFile,
  evidence: readonly Evidence[],
): Promise<ReadonlyMap<string, CaptureReading>> {
  const about = new Map(evidence.map((each) => [each.id, aboutOf(each, readingWanted(house, file, each))] as const))
  const made = await readingsAbout(house, [...about.values()])
  return new Map(
    evidence.flatMap(({ id }) => {
      const own = made.filter((each) => each.about === about.get(id))
      const best = own.find(({ analyser }) => analyser === ANALYSER) ?? own[0]
      return best ? [[id, best.value] as const] : []
    }),
  )
}

function readingWanted(house: House, file: ProjectFile, evidence: Evidence): Wanted {
  return {
    kind: 'reading',
    file: house.evidence.pathOf(evidence.sha256),
    sides: { provider: providerAddresses(file.questionnaire.answers) },
    // What a capture can judge are the test cases of trunks; another plan may call something else by their ids.
    testCases: isTrunk(file.product)
      ? (currentRun(file)?.testCases ?? file.plan.testCases).map((each) => each.plan)
      : [],
  }
}

/** Goes up when what is kept of a reading gets another shape. */
const SHAPE = 4

/** What a reading is of, whoever makes it. */
function aboutOf({ sha256 }: Evidence, { file: _, ...wanted }: Wanted): string {
  return hashText(`${SHAPE}\n${sha256}\n${canonical(wanted)}`)
}

function namesOf(evidence: Evidence, wanted: Wanted): Names {
  const about = aboutOf(evidence, wanted)
  return { key: hashText(`${ANALYSER}\n${about}`), about }
}

async function look<Value>(house: House, evidence: Evidence, wanted: Wanted): Promise<Looked<Value>> {
  const names = namesOf(evidence, wanted)
  const { key } = names
  const kept = await house.database.one<{ value: Value }>(sql`select value from capture_reading where key = ${key}`)
  if (kept) return { state: 'read', value: kept.value }
  if (evidence.removed) return { state: 'refused', refusal: removalOf(evidence, evidence.removed) }
  const under = underway.get(key)
  if (!under && stopped.has(evidence.sha256)) return { state: 'refused', refusal: new Refusal('unavailable', STOPPED) }
  const own = under ?? begin(house, evidence, names, wanted)
  const soon = new Promise<null>((resolve) => setTimeout(resolve, PATIENCE_MS, null).unref())
  const done = await Promise.race([own.done, soon])
  return (done ?? { state: 'reading', share: own.share }) as Looked<Value>
}

/** Ladders hold what was in the messages: they go with the bytes. What was read and judged stays. */
export async function forgetDrawn(on: Queryable, sha256: string): Promise<void> {
  await on.run(sql`delete from capture_reading where file = ${sha256} and value ? 'rungs'`)
}

type Names = { readonly key: string; readonly about: string }

function begin(house: House, { sha256 }: Evidence, names: Names, wanted: Wanted): Under {
  const stop = new AbortController()
  const done = finish(house, sha256, names, wanted, stop.signal, (share) => (own.share = share))
  const own: Under = { share: 0, sha256, stop, done }
  underway.set(names.key, own)
  return own
}

async function finish(
  house: House,
  sha256: string,
  { key, about }: Names,
  wanted: Wanted,
  signal: AbortSignal,
  onShare: (share: number) => void,
): Promise<Looked<unknown>> {
  try {
    const value = await reader.read(wanted, onShare, signal)
    // Of what is not there nothing is kept: there is no end to it.
    if (value === null) return { state: 'read', value }
    await house.database.run(
      sql`insert into capture_reading (key, about, analyser, file, value) values (${key}, ${about}, ${ANALYSER}, ${sha256}, ${JSON.stringify(value)}) on conflict (key) do nothing`,
    )
    return { state: 'read', value }
  } catch (fault) {
    if (fault instanceof Refusal) return { state: 'refused', refusal: fault }
    return { state: 'refused', refusal: new Refusal('unavailable', BROKEN) }
  } finally {
    underway.delete(key)
  }
}

const BROKEN = {
  says: 'This capture could not be read here.',
  next: 'Read it with certwright capture inspect; if that fails too, tell the operator.',
}

/** Addresses the questionnaire names as the provider's; names and ranges are no addresses. */
export function providerAddresses(answers: Answers): readonly string[] {
  const ranges = answers['Q-10.ranges']
  const rows = Array.isArray(ranges) ? ranges : []
  const told = [
    ...textOf(answers['Q-08.names']).split(/[\s,;]+/),
    ...rows.flatMap((row) => (typeof row === 'object' && row !== null ? [textOf(Reflect.get(row, 'range'))] : [])),
  ]
  const single = told.map((each) => each.replace(/\/(32|128)$/, '').replace(/^\[(.*)\]$/, '$1'))
  return [...new Set(single.filter((each) => /^(\d{1,3}\.){3}\d{1,3}$|^[0-9a-f:]*:[0-9a-f:]*$/i.test(each)))].slice(
    0,
    50,
  )
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : ''
}
