import { expect, test } from 'vitest'
import { SEVERAL, sharedKeys } from './shared-keys.ts'

test('a key that one has is shared by none, and one that two have is', () => {
  const keys = sharedKeys(100)
  keys.note(7, 1)
  keys.note(7, 1)
  keys.note(8, 1)
  expect(keys.hasAny()).toBe(false)
  keys.note(8, 2)
  keys.note(2 ** 50, SEVERAL)
  expect([7, 8, 9, 2 ** 50].map(keys.isShared)).toEqual([false, true, false, true])
  expect(keys.hasAny()).toBe(true)
})

test('nobody has the key 0', () => {
  const keys = sharedKeys(100)
  keys.note(0, 1)
  keys.note(0, 2)
  expect([keys.isShared(0), keys.hasAny()]).toEqual([false, false])
})

/** It may say too much of a few, and never too little. */
test('of many keys none that is shared is missed, and few that are not are taken for it', () => {
  const many = 10_000
  const keys = sharedKeys(many)
  const keyOf = (at: number) => at * 2 ** 33 + at * 7 + 1
  for (let at = 0; at < many; at += 1) {
    keys.note(keyOf(at), 1)
    if (at % 100 === 0) keys.note(keyOf(at), 2)
  }
  const shared = Array.from({ length: many }, (_, at) => keys.isShared(keyOf(at)))
  expect(shared.filter((isShared, at) => at % 100 === 0 && !isShared)).toEqual([])
  expect(shared.filter((isShared) => isShared).length).toBeLessThan(many / 50)
})
