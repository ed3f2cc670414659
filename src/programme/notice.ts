/** The vocabulary of notices: whom one is for, what it can speak of, and the turns of phrase its rows are made of. */
import { addBusinessDays, dateWords, parseDay } from '../kernel/day.ts'
import type { Fact } from './fact-words.ts'
import { listingPage } from './listing-text.ts'

/** Groups of people; `applicant`, `person` and `billing` are named by the fact itself or its project. */
export type Audience =
  | 'partner'
  | 'sponsor'
  | 'technician'
  | 'office'
  | 'lab'
  | 'other-side'
  | 'slot-engineer'
  | 'applicant'
  | 'person'
  | 'billing'
  | 'mailbox'
  | 'queue'
  | 'support'
  | 'requester'
  | 'bearer'
  | 'keepers'

export type NoticeRow = {
  readonly code: string
  readonly to: readonly Audience[]
  readonly subject: (about: About) => string
  readonly text: (about: ForReader) => readonly Paragraph[]
  /** Whether this row speaks of the fact at all; every one does that does not say. */
  readonly when?: (about: About) => boolean
  /** Where the link leads; a one-time link of the fact where it has one. */
  readonly link: (about: About) => string
}

/** A paragraph of ours, or what somebody wrote, which is told as they wrote it in every language. */
export type Paragraph = string | { readonly quoted: string }

/** What a notice can speak of. */
export type About = {
  readonly fact: Fact
  /** `P-2026-0042 Northwind Trunk on MiVoice Business` or the name of what it is about. */
  readonly subject: string
  readonly projectLink: string
  /** The programme's figures on the day. */
  readonly figure: (key: string) => number
}

/** The same for one reader: what is theirs to do next and by when, or whose turn it is; empty where it is nobody's. */
type ForReader = About & { readonly next: string }

type Data = Readonly<Record<string, unknown>>

/** Paragraphs, the empty ones left out, and the clause they rest on. */
export const onClause = (clause: string | null, ...texts: readonly Paragraph[]): readonly Paragraph[] =>
  [...texts, clause ? clauseLine(clause) : ''].filter((text) => text !== '')

export const clauseLine = (clause: string): string => `Clause ${clause}.`

export const paragraphs = ({ fact }: About, ...texts: readonly Paragraph[]): readonly Paragraph[] =>
  onClause(fact.clause, ...texts)

export const row = (code: string, to: readonly Audience[], what: string, more: Partial<NoticeRow> = {}): NoticeRow => ({
  code,
  to,
  subject: (about) => `${about.subject}: ${what}`,
  text: (about) => paragraphs(about, `${about.fact.says}.`, about.next),
  link: (about) => about.projectLink,
  ...more,
})

export const dataOf = (about: About) => (about.fact.data ?? {}) as Data

export const textOf = (value: unknown) => (typeof value === 'string' ? value : '')

/** A text of somebody’s, as a paragraph of its own; none where they wrote nothing. */
export const quoted = (value: unknown): Paragraph => (textOf(value) === '' ? '' : { quoted: textOf(value) })

/** A text of the fact's own data: a reason, a question, an answer; and what the reader can do about it. */
export const quoting = (key: string, asks = ''): Partial<NoticeRow> => ({
  text: (about) => {
    const written = quoted(dataOf(about)[key])
    return paragraphs(about, `${about.fact.says}${written ? ':' : '.'}`, written, asks, about.next)
  },
})

/** The same for somebody to whom the course of the project is none of their affair. */
export const telling = (key: string, asks = ''): Partial<NoticeRow> => ({
  text: (about) => quoting(key, asks).text!({ ...about, next: '' }),
})

/** A fact that says it all, and what the reader can do about it. */
export const followedBy = (asks: string): Partial<NoticeRow> => ({
  text: (about) => paragraphs(about, `${about.fact.says}.`, asks, about.next),
})

export const inProject = (page: string): Partial<NoticeRow> => ({ link: (about) => `${about.projectLink}/${page}` })

/** A question or an answer: what it asks of the reader stands before whose turn the project is. */
export const asking = (asks: string): Partial<NoticeRow> => ({
  text: (about) => paragraphs(about, `${about.fact.says}:`, quoted(dataOf(about).text), asks, about.next),
  ...inProject('questions'),
})

/** For somebody who sees no project: what happened, and what to do about it. */
export const saying = (text: (about: About) => string, link: string): Partial<NoticeRow> => ({
  text: (about) => paragraphs(about, `${about.fact.says}.`, text(about)),
  link: () => link,
})

/** The day by which the programme means to have done something, in words. */
export const aim = (about: About, target: string) => dateWords(addBusinessDays(about.fact.day, about.figure(target)))

/** A day that the fact names, in words. */
export const dayOfFact = (about: About, key: string): string => {
  const named = parseDay(textOf(dataOf(about)[key]))
  return named ? dateWords(named) : ''
}

export const onCertification: Partial<NoticeRow> = {
  link: (about) => `/certifications/${textOf(dataOf(about).certification)}`,
}

/** A decision: its reason, and what can be done next (G-03). */
export const deciding: Partial<NoticeRow> = {
  text: (about) => {
    const { reason, next } = dataOf(about)
    return paragraphs(about, `${about.fact.says}:`, quoted(reason), quoted(next), about.next)
  },
}

export const onTechnician = (asks: string): Partial<NoticeRow> => ({
  text: (about) => paragraphs(about, `${about.fact.says}.`, quoted(dataOf(about).reason), asks),
  link: (about) => `/technicians/${textOf(dataOf(about).person)}`,
})

export const onReview: Partial<NoticeRow> = {
  link: (about) => `/certifications/${textOf(dataOf(about).certification)}/review`,
}

/** What is about a company begins with its name. */
export const named = (what: string): Partial<NoticeRow> => ({
  subject: (about) => `${textOf(dataOf(about).name)}: ${what}`,
})

export const onMembership: Partial<NoticeRow> = {
  link: (about) => `/memberships/${textOf(dataOf(about).organisation)}`,
}

export const onFeeRequest: Partial<NoticeRow> = {
  link: (about) => `/fee-requests/${textOf(dataOf(about).request)}`,
}

export const onEquipment: Partial<NoticeRow> = { link: (about) => `/equipment/${textOf(dataOf(about).order)}` }

/** Why it was switched off are words of ours. */
export const onWebhook: Partial<NoticeRow> = {
  text: (about) => paragraphs(about, `${about.fact.says}:`, textOf(dataOf(about).reason), about.next),
  subject: () => 'A webhook of yours was switched off: nobody took what it was sent',
  link: (about) => `/webhooks/${textOf(dataOf(about).webhook)}`,
}

/** The page where the texts of the catalogue are proposed and decided on, for whoever is told. */
export const onListing = (of: 'partner' | 'office', asks: string): Partial<NoticeRow> => ({
  text: (about) => {
    const { reason, text } = dataOf(about)
    return paragraphs(about, `${about.fact.says}:`, quoted(reason) || quoted(text) || '(no text)', asks)
  },
  link: (about) => {
    const { product, organisation } = dataOf(about)
    return listingPage({ organisation: textOf(organisation), product: product ? textOf(product) : null }, of)
  },
})

export const onTicket: Partial<NoticeRow> = { link: (about) => `/tickets/${textOf(dataOf(about).ticket)}` }

export const invited = (first: string): Partial<NoticeRow> =>
  saying(
    (about) => `${first}Open the link, once, by ${dayOfFact(about, 'until')}, to choose your password.`,
    'invitation',
  )
