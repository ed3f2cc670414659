/**
 * A refusal is one of the three kinds of no: we will not do what was asked, and say what, why,
 * under which clause, and what to do next. It is thrown by whoever refuses and shown by the server
 * and the command line from the one table below. (The other two: a finding is data about
 * somebody's thing; a bug is an ordinary Error.)
 */
export type RefusalCode = keyof typeof answers

/** What a refusal becomes outside: the HTTP status, and the exit code of the command line. */
const answers = {
  'not-signed-in': { status: 401, exit: 1 },
  'not-permitted': { status: 403, exit: 1 },
  'not-found': { status: 404, exit: 1 },
  'not-now': { status: 409, exit: 1 },
  stale: { status: 409, exit: 1 },
  conflict: { status: 409, exit: 1 },
  rule: { status: 422, exit: 1 },
  'wrong-input': { status: 422, exit: 1 },
  'wrong-file': { status: 422, exit: 1 },
  'too-large': { status: 413, exit: 1 },
  'too-many': { status: 429, exit: 1 },
  'wrong-usage': { status: 400, exit: 2 },
  unavailable: { status: 503, exit: 3 },
} as const

/** Every kind of no that is said to programs; wrong usage is the command line’s. */
export const API_REFUSALS = (Object.keys(answers) as RefusalCode[]).filter((code) => code !== 'wrong-usage')

/** One thing wrong at one place: a field of a form, a path in a file, a test case. */
export type Fault = { readonly at: string; readonly says: string }

export class Refusal extends Error {
  override readonly name = 'Refusal'
  readonly code: RefusalCode
  readonly says: string
  readonly clause: string | null
  readonly next: string
  readonly faults: readonly Fault[]
  readonly see: string | null

  constructor(code: RefusalCode, words: RefusalWords) {
    super(words.says)
    this.code = code
    this.says = words.says
    this.clause = words.clause ?? null
    this.next = words.next
    this.faults = words.faults ?? []
    this.see = words.see ?? null
  }
}

export type RefusalWords = {
  readonly says: string
  readonly next: string
  readonly clause?: string | null | undefined
  readonly faults?: readonly Fault[] | undefined
  /** The page of what stands in the way, for whoever may see it: an address here, such as `/products/acme-trunk`. */
  readonly see?: string | null | undefined
}

export function refuse(code: RefusalCode, words: RefusalWords): never {
  throw new Refusal(code, words)
}

export function statusOf(refusal: Refusal): number {
  return answers[refusal.code].status
}

export function exitCodeOf(refusal: Refusal): number {
  return answers[refusal.code].exit
}

/** The refusal as outside programs read it (contract: `{"refused":{…}}`). */
export function refusalAsData(refusal: Refusal) {
  const { code, says, clause, next, faults, see } = refusal
  return { refused: { code, says, clause, next, ...(faults.length > 0 ? { faults } : {}), ...(see ? { see } : {}) } }
}
