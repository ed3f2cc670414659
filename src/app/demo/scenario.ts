/**
 * The projects of the demo programme: one in every stage, each brought there by the very moves a person
 * would make, at hours a person would make them.
 */
import type { Day } from '../../kernel/day.ts'
import { exampleAnswers } from '../../programme/questionnaire/example.ts'
import type { Stage } from '../../programme/stage.ts'
import { workingDay } from './clock.ts'
import { PARTNERS, PLATFORM_NAMES } from './world.ts'

/** A project to be brought to a stage, and so many working days ago it got there. */
export type DemoProject = {
  readonly product: string
  readonly productRelease: string
  readonly platform: string
  readonly platformRelease: string
  readonly company: string
  readonly reach: Stage
  /** How many days ago it was opened. */
  readonly openedDaysAgo: number
  /** Must-pass test cases that failed in the first run. */
  readonly fails?: readonly string[]
  /** Test cases that passed with a limitation: what people notice, and the way round. */
  readonly limits?: Readonly<Record<string, readonly [effect: string, workaround: string]>>
  /** Retested and granted after failing. */
  readonly retested?: boolean
  /** Why it was opened, where the releases were certified already. */
  readonly despite?: string
}

export const PROJECTS: readonly DemoProject[] = [
  {
    product: 'northwind-sip-trunk',
    productRelease: '22.4',
    platform: 'aldermoor-voice',
    platformRelease: '10.0',
    company: 'Northwind Voice',
    reach: 'published',
    openedDaysAgo: 110,
    limits: {
      'FAX-02': [
        'Faxes of more than ten pages fall back to G.711 and take twice as long.',
        'Split long faxes, or send them from the web portal.',
      ],
    },
  },
  {
    product: 'northwind-sip-trunk',
    productRelease: '22.4',
    platform: 'aldermoor-connect',
    platformRelease: '5.1',
    company: 'Northwind Voice',
    reach: 'testing',
    openedDaysAgo: 29,
  },
  {
    product: 'orchid-trunk',
    productRelease: '5.3',
    platform: 'aldermoor-voice',
    platformRelease: '10.1',
    company: 'Orchid Telecom',
    reach: 'guide',
    openedDaysAgo: 61,
    retested: true,
    fails: ['HLD-01'],
  },
  {
    product: 'saltmarsh-trunk',
    productRelease: '2.0',
    platform: 'aldermoor-voice',
    platformRelease: '10.1',
    company: 'Saltmarsh Networks',
    reach: 'not-granted',
    openedDaysAgo: 44,
    fails: ['DTM-01', 'TRF-02'],
  },
  {
    product: 'fjordlink-trunk',
    productRelease: '4.4',
    platform: 'aldermoor-connect',
    platformRelease: '5.1',
    company: 'Fjordlink',
    reach: 'decision',
    openedDaysAgo: 40,
    limits: {
      'QOS-01': [
        'Over satellite the estimated speech quality is 3.4.',
        'Use the low-delay route for calls between ships.',
      ],
    },
  },
  {
    product: 'alpine-connect-trunk',
    productRelease: '3.5',
    platform: 'aldermoor-voice',
    platformRelease: '10.1',
    company: 'Lumen Alpine',
    reach: 'report-review',
    openedDaysAgo: 40,
  },
  {
    product: 'harbour-business-trunk',
    productRelease: '7.0',
    platform: 'aldermoor-connect',
    platformRelease: '5.1',
    company: 'Harbour Telecom',
    reach: 'scheduled',
    openedDaysAgo: 25,
  },
  {
    product: 'cedar-sip',
    productRelease: '2025.1',
    platform: 'aldermoor-voice',
    platformRelease: '10.1',
    company: 'Cedar Carrier Services',
    reach: 'slot-offered',
    openedDaysAgo: 24,
  },
  {
    product: 'brightline-trunk',
    productRelease: '1.2',
    platform: 'aldermoor-voice',
    platformRelease: '10.1',
    company: 'Brightline Networks',
    reach: 'slot-to-offer',
    openedDaysAgo: 24,
  },
  {
    product: 'prairie-trunk',
    productRelease: '10',
    platform: 'aldermoor-voice',
    platformRelease: '10.1',
    company: 'Prairie VoIP',
    reach: 'quote-offered',
    openedDaysAgo: 13,
  },
  {
    product: 'prairie-trunk',
    productRelease: '10',
    platform: 'aldermoor-connect',
    platformRelease: '5.1',
    company: 'Prairie VoIP',
    reach: 'quote-to-request',
    openedDaysAgo: 8,
  },
  {
    product: 'orchid-trunk',
    productRelease: '5.3',
    platform: 'aldermoor-connect',
    platformRelease: '5.1',
    company: 'Orchid Telecom',
    reach: 'quote-agreement',
    openedDaysAgo: 10,
  },
  {
    product: 'saltmarsh-trunk',
    productRelease: '2.0',
    platform: 'aldermoor-connect',
    platformRelease: '5.1',
    company: 'Saltmarsh Networks',
    reach: 'readiness',
    openedDaysAgo: 19,
  },
  {
    product: 'harbour-business-trunk',
    productRelease: '7.0',
    platform: 'aldermoor-voice',
    platformRelease: '10.1',
    company: 'Harbour Telecom',
    reach: 'quote-preparation',
    openedDaysAgo: 15,
  },
  {
    product: 'cedar-sip',
    productRelease: '2025.1',
    platform: 'aldermoor-connect',
    platformRelease: '5.1',
    company: 'Cedar Carrier Services',
    reach: 'questionnaire-review',
    openedDaysAgo: 5,
  },
  {
    product: 'fjordlink-trunk',
    productRelease: '4.4',
    platform: 'aldermoor-voice',
    platformRelease: '10.1',
    company: 'Fjordlink',
    reach: 'questionnaire-questions',
    openedDaysAgo: 9,
  },
  {
    product: 'brightline-trunk',
    productRelease: '1.2',
    platform: 'aldermoor-connect',
    platformRelease: '5.1',
    company: 'Brightline Networks',
    reach: 'questionnaire',
    openedDaysAgo: 6,
  },
  {
    product: 'alpine-connect-trunk',
    productRelease: '3.5',
    platform: 'aldermoor-connect',
    platformRelease: '5.1',
    company: 'Lumen Alpine',
    reach: 'closed',
    openedDaysAgo: 30,
    despite: 'A customer asks for a certification that is younger than a year.',
  },
]

/** The product a project is about, and its company: the service has a name of its own. */
export function serviceOf({ product }: DemoProject) {
  const partner = PARTNERS.find((each) => each.product.id === product)
  if (!partner) throw new Error(`no partner of the demo has the product ${product}`)
  return { name: partner.product.name, company: partner }
}

/** The example answers as this company gives them; whoever is still at it has answered about half. */
export function answersFor(project: DemoProject, readyFrom: Day): Readonly<Record<string, unknown>> {
  const { name, company } = serviceOf(project)
  const answers: Record<string, unknown> = {
    ...exampleAnswers(),
    'Q-01.company': company.name,
    'Q-01.service': name,
    'Q-54.platforms': [{ platform: platformName(project.platform), release: project.platformRelease }],
    'Q-54.topology': 'direct',
    'Q-55.trunk': `${company.id}-lab-2`,
    'Q-55.ready-from': workingDay(readyFrom),
  }
  delete answers['Q-01.brands']
  if (project.reach !== 'questionnaire') return answers
  return Object.fromEntries(Object.entries(answers).filter(([key]) => Number(key.slice(2, 4)) < 24))
}

export function platformName(id: string): string {
  return PLATFORM_NAMES[id] ?? id
}
