/** What has to be installed: once for those who run it, and with its tools for those who work on it. */
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { hasTools } from '../bin/ground.mjs'

type Entry = { readonly version?: string; readonly dev?: boolean; readonly devOptional?: boolean }
const { packages: wanted } = JSON.parse(readFileSync('package-lock.json', 'utf8')) as {
  readonly packages: Readonly<Record<string, Entry>>
}
const only = (keep: (entry: Entry) => boolean) =>
  Object.fromEntries(Object.entries(wanted).filter(([, entry]) => keep(entry)))

test('whoever only runs it has no tools, though a package of ours brings some of them', () => {
  const there = only(({ dev }) => !dev)
  expect(there, 'control: one of them is there').toHaveProperty('node_modules/vitest')
  expect(hasTools(wanted, there)).toBe(false)
})

test('whoever works on it has them, also where one is missing', () => {
  expect(hasTools(wanted, wanted)).toBe(true)
  expect(
    hasTools(
      wanted,
      only(({ dev, version }) => !dev || version !== '1.0.0'),
    ),
  ).toBe(true)
  expect(hasTools(wanted, {})).toBe(false)
})
