import { describe, expect, test } from 'vitest'
import { projectIn } from '../../test/support/project-files.ts'
import type { GuideContent } from './guide-content.ts'
import { compareSettings, type ExportedSetting } from './guide-settings.ts'

const row = { form: 'SIP peer, basic', field: 'Port', value: '5061', standard: '5060', why: '' }
const content: GuideContent = {
  ...projectIn('guide').guide!.content,
  vendorSettings: [row, { ...row, field: 'Password', value: 'hunter2', told: 'restricted' }],
  partnerSettings: [{ ...row, form: 'Portal', field: 'Transport', value: 'TLS' }],
}
const outcomes = (...exported: ExportedSetting[]) =>
  compareSettings(content, 'platform', exported).map(({ outcome }) => outcome)

describe('settings held against a guide', () => {
  test.each([
    ['SIP peer, basic Port', '5061', 'equal'],
    ['sip_peer.basic/port', ' 5061 ', 'equal'],
    ['Port', '5061', 'equal'],
    ['SIP peer, basic Port', '5060', 'different'],
    ['SIP peer Port', '5061', 'missing'],
    ['Transport', 'TLS', 'missing'],
  ])('%s as %s is %s', (path, value, wanted) => {
    expect(outcomes({ path, value })[0]).toBe(wanted)
  })

  test('are those of the side that was asked for', () => {
    const [only, ...more] = compareSettings(content, 'product', [{ path: 'Portal Transport', value: 'tls' }])
    expect(only).toEqual({ form: 'Portal', field: 'Transport', wanted: 'TLS', found: 'tls', outcome: 'equal' })
    expect(more).toEqual([])
  })

  test('exported twice with different values are not as in the guide', () => {
    const [first] = compareSettings(content, 'platform', [
      { path: 'Port', value: '5061' },
      { path: 'port', value: '5071' },
    ])
    expect(first).toMatchObject({ outcome: 'different', found: '5061; 5071' })
  })

  test('that are restricted are judged and not told', () => {
    const told = compareSettings(content, 'platform', [{ path: 'Password', value: 'hunter3' }])
    expect(told[1]).toMatchObject({ outcome: 'different', wanted: null, found: null })
    expect(JSON.stringify(told)).not.toMatch(/hunter/)
  })

  test('of one field in two forms are found by form and field alone', () => {
    const twice = { ...content, vendorSettings: [row, { ...row, form: 'Backup peer' }] }
    expect(compareSettings(twice, 'platform', [{ path: 'Port', value: '5061' }]).map((each) => each.outcome)).toEqual([
      'missing',
      'missing',
    ])
  })
})
