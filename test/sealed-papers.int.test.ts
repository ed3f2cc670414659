/** The certificate and the logo letter as files in a stranger's hands: unaltered, altered, cut off, and by the command line without us. */
import fs from 'node:fs'
import path from 'node:path'
import { spawnSync } from 'node:child_process'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { act } from '../src/app/act.ts'
import { checkDocument, type Ground } from '../src/app/checking.ts'
import { checkHere } from '../src/app/check-here.ts'
import { ensureSigningKey, ownSigner } from '../src/app/keyring.ts'
import { day } from '../src/kernel/day.ts'
import { didOf } from '../src/signing/did.ts'
import { type Cast, enterCast, Story } from './support/cast.ts'
import { commandLine } from './support/command-line.ts'
import { testHouse, type TestHouse } from './support/house.ts'
import { isPdf, textOfPdf } from './support/pdf.ts'
import { refusalOf, serveHouse, type TestServer } from './support/server.ts'
import { chanceOf } from './oracle/chance.ts'
import { quickly } from './matrix/world.ts'

/** The files of a ZIP by name, each with what it says it is; their checksums are compared. */
const UNPACK = [
  'import sys, zipfile',
  'z = zipfile.ZipFile(sys.argv[1])',
  'assert z.testzip() is None',
  'for n in z.namelist(): print(n, "".join(c for c in z.read(n)[:6].decode("latin1") if c.isalnum()))',
].join('\n')

let house: TestHouse
let cast: Cast
let server: TestServer
let number: string
let certificate: Buffer
let letter: Buffer
beforeAll(async () => {
  house = await testHouse()
  cast = await enterCast(house)
  await ensureSigningKey(house)
  server = await serveHouse(house, cast)
  const story = new Story(house, cast)
  await story.open()
  await quickly(story, 'published')
  number = (await story.file()).project.certification!
  certificate = await fileAt(`/certifications/${number}/certificate.pdf`)
  letter = await fileAt(`/certifications/${number}/authorisation.pdf`)
})
afterAll(async () => {
  await server.close()
  await house.end()
})

const fileAt = async (address: string) => Buffer.from(await (await server.send('admin', address)).arrayBuffer())
const here = async (bytes: Uint8Array) => (await checkHere(house, bytes)).verdict
const kept = (name: string, bytes: Uint8Array | string) => {
  const file = path.join(house.dataDir, name)
  fs.writeFileSync(file, bytes)
  return file
}

