/** Handshakes as records cut them, certificates as they are written, and what stays hidden. */
import { describe, expect, test } from 'vitest'
import { join } from '../../test/support/capture-writer.ts'
import {
  alertBytes,
  certificateBytes,
  certificateOf,
  clientHelloBytes,
  RECORD,
  serverHelloBytes,
  tlsRecord,
} from '../../test/support/tls-writer.ts'
import { tlsData, tlsStream } from './tls.ts'
import { clientHello, serverHello } from './tls-hello.ts'
import { cipherName, isWeak, versionName } from './tls-words.ts'
import { readCertificate } from './x509.ts'

const body = (handshake: Uint8Array) => handshake.subarray(4)

describe('a hello', () => {
  test('of a client tells versions, ciphers and the name it asks for', () => {
    const hello = body(
      clientHelloBytes({ versions: [0x0303, 0x0304], ciphers: [0x1301, 0x0a0a], serverName: 'a.example' }),
    )
    expect(clientHello(hello, 0, hello.length)).toEqual({
      versions: [0x0304, 0x0303],
      ciphers: [0x1301],
      serverName: 'a.example',
    })
  })

  test('of a server tells what it chose, in its extension from TLS 1.3 on', () => {
    const chosen = (version: number) => {
      const hello = body(serverHelloBytes(version, 0xc02f))
      return serverHello(hello, 0, hello.length)
    }
    expect([chosen(0x0303), chosen(0x0304)].map((each) => versionName(each!.version))).toEqual(['TLS 1.2', 'TLS 1.3'])
  })

  test('that is cut gives nothing, or what is there', () => {
    const hello = body(clientHelloBytes({ versions: [0x0304], serverName: 'a.example' }))
    for (let end = 0; end < hello.length; end += 1) clientHello(hello, 0, end)
    expect(clientHello(hello, 0, 40)).toBeNull()
  })
})

describe('a certificate', () => {
  const read = (bytes: Uint8Array) => readCertificate(bytes, 0, bytes.length)

  test('tells whom it is for, by whom, from when until when', () => {
    const own = certificateOf({
      subject: 'Trunk',
      names: ['trunk.example', 'sip:trunk.example'],
      until: '491231235959Z',
    })
    expect(read(own)).toEqual({
      subject: 'Trunk',
      issuer: 'Invented Authority',
      names: ['trunk.example', 'sip:trunk.example'],
      from: Date.UTC(2025, 0, 1),
      until: Date.UTC(2049, 11, 31, 23, 59, 59),
      isSelfIssued: false,
    })
  })

  test('issued by whom it is for says so', () => {
    expect(read(certificateOf({ subject: 'Me', issuer: 'Me' }))!.isSelfIssued).toBe(true)
  })

  test('that is cut or changed in any place is none, or says less', () => {
    const whole = certificateOf({ subject: 'Trunk' })
    for (let at = 0; at < whole.length; at += 1) {
      expect(readCertificate(whole, 0, at)).toBeNull()
      read(Uint8Array.from(whole, (byte, index) => (index === at ? byte ^ 0xff : byte)))
    }
  })
})

describe('a direction of TLS', () => {
  const seen = (bytes: Uint8Array, size: number) => {
    const told: string[] = []
    const stream = tlsStream(
      { held: 0, most: 1 << 20 },
      {
        handshake: (type, _, from, end) => told.push(`handshake ${type} ${end - from}`),
        alert: (level, description) => told.push(`alert ${level} ${description}`),
        encrypted: (length) => told.push(`encrypted ${length}`),
      },
    )
    for (let at = 0; at < bytes.length; at += size) tlsData(stream, bytes, at, Math.min(bytes.length, at + size))
    return told
  }
  const hello = clientHelloBytes({ versions: [0x0303] })
  const certificate = certificateBytes([certificateOf({ subject: 'Trunk' })])
  const flight = join(
    tlsRecord(RECORD.handshake, join(hello, certificate.subarray(0, 30))),
    tlsRecord(RECORD.handshake, certificate.subarray(30)),
    tlsRecord(RECORD.changeCipher, Uint8Array.of(1)),
    tlsRecord(RECORD.handshake, new Uint8Array(40)),
    tlsRecord(RECORD.data, new Uint8Array(100)),
  )

  test.each([1, 7, 64, 10_000])('is read the same in pieces of %i bytes', (size) => {
    expect(seen(flight, size)).toEqual([
      `handshake 1 ${hello.length - 4}`,
      `handshake 11 ${certificate.length - 4}`,
      'encrypted 100',
    ])
  })

  test('tells an alert in the clear and none that is encrypted', () => {
    expect(seen(join(alertBytes(2, 48), tlsRecord(RECORD.alert, new Uint8Array(26))), 5)).toEqual(['alert 2 48'])
  })

  test('is read no further than the first encrypted records', () => {
    const data = tlsRecord(RECORD.data, new Uint8Array(10))
    expect(seen(join(...Array.from({ length: 50 }, () => data)), 100)).toHaveLength(16)
  })

  test('that turns into something else is given up', () => {
    expect(
      seen(join(tlsRecord(RECORD.handshake, hello), [71, 69, 84, 32, 47, 1, 2, 3], alertBytes(2, 48)), 3),
    ).toHaveLength(1)
  })
})

test('ciphers that protect nothing are known by their names', () => {
  expect(
    [0x0002, 0x000a, 0x0034, 0xc02f, 0x1301, 0x9999].map((cipher) => [cipherName(cipher), isWeak(cipher)]),
  ).toEqual([
    ['TLS_RSA_WITH_NULL_SHA', true],
    ['TLS_RSA_WITH_3DES_EDE_CBC_SHA', true],
    ['TLS_DH_anon_WITH_AES_128_CBC_SHA', true],
    ['TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256', false],
    ['TLS_AES_128_GCM_SHA256', false],
    ['0x9999', false],
  ])
})
