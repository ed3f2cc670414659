/**
 * The statement of a certification in a stranger's hands: other people's software takes it and its status list, every
 * alteration is refused by ours, and what became of the certification is told in words.
 */
import fc from 'fast-check'
import { gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { act } from '../src/app/act.ts'
import { checkDocument, type Ground } from '../src/app/checking.ts'
import { checkHere } from '../src/app/check-here.ts'
import { ensureSigningKey, ownDidDocument, ownSigner, rotateSigningKey, signDocument } from '../src/app/keyring.ts'
import { signedStatement, signedStatusList } from '../src/app/statements.ts'
import { day } from '../src/kernel/day.ts'
import { Refusal } from '../src/kernel/refusal.ts'
import { didOf, readDidDocument } from '../src/signing/did.ts'
import { isSet, LIST_ENTRIES } from '../src/signing/statement.ts'
import { type Cast, enterCast, importRecords, reviewCall, Story } from './support/cast.ts'
import { foreignVerdict } from './support/foreign-verifier.ts'
import { testHouse, type TestHouse } from './support/house.ts'
import { serveHouse, type TestServer } from './support/server.ts'
import { quickly } from './matrix/world.ts'

type Document = Record<string, unknown>

const OLD = {
  number: 'MCT-2026-00007',
  product: 'south-trunk',
  platform: 'voice',
  level: 'MCT',
  granted: '2026-05-01',
  pairs: [{ platformRelease: '10.0', productRelease: '1.0' }],
}

let house: TestHouse
let other: TestHouse
let cast: Cast
let server: TestServer
let number: string
let statement: Document
beforeAll(async () => {
  house = await testHouse()
  other = await testHouse()
  cast = await enterCast(house)
  await importRecords(house, { format: 'certwright/1', certifications: [OLD] })
  await ensureSigningKey(house)
  await ensureSigningKey(other)
  server = await serveHouse(house, cast)
  const story = new Story(house, cast)
  await story.open()
  await quickly(story, 'published')
  number = (await story.file()).project.certification!
  statement = (await fetched(`/certifications/${number}/statement`)) as Document
})
afterAll(async () => {
  await server.close()
  await house.end()
  await other.end()
})

const fetched = async (path: string): Promise<unknown> => (await server.send(null, path)).json()
const bytesOf = (value: unknown) => new TextEncoder().encode(typeof value === 'string' ? value : JSON.stringify(value))
const here = async (value: unknown) => (await checkHere(house, bytesOf(value))).verdict
const did = async () => (await fetched('/.well-known/did.json')) as Parameters<typeof foreignVerdict>[1]
const foreign = async (value: unknown) => foreignVerdict(value, await did(), new Date(house.now()))

async function refusal(work: Promise<unknown>): Promise<string> {
  return work.then(
    () => 'given',
    (fault: unknown) => (fault instanceof Refusal ? `${fault.code} ${fault.clause}` : String(fault)),
  )
}

describe('other people’s software', () => {
  test('takes the statement and the status list, and the keys they are signed with', async () => {
    const list = await fetched(
      (statement.credentialStatus as { statusListCredential: string }).statusListCredential.slice(
        house.settings.publicUrl.length,
      ),
    )
    expect(await foreign(statement)).toBe('verified')
    expect(await foreign(list)).toBe('verified')
    const { encodedList } = (list as { credentialSubject: { encodedList: string } }).credentialSubject
    const bits = gunzipSync(Buffer.from(encodedList.slice(1), 'base64url'))
    expect(bits.length * 8).toBe(LIST_ENTRIES)
    expect(bits.some((byte) => byte !== 0)).toBe(false)
  })

  test('control: refuses it altered, signed with a key that is not published, or said to be another’s', async () => {
    const subject = statement.credentialSubject as Document
    expect(await foreign({ ...statement, credentialSubject: { ...subject, level: 'MAT' } })).not.toBe('verified')
    const { proof: _, ...bare } = statement
    expect(await foreign(bare)).not.toBe('verified')
    expect(await foreign(await signDocument(other, bare, '2026-06-15T09:00:00Z'))).not.toBe('verified')
  })
})

test('the same statement comes out the same, byte for byte, and says nothing of the standing', async () => {
  expect(await signedStatement(house, number)).toEqual(statement)
  expect(JSON.stringify(statement)).not.toMatch(/green|yellow|red\b|standing/)
  expect(await here(statement)).toBe('genuine')
  const keys = readDidDocument(await did())!
  const afar: Ground = { signer: keys, record: null, list: null, now: '2026-06-15T10:00:00Z' }
  expect((await checkDocument(bytesOf(statement), afar)).verdict).toBe('signed-only')
})

test('there is none of what was taken over, of a self-assessment, or of a number nobody has', async () => {
  expect(await refusal(signedStatement(house, OLD.number))).toBe('not-now G-25')
  expect(await refusal(signedStatement(house, 'MCT-2026-99999'))).toBe('not-found G-09')
})

describe('of a thousand alterations none is accepted', () => {
  let second: Document
  beforeAll(async () => {
    const { proof: _, ...bare } = statement
    const subject = bare.credentialSubject as Document
    second = await signDocument(
      house,
      { ...bare, credentialSubject: { ...subject, number: 'MCT-2026-00099' } },
      '2026-06-15T09:00:00Z',
    )
  })

  const accepted = async (bytes: Uint8Array) => {
    const { verdict, genuine } = await checkHere(house, bytes)
    return genuine && verdict !== 'unknown-number' ? verdict : null
  }

  test('a bit anywhere', async () => {
    const whole = bytesOf(statement)
    await fc.assert(
      fc.asyncProperty(fc.nat(whole.length - 1), fc.nat(7), async (at, bit) => {
        const flipped = whole.slice()
        flipped[at]! ^= 1 << bit
        expect(await accepted(flipped)).toBeNull()
      }),
      { numRuns: 600 },
    )
  })

  test('a field changed, added, dropped or said twice, at any depth', async () => {
    const places = placesIn(statement)
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...places),
        fc.constantFrom('changed', 'added', 'dropped'),
        async (place, how) => {
          const altered = structuredClone(statement)
          const [owner, name] = ownerOf(altered, place)
          if (how === 'dropped') delete owner[name]
          else if (how === 'added') owner[Array.isArray(owner) ? String(owner.length) : `${name}2`] = 'MAT'
          else owner[name] = owner[name] === 'MAT' ? 'MCT' : 'MAT'
          expect(await accepted(bytesOf(altered)), `${place.join('.')} ${how}`).toBeNull()
        },
      ),
      { numRuns: 300 },
    )
    const twice = JSON.stringify(statement).replace('"level":', '"level":"MAT","level":')
    expect(await here(twice)).toBe('altered')
  })

  test('releases in another order, the proof stripped, swapped, or made with another key', async () => {
    const { proof, ...bare } = statement
    const swapped = { ...bare, proof: second.proof }
    const subject = bare.credentialSubject as Document
    const others = await signDocument(other, bare, '2026-06-15T09:00:00Z')
    const posing = { ...others, proof: { ...others.proof, verificationMethod: (proof as Document).verificationMethod } }
    const verdicts = await Promise.all([
      here(bare),
      here(swapped),
      here({ ...second, credentialSubject: subject }),
      here({ ...bare, proof: [proof] }),
      here({ ...bare, type: (bare.type as string[]).toReversed(), proof }),
      here(others),
      here(posing),
      here(second),
    ])
    expect(verdicts).toEqual([
      'altered',
      'altered',
      'altered',
      'altered',
      'altered',
      'other-key',
      'altered',
      'unknown-number',
    ])
  })

  test('control: written with its names in another order and with blanks, it is still what was signed', async () => {
    const turned = Object.fromEntries(Object.entries(statement).toReversed())
    expect(await here(JSON.stringify(turned, null, 2))).toBe('genuine')
  })
})