describe('a paper with its seal', () => {
  test('is a PDF as before, and genuine', async () => {
    for (const pdf of [certificate, letter]) {
      expect(isPdf(pdf)).toBe(true)
      expect(textOfPdf(pdf) ?? number).toContain(number)
      expect(await here(pdf)).toBe('genuine')
    }
  })

  test('is told from one in which any byte was changed, or something was added or taken away', async () => {
    const chance = chanceOf(2026)
    for (let turn = 0; turn < 300; turn += 1) {
      const altered = Buffer.from(certificate)
      const at = chance.below(altered.length)
      altered[at] = altered[at]! ^ (1 << chance.below(8))
      expect(await here(altered), `byte ${at}`).toMatch(/^(altered|other-key|foreign|truncated)$/)
    }
    const seal = certificate.lastIndexOf('\n%certwright ')
    const swapped = Buffer.concat([
      letter.subarray(0, letter.lastIndexOf('\n%certwright ')),
      certificate.subarray(seal),
    ])
    expect([
      await here(Buffer.concat([certificate, Buffer.from('\n')])),
      await here(swapped),
      await here(certificate.subarray(0, seal)),
      await here(certificate.subarray(0, 20_000)),
      await here(certificate.subarray(0, certificate.length - 9)),
    ]).toEqual(['altered', 'altered', 'foreign', 'truncated', 'altered'])
  })

  test('of another public address is told as that only while it is whole; by a key out of its time it is none of ours', async () => {
    const signer = await ownSigner(house)
    const altered = Buffer.from(certificate)
    altered[1000]! ^= 1
    const verdicts = async (by: Ground['signer']) => {
      const ground: Ground = { signer: by, record: null, list: null, now: '2026-06-16T09:00:00Z' }
      return [(await checkDocument(certificate, ground)).verdict, (await checkDocument(altered, ground)).verdict]
    }
    const moved = { ...signer, did: didOf('https://moved.example') }
    const late = signer.keys.map((key) => ({ ...key, from: '2020-01-01T00:00:00Z', until: '2020-02-01T00:00:00Z' }))
    expect(await verdicts(signer), 'control').toEqual(['signed-only', 'altered'])
    expect(await verdicts(moved)).toEqual(['other-address', 'altered'])
    expect(await verdicts({ ...signer, keys: late })).toEqual(['other-key', 'other-key'])
    expect(await verdicts({ ...moved, keys: late })).toEqual(['other-key', 'other-key'])
  })

  test('is checked by whoever has the keys as a file, without an installation', async () => {
    const keys = kept('did.json', await (await server.send(null, '/.well-known/did.json')).text())
    const list = kept('list.json', await (await server.send(null, '/status/MCT-2026')).text())
    const nowhere = { DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none' }
    const verify = async (bytes: Uint8Array, ...words: readonly string[]) => {
      const ran = await commandLine(['verify', kept('paper.pdf', bytes), '--key', keys, ...words, '--json'], nowhere)
      return [ran.code, (JSON.parse(ran.out) as { verdict: string }).verdict]
    }
    const altered = Buffer.from(certificate)
    altered[1000]! ^= 1
    expect(await verify(certificate)).toEqual([0, 'signed-only'])
    expect(await verify(altered)).toEqual([1, 'altered'])
    // The list was signed in the house's year; by the clock on the wall it no longer counts.
    expect(await verify(certificate, '--status', list)).toEqual([0, 'status-expired'])
  })

  test('is dropped on the page, which answers in words; what is too long is refused', async () => {
    const send = async (bytes: Uint8Array) => {
      const body = new FormData()
      body.set('file', new Blob([new Uint8Array(bytes)]), 'a.pdf')
      return server.send(null, '/check', { method: 'POST', body, headers: { accept: 'text/html' } })
    }
    const page = await (await send(certificate)).text()
    expect(page).toContain('Genuine')
    expect(page).toContain(`/certifications/${number}`)
    expect(await (await send(Buffer.from('no paper'))).text()).toContain('not a document of this installation')
    for (const length of [4_000_001, 4_500_000, 40_000_000]) {
      const answer = await send(Buffer.alloc(length))
      expect([length, answer.status]).toEqual([length, 413])
      const text = await answer.text()
      expect(text).toContain('A file to be checked has 4 megabytes at most: no certificate')
      expect(text).not.toContain('A request has')
    }
    expect((await send(Buffer.alloc(4_000_000))).status, 'control: as much as is taken').toBe(200)
  })

  test('is told as empty where there is nothing in it, and as not sent where nothing was chosen', async () => {
    const asBody = await server.send(null, '/check', { method: 'POST', body: Buffer.alloc(0) })
    expect([asBody.status, await refusalOf(asBody)]).toMatchObject([422, { code: 'wrong-file' }])
    const chosen = async (name: string) => {
      const body = new FormData()
      body.set('file', new File([], name))
      return (await server.send(null, '/check', { method: 'POST', body, headers: { accept: 'text/html' } })).text()
    }
    expect(await chosen('certificate.pdf')).toContain('The file is empty')
    expect(await chosen('')).toContain('No file was sent')
    const keys = kept('did.json', await (await server.send(null, '/.well-known/did.json')).text())
    const ran = await commandLine(['verify', kept('empty.pdf', ''), '--key', keys], {})
    expect([ran.code, ran.error]).toEqual([1, expect.stringContaining('The file is empty')])
  })

  test('the logo is packed for its holder and staff, by anybody’s program to unpack, and kept from others', async () => {
    const status = async (who: 'admin' | 'tester' | 'sponsor' | null) =>
      (await server.send(who, `/certifications/${number}/logo.zip`)).status
    expect([await status('admin'), await status('tester'), await status('sponsor'), await status(null)]).toEqual([
      200, 200, 404, 401,
    ])
    const zip = kept('logo.zip', await fileAt(`/certifications/${number}/logo.zip`))
    const unpacked = spawnSync('python3', ['-c', UNPACK, zip], { encoding: 'utf8' })
    if (unpacked.error) return
    expect(unpacked.stdout.trim().split('\n')).toEqual([
      expect.stringMatching(/^LA-2026-\d+\.pdf PDF1$/),
      'conditions.txt 1The',
      'MCT-on-light.svg svgx',
      'MCT-on-dark.svg svgx',
      'MCT-on-light.png PNG',
      'MCT-on-dark.png PNG',
    ])
  })

  test('the letter loses its worth with the membership, the certificate does not; both with the certification', async () => {
    const back = house.clock.now
    house.clock.to(day('2027-02-15'))
    expect([await here(letter), await here(certificate)]).toEqual(['logo-suspended', 'genuine'])
    const kept = await server.send('admin', `/certifications/${number}/logo.zip`)
    expect([kept.status, await refusalOf(kept)]).toMatchObject([403, { clause: '4C.6g' }])
    house.clock.now = back
    await act(house, cast.manager, { move: 'withdraw-certification', id: number, input: { reason: 'Recalled.' } })
    expect([await here(letter), await here(certificate)]).toEqual(['withdrawn', 'withdrawn'])
  })
})
