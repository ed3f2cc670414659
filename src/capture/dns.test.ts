/** DNS messages as they are, as they are packed, and as somebody who wants a reader to run in circles writes them. */
import { describe, expect, test } from 'vitest'
import { bytesOf } from '../sip/bytes.ts'
import { big, join } from '../../test/support/capture-writer.ts'
import { answer, nameBytes, question } from '../../test/support/dns-writer.ts'
import { dnsName } from './dns-name.ts'
import { readDns } from './dns.ts'

const read = (bytes: Uint8Array) => readDns(bytes, 0, bytes.length)

describe('a DNS message', () => {
  test('that asks is read', () => {
    expect(read(question(7, 'SRV', '_sip._udp.Trunk.example'))).toEqual({
      id: 7,
      isAnswer: false,
      code: 0,
      isCut: false,
      name: '_sip._udp.trunk.example',
      type: 'SRV',
      records: [],
    })
  })

  test('that answers tells its records, in their order and with their lifetimes', () => {
    const records = [
      'SRV 10 60 5060 a.example 300',
      'NAPTR 10 50 SIP+D2U _sip._udp.example 60',
      'CNAME b.example 5',
      'a.example: A 192.0.2.1 30',
      'a.example: AAAA 2001:db8::1 30',
    ]
    expect(read(answer(7, 'SRV', '_sip._udp.example', records))!.records).toEqual([
      { name: '_sip._udp.example', ttl: 300, type: 'SRV', priority: 10, weight: 60, port: 5060, target: 'a.example' },
      {
        name: '_sip._udp.example',
        ttl: 60,
        type: 'NAPTR',
        order: 10,
        preference: 50,
        flags: 's',
        service: 'SIP+D2U',
        target: '_sip._udp.example',
      },
      { name: '_sip._udp.example', ttl: 5, type: 'CNAME', target: 'b.example' },
      { name: 'a.example', ttl: 30, type: 'A', address: '192.0.2.1' },
      { name: 'a.example', ttl: 30, type: 'AAAA', address: '2001:db8::1' },
    ])
  })

  test('that knows no such name says so', () => {
    expect(read(answer(7, 'SRV', 'none.example', [], 3))).toMatchObject({ code: 3, records: [] })
  })

  test('that is cut in any place gives what is whole in it, or nothing', () => {
    const whole = answer(7, 'A', 'a.example', ['A 192.0.2.1 30', 'A 192.0.2.2 30'])
    for (let end = 0; end < whole.length; end += 1) {
      const found = readDns(whole, 0, end)
      expect(found === null || found.records.length < 2).toBe(true)
    }
    expect(read(whole)!.records).toHaveLength(2)
  })

  test('of another kind, or SIP on that port, is none', () => {
    expect(read(bytesOf('INVITE sip:+4930900001@trunk.example SIP/2.0\r\n'))).toBeNull()
    expect(read(bytesOf('SIP/2.0 200 OK\r\nVia: SIP/2.0/UDP a.example'))).toBeNull()
  })

  test('keeps a bounded number of records', () => {
    const many = answer(
      7,
      'A',
      'a.example',
      Array.from({ length: 200 }, () => 'A 192.0.2.1 30'),
    )
    expect(read(many)!.records).toHaveLength(64)
  })
})

describe('a name', () => {
  const at = (bytes: Uint8Array, from = 0) => dnsName(bytes, 0, from, bytes.length)

  test('ends in another that stands earlier', () => {
    const bytes = join(nameBytes('trunk.example'), [4], bytesOf('_sip'), [0xc0, 0])
    expect(at(bytes, 15)).toEqual({ text: '_sip.trunk.example', next: 22 })
  })

  test('that points at itself, forward, or round in a circle is none', () => {
    expect(at(Uint8Array.of(0xc0, 0))).toBeNull()
    expect(at(Uint8Array.of(0xc0, 2, 1, 97, 0))).toBeNull()
    expect(at(Uint8Array.of(1, 97, 0xc0, 0), 2)).toBeNull()
    expect(at(Uint8Array.of(1, 97, 0xc0, 4, 0xc0, 0), 4)).toBeNull()
  })

  test('that grows beyond 255 bytes by pointers is none', () => {
    const label = join([63], new Uint8Array(63).fill(97))
    const bytes = join(label, label, label, [0], label, label, [0xc0, 0])
    expect(at(bytes)).not.toBeNull()
    expect(at(bytes, 193)).toBeNull()
  })

  test('with signs of its own shows their numbers', () => {
    expect(at(join([3], [97, 46, 200], [0]))!.text).toBe('a\\046\\200')
  })

  test('of which the length is read as a pointer is found: the control', () => {
    expect(at(join(big(0xc000, 2), [0]))).toBeNull()
  })
})
