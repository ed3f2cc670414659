/**
 * The bytes of captures go on their day (G-11): a fact first, the bytes after, whatever interrupts; what was read stays,
 * the same bytes stay for whom they are kept, and a lost file is told from one that may be gone.
 */
import fs from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import sql from 'sql-template-tag'
import { act } from '../src/app/act.ts'
import { removeCaptures, removeCapturesOnce } from '../src/app/captures/removal.ts'
import { sampleCapture } from '../src/app/demo/sample-capture.ts'
import { verifyInstallation } from '../src/app/verify.ts'
import { day } from '../src/kernel/day.ts'
import { CONSOLE } from '../src/programme/permission.ts'
import { readJournal } from '../src/store/journal.ts'
import { type Cast, enterCast, Story } from './support/cast.ts'
import { testHouse, type TestHouse } from './support/house.ts'
import { serveHouse, type TestServer } from './support/server.ts'
import { Uploading } from './support/uploading.ts'

let house: TestHouse
let cast: Cast
let server: TestServer
beforeAll(async () => {
  house = await testHouse()
  cast = await enterCast(house)
  server = await serveHouse(house, cast)
})
afterAll(async () => {
  await server.close()
  await house.end()
})

const BEGIN = day('2026-06-15')
const LAST = day('2027-06-14')
const DAY = day('2027-06-15')

/** A project with one capture, given up on the day it began. */
async function givenUp(bytes: Buffer): Promise<{ story: Story; evidence: string; sha256: string }> {
  house.clock.to(BEGIN)
  const story = await new Story(house, cast).open()
  const admin = new Uploading(server, 'admin')
  const address = await admin.whole(bytes, 'call.pcap')
  expect((await admin.add(story.id, address)).status).toBe(200)
  const [evidence] = (await story.file()).evidence
  await server.send('tester', `/projects/${story.id}/captures/${evidence!.id}`, { headers: { accept: 'text/html' } })
  await story.do(cast.admin, 'close-project', { reason: 'No longer wanted.' })
  return { story, evidence: evidence!.id, sha256: evidence!.sha256 }
}

let count = 0
const call = () => sampleCapture(1_780_000_000 + (count += 10))
const page = async (path: string) => {
  const answer = await server.send('tester', path, { headers: { accept: 'text/html' } })
  return { status: answer.status, text: await answer.text() }
}
const isThere = async (sha256: string) => (await house.evidence.size(sha256)) !== null
const removedIn = async (story: Story) =>
  (await readJournal(house.database, { project: story.id, kind: 'captures-removed', limit: 10 })).facts

