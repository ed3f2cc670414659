/** Subjects in the reader's language, whatever names stand in them. */
import { expect, test } from 'vitest'
import { worksFor } from '../../../test/support/busy.ts'
import { say } from '../../languages/say.ts'
import { inLanguage } from '../../languages/speaking.ts'
import { noticeSaid, subjectSaid } from './mail-words.ts'

test('what happened is said, what it is about is not', () => {
  const said = (subject: string) => inLanguage('de', () => subjectSaid(subject))
  expect(said('Trunk: One on Voice: a review call is due')).toBe('Trunk: One on Voice: Ein Review-Gespräch steht an')
})

test('a name full of colons is looked at from its end only', () => {
  const subjects = Array.from({ length: 400 }, (_, at) => `P-2026-${at} ${'b. C: '.repeat(40)}on Voice: x${at}`)
  const inGerman = (work: (subject: string) => unknown) => worksFor(() => inLanguage('de', () => subjects.map(work)), 0)
  expect(
    inLanguage('de', () => subjectSaid('a: b')),
    'the words are learnt',
  ).toBe('a: b')
  const taken = inGerman((subject) => subjectSaid(subject))
  const fromEachColon = (subject: string) =>
    [...subject.matchAll(/: /g)].map(({ index }) => say(subject.slice(index + 2)))
  const control = inGerman(fromEachColon)
  expect(taken).toBeLessThan(control / 2)
})

test('a body of very many quoted lines does not take the square of them', () => {
  const lines = 100_000
  const body = 'x\n'.repeat(lines)
  const quoted = Array.from({ length: lines + 1 }, (_, at) => at)
  expect(worksFor(() => inLanguage('de', () => noticeSaid({ body, quoted })), MOST_MS)).toBeLessThan(MOST_MS)
})

/** On a slow machine. */
const MOST_MS = 600
