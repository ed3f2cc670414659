/** Which Call-IDs of a capture a judge looks at, and what comes first where they are too many. */
import { expect, test } from 'vitest'
import { traceOf } from '../../../test/support/trunk-scene.ts'
import { callIdOf } from '../../capture/messages.ts'
import { spansForScene } from './scene.ts'

const lookedAt = (messages: number, most?: number) => {
  const chat = { lines: 'pbx MESSAGE\n'.repeat(messages), call: 'chat' }
  const { trace } = traceOf(chat, { lines: 'pbx INVITE offer\nprovider 486 Busy Here', call: 'talk', at: 5 })
  const { calls, spans } = spansForScene(trace, most)
  return { calls: calls.map((call) => callIdOf(trace.index, call).split('@')[0]), spans: spans.length }
}

test('all of them are looked at, in the order they began', () => {
  expect(lookedAt(3)).toEqual({ calls: ['chat', 'talk'], spans: 5 })
})

test('beyond what can be judged, calls are looked at and what only reading would tell of is not', () => {
  expect(lookedAt(9, 10)).toEqual({ calls: ['talk'], spans: 2 })
  expect(lookedAt(8, 10).calls).toEqual(['chat', 'talk'])
})
