/**
 * Notices of a fact, posted in its own transaction: each person once, in the portal and in the outbox of
 * mails. Whether and when a mail goes out is the outbox's affair; that it is owed is settled here.
 */
import sql from 'sql-template-tag'
import { dateWords } from '../kernel/day.ts'
import type { Language } from '../kernel/language.ts'
import { dueOf } from '../programme/due.ts'
import type { About, NoticeRow, Paragraph } from '../programme/notice.ts'
import { FAILED_RESULT, NOTICES, TO_BE_READ_AGAIN } from '../programme/notices.ts'
import { wayOf } from '../programme/mail-kinds.ts'
import type { Project } from '../programme/project.ts'
import { isTurnOf, STAGES, type Turn, TURN_WORDS } from '../programme/stage.ts'
import type { Figures } from '../rulebook/parameters.ts'
import type { Fact } from '../signing/journal.ts'
import type { Queryable, Transaction } from '../store/database.ts'
import { type Asked, choicesOf, noteAskedIn } from './ask/mail-choices.ts'
import { figures, type House, newId } from './house.ts'
import { type Concerned, type Reader, type Recipient, recipientsOf } from './recipients.ts'

/** What a deed gives along for its notices. */
type Along = {
  /** One-time links, by the word that stands for each. */
  readonly links: Readonly<Record<string, string>>
  /** Of whoever did it. */
  readonly language: Language
}

export async function postNotices(
  tx: Transaction,
  house: House,
  fact: Fact,
  { links, language }: Along,
): Promise<void> {
  if (!mayBeTold(fact)) return
  const asked = ASKED[fact.kind]?.(dataOf(fact))
  if (asked) await noteAskedIn(tx, asked, language)
  const scene = await sceneOf(tx, fact)
  for (const row of noticesOf(fact, scene.project)) {
    if (row.when && !row.when(scene.about)) continue
    const link = row.link(scene.about)
    const secretLink = links[link] ?? null
    const notice = {
      fact: fact.seq,
      code: row.code,
      occasion: '',
      project: fact.project,
      subject: row.subject(scene.about),
      link: secretLink ? null : link,
      secretLink,
      created: fact.at,
    }
    const readers = await recipientsOf(tx, row.to, scene.concerned, house.settings.mailbox)
    for (const reader of readers) {
      const body = row.text({ ...scene.about, next: scene.nextFor(reader) })
      await post(tx, house, { ...notice, body }, reader)
    }
  }
}

/** What people ask who have no account; they are written to in the language they asked in. */
const ASKED: Readonly<Record<string, (data: Data) => Asked>> = {
  'enquiry-received': ({ enquiry }) => ({ enquiry: String(enquiry) }),
  'membership-applied-for': ({ organisation }) => ({ organisation: String(organisation) }),
}

function noticesOf(fact: Fact, project: Project | null): readonly NoticeRow[] {
  const { verdict } = dataOf(fact)
  const isResult = fact.kind === 'result-recorded' || fact.kind === 'result-corrected'
  return [
    ...(NOTICES[fact.kind] ?? []),
    ...(isResult && verdict === 'failed' && project?.level !== 'SAT' ? [FAILED_RESULT] : []),
    ...(VOIDING.has(fact.kind) && isEnteredBy(fact, project, 'report-review') ? [TO_BE_READ_AGAIN] : []),
  ]
}

/** Most facts are told to nobody: an answer saved, a result that passed. */
function mayBeTold(fact: Fact): boolean {
  return fact.kind in NOTICES || VOIDING.has(fact.kind) || dataOf(fact).verdict === 'failed'
}

/** What can send a report back to its reader without anybody saying so. */
const VOIDING = new Set(['result-corrected', 'evidence-added', 'evidence-set-aside'])

function isEnteredBy(fact: Fact, project: Project | null, stage: Project['stage']): boolean {
  return project?.stage === stage && project.since.at === fact.at
}

type Scene = {
  readonly about: About
  readonly concerned: Concerned
  readonly project: Project | null
  readonly nextFor: (reader: Reader) => string
}

/** What the fact is about, as it stands after the fact. */
async function sceneOf(tx: Queryable, fact: Fact): Promise<Scene> {
  const data = dataOf(fact)
  const found = fact.project ? await projectOf(tx, fact.project) : null
  const figure = await figures(tx, fact.day)
  return {
    project: found?.project ?? null,
    nextFor: ({ sides }) => (found ? nextOf(found.project, sides, figure) : ''),
    concerned: {
      organisation: found?.project.organisation ?? (await organisationOf(tx, data)),
      sponsor: found?.project.sponsor ?? (typeof data.employer === 'string' ? data.employer : null),
      technicians: found?.project.technicians ?? [],
      engineer: found?.project.slot?.engineer ?? null,
      billing: found?.project.order?.billing?.email ?? null,
      data,
      by: fact.by,
    },
    about: {
      fact,
      subject: found ? subjectOf(found) : nameIn(data),
      projectLink: fact.project ? `/projects/${fact.project}` : '/home',
      figure: figure.number,
    },
  }
}

