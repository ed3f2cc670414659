/**
 * Every list as a file: CSV, XLSX and JSON beside the address of its page, under the same filter. Who may open the page
 * may have the file, and nobody else: the permission is read off the page.
 */
import { MEDIA_TYPES } from '../api/media-types.ts'
import { LISTS } from '../app/lists/all.ts'
import { type AnyList, askIn, listAsCsv, listAsJson } from '../app/lists/list.ts'
import { today } from '../app/house.ts'
import { workbookFrom } from '../documents/workbook.ts'
import { begun, file, streamed } from './files.ts'
import type { Call, Route } from './route.ts'
import { pageAt } from './show-page.ts'

const FORMATS = ['csv', 'xlsx', 'json'] as const satisfies readonly (keyof typeof MEDIA_TYPES)[]

export const LIST_FILE_ROUTES: readonly Route[] = LISTS.flatMap((list) => {
  const page = pageAt(list.path)
  if (!page) throw new Error(`there is no page of the list at ${list.path}`)
  return FORMATS.map((format) =>
    file(`${list.path}.${format}`, page.permission, (call) => listFile(call, list, format)),
  )
})

async function listFile(call: Call, list: AnyList, format: (typeof FORMATS)[number]): Promise<Response> {
  const { house, actor, context } = call
  const day = today(house)
  const ask = askIn(new URL(context.req.url).searchParams)
  const rows = await begun(call, list.cells(house.database, { actor, day, ask }))
  const pieces: AsyncIterable<string | Uint8Array> =
    format === 'csv'
      ? listAsCsv(list.head, rows)
      : format === 'json'
        ? listAsJson(list.name, day, list.head, rows)
        : workbookFrom(list.name, list.head, rows)
  return streamed(pieces, MEDIA_TYPES[format], `${list.name}-${day}.${format}`)
}
