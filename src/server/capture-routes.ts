/** What is done to the reading of a capture and is no fact of the programme: it is stopped. */
import { evidenceFor } from '../app/ask/evidence.ts'
import { openProjectFile } from '../app/ask/projects.ts'
import { stopReading } from '../app/captures/captures.ts'
import { refuse } from '../kernel/refusal.ts'
import { SEES_PROJECT } from '../programme/permission.ts'
import type { Call, Route } from './route.ts'
import { seeOther } from './security.ts'
import { flashCookie } from './visit-parts.ts'

export const CAPTURE_ROUTES: readonly Route[] = [
  {
    method: 'POST',
    path: '/projects/:project/captures/:evidence/stop',
    permission: SEES_PROJECT,
    kind: 'session',
    handle: stop,
  },
]

/** By whoever sees the project; it can be read again at any time. */
async function stop({ house, actor, context }: Call): Promise<Response> {
  const { file } = await openProjectFile(house, actor, context.req.param('project') ?? '')
  const open = await evidenceFor(house, actor, context.req.param('evidence') ?? '')
  const capture = open?.evidence
  if (capture?.kind !== 'capture' || capture.project !== file.project.id)
    return refuse('not-found', {
      says: 'There is no such capture in this project.',
      next: 'Go back to the test case it was added to.',
    })
  stopReading(house, file, capture)
  return seeOther(context, `/projects/${file.project.id}/captures/${capture.id}`, [
    flashCookie('The reading was stopped'),
  ])
}