type Data = Readonly<Record<string, unknown>>

function dataOf(fact: Fact): Data {
  return (fact.data ?? {}) as Data
}

export type Told = { readonly project: Project; readonly product: string; readonly platform: string }

async function projectOf(tx: Queryable, id: string): Promise<Told | null> {
  return tx.one<Told>(
    sql`select p.state as project, product.name as product, platform.name as platform
        from project p join product on product.id = p.product join platform on platform.id = p.platform where p.id = ${id}`,
  )
}

/** How every subject about a project begins: with its number. */
export function subjectOf({ project, product, platform }: Told): string {
  return `${project.number} ${product} on ${platform}`
}

/** To whoever has the turn, what to do; to everybody else, who does what meanwhile. */
function nextOf(project: Project, sides: readonly Turn[], figure: Figures): string {
  const { turn, asks, meanwhile } = STAGES[project.stage]
  if (turn === 'nobody') return ''
  const due = dueOf(project, figure.number)
  return isTurnOf(project.stage, sides)
    ? `${due ? `It is your turn, by ${dateWords(due.by)} (${due.why}).` : 'It is your turn.'} ${asks}`
    : [meanwhile, due && `It is the turn of ${TURN_WORDS[turn]}, by ${dateWords(due.by)} (${due.why}).`]
        .filter(Boolean)
        .join(' ')
}

function nameIn(data: Data): string {
  const { number, certification } = data
  return typeof number === 'string' ? number : typeof certification === 'string' ? certification : 'Certwright'
}

async function organisationOf(tx: Queryable, data: Data): Promise<string | null> {
  if (typeof data.organisation === 'string') return data.organisation
  if (typeof data.certification !== 'string') return null
  const owner = await tx.one<{ organisation: string }>(
    sql`select product.organisation from certification c join product on product.id = c.product where c.id = ${data.certification}`,
  )
  return owner?.organisation ?? null
}

/** What somebody is told: of a fact, or of an occasion that time alone brought. */
export type Notice = {
  readonly fact: number
  readonly code: string
  readonly occasion: string
  readonly project: string | null
  readonly subject: string
  /** One text is ours throughout. */
  readonly body: string | readonly Paragraph[]
  readonly link: string | null
  readonly secretLink: string | null
  /** What the reader follows and is told for; the mail ends it by a link. */
  readonly following?: string
  readonly created: string
}

export async function post(tx: Transaction, house: House, notice: Notice, to: Recipient): Promise<void> {
  const { fact, code, occasion, project, subject, link, secretLink, following = null, created } = notice
  const { body, quoted } = writtenDown(notice.body)
  const way = to.person && !secretLink ? wayOf(code, await choicesOf(tx, to.person)) : 'at-once'
  // When a mail is due goes by the database's clock alone, whatever the clock of this machine says.
  await tx.run(
    sql`insert into notice (id, fact, code, occasion, project, person, email, subject, body, quoted, link, secret_link, following, language, created, mail, next_try)
        values (${newId(house)}, ${fact}, ${code}, ${occasion}, ${project}, ${to.person}, ${to.email}, ${subject},
          ${body}, ${quoted}, ${link}, ${secretLink}, ${following}, ${to.language ?? null}, ${created}, ${way === 'at-once' ? mailStateFor(to.email) : WITHOUT_MAIL[way]}, now())
        on conflict (fact, code, occasion, email) do nothing`,
  )
}

/** A blank line between paragraphs; `quoted` are the lines, by their place, that somebody wrote. */
function writtenDown(text: Notice['body']): { readonly body: string; readonly quoted: readonly number[] } {
  const lines = (typeof text === 'string' ? [text] : text).flatMap((paragraph, index) => {
    const isOurs = typeof paragraph === 'string'
    const own = (isOurs ? paragraph : paragraph.quoted).split('\n').map((line) => ({ line, isOurs }))
    return index === 0 ? own : [{ line: '', isOurs: true }, ...own]
  })
  return {
    body: lines.map(({ line }) => line).join('\n'),
    quoted: lines.flatMap(({ isOurs }, index) => (isOurs ? [] : [index])),
  }
}

/** What somebody chose who wants no mail of each notice: it waits for the mail of the day, or stands in the portal alone. */
const WITHOUT_MAIL = { daily: 'gathered', portal: 'portal' } as const

/**
 * Addresses of the reserved domains `.example` and `localhost` (RFC 2606 §2, RFC 6761 §6.3) belong to
 * nobody: their mails are only kept.
 */
function mailStateFor(email: string): 'waiting' | 'kept' {
  return /(\.example|[@.]localhost)$/.test(email) ? 'kept' : 'waiting'
}
