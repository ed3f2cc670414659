/**
 * Captures beside their pages: the ladder of a call as a picture, and readings that are stopped or begun anew, which is
 * no fact.
 */
import { MEDIA_TYPES } from '../api/media-types.ts'
import { evidenceFor } from '../app/ask/evidence.ts'
import { openProjectFile } from '../app/ask/projects.ts'
import { ladderAsSvg, ladderOfCapture, readAnew, stopReading } from '../app/captures/captures.ts'
import { refuse } from '../kernel/refusal.ts'
import type { Evidence } from '../programme/evidence.ts'
import type { ProjectFile } from '../programme/project-file.ts'
import { SEES_PROJECT } from '../programme/permission.ts'
import { GIVEN_POLICY, notThere } from './files.ts'
import type { Call, Route } from './route.ts'
import { seeOther } from './security.ts'
import { flashCookie } from './visit-parts.ts'

export const CAPTURE_ROUTES: readonly Route[] = [
  {
    method: 'GET',
    path: '/projects/:project/captures/:evidence/ladder/:call',
    permission: SEES_PROJECT,
    kind: 'file',
    handle: ladderPicture,
  },
  {
    method: 'POST',
    path: '/projects/:project/captures/:evidence/stop',
    permission: SEES_PROJECT,
    kind: 'session',
    handle: stop,
  },
  {
    method: 'POST',
    path: '/projects/:project/captures/:evidence/anew',
    permission: SEES_PROJECT,
    kind: 'session',
    handle: anew,
  },
]

/** `1.svg`, or `1-3.svg` for a call with its other leg. */
const CALLS = /^([1-9]\d{0,5}(?:-[1-9]\d{0,5}){0,7})\.svg$/

/** The ladder of one call, or of several together, drawn; under a policy that runs nothing, and shown by pages as a picture. */
async function ladderPicture(call: Call): Promise<Response> {
  const { house, context } = call
  const open = await evidenceFor(house, call.actor, context.req.param('evidence') ?? '')
  const kept = open?.evidence
  const numbers = CALLS.exec(context.req.param('call') ?? '')?.[1]
  if (!open || kept?.kind !== 'capture' || kept.project !== context.req.param('project') || !numbers) return notThere()
  const looked = await ladderOfCapture(house, open, numbers.split('-').map(Number))
  if (looked.state === 'refused') throw looked.refusal
  if (looked.state === 'reading')
    return refuse('unavailable', { says: 'The capture is still being read.', next: 'Ask again in a moment.' })
  if (looked.value === null) return notThere()
  const window = looked.value
  const beyond = window.refs.length - window.rungs.length
  return new Response(ladderAsSvg({ ...window, left: window.left + beyond }), {
    headers: {
      'content-type': MEDIA_TYPES.svg,
      'content-security-policy': GIVEN_POLICY,
      'cache-control': 'private, max-age=3600',
    },
  })
}

/** By whoever sees the project; it can be read again at any time. */
async function stop(call: Call): Promise<Response> {
  const { capture } = await captureAsked(call)
  stopReading(capture)
  return seeOther(call.context, `/projects/${capture.project}/captures/${capture.id}`, [
    flashCookie('The reading was stopped'),
  ])
}

async function anew(call: Call): Promise<Response> {
  const { file, capture } = await captureAsked(call)
  await readAnew(call.house, file, capture)
  return seeOther(call.context, `/projects/${capture.project}/captures/${capture.id}`, [])
}

async function captureAsked({ house, actor, context }: Call): Promise<{ file: ProjectFile; capture: Evidence }> {
  const { file } = await openProjectFile(house, actor, context.req.param('project') ?? '')
  const capture = file.evidence.find(({ id, kind }) => id === context.req.param('evidence') && kind === 'capture')
  if (capture) return { file, capture }
  return refuse('not-found', {
    says: 'There is no such capture in this project.',
    next: 'Go back to the test case it was added to.',
  })
}
