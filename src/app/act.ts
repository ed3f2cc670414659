/**
 * The one write path. Whatever changes anything goes through here: load, may this person see it, may this
 * person do it, is what was shown still so, is it its time, do the rules allow it, decide, then the fact
 * and the new states in one transaction with the notices it causes. Nothing else writes.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import sql from 'sql-template-tag'
import { dayOf } from '../kernel/day.ts'
import type { Language } from '../kernel/language.ts'
import { refuse, Refusal } from '../kernel/refusal.ts'
import { DEEPEST, holdsBrokenText, isTower } from '../kernel/text.ts'
import { notToBeCalled } from '../kernel/web-address.ts'
import { EDITION, isDecision } from '../programme/edition.ts'
import { readInput, sayFaults } from '../programme/input-faults.ts'
import type { AnyMove, Context, Gate, Moment, Put } from '../programme/move.ts'
import { type Actor, may, mightEver, STAFF } from '../programme/permission.ts'
import { STAGES, type Stage, TURN_WORDS } from '../programme/stage.ts'
import { KEPT_FROM_MEMBERS } from '../programme/termination.ts'
import type { Figures } from '../rulebook/parameters.ts'
import { type Finding, stands } from '../rulebook/rule.ts'
import { findingsAt } from '../rulebook/rules.ts'
import { type Fact, hashState } from '../signing/journal.ts'
import { isUniqueViolation, type Queryable, type Transaction } from '../store/database.ts'
import { append, lastChangeOf, lastFactOn, lastFactsOn, takeHead } from '../store/journal.ts'
import { Overtaken, save, ThereAlready, type Write } from '../store/nouns.ts'
import { revisionKey } from '../store/project-file.ts'
import { figures, type House, newId, newSecret } from './house.ts'
import { postNotices } from './notices.ts'
import { type Loaded, type Shown, shownIn, type Target } from './target.ts'
import { MOVES, type NamedMove } from './targets.ts'
import { postToWebhooks } from './webhooks/posting.ts'

export type Deed = {
  readonly move: string
  /** What it is done to; null where the move makes something new. */
  readonly id: string | null
  readonly input: unknown
  /** The revision of what it is done to, as the sender read it. */
  readonly seen?: number
  /** The last fact there was when the page was made that it was sent from. */
  readonly shownAt?: number
  /** A key of the sender's own making: the same key again gets the same answer. */
  readonly once?: string
  /** What was sent, where the input was made from it: the same key with something else sent is no repetition. */
  readonly sent?: unknown
  /** The language of whoever sent it, so that somebody without an account is written to in it. */
  readonly language?: Language
}

export type Done = {
  readonly fact: Fact
  /** New things by noun, so that the caller can go there. */
  readonly made: Readonly<Record<string, string>>
  readonly repeated: boolean
  /** To be shown once, the first time alone: it is kept nowhere. */
  readonly secret?: string
}

/** Keys are made by the sender; a random one of any usual kind is far shorter. */
const LONGEST_KEY = 100

/** How often somebody faster is put up with; from then on what is contended is held before anything is looked at. */
const OVERTAKEN_AT_MOST = 3

/** Tries that hold what is contended: nobody can be faster then, so that one is enough but for a fault of ours. */
const HELD_TRIES = 5

/** What belongs to a deed and is no noun, such as a password, written in its transaction or not at all. */
export type Alongside = (tx: Transaction) => Promise<void>

