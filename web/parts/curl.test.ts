import { spawnSync } from 'node:child_process'
import { describe, expect, test } from 'vitest'
import { type CallField, callAddress, curlOf } from './curl.ts'

const field = (name: string, place: string, isNeeded: boolean, value = ''): CallField => ({
  name,
  place,
  isNeeded,
  value,
})

describe('a call of the API as a line for the shell', () => {
  test('names what has to be filled in, and nothing that may be left out', () => {
    const fields = [field('number', 'path', true), field('product', 'query', true), field('on', 'query', false)]
    expect(callAddress('/api/certifications/{number}', fields)).toBe('/api/certifications/<number>?product=<product>')
    expect(callAddress('/api/certifications', [])).toBe('/api/certifications')
  })

  test('holds what was typed, the optional as well', () => {
    const fields = [
      field('number', 'path', true, 'a/b'),
      field('product', 'query', true, 'x & y'),
      field('on', 'query', false, '2026-03-31'),
    ]
    expect(callAddress('/api/certifications/{number}', fields)).toBe(
      '/api/certifications/a%2Fb?product=x%20%26%20y&on=2026-03-31',
    )
  })

  test('sends what was typed as it was typed, and never a file', () => {
    for (const body of ['@/etc/passwd', '{"a":12345678901234567890,\n"b":1.0,"a":2}'])
      expect(curlOf({ method: 'POST', address: '/api/x', isOpen: true, body })).toContain(`--data-raw '${body}'`)
  })

  test('means to a shell what it says, whatever was typed', () => {
    const typed = `it's $HOME "q" \`id\` !! \\ {a,b} [1-3] <x>`
    const address = callAddress('/api/x', [field('search', 'query', true, typed)])
    const line = curlOf({ method: 'POST', address, isOpen: false, body: JSON.stringify({ reason: typed }, null, 2) })
    const shell = `curl() { for each in "$@"; do printf '%s\\0' "$each"; done; }; CERTWRIGHT=https://c.test TOKEN=t; ${line}`
    const given = spawnSync('sh', ['-c', shell], { encoding: 'utf8' }).stdout.split('\0').slice(0, -1)
    expect(given.filter((each) => each.startsWith('-'))).toEqual(['-X', '-H', '-H', '--data-raw'])
    expect(new URL(given[2]!).searchParams.get('search')).toBe(typed)
    expect(JSON.parse(given.at(-1)!)).toEqual({ reason: typed })
    expect(given[2]).not.toMatch(/[[\]{}!]/)
  })
})
