/** What a stranger needs to check our word without asking us: keys, statements, status lists, checkpoints; and a file to be checked. */
import { MEDIA_TYPES } from '../api/media-types.ts'
import { checkHere } from '../app/check-here.ts'
import { CHECKPOINT_PAGE, checkpoints } from '../app/checkpoints.ts'
import { findNumber } from '../app/ask/certifications.ts'
import { ownDidDocument } from '../app/keyring.ts'
import { signedStatement, signedStatusList } from '../app/statements.ts'
import { refuse } from '../kernel/refusal.ts'
import { inLanguage } from '../languages/speaking.ts'
import { EVERYBODY } from '../programme/permission.ts'
import { checkedPage } from '../../web/pages/public/check.ts'
import { wantsPage } from './call.ts'
import { file, forEverybody, notThere } from './files.ts'
import type { Call, Route } from './route.ts'
import { partsSent } from './sent-text.ts'
import { visitOf } from './show-page.ts'
import { languageOf } from './visit-parts.ts'

export const STATEMENT_ROUTES: readonly Route[] = [
  file('/.well-known/did.json', EVERYBODY, keys),
  file('/did.json', EVERYBODY, keys),
  file('/certifications/:number/statement', EVERYBODY, statement),
  file('/status/:list', EVERYBODY, statusList),
  file('/checkpoints', EVERYBODY, journalHeads),
  { ...file('/check', EVERYBODY, checked), method: 'POST' },
]

async function keys({ house }: Call): Promise<Response> {
  return given(await ownDidDocument(house), MEDIA_TYPES.did, 300)
}

async function statement({ house, context }: Call): Promise<Response> {
  const typed = context.req.param('number') ?? ''
  const number = (await findNumber(house.database, typed)) ?? typed.slice(0, 60)
  return given(await signedStatement(house, number), MEDIA_TYPES.credential, 300)
}

async function statusList({ house, context }: Call): Promise<Response> {
  const list = await signedStatusList(house, context.req.param('list') ?? '')
  return list ? given(list, MEDIA_TYPES.credential, 300) : notThere()
}

async function journalHeads({ house, context }: Call): Promise<Response> {
  const before = Number(context.req.query('before'))
  const found = await checkpoints(
    house.database,
    Number.isSafeInteger(before) && before > 0 ? before : null,
    CHECKPOINT_PAGE,
  )
  return given({ checkpoints: found, before: found.at(-1)?.facts ?? null }, MEDIA_TYPES.json, 60)
}

function given(value: unknown, type: string, seconds: number): Response {
  return new Response(JSON.stringify(value), { headers: { 'content-type': type, ...forEverybody(seconds) } })
}

/** A file that was chosen or dropped in the form, or sent as the body; answered as a page or as data. */
async function checked(call: Call): Promise<Response> {
  const bytes = await sentBytes(call)
  const verdict = await checkHere(call.house, bytes)
  if (!wantsPage(call.context)) return Response.json(verdict)
  const visit = await visitOf(call, new URL('/check', 'http://own.invalid'))
  return call.context.html(String(await inLanguage(languageOf(call.context), () => checkedPage(visit, verdict))))
}

async function sentBytes({ context }: Call): Promise<Uint8Array> {
  if (!(context.req.header('content-type') ?? '').startsWith('multipart/form-data'))
    return new Uint8Array(await context.req.arrayBuffer())
  const form = await partsSent(context)
  const file = form?.get('file')
  // What a browser sends for a field that was left empty is a file without a name.
  if (!(file instanceof Blob) || (file instanceof File && file.name === '' && file.size === 0)) {
    return refuse('wrong-input', {
      says: 'No file was sent.',
      next: 'Choose the certificate as PDF, or the statement as it was downloaded.',
    })
  }
  return new Uint8Array(await file.arrayBuffer())
}