export async function act(house: House, actor: Actor, deed: Deed, alongside?: Alongside): Promise<Done> {
  const named = moveNamed(deed.move)
  allowedAtAll(actor, named)
  if (isTower([deed.input])) tower()
  if (holdsBrokenText([deed.id, deed.input, deed.once])) brokenText()
  if ((deed.once?.length ?? 0) > LONGEST_KEY) longKey()
  let met = ''
  for (let attempt = 0; attempt < OVERTAKEN_AT_MOST + HELD_TRIES; attempt += 1) {
    const earlier = deed.once ? await alreadyDone(house.database, actor, deed, deed.once) : null
    if (earlier) return earlier
    try {
      const order = attempt < OVERTAKEN_AT_MOST ? 'look-first' : 'hold-first'
      const done = await house.database.transaction((tx) => perform(tx, house, actor, named, deed, order, alongside))
      house.stir()
      return done
    } catch (fault) {
      if (!(fault instanceof Overtaken)) return await unlessDone(house, actor, deed, explained(fault))
      // Met once, somebody was faster and will be seen; met again, it was there all along.
      if (fault instanceof ThereAlready && fault.message === met) throw oneLikeIt()
      met = fault.message
      await sleep(house.chance(1)[0]! % (2 + attempt))
    }
  }
  return refuse('stale', { says: 'Many people are changing this at once.', next: 'Wait a moment and try again.' })
}

/** Refused after the same deed went through meanwhile, it is a repetition: whoever clicked twice met themselves. */
async function unlessDone(house: House, actor: Actor, deed: Deed, fault: unknown): Promise<Done> {
  const twin = deed.once && fault instanceof Refusal ? await alreadyDone(house.database, actor, deed, deed.once) : null
  if (twin) return twin
  throw fault
}

async function perform(
  tx: Transaction,
  house: House,
  actor: Actor,
  { name, target, move }: NamedMove,
  deed: Deed,
  order: 'look-first' | 'hold-first',
  alongside: Alongside | undefined,
): Promise<Done> {
  const at = new Date(house.now()).toISOString()
  const day = dayOf(house.now())
  const held = order === 'hold-first' ? await hold(tx, { name, target, move }, actor, deed, { at, day }) : null
  const loaded = await target.load(tx, { id: deed.id, input: deed.input, day, by: actor.organisation })
  if (!loaded || !may(actor, target.sees, target.belongs(loaded.file))) return notThere(move, deed)
  const { file } = loaded
  if (!may(actor, move.by, target.belongs(file))) return notPermitted(actor, move)
  if (!move.adds) await stillAsShown(tx, target, loaded, deed, actor)
  itsTime(target, move, file)
  const input = understood(move, deed.input)
  const figure = await figures(tx, day)
  const obstacle = move.obstacle?.(file, actor, { day, figure: figure.number }) ?? null
  if (obstacle) refuse('not-now', obstacle)
  rulesAllow(gateFindings(target, move, file, actor, day, figure))

  const series = move.series?.(file, { at, day }) ?? null
  if (held && held.series !== series) throw new Overtaken('the series of the number')
  const number = held?.number ?? (await draw(tx, series))
  const context: Context = {
    actor,
    at,
    day,
    number,
    newId: () => newId(house),
    newSecret: (prefix) => newSecret(house, prefix),
    figure: figure.number,
    word: figure.word,
    allows: (gate) =>
      target.dossier !== undefined &&
      findingsAt(gate, target.dossier(file, actor, day, figure, [gate]), figure).every(stands),
    notToBeCalled: (address) => notToBeCalled(address, house.settings.webhookAllow),
  }
  const decision = move.decide(file, input as never, context)
  if (decision.standsBy) {
    const { noun, id } = decision.standsBy
    // What it told besides may not be for whoever typed the same: a sponsor's business case opens a questionnaire.
    return { fact: { ...(await lastFactOn(tx, noun, id)), data: null }, made: {}, repeated: true }
  }
  const writes = writesOf(decision.puts, loaded, target)

  const head = held?.head ?? (await takeHead(tx))
  for (const write of writes) await save(tx, write, head.seq + 1)
  const { fact } = await append(tx, head, {
    id: newId(house),
    at,
    day,
    kind: decision.kind,
    move: name,
    clause: move.clause,
    says: decision.says,
    by: { id: actor.id, name: actor.name, organisation: actor.organisation },
    project: target.projectOf?.(file) ?? projectAmong(decision.puts),
    data: isDecision(decision.kind) ? { ...(decision.data as object), edition: EDITION } : decision.data,
    subjects: writes.map((write) => ({
      noun: write.noun,
      id: write.id,
      revision: write.from + 1,
      hash: hashState(write.state),
    })),
  })
  if (deed.once) await remember(tx, actor, deed, deed.once, fact.seq)
  await alongside?.(tx)
  await postNotices(tx, house, fact, { links: decision.links ?? {}, language: deed.language ?? 'en' })
  await postToWebhooks(tx, house, fact, { sees: target.sees, belongs: target.belongs(file) })
  return { fact, made: madeBy(fact), repeated: false, ...(decision.secret ? { secret: decision.secret } : {}) }
}

