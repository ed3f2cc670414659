/** What is wrong with an input, place by place: in the sentences of its schema, or in ours where that has none. */
import type { z } from 'zod'
import type { Fault } from '../kernel/refusal.ts'

/** No form shows more, and whoever sends more has not looked at the first. */
const MOST_FAULTS = 50

/** The input as its schema takes it, or its faults. */
export function readInput<Schema extends z.ZodType>(
  schema: Schema,
  input: unknown,
): { readonly value: z.output<Schema> } | { readonly faults: readonly Fault[] } {
  const parsed = schema.safeParse(input, { error: unsaid })
  return parsed.success
    ? { value: parsed.data }
    : { faults: parsed.error.issues.flatMap(faultsOf).slice(0, MOST_FAULTS) }
}

/** One sentence for all of it: the only fault's own, or how many there are. */
export function sayFaults(faults: readonly Fault[]): string {
  return faults.length === 1 ? faults[0]!.says : `${faults.length} fields need another look.`
}

/** What is wrong where an input has no sentence of its own for it. */
const unsaid: z.core.$ZodErrorMap = (issue) => {
  if (issue.code === 'invalid_type' && issue.input === undefined) return 'Please fill this in.'
  if (issue.code === 'too_small' && issue.origin === 'string') return 'Please fill this in.'
  if (issue.code === 'invalid_value') return `Choose one of: ${issue.values.map(String).join(', ')}.`
  if (issue.code === 'unrecognized_keys') return `Unknown: ${issue.keys.join(', ')}.`
  if (issue.code === 'too_big') return `At most ${issue.maximum}.`
  if (issue.code === 'too_small') return `At least ${issue.minimum}.`
  return 'This cannot be taken as it stands.'
}

/** A field that is not known has its fault at its own name: the place around it is often the whole, which has none. */
function faultsOf({ path, message, ...issue }: z.core.$ZodIssue): readonly Fault[] {
  const at = path.map(String)
  if (issue.code !== 'unrecognized_keys') return [{ at: at.join('.'), says: message }]
  return issue.keys.map((key) => ({ at: [...at, key.slice(0, 60)].join('.'), says: `Unknown: ${key.slice(0, 60)}.` }))
}