describe('a capture', () => {
  test('is there until its day, and goes on it; hash, reading and verdicts stay, and pages say so', async () => {
    const { story, evidence, sha256 } = await givenUp(call())
    const place = `/projects/${story.id}/captures/${evidence}`
    expect((await page(place)).text).toMatch(/Kept until\s+<time datetime="2027-06-15"/)
    house.clock.to(LAST)
    expect([await removeCaptures(house), await isThere(sha256)]).toEqual([0, true])
    house.clock.to(DAY)
    expect([await removeCaptures(house), await isThere(sha256)]).toEqual([1, false])
    const [fact] = await removedIn(story)
    expect(fact).toMatchObject({
      says: '1 capture removed, kept until 15 Jun 2027',
      by: { name: 'The daily round' },
      data: { captures: [{ evidence, sha256, until: '2027-06-15' }] },
    })
    const { status, text } = await page(place)
    expect(status).toBe(200)
    expect(text).toMatch(/Removed on <time datetime="2027-06-15"/)
    expect(text).toContain('In the file')
    expect(text).not.toContain('Ladder of call')
    expect(text).not.toContain('redacted.pcap')
    for (const file of [`/evidence/${evidence}`, `/evidence/${evidence}/redacted.pcap`])
      expect((await page(file)).text).toMatch(/was removed on 15 Jun 2027[\s\S]+whoever handed it in/)
    expect(
      await house.database.all(sql`select 1 from capture_reading where file = ${sha256} and value ? 'rungs'`),
    ).toEqual([])
    expect(await verifyInstallation(house)).toMatchObject({ faults: [], removed: 1 })
  })

  test('stays while the office holds it, and goes when the hold is ended', async () => {
    const { story, sha256 } = await givenUp(call())
    await story.do(cast.manager, 'hold-captures', { reason: 'A court asks.' })
    house.clock.to(DAY)
    expect([await removeCaptures(house), await isThere(sha256)]).toEqual([0, true])
    expect((await page(`/projects/${story.id}/testing`)).text).toContain('A court asks.')
    await story.do(cast.manager, 'end-hold', { reason: 'It is settled.' })
    expect([await removeCaptures(house), await isThere(sha256)]).toEqual([1, false])
  })

  test('cut off between the fact and the bytes, is gone after the next round, and leaves one fact', async () => {
    const { story, sha256 } = await givenUp(call())
    house.clock.to(DAY)
    const failing = { ...house, evidence: { ...house.evidence, remove: () => Promise.reject(new Error('cut off')) } }
    await expect(removeCaptures(failing)).rejects.toThrow('cut off')
    expect([(await removedIn(story)).length, await isThere(sha256)]).toEqual([1, true])
    expect((await verifyInstallation(house)).faults).toEqual([])
    expect([await removeCaptures(house), await isThere(sha256)]).toEqual([0, false])
    expect(await removedIn(story)).toHaveLength(1)
  })

  test('of which the same bytes are kept for another project, is removed for the one and stays for the other', async () => {
    const bytes = call()
    const { story, sha256 } = await givenUp(bytes)
    const other = await givenUp(bytes)
    expect(other.sha256).toBe(sha256)
    await other.story.do(cast.manager, 'hold-captures', { reason: 'A court asks.' })
    house.clock.to(DAY)
    expect(await removeCaptures(house)).toBe(1)
    expect([(await removedIn(story)).length, await isThere(sha256)]).toEqual([1, true])
    expect((await verifyInstallation(house)).faults).toEqual([])
    await other.story.do(cast.manager, 'end-hold', { reason: 'It is settled.' })
    expect([await removeCaptures(house), await isThere(sha256)]).toEqual([1, false])
  })

  test('handed in again after it was removed, is there again', async () => {
    const bytes = call()
    const { sha256 } = await givenUp(bytes)
    house.clock.to(DAY)
    await removeCaptures(house)
    expect(await isThere(sha256)).toBe(false)
    const again = await givenUp(bytes)
    expect([again.sha256, await isThere(sha256)]).toEqual([sha256, true])
    house.clock.to(BEGIN)
    await removeCaptures(house)
    expect(await isThere(sha256)).toBe(true)
    house.clock.to(DAY)
    await removeCaptures(house)
  })

  test('control: a file that is lost without a fact is told by verify', async () => {
    const { sha256 } = await givenUp(call())
    const bytes = await fs.readFile(house.evidence.pathOf(sha256))
    await house.evidence.remove(sha256)
    expect((await verifyInstallation(house)).faults).toEqual([`evidence ${sha256.slice(0, 12)}… is missing`])
    await fs.writeFile(house.evidence.pathOf(sha256), bytes)
  })

  test('before its day is removed by nobody, at the console or by the partner', async () => {
    const { story } = await givenUp(call())
    const remove = { move: 'remove-captures', id: story.id, input: {} }
    await expect(act(house, CONSOLE, remove)).rejects.toMatchObject({ code: 'not-now' })
    for (const who of [cast.admin, cast.manager])
      await expect(act(house, who, remove)).rejects.toMatchObject({ code: 'not-permitted' })
  })

  test('is looked for once a day', async () => {
    const { sha256 } = await givenUp(call())
    house.clock.to(day('2027-07-01'))
    await removeCapturesOnce(house)
    expect(await isThere(sha256)).toBe(false)
    const late = await givenUp(call())
    house.clock.to(day('2027-07-01'))
    await removeCapturesOnce(house)
    expect(await isThere(late.sha256)).toBe(true)
    house.clock.to(day('2027-07-02'))
    await removeCapturesOnce(house)
    expect(await isThere(late.sha256)).toBe(false)
  })
})
