/** Projects, and what stands beside them: who bears a fee, who may test. */
import { FEE_REQUEST_STATES, percentOf } from '../../programme/fee-request.ts'
import { STAGE_NAMES, STAGES, type Step, stepOf, STEPS, TURN_WORDS } from '../../programme/stage.ts'
import { type FeeRequestRow, listFeeRequests } from '../ask/fee-requests.ts'
import { listProjects, type ProjectRow } from '../ask/projects.ts'
import { listTechnicians, type TechnicianRow } from '../ask/technicians.ts'
import type { List } from './list.ts'

export const PROJECT_LIST: List<ProjectRow> = {
  path: '/projects',
  name: 'projects',
  asks: ['step', 'search'],
  words: { step: Object.keys(STEPS) },
  page: async ({ on, actor, ask }, after, limit) => {
    const step = ask('step')
    const found = await listProjects(on, actor, {
      ...(Object.hasOwn(STEPS, step)
        ? { stages: STAGE_NAMES.filter((stage) => stepOf(stage) === (step as Step)) }
        : {}),
      search: ask('search') || null,
      after,
      limit,
    })
    return { rows: found.projects, after: found.after }
  },
  columns: [
    ['number', (row) => row.number],
    ['product', (row) => row.productName],
    ['product release', (row) => row.productRelease],
    ['platform', (row) => row.platformName],
    ['platform release', (row) => row.platformRelease],
    ['company', (row) => row.organisationName],
    ['level', (row) => row.level],
    ['stands', (row) => STAGES[row.stage].says],
    ['turn', (row) => (STAGES[row.stage].turn === 'nobody' ? '' : TURN_WORDS[STAGES[row.stage].turn])],
    ['since', (row) => row.since],
    ['open questions', (row) => String(row.openQuestions)],
  ],
}

export const FEE_REQUEST_LIST: List<FeeRequestRow> = {
  path: '/fee-requests',
  name: 'fee-requests',
  asks: [],
  page: ({ on, actor }, after, limit) => listFeeRequests(on, actor, { after, limit }),
  columns: [
    ['project', (row) => row.number],
    ['product', (row) => row.product],
    ['partner', (row) => row.partner],
    ['asked', (row) => row.sponsor],
    ['part in percent', ({ request }) => String(percentOf(request))],
    ['stands', ({ request }) => FEE_REQUEST_STATES[request.state]],
    ['since', ({ request }) => request.asked.day],
  ],
}

export const TECHNICIAN_LIST: List<TechnicianRow> = {
  path: '/technicians',
  name: 'technicians',
  asks: [],
  page: ({ on, actor }, after, limit) => listTechnicians(on, actor, { after, limit }),
  columns: [
    ['technician', (row) => row.name],
    ['works for', (row) => row.organisationName],
    [
      'credentials',
      (row) =>
        row.credentials
          .map(({ number, platform, release, expires, confirmed, withdrawn }) => {
            const stands = withdrawn ? 'withdrawn' : confirmed ? `until ${expires}` : 'not confirmed'
            return `${number} (${[platform, release].filter(Boolean).join(' ')}, ${stands})`
          })
          .join('; '),
    ],
  ],
}
