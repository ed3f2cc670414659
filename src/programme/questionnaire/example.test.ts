import { expect, test } from 'vitest'
import { checkAnswer, fieldsAsked, missingAnswers, progressOf, standingAnswers } from './answering.ts'
import { clashesOf } from './clashes.ts'
import { declaredCapabilities } from './declared.ts'
import { exampleAnswers } from './example.ts'
import { ITEMS } from './items.ts'

const answers = exampleAnswers()

test('the example is complete', () => {
  expect(missingAnswers(answers)).toEqual([])
  const { answered, asked } = progressOf(answers)
  expect(answered).toBe(asked)
})

test('the example is made of answers that are accepted as they stand', () => {
  for (const [key, answer] of Object.entries(answers)) expect(checkAnswer(key, answer), key).toEqual({ answer })
})

test('the example answers nothing that is not asked', () => {
  expect(standingAnswers(answers)).toEqual(answers)
})

test('the example clashes with nothing on a release that can do everything', () => {
  expect(clashesOf(answers, { version: '11.0', kind: 'major' })).toEqual([])
})

test('the example is a trunk that registers, over UDP and TLS, with fax, timers and emergency calls', () => {
  expect(declaredCapabilities(answers)).toEqual([
    'udp',
    'tls',
    'registration',
    'dns-location',
    'invite-challenge',
    'keep-alive',
    'several-targets',
    'second-pbx-address',
    'early-media',
    'reliable-provisional',
    'late-offer',
    'g729',
    'several-codecs',
    'rtp-events',
    'fax',
    't38',
    'fax-pass-through',
    'session-timers',
    'srtp',
    'emergency',
  ])
})

test('a typical trunk has to answer some fifty fields', () => {
  const required = ITEMS.flatMap((item) => fieldsAsked(item, answers)).filter((field) => field.required)
  expect(required.length).toBeGreaterThanOrEqual(45)
  expect(required.length).toBeLessThanOrEqual(55)
})
