/**
 * What a form shows after it was refused: what was typed, what is wrong with each field, and where each field stands, so
 * that the list of what is wrong can name it and lead to it. Every part that draws a field tells its form of it.
 */
import type { Fault } from '../../src/kernel/refusal.ts'

/** A field by its name, the id of the control to go to, and its label as it is said to the reader. */
export type ShownField = { readonly name: string; readonly id: string; readonly label: string }

export type FormState = {
  readonly value: (name: string, otherwise?: string) => string
  readonly values: (name: string, otherwise?: readonly string[]) => readonly string[]
  /**
   * Notes that this field is shown, and gives what is wrong with it: at its own place, or at one within it that no field
   * shown before stands for. So parts of a field are asked for before the whole.
   */
  readonly wrongWith: (field: ShownField) => string | null
  /** Whether something is wrong at just this place, for whoever shows a field only then. */
  readonly isWrong: (place: string) => boolean
  /** The field that a fault is about, of those shown so far. */
  readonly fieldOf: (fault: Fault) => ShownField | null
  /** As their fields follow each other on the page; what is about none of them comes last. */
  readonly inOrder: (faults: readonly Fault[]) => readonly Fault[]
  /** How long a text the move takes under this name; null where there is no move, or it says nothing. */
  readonly longest: (name: string) => number | null
  readonly prefix: string
  /** The id of the form the fields belong to, where they do not stand inside it. */
  readonly owner?: string
}

export function formState(typed: URLSearchParams | null, faults: readonly Fault[], prefix: string): FormState {
  const shown = new Map<string, ShownField>()
  const filled = filledRows(typed)
  const nearest = ({ at }: Fault) =>
    [at, ...placesAround(at)].map((place) => shown.get(place)).find((field) => field !== undefined) ?? null
  return {
    prefix,
    value: (name, otherwise = '') => typed?.get(name) ?? otherwise,
    values: (name, otherwise = []) => (typed ? typed.getAll(name) : otherwise),
    wrongWith: (field) => {
      shown.set(placeOf(field.name, filled), field)
      return faults.find((fault) => nearest(fault) === field)?.says ?? null
    },
    isWrong: (place) => faults.some(({ at }) => at === place),
    fieldOf: nearest,
    inOrder: (told) => {
      const order = new Map([...shown.values()].map((field, index) => [field, index]))
      const placeOnPage = (fault: Fault) => order.get(nearest(fault)!) ?? shown.size
      return told.toSorted((one, other) => placeOnPage(one) - placeOnPage(other))
    },
    longest: () => null,
  }
}

/** Fields are called `lines[0].part`, the place in what was taken in is `lines.0.part`; rows left empty do not count there. */
function placeOf(name: string, filled: ReadonlySet<string>): string {
  return name.replaceAll(/\[(\d+)\]/g, (_, index: string, at: number) => {
    const before = Array.from({ length: Number(index) }, (_row, row) => `${name.slice(0, at)}[${row}]`)
    return `.${before.filter((row) => filled.has(row)).length}`
  })
}

/** The rows in which something was typed, such as `lines[2]`. */
function filledRows(typed: URLSearchParams | null): ReadonlySet<string> {
  const names = [...(typed ?? [])].flatMap(([name, text]) => (text === '' ? [] : [name]))
  return new Set(
    names.flatMap((name) => [...name.matchAll(/\[\d+\]/g)].map(({ index, 0: row }) => name.slice(0, index) + row)),
  )
}

/** Of `lines.0.part`: `lines.0`, `lines`. */
function placesAround(at: string): readonly string[] {
  const steps = at.split('.')
  return steps.slice(1).map((_, index) => steps.slice(0, -1 - index).join('.'))
}

export function idIn({ prefix }: FormState, name: string): string {
  return `${prefix}-${name}`.replaceAll(/[^\w-]/g, '-')
}
