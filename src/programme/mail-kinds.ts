/**
 * The notices by what they are about, and what somebody can choose of each kind: a mail at once, the day's in one mail,
 * or none. Every notice stands in the portal whatever is chosen. What runs against a day that counts in law or lets
 * somebody in is always sent at once (8.7, 4A.5).
 */
import { type Language, languageNamed } from '../kernel/language.ts'

export const MAIL_KINDS = {
  access: {
    says: 'Getting in, and being let in: invitations, links for a password, technicians’ credentials and access',
    codes: ['N03', 'N10', 'N11', 'N12'],
    canBeChosen: false,
  },
  membership: {
    says: 'The membership: its terms, its fee, its end, and whether your contacts are right',
    codes: ['N02', 'N04', 'N05', 'N44', 'N47'],
    canBeChosen: false,
  },
  requests: {
    says: 'Enquiries, requests and tickets, and your place in the line for the lab',
    codes: ['N01', 'N06', 'N09', 'N14', 'N15', 'N16'],
    canBeChosen: true,
  },
  plans: {
    says: 'Questionnaires, SAT plans and results, questions and answers',
    codes: ['N07', 'N08', 'N17', 'N18', 'N19', 'N20'],
    canBeChosen: true,
  },
  fees: {
    says: 'Quotes, orders and payments',
    codes: ['N21', 'N22', 'N23', 'N24', 'N25'],
    canBeChosen: true,
  },
  testing: {
    says: 'Slots, testing, test cases that failed, reports and retests',
    codes: ['N13', 'N26', 'N27', 'N28', 'N29', 'N30', 'N31'],
    canBeChosen: true,
  },
  decisions: {
    says: 'Decisions, disputes, guides, logos and listings',
    codes: ['N32', 'N33', 'N34', 'N35', 'N36', 'N43', 'N45'],
    canBeChosen: true,
  },
  standing: {
    says: 'Releases, review calls, what turns yellow or red, and field issues',
    codes: ['N37', 'N38', 'N39', 'N40', 'N41', 'N42'],
    canBeChosen: true,
  },
  late: {
    says: 'What is about to be late, or is late',
    codes: ['N46'],
    canBeChosen: true,
  },
} as const satisfies Record<string, { says: string; codes: readonly string[]; canBeChosen: boolean }>

export type MailKind = keyof typeof MAIL_KINDS

export const MAIL_KIND_NAMES = Object.keys(MAIL_KINDS) as MailKind[]

export const MAIL_CHOICES = {
  'at-once': 'A mail at once',
  daily: 'One mail a day',
  portal: 'Only in the portal',
} as const

export type MailChoice = keyof typeof MAIL_CHOICES

/** What somebody chose; a kind that is not named goes out at once, and the week’s mail comes unless it is refused. */
export type MailChoices = {
  readonly kinds: Readonly<Partial<Record<MailKind, MailChoice>>>
  readonly weekly: boolean
  /** In which language mails are written; English where none was chosen. */
  readonly language?: Language
}

export const UNCHOSEN: MailChoices = { kinds: {}, weekly: true }

const KIND_OF = new Map<string, MailKind>(
  MAIL_KIND_NAMES.flatMap((kind) => MAIL_KINDS[kind].codes.map((code) => [code, kind] as const)),
)

/** How a notice goes out to whoever chose so; a code that no kind names goes out at once. */
export function wayOf(code: string, { kinds }: MailChoices): MailChoice {
  const kind = KIND_OF.get(code)
  return kind && MAIL_KINDS[kind].canBeChosen ? (kinds[kind] ?? 'at-once') : 'at-once'
}

/** The choices out of a form’s fields `mail.KIND` and `weekly`; what is no choice stands as it was before anybody chose. */
export function choicesFrom(field: (name: string) => string | null): MailChoices {
  const chosen = MAIL_KIND_NAMES.flatMap((kind) => {
    const choice = field(`mail.${kind}`) ?? ''
    return MAIL_KINDS[kind].canBeChosen && isChoice(choice) && choice !== 'at-once' ? [[kind, choice] as const] : []
  })
  const language = languageNamed(field('language'))
  return { kinds: Object.fromEntries(chosen), weekly: field('weekly') !== null, ...(language ? { language } : {}) }
}

function isChoice(word: string): word is MailChoice {
  return Object.hasOwn(MAIL_CHOICES, word)
}
