/**
 * The settings of a living system held against the rows of a guide: whether support may help is a question of whether
 * the deployment follows the guide (3C.2). What a restricted row wants is not told, only whether it is so.
 */
import { nameKey } from '../kernel/text.ts'
import type { GuideContent, Setting } from './guide-content.ts'

/** One setting as a system exports it; `path` is everything its name consists of. */
export type ExportedSetting = { readonly path: string; readonly value: string }

export type SettingOutcome = 'equal' | 'different' | 'missing'

export type SettingCompared = {
  readonly form: string
  readonly field: string
  /** What the guide wants; null where that is not told. */
  readonly wanted: string | null
  /** What the system has; null where the export does not name it, or where it is not told. */
  readonly found: string | null
  readonly outcome: SettingOutcome
}

export type Side = 'platform' | 'product'

/** Every row of a side of the guide, in its order, with what was found. */
export function compareSettings(
  content: GuideContent,
  side: Side,
  exported: readonly ExportedSetting[],
): readonly SettingCompared[] {
  const values = new Map<string, string[]>()
  for (const { path, value } of exported) {
    const key = nameKey(path)
    const there = values.get(key)
    if (there) there.push(value)
    else values.set(key, [value])
  }
  const rows = side === 'platform' ? content.vendorSettings : content.partnerSettings
  return rows.map((row) => compared(row, foundFor(row, rows, values)))
}

/** By form and field; by the field alone where no other row of the guide is called so. */
function foundFor(
  row: Setting,
  rows: readonly Setting[],
  values: ReadonlyMap<string, readonly string[]>,
): readonly string[] {
  const inFull = values.get(nameKey(`${row.form} ${row.field}`))
  if (inFull) return inFull
  const isAlone = rows.filter((each) => nameKey(each.field) === nameKey(row.field)).length === 1
  return (isAlone && values.get(nameKey(row.field))) || []
}

/** Exported twice with different values, it is not as the guide says. */
function compared({ form, field, value, told }: Setting, found: readonly string[]): SettingCompared {
  const outcome = found.length === 0 ? 'missing' : found.every((each) => isSame(each, value)) ? 'equal' : 'different'
  return {
    form,
    field,
    outcome,
    wanted: told ? null : value,
    found: told || found.length === 0 ? null : [...new Set(found)].join('; '),
  }
}

function isSame(one: string, other: string): boolean {
  const plain = (text: string) => text.normalize('NFKC').trim().replace(/\s+/g, ' ').toLowerCase()
  return plain(one) === plain(other)
}
