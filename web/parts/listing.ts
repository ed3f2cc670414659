/** What a page of a list shares with its files: the question out of the address, and the links to the files. */
import { type Asking, askIn, LIST_FORMATS, type List, type ListPage } from '../../src/app/lists/list.ts'
import type { Visit } from '../visit.ts'
import { address, each, html, type Html } from './html.ts'

/** The page of the list that the address asks for. */
export function pageOf<Row>(visit: Visit, list: List<Row>, limit = 50): Promise<ListPage<Row>> {
  return list.page(askingOf(visit, list.asks), visit.query.get(list.cursor ?? 'after'), limit)
}

function askingOf({ house, actor, day, query }: Visit, asks: readonly string[]): Asking {
  return { on: house.database, actor, day, ask: askIn(query, asks) }
}

/**
 * `asked` is the filter by which the list was found; without one, what the address says of what the list may be asked for.
 * A word that is none was overlooked by the page, and would be refused by the file.
 */
export function fileLinks(
  visit: Visit,
  { path, asks, words = {} }: Pick<List<never>, 'path' | 'asks' | 'words'>,
  asked: Readonly<Record<string, string | null | undefined>> = Object.fromEntries(
    asks.map((name) => [name, visit.query.get(name)]),
  ),
): Html {
  const isUnderstood = ([name, value]: readonly [string, string | null | undefined]) =>
    !value || words[name] === undefined || words[name].includes(value)
  const filter = Object.fromEntries(Object.entries(asked).filter(isUnderstood))
  return wholeList(filter, fileNames(path, filter))
}

/** Links to the files, and whether they hold all there is or what a filter leaves of it. */
export function wholeList(filter: Readonly<Record<string, string | null | undefined>>, links: Html): Html {
  return Object.values(filter).some(Boolean)
    ? html`<p class="small soft list-files">The whole list under this filter as a file: ${links}.</p>`
    : html`<p class="small soft list-files">The whole list as a file: ${links}.</p>`
}

/** The forms in which a list or a table is given out, each a link. */
export function fileNames(path: string, query: Readonly<Record<string, string | null | undefined>>): Html {
  return each(
    LIST_FORMATS,
    (format, index) =>
      html`${index > 0 ? ', ' : ''}<a href="${address(`${path}.${format}`, query)}" data-turbo="false"
          >${format.toUpperCase()}</a
        >`,
  )
}