function brokenText(): never {
  refuse('wrong-input', {
    says: 'What was sent holds characters that are no text.',
    next: 'Type it anew, or send it as UTF-8.',
  })
}

function tower(): never {
  refuse('wrong-input', {
    says: `What was sent is nested more than ${DEEPEST} deep, as no input is.`,
    next: 'Send the fields as the description of the API has them.',
  })
}

function longKey(): never {
  refuse('wrong-input', {
    says: `A key for sending again has ${LONGEST_KEY} characters at most.`,
    next: 'Take a random one, such as a UUID.',
  })
}

function moveNamed(name: string): NamedMove {
  return (
    MOVES.get(name) ??
    refuse('not-found', { says: `There is no move called ${name}.`, next: 'Look at the list of moves in the API.' })
  )
}

/** What can be told before the thing is loaded: whether a person in these roles could ever do it. */
function allowedAtAll(actor: Actor, { move }: NamedMove): void {
  if (mightEver(actor, move.by)) return
  notPermitted(actor, move)
}

function notPermitted(actor: Actor, move: AnyMove<unknown>): never {
  if (actor.parts.includes('visitor')) {
    refuse('not-signed-in', { says: 'You have to sign in for this.', next: 'Sign in, then try again.' })
  }
  const parts = Object.keys(move.by).map((part) => part.replaceAll('-', ' '))
  return refuse('not-permitted', {
    says: `"${move.says}" is not for you to do.`,
    next: `It is for: ${parts.join(', ')}. Ask one of them.`,
    clause: move.clause,
  })
}

/** A thing one may not see is not there, for whoever asks. What is made new may still be wrongly filled in. */
function notThere(move: AnyMove<unknown>, deed: Deed): never {
  if (deed.id === null) understood(move, deed.input)
  return refuse('not-found', {
    says: 'There is no such thing here, or it is not yours to see.',
    next: 'Check the address, or go back to the list.',
  })
}

function itsTime(target: Target<unknown>, move: AnyMove<unknown>, file: unknown): void {
  if (!move.from || !target.stageOf) return
  const stage = target.stageOf(file) as Stage
  if (move.from.includes(stage)) return
  refuse('not-now', stageWords(move, stage))
}

export function stageWords(move: AnyMove<unknown>, stage: Stage) {
  const { says, turn, asks } = STAGES[stage]
  return {
    says: `Not at this stage: ${withSmallInitial(says)}.`,
    next: turn === 'nobody' ? asks : `It is the turn of ${TURN_WORDS[turn]}: ${withSmallInitial(asks)}`,
    clause: move.clause,
  }
}

/** `Slot offered` becomes `slot offered`; `SAT accepted` stays. */
const withSmallInitial = (sentence: string): string =>
  /^[A-Z][a-z]/.test(sentence) ? sentence.charAt(0).toLowerCase() + sentence.slice(1) : sentence

/** Refuses a decision made on a page that has gone stale, and tells what changed since. */
async function stillAsShown(
  on: Queryable,
  target: Target<unknown>,
  loaded: Loaded<unknown>,
  deed: Deed,
  actor: Actor,
): Promise<void> {
  const shown = shownIn(target, loaded.file)
  if (!shown) return
  const isStaff = may(actor, STAFF, {})
  const since = (await changesSince(on, shown, loaded, deed)).filter(
    (fact) => isStaff || !KEPT_FROM_MEMBERS.has(fact.kind),
  )
  if (since.length === 0) return
  refuse('stale', {
    says:
      shown.noun === 'project'
        ? 'The project moved on while this page was open.'
        : 'What this page shows was changed while it was open.',
    next: 'Read what changed, then decide again.',
    faults: since
      .slice(0, MOST_TOLD)
      .toReversed()
      .map((fact) => ({ at: fact.at, says: `${fact.says} (${fact.by.name})` })),
  })
}

