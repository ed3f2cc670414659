import { describe, expect, test } from 'vitest'
import { after, people, projectIn, recordAll } from '../../test/support/project-files.ts'
import type { GuideContent } from './guide-content.ts'
import type { ProjectFile } from './project-file.ts'

const { tester } = people

function draftAfter(testing: ProjectFile): GuideContent {
  const finished = after(testing, tester, 'finish-testing', { summary: 'Done.' })
  return projectIn('guide', finished).guide!.content
}

const testing = recordAll(projectIn('testing'), tester, { 'COD-02': 'failed', 'FAX-04': 'inconclusive' })
const limited = after(testing, tester, 'record-result', {
  testCase: 'FAX-01',
  verdict: 'passed-with-limitation',
  note: '',
  limitation: { effect: 'Slow pages.', workaround: 'Lower the rate.' },
  seen: 1,
})
const untested = after(limited, tester, 'record-result', {
  testCase: 'RNG-06',
  verdict: 'not-tested',
  note: 'No such calls.',
  seen: 1,
})

describe('the draft of a config guide', () => {
  const draft = draftAfter(untested)

  test('tells each declared capability by the worst of its test cases, each under its own name', () => {
    const told = Object.fromEntries(draft.features.map(({ feature, result }) => [feature, result]))
    expect(told).toMatchObject({
      'Outbound calls': 'ok',
      'Fax by T.38': 'ok-with-note',
      Fax: 'ok',
      'Fax in G.711': 'issue',
      'G.729': 'issue',
      'INVITE without an offer': 'not-tested',
      'SIP over TLS': 'ok',
      'Emergency calls': 'ok',
    })
    expect(told).not.toHaveProperty('Wideband codecs (G.722, Opus, AMR-WB)')
    expect(draft.features).toHaveLength(34)
  })

  test('carries every limitation over with its way round', () => {
    expect(draft.limitations).toEqual([
      { feature: 'G.729', effect: 'Seen.', workaround: 'None known.' },
      { feature: 'Fax by T.38', effect: 'Slow pages.', workaround: 'Lower the rate.' },
      { feature: 'Fax in G.711', effect: 'Seen.', workaround: 'None known.' },
    ])
  })

  test('names the releases tested and the elements of the service from the questionnaire', () => {
    expect(draft.summary).toBe(
      'How to configure Voice 10.0 with North Trunk 3.1, as it was certified at MCT on 15 Jun 2026.',
    )
    expect(draft.equipment).toEqual([
      { element: 'Platform', product: 'Voice', version: '10.0' },
      { element: 'Softswitch', product: 'Example Switch', version: '22.4' },
      { element: 'Session border controller', product: 'Example SBC 5000', version: '9.3.1' },
    ])
  })

  test('leaves to the lab what only the lab knows', () => {
    expect([draft.vendorSettings, draft.partnerSettings]).toEqual([[], []])
  })
})
