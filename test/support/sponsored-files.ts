/** Projects that a sponsor asked for, held in memory: path A with its technician, path B with its business case. */
import { day } from '../../src/kernel/day.ts'
import type { ProjectFile } from '../../src/programme/project-file.ts'
import type { Organisation } from '../../src/programme/organisation.ts'
import type { Path } from '../../src/programme/project.ts'
import type { Stage } from '../../src/programme/stage.ts'
import type { Credential, Technician } from '../../src/programme/technician.ts'
import { after, newProject, people, person, stampBy, TICKED, TODAY } from './project-files.ts'

export const sponsors = {
  reseller: person('rita', 'resale', 'reseller-sponsor'),
  sales: person('sami', 'sales-emea', 'sales-unit'),
  technician: person('tess', 'resale', 'field-technician'),
} as const

export const RESALE: Organisation = { id: 'resale', name: 'Resale', country: 'DE', roles: ['reseller'] }

export const SALES: Organisation = {
  id: 'sales-emea',
  name: 'Sales EMEA',
  country: 'DE',
  roles: ['sales-unit'],
  regions: ['emea'],
}

export function credential(change: Partial<Credential> = {}): Credential {
  return {
    id: 'c1',
    platform: 'voice',
    release: null,
    number: 'V-1',
    issued: day('2025-07-01'),
    expires: day('2026-12-31'),
    registered: stampBy('rita'),
    confirmed: stampBy('manager'),
    withdrawn: null,
    ...change,
  }
}

export function technician(change: Partial<Technician> = {}): Technician {
  return { person: 'tess', name: 'Tess', organisation: 'resale', credentials: [credential()], ...change }
}

/** A case that states everything, as a sponsor sends it in. */
export const CASE = {
  justification: 'Forty sites wait for this trunk.',
  revenueVendor: 90_000,
  revenueReseller: 60_000,
  strategic: '',
  urgency: 'quarter',
  localNeeds: '',
  wanted: null,
  seesOpportunity: true,
  hasResources: true,
} as const

/** Just sent in, for path A by a reseller with a technician, or for path B by whoever is named. */
export function requested(path: Exclude<Path, 'C'>, sponsor: Organisation = RESALE): ProjectFile {
  const file = newProject()
  const sent = stampBy('rita')
  return {
    ...file,
    sponsor,
    technician: path === 'A' ? technician() : null,
    project: {
      ...file.project,
      path,
      sponsor: sponsor.id,
      stage: 'request-review',
      entered: { 'request-review': sent.day },
      technicians: path === 'A' ? ['tess'] : [],
      requirement: 'A trunk for our customers.',
      request: {
        ...sent,
        stated: {
          justification: CASE.justification,
          revenue: { vendor: { currency: 'USD', cents: 9_000_000 }, reseller: { currency: 'USD', cents: 6_000_000 } },
          strategic: '',
          urgency: 'quarter',
          localNeeds: '',
          wanted: null,
          declares: { opportunity: true, resources: true },
        },
        wanted: { level: file.project.level, region: file.project.region },
        asked: [],
        assessment: null,
        decided: null,
      },
    },
  }
}

export const ACCESS = { from: TODAY, until: '2026-07-31', instructions: 'Begin with the pre-flight.' } as const

const WAY: readonly (readonly [from: Stage, step: (file: ProjectFile) => ProjectFile])[] = [
  ['request-review', (file) => after(file, people.tester, 'approve-request', { reason: 'Sound.', next: 'Go on.' })],
  ['questionnaire', (file) => after(file, sponsors.reseller, 'submit-questionnaire')],
  ['questionnaire-review', (file) => after(file, people.reviewer, 'review-questionnaire', { remark: 'Fine.' })],
  ['readiness', (file) => after(file, people.admin, 'declare-readiness', TICKED)],
  ['self-test-access', (file) => after(file, people.tester, 'give-self-test-access', ACCESS)],
  ['self-testing', (file) => handedIn(file)],
  ['report-review', (file) => after(file, people.reviewer, 'accept-report', { remark: 'Read.' })],
  ['decision', (file) => after(file, people.granter, 'grant', { reason: 'All passed.' })],
]

/** A project of path A brought to a stage. */
export function onPathA(stage: Stage, from: ProjectFile = requested('A')): ProjectFile {
  let file = from
  for (const [at, step] of WAY) {
    if (file.project.stage === stage) return file
    if (file.project.stage === at) file = step(file)
  }
  if (file.project.stage !== stage) throw new Error(`no way leads to ${stage} from here`)
  return file
}

export function started(file: ProjectFile = onPathA('self-testing')): ProjectFile {
  return after(file, sponsors.technician, 'start-self-test', { setUp: 'At the reseller’s bench.', connected: true })
}

export const HANDING_IN = { summary: 'All run.', ranAsWritten: true, resultsAsSeen: true } as const

/** Every test case passed, but for what is told. */
export function resultsIn(file: ProjectFile, verdicts: Readonly<Record<string, string>> = {}): ProjectFile {
  return file.runs.at(-1)!.testCases.reduce((so, { plan }) => {
    const verdict = verdicts[plan] ?? 'passed'
    const note = verdict === 'passed' ? '' : 'Seen.'
    return after(so, sponsors.technician, 'record-self-test', { testCase: plan, verdict, note, seen: 0 })
  }, file)
}

export function handedIn(file: ProjectFile): ProjectFile {
  return after(resultsIn(started(file)), sponsors.technician, 'upload-self-test', HANDING_IN)
}

const weighed = (weight: string) => ({ weight, reason: 'As it was stated.' })

/** A case on path B weighed: in the lab, at the vendor's expense. */
export const ASSESSMENT = {
  strategy: 'a',
  size: weighed('high'),
  urgency: weighed('medium'),
  capacity: weighed('medium'),
  local: weighed('low'),
  rationale: 'Large enough, and nothing has to be done in the region.',
  level: null,
  region: null,
} as const
