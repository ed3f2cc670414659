import { describe, expect, test } from 'vitest'
import { projectIn } from '../../test/support/project-files.ts'
import { compareGuides } from './guide-comparison.ts'
import type { GuideContent } from './guide-content.ts'

const port = { form: 'SIP peer', field: 'Port', value: '5061', standard: '5060', why: 'TLS.' }
const content: GuideContent = { ...projectIn('guide').guide!.content, vendorSettings: [port], audience: null }

const changes = (fresh: Partial<GuideContent>) => compareGuides(content, { ...content, ...fresh })

describe('two versions of a guide', () => {
  test('that say the same have no differences', () => {
    expect(changes({})).toEqual([])
    expect(changes({ audience: 'member', kind: 'settings' })).toEqual([])
  })

  test('tell a changed value from what it was to what it is', () => {
    expect(changes({ vendorSettings: [{ ...port, value: '5081', standard: '' }] })).toEqual([
      {
        part: 'Settings of the platform',
        differences: [
          {
            kind: 'changed',
            what: 'SIP peer, Port',
            cells: [
              { name: 'Value', was: '5061', is: '5081' },
              { name: 'Default', was: '5060', is: '' },
            ],
          },
        ],
      },
    ])
  })

  test('tell rows that came and rows that went, each with what it says', () => {
    const address = { form: 'SIP peer', field: 'Address', value: 'trunk.example.net', standard: '', why: '' }
    const [part] = changes({ vendorSettings: [address] })
    expect(part?.differences).toEqual([
      {
        kind: 'taken out',
        what: 'SIP peer, Port',
        cells: [
          { name: 'Value', was: '5061', is: null },
          { name: 'Default', was: '5060', is: null },
          { name: 'Why', was: 'TLS.', is: null },
        ],
      },
      { kind: 'added', what: 'SIP peer, Address', cells: [{ name: 'Value', was: null, is: 'trunk.example.net' }] },
    ])
  })

  test('are not different by the order of their rows, and tell rows of one name apart', () => {
    const second = { ...port, value: '5071' }
    const before = { ...content, vendorSettings: [port, second, { ...port, field: 'Host' }] }
    expect(compareGuides(before, { ...before, vendorSettings: [{ ...port, field: 'Host' }, port, second] })).toEqual([])
    expect(compareGuides(before, { ...before, vendorSettings: [port, port, { ...port, field: 'Host' }] })).toHaveLength(
      1,
    )
  })

  test('never say a restricted value', () => {
    const told = changes({ vendorSettings: [{ ...port, value: 'hunter2', told: 'restricted' }] })
    expect(JSON.stringify(told)).not.toContain('hunter2')
    expect(told).toHaveLength(1)
  })

  test('tell changed lines, texts and drawings', () => {
    const parts = changes({
      verification: ['Call out.'],
      emergencyNote: 'Not here.',
      links: [{ from: 'A', to: 'B', carries: 'SIP', ports: '' }],
    }).map(({ part }) => part)
    expect(parts).toEqual(['Connections and ports', 'Verification', 'Emergency calls'])
  })
})
