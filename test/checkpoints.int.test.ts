/**
 * Checkpoints from outside: somebody who can write everything makes the journal anew, chain, head, index and records;
 * the journal then proves itself, and a checkpoint that was given away before does not agree.
 */
import fs from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import sql from 'sql-template-tag'
import { readCheckpoint } from '../src/app/checking.ts'
import { checkpoints, dailyCheckpoint, makeCheckpoint } from '../src/app/checkpoints.ts'
import { ensureSigningKey, ownSigner, rotateSigningKey } from '../src/app/keyring.ts'
import { verifyInstallation } from '../src/app/verify.ts'
import { type Fact, seal } from '../src/signing/journal.ts'
import { walkJournal } from '../src/store/journal.ts'
import { type Cast, enterCast, Story } from './support/cast.ts'
import { commandLine } from './support/command-line.ts'
import { testHouse, type TestHouse } from './support/house.ts'
import { serveHouse } from './support/server.ts'

let house: TestHouse
let cast: Cast
beforeAll(async () => {
  house = await testHouse()
  await ensureSigningKey(house)
  cast = await enterCast(house)
  await new Story(house, cast).open()
})
afterAll(() => house.end())

const verify = async (...words: readonly string[]) =>
  (
    await commandLine(['verify', ...words, '--json'], {
      DATABASE_URL: house.url,
      DATA_DIR: house.dataDir,
      PUBLIC_URL: house.settings.publicUrl,
    })
  ).code

/** Every fact from one on in other words, chained anew, and the head with it. */
async function rewriteFrom(first: number): Promise<void> {
  let before = ''
  const links = []
  for await (const link of walkJournal(house.database)) links.push(link)
  for (const { seq, hash, body } of links) {
    if (seq < first) before = hash
    else {
      const fact = JSON.parse(body) as Fact
      const sealed = seal({ ...fact, before, says: seq === first ? 'Nothing of the kind' : fact.says })
      await house.database.run(sql`update fact set body = ${sealed.body}, hash = ${sealed.hash} where seq = ${seq}`)
      before = sealed.hash
    }
  }
  await house.database.run(sql`update journal_head set hash = ${before}`)
}

describe('a checkpoint kept elsewhere', () => {
  test('is signed once a day where something happened, and listed for everybody', async () => {
    await dailyCheckpoint(house)
    await dailyCheckpoint(house)
    expect(await checkpoints(house.database, null, 100)).toHaveLength(1)
    house.clock.now += 86_400_001
    await dailyCheckpoint(house)
    expect(await checkpoints(house.database, null, 100)).toHaveLength(1)
    await rotateSigningKey(house)
    await dailyCheckpoint(house)
    const listed = await checkpoints(house.database, null, 100)
    expect(listed.map(({ facts }) => facts)).toEqual([listed[1]!.facts + 1, listed[1]!.facts])
    for (const each of listed)
      expect(readCheckpoint(Buffer.from(JSON.stringify(each)), await ownSigner(house))).toEqual(each)
    const server = await serveHouse(house, cast)
    const answer = (await (await server.send(null, '/checkpoints')).json()) as { checkpoints: unknown }
    expect(answer.checkpoints).toEqual(listed)
    await server.close()
  })

  test('finds out that history was written anew, where the journal by itself proves itself', async () => {
    const file = path.join(house.dataDir, 'kept.json')
    const made = await makeCheckpoint(house)
    fs.writeFileSync(file, JSON.stringify(made))
    expect([await verify(), await verify('--checkpoint', file)]).toEqual([0, 0])
    await rewriteFrom(3)
    expect((await verifyInstallation(house)).faults).toEqual([])
    expect([await verify(), await verify('--checkpoint', file)]).toEqual([0, 1])
  })

  test('that was altered, or signed by somebody else, is no checkpoint', async () => {
    const made = await makeCheckpoint(house)
    const signer = await ownSigner(house)
    const read = (value: unknown) => readCheckpoint(Buffer.from(JSON.stringify(value)), signer)
    expect(read({ ...made, facts: made.facts - 1 })).toBe('the checkpoint is not as it was signed')
    expect(readCheckpoint(Buffer.from(JSON.stringify(made)), { ...signer, keys: [] })).toContain('not one of those')
    expect(read({ hello: 'world' })).toBe('this file is no checkpoint')
  })
})
