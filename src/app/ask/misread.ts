/** What of an address is nothing that can be asked for: people are told so beside what is shown, programs are refused. */
import { parseDay } from '../../kernel/day.ts'
import { type Fault, refuse } from '../../kernel/refusal.ts'
import { asTyped } from '../../kernel/text.ts'

/** An address with more in it than this was not typed by anybody. */
const MOST_TOLD = 20

/** Names that are none of those known, and names given twice; `unknown` says what of a name. */
export function namesMisread(
  query: URLSearchParams,
  known: readonly string[],
  unknown: (name: string) => string,
): readonly Fault[] {
  return [...new Set(query.keys())].slice(0, MOST_TOLD).flatMap((name): Fault[] => {
    const at = asTyped(name, 40)
    if (!known.includes(name)) return [{ at, says: unknown(at) }]
    return query.getAll(name).length > 1 ? [{ at, says: `“${at}” is asked for more than once; the first counts.` }] : []
  })
}

/** A value that is none of those there are. */
export function oneOf(
  at: string,
  value: string | null | undefined,
  all: readonly string[],
  says: (value: string) => string,
): readonly Fault[] {
  return !value || all.includes(value) ? [] : [{ at, says: says(asTyped(value, 60)) }]
}

/** A day that the calendar has not. */
export function noDay(at: string, value: string | null | undefined): readonly Fault[] {
  return !value || parseDay(value) ? [] : [{ at, says: `There is no day “${asTyped(value, 60)}”.` }]
}

/** Refuses what was misread, with what may be asked for instead. */
export function refuseMisread(misread: readonly Fault[], next: string, clause?: string): void {
  const [first] = misread
  if (first) refuse('wrong-input', { says: first.says, next, ...(clause ? { clause } : {}), faults: misread })
}

/** What the address of a list may ask for, and of that, what is one of a few words. */
export type Askable = {
  readonly asks: readonly string[]
  readonly words?: Readonly<Record<string, readonly string[]>>
}

/** Refuses what a list cannot be asked for: a program is never given the answer to another question than its own. */
export function refuseAskedAmiss(query: URLSearchParams, { asks, words = {} }: Askable): void {
  const misread = [
    ...namesMisread(query, [...asks, 'language'], (name) => `This list has no filter called “${name}”.`),
    ...Object.entries(words).flatMap(([name, all]) =>
      oneOf(name, query.get(name), all, (value) => `“${value}” is none of these: ${all.join(', ')}.`),
    ),
  ]
  refuseMisread(
    misread,
    asks.length === 0
      ? 'Ask for it without a filter: it has none.'
      : `Correct it and ask again; this list can be asked for ${asks.join(', ')}.`,
  )
}
