/**
 * A config guide as files, the same content in each, for those who may read it; its pictures; and a system's settings
 * held against it, which are answered and not kept.
 */
import { Readable } from 'node:stream'
import { MEDIA_TYPES } from '../api/media-types.ts'
import { type CertificationView, certificationByNumber } from '../app/ask/certifications.ts'
import { paperOfGuide, type ReadableGuide, readableGuide } from '../app/ask/guides.ts'
import { today } from '../app/house.ts'
import { paperAsPdf, picturesOf } from '../app/papers.ts'
import { paperAsDocx } from '../documents/paper-docx.ts'
import { paperAsMarkdown } from '../documents/paper-markdown.ts'
import { paperSaid } from '../documents/paper-words.ts'
import { SETTINGS_TABLE, settingsFrom } from '../documents/settings-file.ts'
import { refuse, Refusal } from '../kernel/refusal.ts'
import { picturesShown } from '../programme/guide-content.ts'
import { compareSettings, type Side } from '../programme/guide-settings.ts'
import { EVERYBODY } from '../programme/permission.ts'
import { COMPARES_SETTINGS, guideSettingsPage, settingsAnswer } from '../../web/pages/public/guide-settings.ts'
import { readingGuide } from '../../web/pages/public/guide.ts'
import { wantsPage } from './call.ts'
import { file, given, notThere, spoken, streamed } from './files.ts'
import type { Call, Route } from './route.ts'
import { partsSent } from './sent-text.ts'
import { showPage } from './show-page.ts'

const guideFile = (ending: string, handle: Route['handle']) =>
  file(`/certifications/:number/guide${ending}`, EVERYBODY, handle)

export const GUIDE_ROUTES: readonly Route[] = [
  guideFile('.pdf', spoken(pdf)),
  guideFile('.docx', spoken(docx)),
  guideFile('.md', spoken(markdown)),
  guideFile('/pictures/:sha256', picture),
  { ...guideFile('/settings', spoken(compared)), method: 'POST' },
]

type Reading = { readonly view: CertificationView; readonly readable: ReadableGuide }

/** The guide for whoever may read it; where none is out, there is nothing. */
async function reading({ house, context, identity }: Call): Promise<Reading> {
  const view = await certificationByNumber(house, context.req.param('number') ?? '', today(house))
  const readable = view && view.certification.level !== 'SAT' ? await readableGuide(house, identity, view) : null
  if (!view || !readable) return notThere()
  if (!readable.leave.isGiven) refuse(identity ? 'not-permitted' : 'not-signed-in', readable.leave)
  return { view, readable }
}

/** As it is written; each form says it once. */
async function paperFor(call: Call) {
  const { view, readable } = await reading(call)
  const name = `${view.certification.number}-guide-v${readable.published.version}`
  return { name, paper: await paperOfGuide(call.house, view, readable.published) }
}

async function pdf(call: Call): Promise<Response> {
  const { name, paper } = await paperFor(call)
  const made = await paperAsPdf(call.house, paper)
  return given(call, made.sha256, { name: `${name}.pdf`, type: MEDIA_TYPES.pdf, inline: true })
}

async function docx(call: Call): Promise<Response> {
  const { name, paper } = await paperFor(call)
  const made = await paperAsDocx(paperSaid(paper), await picturesOf(call.house, paper))
  return streamed(Readable.from([made]), MEDIA_TYPES.docx, `${name}.docx`)
}

async function markdown(call: Call): Promise<Response> {
  const { name, paper } = await paperFor(call)
  return streamed(Readable.from([paperAsMarkdown(paperSaid(paper))]), MEDIA_TYPES.markdown, `${name}.md`)
}

/** Only what the published version shows. */
async function picture(call: Call): Promise<Response> {
  const { view, readable } = await reading(call)
  const shown = picturesShown(readable.published.content)
  const found = view.guide?.pictures?.find(
    (each) => each.sha256 === call.context.req.param('sha256') && shown.has(each.id),
  )
  if (!found) return notThere()
  return given(call, found.sha256, { name: found.caption, type: found.mediaType, inline: true })
}

type Sent = { readonly typed: URLSearchParams; readonly bytes: () => Promise<Uint8Array> }

/** A page sends a form; a program may send the export as it is, and name the side in the address. */
async function sentBy({ context }: Call): Promise<Sent> {
  const type = context.req.header('content-type') ?? ''
  if (!type.startsWith('multipart/form-data')) {
    const body = new Uint8Array(await context.req.arrayBuffer())
    return { typed: new URLSearchParams(context.req.query()), bytes: async () => body }
  }
  const form = (await partsSent(context)) ?? unreadable()
  const chosen = form.get('file')
  const list = form.get('list')
  const side = form.get('side')
  const text = typeof list === 'string' ? list : ''
  return {
    typed: new URLSearchParams({ side: typeof side === 'string' ? side : '', list: text }),
    bytes: async () =>
      chosen instanceof Blob && chosen.size > 0
        ? new Uint8Array(await chosen.slice(0, SETTINGS_TABLE.bytes + 1).arrayBuffer())
        : new TextEncoder().encode(text),
  }
}

function unreadable(): never {
  refuse('wrong-input', { says: 'This form cannot be read.', next: 'Use the page, or send the export as it is.' })
}

async function compared(call: Call): Promise<Response> {
  const { readable } = await reading(call)
  const { typed, bytes } = await sentBy(call)
  const side: Side = typed.get('side') === 'product' ? 'product' : 'platform'
  try {
    const rows = compareSettings(readable.published.content, side, await settingsFrom(await bytes()))
    if (!wantsPage(call.context)) return call.context.json({ side, rows })
    const show = guideSettingsPage.show
    const answered = {
      ...guideSettingsPage,
      show: (visit: Parameters<typeof show>[0]) =>
        readingGuide(visit, async (view, open) => settingsAnswer(visit, view, open, { side, rows })),
    }
    return await showPage(call, answered, null)
  } catch (fault) {
    if (!(fault instanceof Refusal) || !wantsPage(call.context)) throw fault
    return showPage(call, guideSettingsPage, { move: COMPARES_SETTINGS, id: '', key: '', refusal: fault, typed })
  }
}
