/**
 * Every list as a file: CSV, XLSX and JSON beside the address of its page, under the same filter. Who may open the page
 * may have the file, and nobody else: the permission is read off the page.
 */
import { MEDIA_TYPES } from '../api/media-types.ts'
import { LISTS } from '../app/lists/all.ts'
import { refuseAskedAmiss } from '../app/ask/misread.ts'
import { type AnyList, askIn, LIST_FORMATS, listAs, type ListFormat } from '../app/lists/list.ts'
import { today } from '../app/house.ts'
import { begun, file, streamed } from './files.ts'
import type { Call, Route } from './route.ts'
import { pageAt } from './show-page.ts'

export const LIST_FILE_ROUTES: readonly Route[] = LISTS.flatMap((list) => {
  const page = pageAt(list.path)
  if (!page) throw new Error(`there is no page of the list at ${list.path}`)
  return LIST_FORMATS.map((format) =>
    file(`${list.path}.${format}`, page.permission, (call) => listFile(call, list, format)),
  )
})

async function listFile(call: Call, list: AnyList, format: ListFormat): Promise<Response> {
  const { house, actor, context } = call
  const day = today(house)
  const query = new URL(context.req.url).searchParams
  refuseAskedAmiss(query, list)
  const ask = askIn(query, list.asks)
  const rows = await begun(call, list.cells(house.database, { actor, day, ask }))
  return streamed(listAs(format, list, day, rows), MEDIA_TYPES[format], `${list.name}-${day}.${format}`)
}