/** How many of the changes since are looked at, and how many are told. */
const MOST_CHANGES = 100
const MOST_TOLD = 10

async function changesSince(
  on: Queryable,
  shown: Shown,
  { revisions }: Loaded<unknown>,
  { seen, shownAt }: Deed,
): Promise<readonly Fact[]> {
  const { noun, id } = shown
  const missed = seen === undefined ? 0 : (revisions.get(revisionKey(noun, id)) ?? 0) - seen
  if (missed === 0 && (shownAt === undefined || (await lastChangeOf(on, noun, id)) <= shownAt)) return []
  const which =
    missed !== 0 ? { most: Math.min(Math.max(missed, 1), MOST_CHANGES) } : { most: MOST_CHANGES, after: shownAt! }
  const since = await lastFactsOn(on, shown, which)
  // An import is one fact for everything it brought, and names none of it.
  return since.length > 0 ? since : [await lastFactOn(on, noun, id)]
}

export function understood(move: AnyMove<unknown>, input: unknown): unknown {
  const read = readInput(move.input, input ?? {})
  if ('value' in read) return read.value
  return refuse('wrong-input', {
    says: sayFaults(read.faults),
    next: 'Correct the marked fields and send again; nothing you typed is lost.',
    clause: move.clause,
    faults: read.faults,
  })
}

/** What the rulebook says at the gates of a move; nothing where the move has none. */
export function gateFindings(
  target: Target<unknown>,
  move: AnyMove<unknown>,
  file: unknown,
  actor: Actor,
  day: ReturnType<typeof dayOf>,
  figure: Figures,
): readonly Finding[] {
  const gates: readonly Gate[] = move.gates?.(file) ?? []
  if (gates.length === 0 || !target.dossier) return []
  const dossier = target.dossier(file, actor, day, figure, gates)
  const findings = gates.flatMap((gate) => findingsAt(gate, dossier, figure))
  // Two gates may ask the same rule; it says the same at both.
  return [...new Map(findings.map((finding) => [finding.rule, finding])).values()]
}

function rulesAllow(findings: readonly Finding[]): void {
  const against = findings.filter((finding) => !stands(finding))
  const [first] = against
  if (!first) return
  refuse('rule', {
    says:
      first.outcome === 'could-not-evaluate'
        ? `What is on record does not tell whether: ${first.says}`
        : `This is not met: ${first.says}`,
    next: first.fix,
    clause: first.clause,
    faults: against.map((finding) => ({ at: finding.rule, says: `${finding.says} (${finding.clause})` })),
  })
}

type Held = {
  readonly series: string | null
  readonly number: string
  readonly head: Awaited<ReturnType<typeof takeHead>>
}

/**
 * What a move that was overtaken again and again holds before it looks: its number and the journal's head, in the
 * order in which everybody takes them, so that nobody waits for anybody in a circle. Whatever is loaded after it
 * stands until the transaction ends; without it, whoever is slow would lose to whoever is fast for as long as they work.
 */
async function hold(
  tx: Transaction,
  { target, move }: NamedMove,
  actor: Actor,
  deed: Deed,
  moment: Moment,
): Promise<Held> {
  const about = { id: deed.id, input: deed.input, day: moment.day, by: actor.organisation }
  // Some look at what others make beside them, and queue for that; so does everybody before they take the head.
  const seen = await target.load(tx, about)
  const series = seen ? (move.series?.(seen.file, moment) ?? null) : null
  return { series, number: await draw(tx, series), head: await takeHead(tx) }
}

