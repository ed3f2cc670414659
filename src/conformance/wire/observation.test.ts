/** What stands in verdicts of what a capture says itself, and what is told once. */
import { expect, test } from 'vitest'
import { bytesOf } from '../../sip/bytes.ts'
import { parseMessage } from '../../sip/message.ts'
import { expected, faultsTold, sayLine, WELL_FORMED } from './observation.ts'
import type { Line } from './scene.ts'

const lineOf = (first: string) => ({ message: parseMessage(bytesOf(`${first}\r\n\r\n`)) }) as Line

test('a message is called by its first words, of a bounded length', () => {
  expect(sayLine(lineOf('SIP/2.0 486 Busy Here'))).toBe('486 Busy Here')
  expect(sayLine(lineOf('SIP/2.0 180'))).toBe('180')
  expect(sayLine(lineOf('BYE sip:x@e SIP/2.0'))).toBe('BYE')
  expect(sayLine(lineOf(`SIP/2.0 480 ${'x'.repeat(5000)}`))).toBe(`480 ${'x'.repeat(76)}…`)
  expect(sayLine(lineOf(`${'X'.repeat(5000)} sip:x@e SIP/2.0`))).toHaveLength(81)
})

test('what was seen is of a bounded length, whatever it quotes', () => {
  const { seen } = expected('A01', 'It is short.', 'RFC 3261').ok({ seen: `From names ${'x'.repeat(60_000)}.` })
  expect(seen).toHaveLength(1001)
})

test('what is wrong with messages is told once, and other failures are not among it', () => {
  const form = expected('A01', WELL_FORMED, 'RFC 3261')
  const wrong = (seen: string, packet: number) => form.fail({ seen, packets: [packet] }, 'A gateway.')
  const other = expected('A02', 'Every request is answered.', 'RFC 3261').fail({ seen: 'BYE is not.' }, 'NAT.')
  const judged = [
    { id: 'OUT-01', observations: [form.ok({ seen: 'All 5 messages do.' }), other] },
    { id: 'OUT-02', observations: [wrong('BYE: There is no Via.', 7), other] },
    { id: 'HLD-01', observations: [wrong('BYE: There is no Via.', 7), wrong('BYE: There is no To.', 9)] },
  ]
  expect(faultsTold(judged).map(({ judgement, observation }) => [judgement.id, observation.seen])).toEqual([
    ['OUT-02', 'BYE: There is no Via.'],
    ['HLD-01', 'BYE: There is no To.'],
  ])
})
