/** The installed base sent in as a form or as CSV, and its answers streamed back; refused whole with its lines at fault. */
import { answersAsCsv, readInstalledBase } from '../app/ask/installed-base.ts'
import { today } from '../app/house.ts'
import { parseDay } from '../kernel/day.ts'
import { Refusal } from '../kernel/refusal.ts'
import { SIGNED_IN } from '../programme/permission.ts'
import { wantsPage } from './call.ts'
import { readForm } from './form-input.ts'
import { streamed } from './files.ts'
import type { Call, Route } from './route.ts'
import { pageAt, showPage } from './show-page.ts'

export const INSTALLED_BASE_ROUTES: readonly Route[] = [
  { method: 'POST', path: '/installed-base.csv', permission: SIGNED_IN, kind: 'file', handle: answered },
]

async function answered(call: Call): Promise<Response> {
  const { context, house } = call
  const isCsv = (context.req.header('content-type') ?? '').startsWith('text/csv')
  const typed = isCsv ? new URLSearchParams(context.req.query()) : await readForm(context)
  const day = today(house)
  const on = parseDay(typed.get('on') ?? '') ?? day
  const upgradeTo = typed.get('upgradeTo')?.trim().slice(0, 60) || null
  try {
    const deployments = readInstalledBase(isCsv ? await context.req.text() : (typed.get('list') ?? ''))
    const lines = answersAsCsv(house.database, deployments, { on, today: day, upgradeTo })
    return streamed(lines, 'text/csv; charset=utf-8', `installed-base-${on}.csv`)
  } catch (fault) {
    const page = pageAt('/installed-base')
    if (!(fault instanceof Refusal) || !page || !wantsPage(context)) throw fault
    const back = new URL('/installed-base', 'http://own.invalid')
    return showPage(call, page, { move: 'check-installed-base', id: '', key: '', refusal: fault, typed }, back)
  }
}
