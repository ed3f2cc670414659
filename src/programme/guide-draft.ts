/**
 * The first draft of a config guide: whatever the questionnaire, the versions and the results already
 * say is filled in, so that the lab writes only what nobody knows yet (7.5, "nothing is typed twice").
 */
import { dateWords } from '../kernel/day.ts'
import { beginningOf } from '../kernel/text.ts'
import { CAPABILITIES } from './capability.ts'
import type { Certification } from './certification.ts'
import { type Limitation, newestPlatformRelease } from './certification.ts'
import type { GuideContent } from './guide-content.ts'
import type { Guide } from './guide.ts'
import { ONE_WAY_AUDIO, TRUNK_CHECKS, trunkLadders } from './guide-checks.ts'
import { isTrunk } from './product.ts'
import type { ProjectFile } from './project-file.ts'
import { declaredCapabilities } from './questionnaire/declared.ts'
import type { Answers, Row } from './questionnaire/item.ts'
import { TOPOLOGIES } from './project.ts'
import { type PlannedTestCase, plannedTestCases, standingResults, type Verdict } from './run.ts'
import type { Stamp } from './stamp.ts'

export function draftGuide(file: ProjectFile, certification: Certification, stamp: Stamp): Guide {
  return {
    certification: certification.number,
    project: file.project.id,
    version: 1,
    state: 'draft',
    content: draftContent(file, certification),
    changed: stamp,
    published: [],
  }
}

function draftContent(file: ProjectFile, certification: Certification): GuideContent {
  const { platform, product, organisation, questionnaire } = file
  const { answers } = questionnaire
  const release = newestPlatformRelease(certification.pairs) ?? ''
  const pair = `${platform.name} ${release} with ${product.name} ${certification.pairs[0]?.productRelease ?? ''}`
  return {
    summary: `How to configure ${pair}, as it was certified at ${certification.level} on ${dateWords(certification.granted)}.`,
    topology: `${TOPOLOGIES[file.project.topology]} between ${platform.name} and ${product.name}. Addresses are written as placeholders.`,
    ...draftTopology(file),
    equipment: [
      { element: 'Platform', product: platform.name, version: release },
      ...rowsOf(answers, 'Q-03.elements').map((row) => ({
        element: row.element ?? 'Service element',
        product: row.product ?? product.name,
        version: row.version ?? '',
      })),
    ],
    features: testedFeatures(file, certification.limitations ?? []),
    limitations: (certification.limitations ?? []).map((limitation) => ({
      feature: featureNamed(file, limitation.testCase),
      effect: limitation.effect,
      workaround: limitation.workaround,
    })),
    prerequisites: [licences(file, `${platform.name} ${release}`)],
    vendorSettings: [],
    partnerSettings: [],
    verification: [...(isTrunk(product) ? TRUNK_CHECKS : mustPassTitles(file))],
    expected: isTrunk(product) ? [...trunkLadders(beginningOf(platform.name, 60), beginningOf(product.name, 60))] : [],
    troubleshooting: product.family === 'sip-trunk' || product.family === 'sip-lineside' ? [ONE_WAY_AUDIO] : [],
    emergencyNote: isEmergencyTested(file)
      ? 'Emergency calls were tested against a test service. Check the number and address of each site before going live.'
      : 'Emergency calls were not part of the certification.',
    contacts: [
      {
        who: organisation.name,
        reach: organisation.support?.email ?? organisation.support?.phone ?? 'see the catalogue',
      },
    ],
  }
}

/** The two ends and what stands between them; how they are joined is the lab's to complete. */
function draftTopology({ platform, product, project }: ProjectFile): Pick<GuideContent, 'places' | 'links'> {
  const ends = [beginningOf(platform.name, 60), beginningOf(product.name, 60)] as const
  const gateway = project.topology === 'via-border-gateway' ? ['Border gateway'] : []
  const line = [ends[0], ...gateway, ends[1]]
  const carries = isTrunk(product) ? ['SIP', 'RTP'] : ['the interface under test']
  return {
    places: [
      { name: ends[0], side: 'platform', note: '' },
      ...gateway.map((name) => ({ name, side: 'between' as const, note: '' })),
      { name: ends[1], side: 'product', note: '' },
    ],
    links: line
      .slice(1)
      .flatMap((to, index) => carries.map((what) => ({ from: line[index] ?? '', to, carries: what, ports: '' }))),
  }
}

/** What the SAT says of licences, where there is one; nothing is typed twice. */
function licences({ product, sat }: ProjectFile, platform: string): string {
  if (isTrunk(product)) return `Licences for the SIP trunks on ${platform}`
  return sat?.application.licences || `Licences for ${product.name} on ${platform}`
}

/** The first must-pass test cases, as a check after setting up. */
function mustPassTitles({ sat, template }: ProjectFile): readonly string[] {
  const all = sat?.testCases ?? template
  return all
    .filter((each) => each.criticality === 'KO')
    .slice(0, 4)
    .map((each) => `${each.title}.`)
}

/** Declared in the questionnaire of a trunk; for a device, tried by the test case of that name. */
function isEmergencyTested({ questionnaire, runs }: ProjectFile): boolean {
  if (declaredCapabilities(questionnaire.answers).includes('emergency')) return true
  return plannedTestCases(runs).some((each) => each.plan === EMERGENCY_AT_DEVICE)
}

const EMERGENCY_AT_DEVICE = 'TEL-07'

const RANK: readonly Verdict[] = ['failed', 'inconclusive', 'passed-with-limitation', 'passed']

/** Each feature with the worst result of the test cases that try it, and what limits it. */
function testedFeatures(file: ProjectFile, limitations: readonly Limitation[]): GuideContent['features'] {
  const results = standingResults(file.runs)
  const planned = plannedTestCases(file.runs)
  const verdictsBy = new Map<string, Verdict[]>()
  for (const testCase of planned) {
    const verdict = results[testCase.plan]?.verdict
    const feature = featureOf(testCase)
    if (verdict) verdictsBy.set(feature, [...(verdictsBy.get(feature) ?? []), verdict])
  }
  return [...verdictsBy].map(([feature, verdicts]) => {
    const worst = RANK.find((each) => verdicts.includes(each))
    const result =
      worst === 'passed' ? 'ok' : worst === 'passed-with-limitation' ? 'ok-with-note' : worst ? 'issue' : 'not-tested'
    const notes = limitations.filter((each) => featureNamed(file, each.testCase) === feature).map((each) => each.effect)
    return { feature, result, note: notes.join(' ') }
  })
}

/**
 * The capability a test case was chosen for, in words: the most particular one, as `Fax by T.38` and not `Fax`. Test
 * cases that always apply stand under the group of their plan.
 */
function featureOf({ because, group }: PlannedTestCase): string {
  const named = Object.values(CAPABILITIES).filter((words) => because.includes(words))
  return named.toSorted((a, b) => b.length - a.length)[0] ?? group ?? 'Basic calls and services'
}

function featureNamed(file: ProjectFile, testCase: string | null | undefined): string {
  const planned = plannedTestCases(file.runs).find((each) => each.plan === testCase)
  return planned ? featureOf(planned) : (testCase ?? 'General')
}

function rowsOf(answers: Answers, key: string): readonly Row[] {
  const answer = answers[key]
  return Array.isArray(answer) ? answer.filter((each): each is Row => typeof each === 'object') : []
}
