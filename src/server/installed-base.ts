/** The installed base sent in as a form or as CSV, and its answers streamed back; refused whole with its lines at fault. */
import { MEDIA_TYPES } from '../api/media-types.ts'
import { answersAsCsv, type BaseLines, linesOfFile, readInstalledBase } from '../app/ask/installed-base.ts'
import { today } from '../app/house.ts'
import { csvRows } from '../documents/csv-reading.ts'
import { refuse, Refusal } from '../kernel/refusal.ts'
import { SIGNED_IN } from '../programme/permission.ts'
import { dayFrom } from './asked-day.ts'
import { wantsPage } from './call.ts'
import { readForm } from './form-input.ts'
import { streamed } from './files.ts'
import { partsSent, textSent } from './sent-text.ts'
import type { Call, Route } from './route.ts'
import { pageAt, showPage } from './show-page.ts'

export const INSTALLED_BASE_ROUTES: readonly Route[] = [
  { method: 'POST', path: '/installed-base.csv', permission: SIGNED_IN, kind: 'file', handle: answered },
]

type Sent = { readonly typed: URLSearchParams; readonly lines: () => Promise<BaseLines> }

/** A list comes as CSV in the body, typed into the form, or as a file chosen there, which goes before what is typed. */
async function sentBy({ context }: Call): Promise<Sent> {
  const type = context.req.header('content-type') ?? ''
  if (type.startsWith('text/csv')) {
    const text = await textSent(context)
    return { typed: new URLSearchParams(context.req.query()), lines: async () => csvRows(text) }
  }
  if (!type.startsWith('multipart/form-data')) {
    const typed = await readForm(context)
    return { typed, lines: async () => csvRows(typed.get('list') ?? '') }
  }
  const form = (await partsSent(context)) ?? unreadable()
  const typed = new URLSearchParams()
  for (const name of ['list', 'on', 'upgradeTo']) {
    const value = form.get(name)
    if (typeof value === 'string') typed.set(name, value)
  }
  const file = form.get('file')
  const isChosen = file instanceof Blob && file.size > 0
  return {
    typed,
    lines: async () =>
      isChosen ? linesOfFile(new Uint8Array(await file.arrayBuffer())) : csvRows(typed.get('list') ?? ''),
  }
}

function unreadable(): never {
  refuse('wrong-input', { says: 'This form cannot be read.', next: 'Use the page, or send the list as text/csv.' })
}

async function answered(call: Call): Promise<Response> {
  const { context, house } = call
  const { typed, lines: sent } = await sentBy(call)
  const day = today(house)
  const upgradeTo = typed.get('upgradeTo')?.trim().slice(0, 60) || null
  try {
    const on = dayFrom(typed.get('on')?.trim(), day)
    const deployments = readInstalledBase(await sent())
    const lines = answersAsCsv(house.database, call.actor, deployments, { on, today: day, upgradeTo })
    return streamed(lines, MEDIA_TYPES.csv, `installed-base-${on}.csv`)
  } catch (fault) {
    const page = pageAt('/installed-base')
    if (!(fault instanceof Refusal) || !page || !wantsPage(context)) throw fault
    const back = new URL('/installed-base', 'http://own.invalid')
    return showPage(call, page, { move: 'check-installed-base', id: '', key: '', refusal: fault, typed }, back)
  }
}
