/** The ledger: lists as tables, dense, with a fixed first column; on a phone each row becomes a small card. */
import { each, html, type Html, nothing, say, when } from './html.ts'
import { icon } from './icon.ts'

export type Column<Item> = {
  readonly head: string
  readonly cell: (item: Item) => Html | string
  /** Numbers and dates line up. */
  readonly kind?: 'text' | 'figure' | 'mono'
}

export type Ledger<Item> = {
  readonly caption: string
  readonly columns: readonly Column<Item>[]
  readonly items: readonly Item[]
  /** Where a row leads; its first cell carries the link. */
  readonly to?: (item: Item) => string
  /** What stands here when there is nothing: what will be here, and how it comes about. */
  readonly empty: Html
  /** Neighbouring rows of the same group stand under one heading. */
  readonly group?: (item: Item) => string
}

export function ledger<Item>({ caption, columns, items, to, empty, group }: Ledger<Item>): Html {
  if (items.length === 0) return html`<div class="empty">${empty}</div>`
  return html`<div class="ledger-frame" tabindex="0" role="region" aria-label="${say(caption)}">
    <table class="ledger">
      <caption class="visually-hidden">
        ${say(caption)}
      </caption>
      <thead>
        <tr>
          ${each(columns, (column) => html`<th scope="col" class="${column.kind ?? ''}">${say(column.head)}</th>`)}
        </tr>
      </thead>
      ${each(
        grouped(items, group),
        ({ heading, rows }) =>
          html`<tbody>
            ${when(
              heading,
              (words) =>
                html`<tr class="group">
                  <th scope="rowgroup" colspan="${columns.length}">${words}</th>
                </tr>`,
            )}
            ${each(rows, (item) => row(item, columns, to))}
          </tbody>`,
      )}
    </table>
  </div>`
}

function grouped<Item>(items: readonly Item[], group: Ledger<Item>['group']) {
  const groups: { readonly heading: string; readonly rows: Item[] }[] = []
  for (const item of items) {
    const heading = group?.(item) ?? ''
    if (groups.at(-1)?.heading === heading) groups.at(-1)!.rows.push(item)
    else groups.push({ heading, rows: [item] })
  }
  return groups
}

function row<Item>(item: Item, columns: readonly Column<Item>[], to: Ledger<Item>['to']): Html {
  return html`<tr>
    ${each(columns, (column, index) => {
      const content = column.cell(item)
      return index === 0
        ? html`<th scope="row" data-head="${say(column.head)}">
            ${to ? html`<a class="row-link" href="${to(item)}">${content}</a>` : content}
          </th>`
        : html`<td class="${column.kind ?? ''}" data-head="${say(column.head)}">${content}</td>`
    })}
  </tr>`
}

/** On to older rows, and back to the first. */
export function pager({ older, first }: { older: string | null; first: string | null }): Html {
  if (!older && !first) return nothing
  return html`<nav class="pager" aria-label="Pages">
    ${when(first, (path) => html`<a href="${path}">${icon('back')} First page</a>`)}
    ${when(older, (path) => html`<a href="${path}" rel="next">Next page ${icon('arrow')}</a>`)}
  </nav>`
}
