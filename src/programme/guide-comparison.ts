/**
 * Two versions of a guide held against each other, row by row. A row is the same one where what
 * names it is the same: form and field for a setting, the feature for a limitation. Restricted values are never said.
 */
import type { GuideContent } from './guide-content.ts'
import { audienceOf, FEATURE_RESULTS, GUIDE_AUDIENCES, GUIDE_KINDS, PLACE_SIDES } from './guide-content.ts'

export type Difference = {
  readonly kind: 'added' | 'taken out' | 'changed'
  /** What it is about: `SIP peer profile, Port`. */
  readonly what: Cell
  readonly cells: readonly CellCompared[]
}

/** What the authors of the guide wrote, or a word of ours for what they chose. */
export type Cell = string | { readonly ours: string }

/** `name` is ours; `was` and `is` are null where the row was not, or is no more. */
export type CellCompared = { readonly name: string; readonly was: Cell | null; readonly is: Cell | null }

export type PartCompared = { readonly part: string; readonly differences: readonly Difference[] }

type Cells = readonly (readonly [name: string, value: Cell])[]
/** A row with what names it, and the rest of what it says. */
type Said = { readonly what: Cell; readonly cells: Cells }

/** What is different, in the order of the guide; parts that are the same are left out. */
export function compareGuides(before: GuideContent, after: GuideContent): readonly PartCompared[] {
  const [old, fresh] = [partsOf(before), partsOf(after)]
  return old
    .map(([part, rows], index) => ({ part, differences: differencesOf(rows, fresh[index]?.[1] ?? []) }))
    .filter(({ differences }) => differences.length > 0)
}

function differencesOf(before: readonly Said[], after: readonly Said[]): readonly Difference[] {
  const [old, fresh] = [numbered(before), numbered(after)]
  const added = [...fresh].filter(([key]) => !old.has(key)).map(([, row]) => whole('added', row))
  const changes = [...old].flatMap(([key, row]): Difference[] => {
    const now = fresh.get(key)
    if (!now) return [whole('taken out', row)]
    const cells = row.cells.flatMap(([name, was], index) => {
      const is = now.cells[index]?.[1] ?? ''
      return textOf(was) === textOf(is) ? [] : [{ name, was, is }]
    })
    return cells.length > 0 ? [{ kind: 'changed', what: row.what, cells }] : []
  })
  return [...changes, ...added]
}

/** Rows of one name are told apart by their turn. */
function numbered(rows: readonly Said[]): ReadonlyMap<string, Said> {
  const met = new Map<string, number>()
  return new Map(
    rows.map((row) => {
      const name = textOf(row.what)
      const turn = met.get(name) ?? 0
      met.set(name, turn + 1)
      return [`${turn} ${name}`, row]
    }),
  )
}

function whole(kind: 'added' | 'taken out', { what, cells }: Said): Difference {
  const all = cells
    .filter(([, value]) => value !== '')
    .map(([name, value]) => ({ name, was: kind === 'added' ? null : value, is: kind === 'added' ? value : null }))
  return { kind, what, cells: all }
}

const textOf = (cell: Cell): string => (typeof cell === 'string' ? cell : cell.ours)

const ours = (words: string): Cell => ({ ours: words })

const HIDDEN = ours('told by the company on request')

function partsOf(content: GuideContent): readonly (readonly [part: string, rows: readonly Said[]])[] {
  const settings = (rows: GuideContent['vendorSettings']): readonly Said[] =>
    rows.map((row) => ({
      what: `${row.form}, ${row.field}`,
      cells: [
        ['Value', row.told ? HIDDEN : row.value],
        ['Default', row.standard],
        ['Why', row.why],
        ['Picture', row.picture ?? ''],
      ],
    }))
  return [
    [
      'In short',
      [
        one(ours('Summary'), content.summary),
        one(ours('Who reads it'), ours(GUIDE_AUDIENCES[audienceOf(content)])),
        one(ours('Kind'), ours(GUIDE_KINDS[content.kind ?? 'settings'])),
      ],
    ],
    [
      'Tested features',
      content.features.map((row) => ({
        what: row.feature,
        cells: [
          ['Result', ours(FEATURE_RESULTS[row.result])],
          ['Note', row.note],
        ],
      })),
    ],
    [
      'Equipment and versions',
      content.equipment.map((row) => ({ what: `${row.element}, ${row.product}`, cells: [['Version', row.version]] })),
    ],
    ['Topology', [one(ours('Description'), content.topology)]],
    [
      'Places',
      (content.places ?? []).map((row) => ({
        what: row.name,
        cells: [
          ['Belongs to', ours(PLACE_SIDES[row.side])],
          ['Note', row.note],
        ],
      })),
    ],
    [
      'Connections and ports',
      (content.links ?? []).map((row) => ({
        what: `${row.from} → ${row.to}, ${row.carries}`,
        cells: [['Ports', row.ports]],
      })),
    ],
    [
      'Limitations and workarounds',
      content.limitations.map((row) => ({
        what: row.feature,
        cells: [
          ['What people notice', row.effect],
          ['Workaround', row.workaround],
        ],
      })),
    ],
    ['Prerequisites and licences', lines(content.prerequisites)],
    ['Settings of the platform', settings(content.vendorSettings)],
    ['Settings of the product', settings(content.partnerSettings)],
    ['Verification', lines(content.verification)],
    [
      'Expected messages',
      (content.expected ?? []).map((row) => ({
        what: `${row.check}: ${row.from} → ${row.to}, ${row.message}`,
        cells: [],
      })),
    ],
    [
      'Troubleshooting',
      content.troubleshooting.map((row) => ({
        what: row.symptom,
        cells: [
          ['Likely cause', row.cause],
          ['Where to look', row.look],
        ],
      })),
    ],
    ['Emergency calls', [one(ours('Note'), content.emergencyNote)]],
    ['Contacts', content.contacts.map((row) => ({ what: row.who, cells: [['How to reach them', row.reach]] }))],
  ]
}

function one(what: Cell, text: Cell): Said {
  return { what, cells: [['It', text]] }
}

function lines(all: readonly string[]): readonly Said[] {
  return all.map((what) => ({ what, cells: [] }))
}
