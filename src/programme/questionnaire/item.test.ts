import { expect, test } from 'vitest'
import { answerKey, names } from './item.ts'
import { itemOf } from './items.ts'

test('an answer is kept under its question and field', () => {
  const item = itemOf('Q-05')!
  expect(answerKey(item, item.fields[0]!)).toBe('Q-05.transports')
})

test('a list names an option only if it holds exactly that', () => {
  const answers = { 'Q-05.transports': ['udp', 'tls'], 'Q-13.mode': 'tls' }
  expect(names(answers, 'Q-05.transports', 'tls')).toBe(true)
  expect(names(answers, 'Q-05.transports', 'tcp')).toBe(false)
  expect(names(answers, 'Q-13.mode', 'tls')).toBe(false)
  expect(names({}, 'Q-05.transports', 'tls')).toBe(false)
})
