/** The two drawings of a config guide: its topology, and the ladder a check should show (4.8, points 7 and 12). */
import type { ExpectedLadder, GuideContent } from '../programme/guide-content.ts'
import { arrow, type Drawing, drawingOf, INK, textAt } from './drawing.ts'

const BOX = { width: 176, height: 58, gap: 26 } as const
const ROOM_BETWEEN = 190
const LEFT = 24
const TOP = 50

const COLUMNS = ['platform', 'between', 'product'] as const
const COLUMN_WORDS = { platform: 'Platform', between: 'In between', product: 'Product' } as const
const FILL = { platform: '#e4f0ee', between: '#f2f4f3', product: '#f3ecdf' } as const

type Place = NonNullable<GuideContent['places']>[number]
type At = { readonly x: number; readonly y: number }

/** Places in columns by their side, joined as the links say; null where no place is named. */
export function topologyDrawing({ places = [], links = [] }: GuideContent): Drawing | null {
  if (places.length === 0) return null
  const columns = COLUMNS.map((side) => places.filter((place) => place.side === side)).filter((all) => all.length > 0)
  const boxAt = new Map<string, At>()
  const tallest = Math.max(...columns.map((all) => all.length))
  const bodyHeight = tallest * (BOX.height + BOX.gap)
  const pairs = pairsOf(links)
  const rowsNeeded = Math.max(bodyHeight, ...pairs.map((pair) => pair.says.length * 18 + 40))
  columns.forEach((all, column) => {
    const free = (rowsNeeded - all.length * (BOX.height + BOX.gap)) / 2
    all.forEach((place, row) =>
      boxAt.set(place.name, {
        x: LEFT + column * (BOX.width + ROOM_BETWEEN),
        y: TOP + free + BOX.gap / 2 + row * (BOX.height + BOX.gap),
      }),
    )
  })
  const width = LEFT * 2 + columns.length * BOX.width + (columns.length - 1) * ROOM_BETWEEN
  const parts = [
    ...columns.map((all, column) =>
      textAt(LEFT + column * (BOX.width + ROOM_BETWEEN) + BOX.width / 2, 26, COLUMN_WORDS[all[0]!.side], 24, {
        fill: INK.soft,
        size: 12,
      }),
    ),
    ...pairs.flatMap((pair) => joined(pair, boxAt)),
    ...places.flatMap((place) => box(place, boxAt.get(place.name)!)),
  ]
  return drawingOf('Topology', width, Math.ceil(rowsNeeded + TOP + 14), parts)
}

type Pair = { readonly from: string; readonly to: string; readonly says: readonly string[] }

/** Everything that joins the same two places is one line with its words one below the other. */
function pairsOf(links: NonNullable<GuideContent['links']>): readonly Pair[] {
  const pairs = new Map<string, Pair>()
  for (const { from, to, carries, ports } of links) {
    const key = JSON.stringify([from, to].toSorted())
    const says = ports === '' ? carries : `${carries}, ${ports}`
    const there = pairs.get(key)
    pairs.set(key, there ? { ...there, says: [...there.says, says] } : { from, to, says: [says] })
  }
  return [...pairs.values()]
}

/** Places in neighbouring columns are joined by a straight line; in one column, or across, by a line with a bend. */
function joined({ from, to, says }: Pair, boxAt: ReadonlyMap<string, At>): readonly string[] {
  const [one, other] = [boxAt.get(from), boxAt.get(to)].toSorted((a, b) => (a?.x ?? 0) - (b?.x ?? 0))
  if (!one || !other || one === other) return []
  const y1 = one.y + BOX.height / 2
  const y2 = other.y + BOX.height / 2
  if (one.x === other.x) {
    const x = one.x + BOX.width / 2
    const [upper, lower] = [Math.min(y1, y2), Math.max(y1, y2)]
    return [
      `<line x1="${x}" x2="${x}" y1="${upper}" y2="${lower}" stroke="${INK.line}" stroke-width="1.4"/>`,
      textAt(x, (upper + lower) / 2 + 4, says.join(', '), 26, { size: 11, fill: INK.soft }),
    ]
  }
  const x1 = one.x + BOX.width
  const middle = other.x - ROOM_BETWEEN / 2
  const line =
    y1 === y2
      ? arrow(x1 + 4, other.x - 4, y1, true)
      : `<path d="M${x1} ${y1} H${middle - ROOM_BETWEEN / 2 + 16} L${other.x - 16} ${y2} H${other.x}" fill="none" stroke="${INK.line}" stroke-width="1.4"/>`
  const top = (y1 + y2) / 2 - 8 - (says.length - 1) * 16
  return [
    line,
    ...says.flatMap((text, index) => {
      const y = top + index * 16
      const wide = Math.min(text.length, 27) * 6.6 + 8
      return [
        `<rect x="${middle - wide / 2}" y="${y - 12}" width="${wide}" height="16" fill="${INK.paper}"/>`,
        textAt(middle, y, text, 27, { size: 12, fill: INK.soft }),
      ]
    }),
  ]
}

function box({ name, side, note }: Place, { x, y }: At): readonly string[] {
  return [
    `<rect x="${x}" y="${y}" width="${BOX.width}" height="${BOX.height}" rx="6" fill="${FILL[side]}" stroke="${INK.accent}" stroke-width="1.2"/>`,
    textAt(x + BOX.width / 2, y + (note === '' ? 34 : 26), name, 23, { bold: true }),
    ...(note === '' ? [] : [textAt(x + BOX.width / 2, y + 45, note, 29, { size: 11, fill: INK.soft })]),
  ]
}

const LANE = 300
const STEP = 28
const LANES_TOP = 60

/** The messages of a check between those who exchange them, top to bottom. */
export function ladderDrawing({ check, messages }: ExpectedLadder): Drawing {
  const lanes = [...new Set(messages.flatMap(({ from, to }) => [from, to]))]
  const laneAt = (name: string) => 110 + lanes.indexOf(name) * LANE
  const height = LANES_TOP + messages.length * STEP + 24
  return drawingOf(`Expected: ${check}`, 220 + Math.max(1, lanes.length - 1) * LANE, height, [
    ...lanes.flatMap((name) => [
      textAt(laneAt(name), 28, name, 28, { bold: true }),
      `<line x1="${laneAt(name)}" x2="${laneAt(name)}" y1="40" y2="${height - 14}" stroke="#9aa3ad"/>`,
    ]),
    ...messages.flatMap(({ from, to, message }, index) => {
      const y = LANES_TOP + index * STEP + 14
      const end = from === to ? laneAt(from) + 60 : laneAt(to)
      const isMedia = /^media\b/i.test(message)
      return [
        arrow(laneAt(from), end, y, isMedia),
        textAt((laneAt(from) + end) / 2, y - 6, message, 38, { size: 12, fill: isMedia ? '#6b4a9e' : INK.accent }),
      ]
    }),
  ])
}
