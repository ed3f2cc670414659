/**
 * A picture of amounts: one bar a line, its name above it and its amount beside it. Widths are shares of the
 * picture, so that one drawing serves every screen; the same figures always stand in a table as well.
 */
import { each, html, type Html, nothing } from './html.ts'

export type Bar = {
  readonly name: string
  /** Stacked from left to right; what kind a part is shows in its pattern as well as in its colour. */
  readonly parts: readonly { readonly kind: 'plain' | 'soft' | 'yellow' | 'red'; readonly amount: number }[]
  /** The amount in words, as `3 days`; the bare sum where it is left out. */
  readonly says?: string
}

const LINE = 40
/** What the longest bar takes; the rest is for its amount. */
const WIDEST = 78

export function barPicture(label: string, bars: readonly Bar[]): Html {
  const sums = bars.map(({ parts }) => parts.reduce((sum, part) => sum + part.amount, 0))
  const most = Math.max(...sums, 0)
  if (most === 0) return nothing
  return html`<svg
    class="bars"
    role="img"
    aria-label="${label}. The same stands in the table."
    width="100%"
    height="${bars.length * LINE}"
  >
    ${each(bars, (bar, index) => line(bar, sums[index]!, most, index * LINE))}
  </svg>`
}

function line({ name, parts, says }: Bar, sum: number, most: number, y: number): Html {
  let x = 0
  const drawn = parts.map((part) => {
    const from = x
    const width = (part.amount / most) * WIDEST
    x += width
    return { ...part, from, width }
  })
  return html`<text x="0" y="${y + 13}">${name}</text>
    ${each(
      drawn.filter((part) => part.amount > 0),
      ({ kind, from, width }) =>
        html`<rect class="${kind}" x="${percent(from)}" width="${percent(width)}" y="${y + 19}" height="12" />${
            kind === 'red'
              ? html`<rect class="mark" x="${percent(from)}" width="${percent(width)}" y="${y + 24}" height="2" />`
              : nothing
          }`,
    )}
    <text class="amount" x="${percent(x)}" dx="6" y="${y + 29}">${says ?? String(sum)}</text>`
}

function percent(share: number): string {
  return `${share.toFixed(2)}%`
}
