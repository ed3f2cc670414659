import { expect, test } from 'vitest'
import { FOUR, sipMessage, type Words } from '../../test/support/calls-on-wire.ts'
import { back, ip, LINKS, pcap, udp } from '../../test/support/capture-writer.ts'
import { callNumbers, callAt } from './calls.ts'
import { messagesOf } from './messages.ts'
import { readCapture } from './reading.ts'
import { dialogsOf, transactionsOf } from './transactions.ts'

/** Messages of one call by first line, CSeq, branch and To tag; answers go the other way. */
function read(...lines: readonly (readonly [first: string, cseq: string, branch: string, toTag?: string])[]) {
  const frames = lines.map(([first, cseq, branch, toTag], index) => {
    const ends = first.startsWith('SIP/') ? back(FOUR) : FOUR
    const words: Words = {
      first: first.startsWith('SIP/') ? first : `${first} sip:b@e.com SIP/2.0`,
      call: 'c',
      cseq,
      branch,
      toTag,
    }
    return { bytes: LINKS.Ethernet!.wrap(ip(ends, 17, udp(ends, sipMessage(words)))), ns: index * 1e6 }
  })
  const reading = readCapture()
  reading.feed(pcap(frames))
  reading.end()
  const number = callNumbers(reading.trace)[0]!
  return { messages: messagesOf(reading.trace.index, number), call: callAt(reading.trace, number) }
}

const told = (messages: ReturnType<typeof read>['messages']) =>
  transactionsOf(messages).map(({ method, cseq, provisional, final, ack, again }) =>
    [
      `${cseq} ${method}`,
      provisional.map((each) => each.status).join('+'),
      final?.status ?? 'none',
      ack ? 'ack' : '',
      again.length,
    ].join(' '),
  )

test('a call that is asked for credentials, rings, is answered twice and cleared', () => {
  const { messages, call } = read(
    ['INVITE', '1 INVITE', 'x1'],
    ['SIP/2.0 407 Proxy Authentication Required', '1 INVITE', 'x1', 'p'],
    ['ACK', '1 ACK', 'x1', 'p'],
    ['INVITE', '2 INVITE', 'x2'],
    ['INVITE', '2 INVITE', 'x2'],
    ['SIP/2.0 100 Trying', '2 INVITE', 'x2'],
    ['SIP/2.0 180 Ringing', '2 INVITE', 'x2', 'b'],
    ['SIP/2.0 200 OK', '2 INVITE', 'x2', 'b'],
    ['SIP/2.0 200 OK', '2 INVITE', 'x2', 'b'],
    ['ACK', '2 ACK', 'x3', 'b'],
    ['BYE', '3 BYE', 'x4', 'b'],
    ['SIP/2.0 200 OK', '3 BYE', 'x4', 'b'],
  )
  expect(told(messages)).toEqual(['1 INVITE  407 ack 0', '2 INVITE 100+180 200 ack 2', '3 BYE  200  0'])
  expect(dialogsOf(messages)).toMatchObject([{ isConfirmed: true, isEnded: true }])
  expect(call).toMatchObject({ state: 'completed', status: 200 })
})

test('a call that is given up: CANCEL is a transaction of its own beside the INVITE', () => {
  const { messages, call } = read(
    ['INVITE', '1 INVITE', 'x1'],
    ['SIP/2.0 180 Ringing', '1 INVITE', 'x1', 'b'],
    ['CANCEL', '1 CANCEL', 'x1'],
    ['SIP/2.0 200 OK', '1 CANCEL', 'x1', 'b'],
    ['SIP/2.0 487 Request Terminated', '1 INVITE', 'x1', 'b'],
    ['ACK', '1 ACK', 'x1', 'b'],
  )
  expect(told(messages)).toEqual(['1 INVITE 180 487 ack 0', '1 CANCEL  200  0'])
  expect(dialogsOf(messages)).toMatchObject([{ isConfirmed: false, isEnded: false }])
  expect(call).toMatchObject({ state: 'cancelled', status: 487 })
})

test('a call that forks has a dialog for each who rings', () => {
  const { messages, call } = read(
    ['INVITE', '1 INVITE', 'x1'],
    ['SIP/2.0 180 Ringing', '1 INVITE', 'x1', 'b'],
    ['SIP/2.0 180 Ringing', '1 INVITE', 'x1', 'c'],
    ['SIP/2.0 200 OK', '1 INVITE', 'x1', 'c'],
  )
  expect(dialogsOf(messages).map((dialog) => dialog.isConfirmed)).toEqual([false, true])
  expect(call.legs).toMatchObject([{ dialogs: 2 }])
  expect(call.state).toBe('answered')
})

test.each([
  ['unanswered', [['INVITE', '1 INVITE', 'x1']]],
  [
    'proceeding',
    [
      ['INVITE', '1 INVITE', 'x1'],
      ['SIP/2.0 100 Trying', '1 INVITE', 'x1'],
    ],
  ],
  [
    'ringing',
    [
      ['INVITE', '1 INVITE', 'x1'],
      ['SIP/2.0 183 Session Progress', '1 INVITE', 'x1', 'b'],
    ],
  ],
  [
    'redirected',
    [
      ['INVITE', '1 INVITE', 'x1'],
      ['SIP/2.0 302 Moved Temporarily', '1 INVITE', 'x1', 'b'],
    ],
  ],
  [
    'challenged',
    [
      ['INVITE', '1 INVITE', 'x1'],
      ['SIP/2.0 401 Unauthorized', '1 INVITE', 'x1', 'b'],
    ],
  ],
  [
    'refused',
    [
      ['INVITE', '1 INVITE', 'x1'],
      ['SIP/2.0 486 Busy Here', '1 INVITE', 'x1', 'b'],
    ],
  ],
  [
    'answered',
    [
      ['INVITE', '7 INVITE', 'x1', 'b'],
      ['SIP/2.0 488 Not Acceptable Here', '7 INVITE', 'x1', 'b'],
    ],
  ],
] as const)('a call is %s', (state, lines) => {
  expect(read(...lines).call.state).toBe(state)
})
