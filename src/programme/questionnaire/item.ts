/**
 * The vocabulary of the SIP Interoperability Questionnaire (5T.b): what a question is. A question has
 * one or more fields; an answer is kept under `Q-05.transports`, so that part of a question can be
 * filled in, saved and commented on by itself.
 */
export type Answer = string | number | boolean | readonly string[] | readonly Row[]

export type Row = Readonly<Record<string, string>>

export type Answers = Readonly<Record<string, Answer>>

/** Who at the partner usually knows: sections can be handed to different people. */
export type Owner = 'commercial' | 'network' | 'security'

export type Section = {
  readonly id: string
  readonly title: string
  readonly owner: Owner
  readonly says: string
  readonly items: readonly Item[]
}

export type Item = {
  /** `Q-05`; never changes, quoted by test cases, clashes and comments. */
  readonly id: string
  readonly asks: string
  /** Why it is asked, or how to find the answer. */
  readonly help?: string
  /** What the answer drives: test cases by plan id, or a noun of the programme in words. */
  readonly drives: readonly string[]
  /** Asked only when this holds of what was answered so far. */
  readonly when?: (answers: Answers) => boolean
  readonly fields: readonly Field[]
}

export type Option = { readonly value: string; readonly says: string }

type FieldBase = {
  readonly id: string
  readonly label: string
  readonly help?: string
  readonly required: boolean
  readonly when?: (answers: Answers) => boolean
}

export type Field = FieldBase &
  (
    | { readonly kind: 'text' | 'long-text'; readonly example?: string }
    | { readonly kind: 'number'; readonly unit?: string; readonly least: number; readonly most: number }
    | { readonly kind: 'yes-no' }
    | { readonly kind: 'day' }
    | { readonly kind: 'countries' }
    | { readonly kind: 'one' | 'many' | 'ordered'; readonly options: readonly Option[] }
    | { readonly kind: 'rows'; readonly columns: readonly Column[]; readonly most: number }
  )

export type Column = {
  readonly id: string
  readonly label: string
  readonly example?: string
  readonly required: boolean
}

/** The key under which a field's answer is kept. */
export function answerKey(item: Item, field: Field): string {
  return `${item.id}.${field.id}`
}

/** Whether a list answer names an option; false for anything else, so that `when` reads as a sentence. */
export function names(answers: Answers, key: string, option: string): boolean {
  const answer = answers[key]
  return Array.isArray(answer) && answer.some((each) => each === option)
}
