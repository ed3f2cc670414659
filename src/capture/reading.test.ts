import { describe, expect, test } from 'vitest'
import { SAID } from '../../test/support/calls-on-wire.ts'
import { join } from '../../test/support/capture-writer.ts'
import { corners } from '../../test/support/corners.ts'
import { inspect } from './inspection.ts'
import { spansOfMessage } from './messages.ts'
import { readCapture } from './reading.ts'
import { unmask } from './spans.ts'

function read(bytes: Uint8Array, size = bytes.length) {
  const reading = readCapture()
  for (let at = 0; at < bytes.length; at += size) reading.feed(bytes.slice(at, at + size))
  reading.end()
  return reading.trace
}

describe.each(corners())('$name', ({ bytes, messages, calls }) => {
  const trace = read(bytes)
  const found = inspect(trace)

  test('every message is there, none is faulty, every call is complete', () => {
    expect({ ...found.sip, calls: found.calls.length }).toMatchObject({ messages, calls, faults: 0 })
    const complete = found.calls.filter((call) => call.state === 'completed' && call.legs.length === 1)
    expect(complete.length).toBeGreaterThanOrEqual(calls - 1)
  })

  test('read in pieces of any size it says the same', () => {
    for (const size of bytes.length < 100_000 ? [1, 4093] : [4093]) expect(inspect(read(bytes, size))).toEqual(found)
  })

  test('each message is found again in the file, byte for byte', () => {
    const said = new Set(SAID.map((each) => text(each.bytes)))
    for (let row = 0; row < trace.index.count; row += 1) {
      const parts = spansOfMessage(trace.index, row).map(({ offset, length, mask }) =>
        unmask(bytes.slice(offset, offset + length), mask),
      )
      expect(said).toContain(text(join(...parts)))
    }
  })
})

function text(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes)
}
