import { expect, test } from 'vitest'
import { choicesFrom, MAIL_KIND_NAMES, MAIL_KINDS, UNCHOSEN, wayOf } from './mail-kinds.ts'

test('every notice there is belongs to exactly one kind', () => {
  const codes = MAIL_KIND_NAMES.flatMap((kind): readonly string[] => MAIL_KINDS[kind].codes)
  const all = Array.from({ length: 47 }, (_, index) => `N${String(index + 1).padStart(2, '0')}`)
  expect(codes.toSorted()).toEqual(all)
})

test('what is not chosen goes out at once', () => {
  expect(wayOf('N29', UNCHOSEN)).toBe('at-once')
  expect(wayOf('N29', { kinds: { testing: 'daily' }, weekly: true })).toBe('daily')
  expect(wayOf('N32', { kinds: { testing: 'daily' }, weekly: true })).toBe('at-once')
})

test('a link to get in and a notice of termination go out at once, whatever was chosen', () => {
  const silent = { kinds: { access: 'portal', membership: 'portal' }, weekly: false } as const
  expect([wayOf('N03', silent), wayOf('N44', silent)]).toEqual(['at-once', 'at-once'])
})

test('a form is read word by word: what is no choice changes nothing', () => {
  const form = new URLSearchParams({
    'mail.testing': 'daily',
    'mail.fees': 'never',
    'mail.access': 'portal',
    'mail.decisions': 'at-once',
    weekly: 'on',
  })
  expect(choicesFrom((name) => form.get(name))).toEqual({ kinds: { testing: 'daily' }, weekly: true })
  expect(choicesFrom(() => null)).toEqual({ kinds: {}, weekly: false })
})
