/** An older reference guide taken in from an upload, once its dry run was seen; refused, the dry run is shown again. */
import { bytesOfUpload } from '../app/ask/arrived-upload.ts'
import { importOldGuide } from '../app/exchange/old-guide.ts'
import { GUIDE_TABLE } from '../documents/table-file.ts'
import { Refusal } from '../kernel/refusal.ts'
import { count } from '../kernel/text.ts'
import { IMPORTS_GUIDES, mapIn } from '../programme/old-guide/columns.ts'
import { wantsPage } from './call.ts'
import { readForm } from './form-input.ts'
import type { Call, Route } from './route.ts'
import { seeOther } from './security.ts'
import { pageAt, showPage } from './show-page.ts'
import { removeUpload } from './uploads.ts'
import { flashCookie } from './visit-parts.ts'

export const IMPORT_ROUTES: readonly Route[] = [
  { method: 'POST', path: '/import/:upload', permission: IMPORTS_GUIDES, kind: 'move', handle: taken },
]

async function taken(call: Call): Promise<Response> {
  const { context, house, actor } = call
  const upload = context.req.param('upload') ?? ''
  const typed = await readForm(context)
  const map = mapIn(typed) ?? {}
  try {
    const file = await bytesOfUpload(call, upload, GUIDE_TABLE)
    const outcome = await importOldGuide(house, actor, { file, map, dryRun: false })
    await removeUpload(house.evidence.intake, upload)
    house.stir()
    const says = `${count(outcome.taken.certification ?? 0, 'certification')} taken in from ${file.name}`
    const { remarked } = outcome
    const remark = remarked > 0 ? `${says}; ${count(remarked, 'name')} looking like others: see Organisations` : says
    if (wantsPage(context)) return seeOther(context, '/certifications', [flashCookie(remark)])
    return context.json({ fact: outcome.fact, says, taken: outcome.taken, remarks: outcome.remarks, remarked })
  } catch (fault) {
    const page = pageAt(`/import/${upload}`)
    if (!(fault instanceof Refusal) || !page || !wantsPage(context)) throw fault
    const back = new URL(`/import/${upload}`, 'http://own.invalid')
    back.search = new URLSearchParams(Object.entries(map)).toString()
    return showPage(call, page, { move: 'import-guide', id: upload, key: '', refusal: fault, typed }, back)
  }
}
