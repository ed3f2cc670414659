import { describe, expect, test } from 'vitest'
import { PBX, PROVIDER, ladderFrom, laddersOf, traceOf } from '../../test/support/trunk-scene.ts'
import { callWith, exchangeNumbers } from './calls.ts'
import { WINDOW, windowOf, windowWith } from './ladder-window.ts'

const TALK = `
  pbx      INVITE offer
  provider 100 Trying
  provider 200 OK answer:sendrecv:PCMU
  pbx      ACK
  pbx      BYE
  provider 200 OK`

describe('a window of a ladder', () => {
  test('has its messages in full, each description with that of the other side', () => {
    const { said, ladder } = laddersOf({ lines: TALK })
    const { messages, rungs } = windowOf(ladder, said, 0)
    const [invite, , answer, ack] = rungs
    expect(messages[invite!.ref]!.text).toMatch(/^INVITE sip:[\s\S]*m=audio/)
    expect(messages[invite!.ref]).toMatchObject({
      left: 0,
      description: { role: 'offer', by: 0 },
      other: { ref: answer!.ref, role: 'answer', by: 1, media: [{ codecs: [{ name: 'PCMU' }, {}] }] },
    })
    expect(messages[answer!.ref]!.other).toMatchObject({ ref: invite!.ref, role: 'offer' })
    expect(messages[ack!.ref]).toMatchObject({ description: null, other: null })
  })

  test('an offer of the other side under the same number is another exchange', () => {
    const { said, ladder } = laddersOf({
      lines: `${TALK.split('\n').slice(0, 5).join('\n')}
        provider INVITE offer:sendonly
        pbx      200 OK answer:recvonly
        provider ACK`,
    })
    const { messages } = windowOf(ladder, said, 0)
    expect(Object.values(messages).flatMap(({ other, description }) => (description ? [other?.by] : []))).toEqual([
      1, 0, 0, 1,
    ])
  })

  test('of a long call begins where the message asked for is', () => {
    const lines = ['pbx INVITE offer', 'provider 200 OK answer', 'pbx ACK']
    for (let times = 0; times < 150; times += 1) lines.push('pbx OPTIONS', 'provider 200 OK of OPTIONS')
    const { said, ladder } = laddersOf({ lines: lines.join('\n') })
    const first = windowOf(ladder, said, 0)
    expect([first.rungs.length, first.refs.length, first.begins]).toEqual([WINDOW, 303, 0])
    expect(windowWith(first, '250')).toBe(WINDOW)
    expect(windowWith(first, 'never')).toBe(0)
    const second = windowOf(ladder, said, WINDOW)
    expect(second.rungs.map(({ ref }) => ref)).toContain('250')
    expect(Object.keys(second.messages)).toHaveLength(103)
  })
})

describe('several calls together', () => {
  const both = () => laddersOf({ lines: TALK }, { lines: TALK, call: 'other', at: 30 })

  test('stand in the order of the capture, each with its number and its own transactions', () => {
    const { ladder } = both()
    expect(ladder.rungs.map(({ call }) => call)).toEqual([0, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 1])
    expect(ladder.lanes).toEqual([PBX, PROVIDER])
    expect(ladder.calls.map(({ callId }) => callId)).toEqual([`call-0@${PBX}`, `other@${PBX}`])
    const invites = ladder.rungs.filter(({ label }) => label.startsWith('INVITE'))
    expect(new Set(invites.map(({ transaction }) => transaction)).size).toBe(2)
  })

  test('an INVITE, its answers and their ACK are one transaction, BYE is another', () => {
    const { ladder } = laddersOf({ lines: TALK })
    const [invite, trying, ok, ack, bye, done] = ladder.rungs.map(({ transaction }) => transaction)
    expect([trying, ok, ack]).toEqual([invite, invite, invite])
    expect(bye).toBe(done)
    expect(bye).not.toBe(invite)
  })
})

test('a registration is found by its packet, after the calls, and has a ladder of its own', () => {
  const { trace, file } = traceOf(
    { lines: 'pbx REGISTER\nprovider 200 OK', call: 'registers' },
    { lines: TALK, call: 'talks', at: 2000 },
  )
  expect([callWith(trace, 1), callWith(trace, 3), callWith(trace, 999)]).toEqual([2, 1, null])
  const { calls, rungs } = ladderFrom(trace, file, [exchangeNumbers(trace)[1]!]).ladder
  expect(calls).toMatchObject([{ isCall: false, title: expect.stringMatching(/^REGISTER: /) }])
  expect(rungs.map(({ label }) => label.split(' ')[0])).toEqual(['REGISTER', '200'])
})
