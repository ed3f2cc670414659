/**
 * The settings of a system out of the file it exports: a table (CSV, XLSX, Markdown) with columns for name and value, or
 * JSON of names and values, however deep they lie. Refused: what holds no names with values, more than 5000 of them, and
 * names nested deeper than eight.
 */
import { refuse } from '../kernel/refusal.ts'
import { isPlainText, nameKey } from '../kernel/text.ts'
import type { ExportedSetting } from '../programme/guide-settings.ts'
import { textIn } from './file-kind.ts'
import { type TableFile, tableFrom, type TableKind } from './table-file.ts'

export const SETTINGS_TABLE: TableKind = {
  rows: 5000,
  bytes: 2_000_000,
  clause: '3C.2',
  shorten: 'Export the parts that the guide speaks of.',
}

const DEEPEST = 8
/** Lists lie between names, and are counted as well. */
const MOST_LEVELS = 3 * DEEPEST
const LONGEST = 2000

export async function settingsFrom(bytes: Uint8Array): Promise<readonly ExportedSetting[]> {
  if (bytes.length > SETTINGS_TABLE.bytes) tooMany()
  const text = textIn(bytes)
  const settings = text && /^\s*[[{]/.test(text) ? fromJson(text) : fromTable(await tableFrom(bytes, SETTINGS_TABLE))
  if (settings.length === 0) noSettings()
  if (settings.some(({ path, value }) => !isPlainText(path) || !isPlainText(value))) noSettings()
  return settings
}

const VALUES = new Set(['value', 'current value', 'current', 'is', 'setting value'])
const STANDARDS = new Set(['default', 'why', 'comment', 'description', 'picture', 'side'])

/** One column is the value; what stands in the others, but for defaults and remarks, is the name. */
function fromTable({ head, rows }: TableFile): readonly ExportedSetting[] {
  const names = head.map((cell) => nameKey(cell.text))
  const named = names.findIndex((name) => VALUES.has(name))
  const value = named >= 0 ? named : names.length - 1
  if (names.length < 2) return noSettings()
  const path = names.flatMap((name, column) => (column === value || STANDARDS.has(name) ? [] : [column]))
  return rows
    .map((row) => ({
      path: path
        .map((column) => row[column]?.text ?? '')
        .join(' ')
        .trim(),
      value: row[value]?.text ?? '',
    }))
    .filter((setting) => setting.path !== '')
}

function fromJson(text: string): readonly ExportedSetting[] {
  const found: ExportedSetting[] = []
  collect(parsed(text), [], found)
  return found
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return noSettings()
  }
}

/** An object with a value of its own and names beside it is a row; any other one is a level of names. */
function collect(value: unknown, path: readonly string[], found: ExportedSetting[], depth = 0): void {
  if (path.length > DEEPEST || depth > MOST_LEVELS) tooMany()
  if (Array.isArray(value)) {
    for (const each of value) collect(each, path, found, depth + 1)
    return
  }
  if (typeof value !== 'object' || value === null) {
    if (path.length === 0) return
    if (found.length >= SETTINGS_TABLE.rows) tooMany()
    found.push({ path: path.join(' ').slice(0, LONGEST), value: sayValue(value).slice(0, LONGEST) })
    return
  }
  const entries = Object.entries(value)
  const own = entries.find(([name]) => VALUES.has(nameKey(name)))
  if (!own) {
    for (const [name, each] of entries) collect(each, [...path, name], found, depth + 1)
    return
  }
  const names = entries.flatMap(([name, each]) =>
    name !== own[0] && !STANDARDS.has(nameKey(name)) && typeof each === 'string' ? [each] : [],
  )
  collect(own[1], [...path, ...names], found, depth + 1)
}

/** A switch, a number or a text as it is written. */
function sayValue(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value ?? '')
}

function tooMany(): never {
  return refuse('too-large', {
    says: 'This export holds more than any guide speaks of.',
    next: SETTINGS_TABLE.shorten,
    clause: SETTINGS_TABLE.clause,
  })
}

function noSettings(): never {
  return refuse('wrong-file', {
    says: 'This file holds no settings: no names with their values.',
    next: 'Send CSV or XLSX whose last column, or one called Value, is the value; or JSON of names and values.',
    clause: '3C.2',
    faults: [{ at: 'file', says: 'No settings were found in it.' }],
  })
}
