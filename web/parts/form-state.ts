/**
 * What a form shows after it was refused: what was typed, what is wrong with each field, and where each field stands, so
 * that the list of what is wrong can name it and lead to it. Every part that draws a field tells its form of it. Where
 * what the form shows was changed meanwhile, a field that nobody wrote in shows what is kept now.
 */
import type { Fault } from '../../src/kernel/refusal.ts'
import { type CellNote, type FieldNote, inOne, imprintOf, NOTHING_IN_IT } from './form-notes.ts'

/** A field by its name, the id of the control to go to, and its label as it is said to the reader. */
export type ShownField = { readonly name: string; readonly id: string; readonly label: string }

export type FormState = {
  /** Everything that was sent; null where nothing was. */
  readonly typed: URLSearchParams | null
  readonly value: (name: string, kept?: string) => string
  readonly values: (name: string, kept?: readonly string[]) => readonly string[]
  /** Whether this one of the values of a name is ticked. */
  readonly ticked: (name: string, value: string, isKept: boolean) => boolean
  /** Whether rows stand as they were typed rather than as they are kept; both as one text. */
  readonly standsAsTyped: (name: string, typed: string, kept: string) => boolean
  /**
   * Notes that this field is shown, and gives what is wrong with it: at its own place, or at one within it that no field
   * shown before stands for. So parts of a field are asked for before the whole.
   */
  readonly wrongWith: (field: ShownField) => string | null
  /** Notes the words that the values of a field are chosen by, and what its boxes are together. */
  readonly chosenBy: (name: string, words: Readonly<Record<string, string>>, group?: string) => void
  /** Notes that the fields below this name are the cells of a table. */
  readonly isTable: (name: string, cells: readonly CellNote[]) => void
  /** Whether something is wrong at just this place, for whoever shows a field only then. */
  readonly isWrong: (place: string) => boolean
  /** The field that a fault is about, of those shown so far. */
  readonly fieldOf: (fault: Fault) => ShownField | null
  /** As their fields follow each other on the page; what is about none of them comes last. */
  readonly inOrder: (faults: readonly Fault[]) => readonly Fault[]
  /** How long a text the move takes under this name; null where there is no move, or it says nothing. */
  readonly longest: (name: string) => number | null
  /** The fields shown so far, as they are told to whoever takes up what was typed into them. */
  readonly notes: () => readonly FieldNote[]
  /** Names of fields that show what is kept now, though something else had been typed. */
  readonly leftOut: () => ReadonlySet<string>
  readonly prefix: string
  /** The id of the form the fields belong to, where they do not stand inside it. */
  readonly owner?: string
}

/** `before` are the imprints of what the fields showed when they were written in, where it was changed meanwhile. */
export function formState(
  typed: URLSearchParams | null,
  faults: readonly Fault[],
  prefix: string,
  before: ReadonlyMap<string, string> | null = null,
): FormState {
  const shown = new Map<string, ShownField>()
  const imprints = new Map<string, string>()
  const words = new Map<string, Readonly<Record<string, string>>>()
  const groups = new Map<string, string>()
  const tables = new Map<string, readonly CellNote[]>()
  const leftOut = new Set<string>()
  const filled = filledRows(typed)
  const nearest = ({ at }: Fault) =>
    [at, ...placesAround(at)].map((place) => shown.get(place)).find((field) => field !== undefined) ?? null
  const standsAsTyped = (name: string, sent: string, kept: string, key = name): boolean => {
    const [now, then] = [imprintOf(kept), before?.get(key) ?? NOTHING_IN_IT]
    imprints.set(key, now)
    if (!typed || !before) return typed !== null
    const isOwn = imprintOf(sent) !== then
    if (isOwn && now !== then && imprintOf(sent) !== now) leftOut.add(name)
    return isOwn && now === then
  }
  /** Cells of a table, and lines that share the name of their field, are told with the whole. */
  const isWithin = (name: string) =>
    /\.\d+$/.test(name) || [...tables.keys()].some((table) => name.startsWith(`${table}[`))
  return {
    typed,
    prefix,
    value: (name, kept = '') => {
      const sent = typed?.get(name) ?? kept
      return standsAsTyped(name, sent, kept) ? sent : kept
    },
    values: (name, kept = []) => {
      const sent = typed?.getAll(name) ?? []
      return standsAsTyped(name, inOne(sent), inOne(kept)) ? sent : kept
    },
    ticked: (name, value, isKept) => {
      const isSent = typed?.getAll(name).includes(value) ?? false
      return standsAsTyped(name, isSent ? value : '', isKept ? value : '', `${name}=${value}`) ? isSent : isKept
    },
    standsAsTyped,
    wrongWith: (field) => {
      shown.set(placeOf(field.name, filled), field)
      return faults.find((fault) => nearest(fault) === field)?.says ?? null
    },
    chosenBy: (name, more, group) => {
      words.set(name, { ...words.get(name), ...more })
      if (group) groups.set(name, group)
    },
    isTable: (name, cells) => void tables.set(name, cells),
    isWrong: (place) => faults.some(({ at }) => at === place),
    fieldOf: nearest,
    inOrder: (told) => {
      const order = new Map([...shown.values()].map((field, index) => [field, index]))
      const placeOnPage = (fault: Fault) => order.get(nearest(fault)!) ?? shown.size
      return told.toSorted((one, other) => placeOnPage(one) - placeOnPage(other))
    },
    longest: () => null,
    notes: () =>
      [...shown.values()]
        .filter(({ name }) => !isWithin(name))
        .map(({ name, label }) => ({
          name,
          label: groups.get(name) ?? label,
          was: Object.fromEntries(
            [...imprints].filter(
              ([key, imprint]) => imprint !== NOTHING_IN_IT && (key === name || key.startsWith(`${name}=`)),
            ),
          ),
          words: words.get(name) ?? {},
          cells: tables.get(name) ?? [],
        })),
    leftOut: () => leftOut,
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
