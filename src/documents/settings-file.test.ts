import { describe, expect, test } from 'vitest'
import { settingsFrom } from './settings-file.ts'
import { workbookOf } from './workbook.ts'

const read = (text: string) => settingsFrom(new TextEncoder().encode(text))
const WANTED = [
  { path: 'SIP peer Port', value: '5061' },
  { path: 'SIP peer Transport', value: 'TLS' },
]

describe('an export of settings', () => {
  test.each([
    ['CSV with form, field and value', 'Form,Field,Value\nSIP peer,Port,5061\nSIP peer,Transport,TLS\n'],
    [
      'CSV with semicolons and a default',
      'Field name;Default;Value\nSIP peer Port;5060;5061\nSIP peer Transport;UDP;TLS\n',
    ],
    ['CSV of two columns', 'setting,state\nSIP peer Port,5061\nSIP peer Transport,TLS\n'],
    ['JSON, nested', '{"SIP peer": {"Port": 5061, "Transport": "TLS"}}'],
    ['JSON, flat', '{"SIP peer Port": "5061", "SIP peer Transport": "TLS"}'],
    [
      'JSON, a list of rows',
      '[{"form":"SIP peer","field":"Port","value":"5061"},{"form":"SIP peer","field":"Transport","value":"TLS"}]',
    ],
  ])('is read from %s', async (_, text) => {
    expect(await read(text)).toEqual(WANTED)
  })

  test('is read from a spreadsheet', async () => {
    const rows = [
      ['Form', 'Field', 'Value'],
      ['SIP peer', 'Port', '5061'],
      ['SIP peer', 'Transport', 'TLS'],
    ]
    const pieces = await Array.fromAsync(workbookOf('Settings', rows))
    expect(await settingsFrom(Buffer.concat(pieces))).toEqual(WANTED)
  })

  test.each([
    ['nothing', '', 'wrong-file'],
    ['prose', 'Dear support, it does not work.', 'wrong-file'],
    ['JSON that breaks off', '{"a": ', 'wrong-file'],
    ['JSON without names', '["a", "b"]', 'wrong-file'],
    ['a tower of lists', `${'['.repeat(200_000)}1${']'.repeat(200_000)}`, 'too-large'],
    ['a tower of names', `${'{"a":'.repeat(12)}1${'}'.repeat(12)}`, 'too-large'],
    [
      'more than any guide speaks of',
      JSON.stringify(Object.fromEntries(Array.from({ length: 5001 }, (__, n) => [`s${n}`, 1]))),
      'too-large',
    ],
    ['a name with a bell in it', '{"a\\u0007": 1}', 'wrong-file'],
  ])('is refused as %s', async (_, text, code) => {
    await expect(read(text)).rejects.toMatchObject({ code })
  })
})
