/**
 * The one door to elsewhere (R24): three hundred forms of trying to make it reach what is within are refused before
 * anything is connected, what was checked is what is connected to, and an answer can do no harm.
 */
import type { AddressInfo } from 'node:net'
import tls from 'node:tls'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Barred, type Egress, openEgress, type Resolve } from '../src/app/egress.ts'
import { notPublic, SET_APART } from '../src/kernel/internet-address.ts'
import { notToBeCalled } from '../src/kernel/web-address.ts'
import { LED_TO, SPELT } from './support/egress-forms.ts'
import { openReceiver, type Receiver } from './support/receiver.ts'
import { OTHERS_CERTIFICATE } from './support/certificate.ts'

const HONEST = 'https://hooks.example.com/'

let receiver: Receiver
beforeAll(async () => {
  receiver = await openReceiver()
})
afterAll(() => receiver.close())

const post = (door: Egress, address: string, ms = 5000) =>
  door.post(address, { 'content-type': 'application/json' }, '{}', AbortSignal.timeout(ms))

/** Whether the door itself said no; whatever gets past it is asked for at a port that is nobody's. */
async function isBarred(door: Egress, address: string): Promise<boolean> {
  try {
    await post(door, address, 1000)
    return false
  } catch (fault) {
    return fault instanceof Barred
  }
}

const leadingTo =
  (...places: readonly string[]): Resolve =>
  async () =>
    places

describe('three hundred forms of trying', () => {
  test('there are as many', () => {
    expect(SPELT.length + LED_TO.length).toBeGreaterThanOrEqual(300)
    expect(new Set(LED_TO).size).toBe(LED_TO.length)
  })

  test('what is spelt to be read otherwise is not even looked up', async () => {
    let asked = 0
    const door = openEgress([], async () => {
      asked += 1
      return ['192.0.43.8']
    })
    const passed: string[] = []
    for (const address of SPELT) if (!(await isBarred(door, address))) passed.push(address)
    expect(passed).toEqual([])
    expect(asked).toBe(0)
  })

  test.each([
    ['alone', (place: string) => [place]],
    ['after a public one', (place: string) => ['192.0.43.8', place]],
    ['before a public one', (place: string) => [place, '2606:4700::1']],
  ])('an honest name that leads to any of these is not called: %s', async (_, places) => {
    const passed: string[] = []
    for (const place of LED_TO)
      if (!(await isBarred(openEgress([], leadingTo(...places(place))), HONEST))) passed.push(place)
    expect(passed).toEqual([])
  })

  test('control: honest names and public addresses are none of them', () => {
    const names = [
      HONEST,
      'https://hooks.example.com:8443/a?b=c',
      'https://xn--hks-tna.example.com/~x',
      'HTTPS://Hooks.Example.com',
    ]
    expect(names.map((name) => notToBeCalled(name))).toEqual(names.map(() => null))
    const places = [
      '8.8.8.8',
      '1.1.1.1',
      '100.63.255.255',
      '100.128.0.1',
      '172.15.0.1',
      '172.32.0.1',
      '192.0.1.1',
      '223.255.255.254',
    ]
    const wider = ['2000::1', '2001:200::1', '2606:4700::1111', '2a00:1450:4001::8', '2003::1', '3ffd::1']
    expect([...places, ...wider].map((place) => notPublic(place))).toEqual([...places, ...wider].map(() => null))
  })

  test.each(SET_APART)('control: a hole where $says was kept out is found', (row) => {
    const holed = SET_APART.filter((each) => each !== row)
    expect(LED_TO.filter((place) => notPublic(place, holed) === null)).not.toEqual([])
  })

  test('control: a host that is let through by mistake is found', async () => {
    const holed = openEgress(['127.0.0.1:443', 'localhost:443'], leadingTo('127.0.0.1'))
    const passed: string[] = []
    for (const address of SPELT) if (!(await isBarred(holed, address))) passed.push(address)
    expect(passed).toEqual([
      'https://127.0.0.1/',
      'https://localhost/',
      'https://LOCALHOST/',
      'https://127.0.0.1?@hooks.example.com/',
    ])
  })
})

