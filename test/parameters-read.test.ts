/** A figure that nobody reads is a promise that nobody keeps: every parameter is asked for by its key somewhere. */
import fs from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { PARAMETERS, type ParameterDefinition } from '../src/rulebook/parameter-table.ts'

const root = path.resolve(import.meta.dirname, '..')

const SOURCES = ['src', 'web']
  .flatMap((room) =>
    fs.readdirSync(path.join(root, room), { recursive: true, encoding: 'utf8' }).map((name) => path.join(room, name)),
  )
  .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts') && !file.endsWith('parameter-table.ts'))
  .map((file) => fs.readFileSync(path.join(root, file), 'utf8'))
  .join('\n')

/** Keys made from a word of the programme: `fee.${size}-test-case`. */
const MADE = [/^membership\.(fee|tier)\./, /^fee\.(simple|medium|complex)-test-case$/]

function unread(parameters: readonly Pick<ParameterDefinition, 'key' | 'choices' | 'kind'>[]): readonly string[] {
  return parameters
    .filter(({ key }) => !SOURCES.includes(`'${key}'`) && !MADE.some((form) => form.test(key)))
    .map(({ key }) => key)
}

test('every parameter is read; but for three that say what is so and leave no choice', () => {
  expect(unread(PARAMETERS)).toEqual(['tracking.start', 'status.time-zone', 'lapse.effect'])
  for (const key of unread(PARAMETERS))
    expect(PARAMETERS.find((each) => each.key === key)?.choices, key).toHaveLength(1)
})

test('control: one that nobody reads is found', () => {
  expect(unread([{ key: 'planted.figure', kind: 'number' }])).toEqual(['planted.figure'])
})
