/**
 * The one door to elsewhere: whatever this program sends to an address that somebody named goes through here. The name
 * is looked up once, every address it has is checked, and the connection is made to what was checked and to nothing
 * else (the certificate still has to be the name's). Redirects are answers like any other and are never followed.
 */
import dns from 'node:dns/promises'
import http from 'node:http'
import https from 'node:https'
import { isIP, type LookupFunction } from 'node:net'
import { addressBytes, notPublic } from '../kernel/internet-address.ts'
import { hostAndPort, notToBeCalled, readWebAddress, type WebAddress } from '../kernel/web-address.ts'

/** Of an answer no more is read than this many bytes. */
const MOST_BYTES = 2048

export type Resolve = (name: string) => Promise<readonly string[]>

export type Answer = { readonly status: number; readonly beginning: string }

export type Egress = {
  /**
   * Sends a body and gives back how it was answered. Throws `Barred` where the address is not to be called, and
   * whatever the network says where nothing came of it; ends when the signal says so.
   */
  readonly post: (
    address: string,
    headers: Readonly<Record<string, string>>,
    body: string,
    signal: AbortSignal,
  ) => Promise<Answer>
}

/** Nothing was sent, and nothing will be while the address leads there. */
export class Barred extends Error {}

/** `allowed` names hosts within, as `host:port`, that the operator lets be called whatever address they have. */
export function openEgress(allowed: readonly string[], resolve: Resolve = lookUp): Egress {
  return {
    post: async (text, headers, body, signal) => {
      const fault = notToBeCalled(text, allowed)
      if (fault) throw new Barred(fault)
      const address = readWebAddress(text)!
      const places = await orEnd(placesOf(address, resolve), signal)
      if (!allowed.includes(hostAndPort(address))) places.forEach((place) => checked(address.host, place))
      return send(address, places, { headers, body, signal })
    },
  }
}

async function lookUp(name: string): Promise<readonly string[]> {
  return (await dns.lookup(name, { all: true })).map((each) => each.address)
}

/** A look-up has no end of its own. */
function orEnd<Result>(work: Promise<Result>, signal: AbortSignal): Promise<Result> {
  signal.throwIfAborted()
  return new Promise((resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true })
    work.then(resolve, reject)
  })
}

async function placesOf({ host }: WebAddress, resolve: Resolve): Promise<readonly string[]> {
  if (addressBytes(host)) return [host]
  const places = await resolve(host)
  if (places.length === 0) throw new Error(`${host} has no address`)
  return places
}

/** One bad address among several bars them all: which of them is taken would be for others to choose. */
function checked(host: string, place: string): void {
  const fault = notPublic(place)
  if (fault) throw new Barred(`${host} leads to ${place}, ${fault}. Nothing was sent.`)
}

type Sending = {
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
  readonly signal: AbortSignal
}

function send(address: WebAddress, places: readonly string[], { headers, body, signal }: Sending): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const request = (address.isSecure ? https : http).request({
      hostname: address.host,
      port: address.port,
      path: address.path,
      method: 'POST',
      headers: { ...headers, 'content-length': Buffer.byteLength(body) },
      agent: false,
      lookup: pinnedTo(places),
      signal,
    })
    let done: (fault: unknown) => void = reject
    request.on('error', (fault) => done(signal.aborted ? signal.reason : fault))
    request.once('response', (response) => {
      const chunks: Buffer[] = []
      // However it ends, its status stands: what follows is only there to be shown.
      done = () => {
        resolve({ status: response.statusCode ?? 0, beginning: beginningOf(chunks) })
        request.destroy()
      }
      let bytes = 0
      response.on('data', (chunk: Buffer) => {
        chunks.push(chunk)
        bytes += chunk.length
        if (bytes >= MOST_BYTES) done(null)
      })
      response.once('close', done)
      response.once('error', done)
    })
    request.end(body)
  })
}

/** Answers a look-up with what was checked. */
function pinnedTo(places: readonly string[]): LookupFunction {
  const found = places.map((address) => ({ address, family: isIP(address) }))
  return (_, options, done) => {
    if (options.all) done(null, found)
    else done(null, found[0]!.address, found[0]!.family)
  }
}

function beginningOf(chunks: readonly Buffer[]): string {
  return Buffer.concat(chunks).subarray(0, MOST_BYTES).toString('utf8')
}
