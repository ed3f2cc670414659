/**
 * The connection killed at each step of granting: there is never a signature without its record, and the number comes
 * once, with the grant that was kept.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import sql from 'sql-template-tag'
import { act } from '../src/app/act.ts'
import { ensureSigningKey } from '../src/app/keyring.ts'
import { signedStatement } from '../src/app/statements.ts'
import { verifyInstallation } from '../src/app/verify.ts'
import type { House } from '../src/app/house.ts'
import { Refusal } from '../src/kernel/refusal.ts'
import type { Transaction } from '../src/store/database.ts'
import { enterCast, type Cast, Story } from './support/cast.ts'
import { KINDS, testHouse, type TestHouse } from './support/house.ts'
import { quickly } from './matrix/world.ts'

/** The same house, whose database server cuts the line before the statement of this number in a transaction. */
function killedAt(house: TestHouse, last: number): House {
  const transaction = <Result>(work: (tx: Transaction) => Promise<Result>): Promise<Result> =>
    house.database.transaction(async (tx) => {
      let steps = 0
      const step = async () => {
        steps += 1
        if (steps !== last) return
        tx.client.once('error', () => {})
        await tx.run(sql`select pg_terminate_backend(pg_backend_pid())`)
      }
      const all: Transaction['all'] = async (statement) => step().then(() => tx.all(statement))
      const one: Transaction['one'] = async (statement) => step().then(() => tx.one(statement))
      const run: Transaction['run'] = async (statement) => step().then(() => tx.run(statement))
      return work({ ...tx, all, one, run })
    })
  return { ...house, database: { ...house.database, transaction } }
}

describe.each(KINDS)('granting, killed at each step on the %s database', (kind) => {
  let house: TestHouse
  let cast: Cast
  let story: Story
  beforeAll(async () => {
    house = await testHouse(kind)
    cast = await enterCast(house)
    await ensureSigningKey(house)
    story = new Story(house, cast)
    await story.open()
    await quickly(story, 'decision')
  })
  afterAll(() => house.end())

  const grantIn = (within: House) =>
    act(within, cast.granter, { move: 'grant', id: story.id, input: { reason: 'All passed.' } })

  async function signed(number: string): Promise<string> {
    return signedStatement(house, number).then(
      (found) => found.credentialSubject.number,
      (fault: unknown) => (fault instanceof Refusal ? fault.code : String(fault)),
    )
  }

  test('leaves neither record nor signature, until it is done; then both, under the number that was kept', async () => {
    let kills = 0
    for (;;) {
      const fate = await grantIn(killedAt(house, kills + 1)).then(
        () => 'granted',
        () => 'killed',
      )
      if (fate === 'granted') break
      kills += 1
      const kept = await house.database.all(sql`select id from certification`)
      expect([kept, await signed('MCT-2026-00001')], `step ${kills}`).toEqual([[], 'not-found'])
    }
    expect(kills).toBeGreaterThan(8)
    const kept = await house.database.all<{ id: string }>(sql`select id from certification`)
    expect(kept).toEqual([{ id: 'MCT-2026-00001' }])
    expect(await signed('MCT-2026-00001')).toBe('MCT-2026-00001')
    expect((await verifyInstallation(house)).faults).toEqual([])
  })

  test('control: a record that no grant left is not signed, however well it looks', async () => {
    await house.database.run(
      sql`insert into certification (id, revision, fact, state)
          select 'MCT-2026-00002', 1, fact, jsonb_set(state, '{number}', '"MCT-2026-00002"') from certification`,
    )
    expect(await signed('MCT-2026-00002')).toBe('not-now')
    await house.database.run(sql`delete from certification where id = 'MCT-2026-00002'`)
  })
})
