import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { guideSubject } from '../../test/support/guide-subject.ts'
import { paperText } from '../../test/support/paper-text.ts'
import { after, people, projectIn, stampBy } from '../../test/support/project-files.ts'
import { type Authorisation, LOGO_CONDITIONS } from '../programme/authorisation.ts'
import { type GuideContent } from '../programme/guide-content.ts'
import { publishedGuide } from '../programme/guide.ts'
import { guidePaper } from './guide-paper.ts'
import { authorisationPaper } from './logo/logo-letter.ts'

const granted = projectIn('guide')

const setting = { form: 'SIP peer', field: 'Address', value: 'trunk.example.net', standard: '', why: 'Located by DNS.' }

/** The draft as the project gives it, with what only the lab can write. */
const content: GuideContent = {
  ...granted.guide!.content,
  limitations: [{ feature: 'Fax', effect: 'Pages come slowly.', workaround: 'Lower the rate to 9,600 bit/s.' }],
  vendorSettings: [setting, { ...setting, field: 'Port', value: '5061', standard: '5060', why: '' }],
  partnerSettings: [{ ...setting, form: 'Portal', field: 'Transport', value: 'TLS' }],
}

const published = after(after(granted, people.tester, 'save-guide', { content }), people.tester, 'publish-guide')

const subject = guideSubject(published.certification!, 'current, until 2027-12-16')

const guide = publishedGuide(published.guide)!
const bare: GuideContent = {
  ...content,
  places: [],
  links: [],
  expected: [],
  features: [],
  equipment: [],
  limitations: [],
  prerequisites: [],
  vendorSettings: [],
  partnerSettings: [],
  verification: [],
  troubleshooting: [],
  contacts: [],
  emergencyNote: '',
}

describe('the config guide on paper', () => {
  test('reads as it always did', async () => {
    await expect(paperText(guidePaper(guide, subject))).toMatchFileSnapshot('../../test/golden/config-guide.txt')
  })

  test('a word changed in it would be noticed', () => {
    const golden = readFileSync(new URL('../../test/golden/config-guide.txt', import.meta.url), 'utf8')
    expect(paperText(guidePaper(guide, subject))).toBe(golden)
    expect(paperText(guidePaper(guide, { ...subject, standingWords: 'stale' }))).not.toBe(golden)
  })

  test('says that no limitations are known and that nothing was noted, rather than nothing', () => {
    const text = paperText(guidePaper({ ...guide, content: bare }, subject))
    expect(text).toContain('## Limitations and workarounds\n\nNone are known.')
    expect(text).toContain('## Emergency calls\n\nNothing was noted.')
  })

  test('has no heading over an empty part', () => {
    const { blocks } = guidePaper({ ...guide, content: bare }, subject)
    for (const [at, block] of blocks.entries())
      if (block.type === 'heading') expect(blocks[at + 1]?.type ?? 'nothing').not.toMatch(/heading|nothing/)
    expect(blocks.filter((block) => block.type === 'heading').map((block) => block.text)).toEqual([
      'Scope of support',
      'Topology',
      'Limitations and workarounds',
      'Emergency calls',
    ])
  })

  test('names every limitation of the certification with the way round it', () => {
    const text = paperText(guidePaper(guide, subject))
    for (const { effect, workaround } of content.limitations) {
      expect(text).toContain(effect)
      expect(text).toContain(workaround)
    }
  })

  test('names every pair that was tested, and the region of an MQT', () => {
    const two = {
      ...subject.certification,
      level: 'MQT' as const,
      region: 'emea',
      pairs: [...subject.certification.pairs, { platformRelease: '10.1', productRelease: '3.2' }],
    }
    const facts = new Map(guidePaper(guide, { ...subject, certification: two }).facts)
    expect(facts.get('Releases tested')).toBe('10.0 with 3.1; 10.1 with 3.2')
    expect(facts.get('Region')).toBe('emea')
    expect(new Map(guidePaper(guide, subject).facts).get('Region')).toBe('everywhere')
  })
})

describe('the letter that authorises a logo', () => {
  const authorisation: Authorisation = {
    number: 'LA-2026-0001',
    certification: subject.certification.number,
    organisation: 'northwind',
    logo: 'MCT',
    issued: stampBy('tester'),
    conditions: LOGO_CONDITIONS,
  }

  test('reads as it always did', async () => {
    await expect(paperText(authorisationPaper(authorisation, subject))).toMatchFileSnapshot(
      '../../test/golden/logo-authorisation.txt',
    )
  })

  test('carries every condition it was issued under, not those of today', () => {
    const old = { ...authorisation, conditions: ['Only on paper.'] }
    const text = paperText(authorisationPaper(old, subject))
    expect(text).toContain('1. Only on paper.')
    expect(text).not.toContain(LOGO_CONDITIONS[0])
  })
})