/** The next number of a series; an empty text for a move that has none. */
async function draw(tx: Transaction, series: string | null): Promise<string> {
  if (series === null) return ''
  const drawn = await tx.one<{ last: number }>(
    sql`insert into series (name, last) values (${series}, 1) on conflict (name) do update set last = series.last + 1 returning last`,
  )
  const digits = /^(SAT|MCT|MQT|MAT)-/.test(series) ? 5 : 4
  return `${series}-${series === 'FI' ? drawn!.last : String(drawn!.last).padStart(digits, '0')}`
}

/** Every move on a project changes the project's own count, so that no two of them overlook each other. */
function writesOf(puts: readonly Put[], loaded: Loaded<unknown>, target: Target<unknown>): readonly Write[] {
  const writes = new Map<string, Write>()
  for (const { noun, id, state } of puts) {
    const key = revisionKey(noun, id)
    writes.set(key, { noun, id, state, from: loaded.revisions.get(key) ?? 0 })
  }
  const project = target.projectOf?.(loaded.file)
  if (project && !writes.has(revisionKey('project', project))) {
    const { project: state } = loaded.file as { project: unknown }
    writes.set(revisionKey('project', project), {
      noun: 'project',
      id: project,
      state,
      isUntouched: true,
      from: loaded.revisions.get(revisionKey('project', project)) ?? 0,
    })
  }
  return [...writes.values()]
}

function projectAmong(puts: readonly Put[]): string | null {
  return puts.find((each) => each.noun === 'project')?.id ?? null
}

function madeBy(fact: Fact): Readonly<Record<string, string>> {
  return Object.fromEntries(
    fact.subjects.filter((subject) => subject.revision === 1).map((subject) => [subject.noun, subject.id]),
  )
}

async function alreadyDone(on: Queryable, actor: Actor, deed: Deed, once: string): Promise<Done | null> {
  const found = await on.one<{ person: string; move: string; sent: string | null; body: string }>(
    sql`select once.person, once.move, once.sent, fact.body from once join fact on fact.seq = once.fact where key = ${once}`,
  )
  if (!found) return null
  if (found.person !== actor.id || found.move !== deed.move) {
    refuse('conflict', { says: 'This key was used for something else.', next: 'Send the request with a fresh key.' })
  }
  if (found.sent !== null && found.sent !== fingerprintOf(deed)) {
    refuse('conflict', {
      says: 'It was taken as first sent; what was changed since then was not.',
      next: 'Look at what is there now, and send the change by itself.',
    })
  }
  const fact = JSON.parse(found.body) as Fact
  return { fact, made: madeBy(fact), repeated: true }
}

/** Whether something was done under this key already, whoever's it is. */
export async function isKeyUsed(on: Queryable, once: string): Promise<boolean> {
  return (await on.one(sql`select 1 as there from once where key = ${once}`)) !== null
}

/** What was sent, in short: to whom, and every word of it. */
function fingerprintOf({ id, input, sent }: Deed): string {
  return hashState([id, sent ?? input ?? null])
}

async function remember(tx: Transaction, actor: Actor, deed: Deed, once: string, fact: number): Promise<void> {
  try {
    await tx.run(
      sql`insert into once (key, person, move, sent, fact) values (${once}, ${actor.id}, ${deed.move}, ${fingerprintOf(deed)}, ${fact})`,
    )
  } catch (fault) {
    if (isUniqueViolation(fault)) throw new Overtaken('the same request, twice at once')
    throw fault
  }
}

/** What the database knows better than any check before it: a name or address taken in the same instant. */
function explained(fault: unknown): unknown {
  if (fault instanceof Refusal || !isUniqueViolation(fault)) return fault
  if (fault.constraint !== 'person_email') return oneLikeIt()
  return new Refusal('conflict', {
    says: 'Somebody has an account with this address already.',
    next: 'Use another address, or change the roles of the account there is.',
  })
}

function oneLikeIt(): Refusal {
  return new Refusal('conflict', {
    says: 'There is one like it already.',
    next: 'Look at it, or choose another name.',
  })
}