describe('told apart', () => {
  test('cut off, no document of ours, and a tower of brackets', async () => {
    const text = JSON.stringify(statement)
    expect(await here(text.slice(0, 900))).toBe('truncated')
    expect(await here('{"hello":"world"}')).toBe('foreign')
    expect(await here('Dear Sir or Madam')).toBe('foreign')
    expect(await here(`{"a":${'['.repeat(100_000)}`)).toBe('foreign')
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ minLength: 1, maxLength: 300 }), async (bytes) => {
        expect((await checkHere(house, bytes)).genuine).toBe(false)
      }),
      { numRuns: 200 },
    )
  })

  test('by our own key while the server had another public address, and what somebody made of that', async () => {
    const moved = { ...house, settings: { ...house.settings, publicUrl: 'https://moved.example' } }
    const there = async (value: unknown) => (await checkHere(moved, bytesOf(value))).verdict
    expect(await there(statement)).toBe('other-address')
    expect(await there({ ...statement, validFrom: '2020-01-01T00:00:00Z' })).toBe('altered')
    expect(await there(await signDocument(other, statement, '2026-06-15T09:00:00Z'))).toBe('other-key')
  })

  test('after a change of key: what the former one signed, and the new statement by the new one', async () => {
    house.clock.now += 60_000
    const { former } = await rotateSigningKey(house)
    const found = await checkHere(house, bytesOf(statement))
    expect([found.verdict, found.signedWith?.key]).toEqual(['genuine', former])
    expect(found.says).toContain('an earlier key')
    const again = (await fetched(`/certifications/${number}/statement`)) as Document
    expect((again.proof as Document).verificationMethod).not.toBe((statement.proof as Document).verificationMethod)
    expect([await here(again), await foreign(again), await foreign(statement)]).toEqual([
      'genuine',
      'verified',
      'verified',
    ])
    expect((await ownDidDocument(house)).verificationMethod).toHaveLength(2)
    const { keys, did: own } = await ownSigner(house)
    expect([keys[0]!.until, own]).toEqual([keys[1]!.from, didOf(house.settings.publicUrl)])
  })

  test('replaced by an extension, then withdrawn, on record and by the lists', async () => {
    const afar = async (value: unknown, list: unknown, now: string) => {
      const ground: Ground = { signer: await ownSigner(house), record: null, list: bytesOf(list), now }
      return (await checkDocument(bytesOf(value), ground)).verdict
    }
    const lists = `/status/MCT-2026`
    const before = await fetched(lists)
    house.clock.now += 60_000
    await act(house, cast.tester, { move: 'decide-recertification', id: number, input: reviewCall('extend') })
    const further = { platformRelease: '9.0', productRelease: '3.1', reason: 'Same.' }
    await act(house, cast.tester, { move: 'extend-certification', id: number, input: further })
    expect(await here(statement)).toBe('superseded')
    const newer = await signedStatement(house, number)
    expect([newer.credentialSubject.version, await here(newer), await foreign(newer)]).toEqual([
      2,
      'genuine',
      'verified',
    ])
    await act(house, cast.manager, { move: 'withdraw-certification', id: number, input: { reason: 'Recalled.' } })
    expect(await here(statement)).toBe('withdrawn')
    const after = (await fetched(lists)) as { credentialSubject: { encodedList: string } }
    const bits = gunzipSync(Buffer.from(after.credentialSubject.encodedList.slice(1), 'base64url'))
    expect(isSet(bits, Number(number.slice(-5)))).toBe(true)
    expect(await foreign(after)).toBe('verified')
    const soon = '2026-06-15T12:00:00Z'
    expect(await afar(statement, after, soon)).toBe('withdrawn')
    expect(await afar(statement, before, soon)).toBe('genuine')
    expect(await afar(statement, before, '2026-06-20T00:00:00Z')).toBe('status-expired')
    expect(await afar(statement, await signedStatusList(house, 'MQT-2026'), soon)).toBe('list-not-ours')
    const final = await signedStatement(house, number)
    expect(final.credentialSubject).toMatchObject({ version: 3, withdrawn: day('2026-06-15') })
  })
})

type Place = readonly (string | number)[]

function placesIn(value: unknown, at: Place = []): readonly Place[] {
  if (typeof value !== 'object' || value === null) return [at]
  const inside = Object.entries(value).flatMap(([name, part]) => placesIn(part, [...at, name]))
  return at.length === 0 ? inside : [at, ...inside]
}

function ownerOf(value: Document, place: Place): readonly [Record<string | number, unknown>, string | number] {
  const owner = place.slice(0, -1).reduce<unknown>((inner, name) => (inner as Document)[name], value)
  return [owner as Document, place.at(-1)!]
}