describe('a host within that the operator allows', () => {
  test('is called, by address or by name, and by no other port or spelling', async () => {
    const door = openEgress([receiver.place, `hooks.office:${receiver.port}`], leadingTo('127.0.0.1'))
    expect(await post(door, `${receiver.url}/in?a=b`)).toEqual({ status: 204, beginning: '' })
    expect(await post(door, `http://hooks.office:${receiver.port}/named`)).toMatchObject({ status: 204 })
    expect(receiver.got.map(({ path }) => path)).toEqual(['/in?a=b', '/named'])
    expect(receiver.got.at(-1)!.headers.host).toBe(`hooks.office:${receiver.port}`)
    for (const other of [
      `http://127.1:${receiver.port}/`,
      `http://127.0.0.1:${receiver.port + 1}/`,
      'http://127.0.0.1/',
    ])
      await expect(post(door, other)).rejects.toThrow(Barred)
  })
})

describe('the name', () => {
  test('is looked up once: what it says the second time is never asked (DNS rebinding)', async () => {
    const answers = [['127.0.0.1'], ['127.0.0.2'], ['10.0.0.1']]
    let asked = 0
    const turning: Resolve = async () => answers[asked++] ?? []
    await post(
      openEgress([`rebind.example.com:${receiver.port}`], turning),
      `http://rebind.example.com:${receiver.port}/`,
    )
    expect([asked, receiver.got.at(-1)!.to]).toEqual([1, '127.0.0.1'])
  })

  test('that has no address, and one whose look-up never ends, are no calls', async () => {
    await expect(post(openEgress([], leadingTo()), HONEST)).rejects.toThrow('no address')
    await expect(
      post(
        openEgress([], () => new Promise(() => {})),
        HONEST,
        50,
      ),
    ).rejects.toThrow('timeout')
  })

  test('is what the certificate has to be for, though the address is pinned', async () => {
    const heard: string[] = []
    const SNICallback: tls.TlsOptions['SNICallback'] = (name, done) => {
      heard.push(name)
      done(null)
    }
    const server = tls.createServer({ ...OTHERS_CERTIFICATE, SNICallback })
    server.on('tlsClientError', () => {})
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
    const { port } = server.address() as AddressInfo
    const door = openEgress([`secure.example.com:${port}`], leadingTo('127.0.0.1'))
    await expect(post(door, `https://secure.example.com:${port}/`)).rejects.toThrow(/self-signed|certificate/)
    server.close()
    expect(heard).toEqual(['secure.example.com'])
  })
})

describe('an answer', () => {
  const door = () => openEgress([receiver.place])

  test('that sends elsewhere is not followed', async () => {
    receiver.says = (_, response) => void response.writeHead(307, { location: `${receiver.url}/elsewhere` }).end()
    const before = receiver.got.length
    expect(await post(door(), receiver.url)).toMatchObject({ status: 307 })
    expect(receiver.got.length).toBe(before + 1)
  })

  test('that never ends is read to a few kilobytes and left', async () => {
    receiver.says = (_, response) => {
      response.writeHead(200)
      const more = setInterval(() => response.write('x'.repeat(1000)), 5)
      response.once('close', () => clearInterval(more))
    }
    const { status, beginning } = await post(door(), receiver.url)
    expect([status, beginning.length]).toEqual([200, 2048])
  })

  test('that begins and falls silent counts as what it began with; one that never comes is none', async () => {
    receiver.says = (_, response) => void response.writeHead(200).write('begun')
    expect(await post(door(), receiver.url, 300)).toEqual({ status: 200, beginning: 'begun' })
    receiver.says = () => {}
    await expect(post(door(), receiver.url, 300)).rejects.toThrow('timeout')
  })

  test('that is no HTTP, or has a head without end, is none', async () => {
    receiver.says = (_, response) => void response.socket!.end('220 mail.example.com ESMTP\r\n')
    await expect(post(door(), receiver.url)).rejects.toThrow()
    receiver.says = (_, response) => void response.socket!.end(`HTTP/1.1 200 OK\r\nx: ${'y'.repeat(100_000)}\r\n\r\n`)
    await expect(post(door(), receiver.url)).rejects.toThrow()
  })
})
