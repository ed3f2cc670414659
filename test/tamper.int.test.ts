/**
 * Behind the journal's back (R14): thousands of alterations, one at a time, on an installation in which a
 * project went all the way; every single one has to be found, and the untouched installation is sound.
 */
import fs from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import sql, { raw, type Sql } from 'sql-template-tag'
import { act } from '../src/app/act.ts'
import { ensureSigningKey } from '../src/app/keyring.ts'
import { verifyInstallation } from '../src/app/verify.ts'
import { NOUN_NAMES } from '../src/programme/nouns.ts'
import { BEGINNING, faultOfLink, hashState } from '../src/signing/journal.ts'
import type { Queryable } from '../src/store/database.ts'
import { walkJournal } from '../src/store/journal.ts'
import { tableOf } from '../src/store/nouns.ts'
import { takenBack } from './support/bound.ts'
import { enterCast, importRecords, Story } from './support/cast.ts'
import { qualify } from './support/sponsored.ts'
import { KINDS, testHouse, type TestHouse } from './support/house.ts'
import { addPhone, openSat } from './support/sat-story.ts'
import { openTicket } from './support/tickets.ts'
import { addEvidence } from './matrix/world.ts'
import { orderEquipment } from './support/equipment.ts'
import { askForFee } from './support/fee-requests.ts'
import { addWebhook } from './support/webhooks.ts'
import { chanceOf } from './oracle/chance.ts'

type Tampering = { readonly what: string; readonly statements: readonly Sql[] }

type FactRow = { readonly seq: number; readonly body: string }
type NounRow = {
  readonly table: string
  readonly id: string
  readonly imported: boolean
  readonly keys: readonly string[]
}

describe.each(KINDS)('an installation altered behind the journal’s back on the %s database', (kind) => {
  let house: TestHouse
  let facts: readonly FactRow[]
  let rows: readonly NounRow[]
  let tried = 0
  beforeAll(async () => {
    house = await testHouse(kind)
    await ensureSigningKey(house)
    const cast = await enterCast(house)
    await qualify(house, cast)
    const story = await new Story(house, cast).open()
    await addEvidence(story, cast.admin, 'What we saw.\n')
    const asked = await askForFee(story, 10)
    await act(house, cast.admin, { move: 'take-fee-request-back', id: asked, input: {} })
    await orderEquipment(house, cast)
    const token = { name: 'Nightly', scopes: ['read'], days: 30 }
    await act(house, cast.admin, { move: 'make-access-token', id: cast.admin.id, input: token })
    await addWebhook(house, cast.admin, 'https://hooks.example.com/in')
    await story.bringTo('published')
    await story.do(cast.tester, 'write-guide', { parts: { summary: 'Half a sen' } })
    const text = { text: 'Trunks for offices and ships.' }
    await act(house, cast.admin, { move: 'propose-product-text', id: 'north-trunk', input: text })
    await addPhone(house, cast)
    await openSat(house, cast)
    await openTicket(house, cast)
    await story.do(cast.admin, 'dispute', { testCase: 'OUT-01', says: 'It should not have passed.' })
    await importRecords(house, MORE)
    facts = await house.database.all<FactRow>(sql`select seq, body from fact order by seq`)
    rows = await allRows(house.database)
  })
  afterAll(() => house.end())

  /**
   * Each in a transaction of its own that is rolled back, a few side by side; those nobody noticed. The verifier is the
   * same on both databases: on the second every fourth is tried.
   */
  async function unnoticed(all: readonly Tampering[]): Promise<readonly string[]> {
    const tamperings = kind === 'embedded' ? all : all.filter((_, index) => index % 4 === 0)
    const missed: string[] = []
    const left = tamperings[Symbol.iterator]()
    const lane = async () => {
      for (const { what, statements } of left) if (!(await isNoticed(what, statements))) missed.push(what)
    }
    await Promise.all([lane(), lane(), lane(), lane()])
    tried += tamperings.length
    return missed
  }

  /** Of lanes that stand in each other's way (40P01) the database turns one back; it has looked at nothing and goes again. */
  async function isNoticed(what: string, statements: readonly Sql[]): Promise<boolean> {
    for (;;) {
      try {
        return await lookedAt(what, statements)
      } catch (fault) {
        if ((fault as { code?: string }).code !== '40P01') throw fault
      }
    }
  }

  function lookedAt(what: string, statements: readonly Sql[]): Promise<boolean> {
    return takenBack(house, async (bound) => {
      let changed = 0
      for (const statement of statements) changed += await bound.database.run(statement)
      if (changed === 0) throw new Error(`${what} changed nothing`)
      return (await verifyInstallation(bound)).faults.length > 0
    })
  }

  test('control: untouched, it verifies clean', async () => {
    const report = await verifyInstallation(house)
    expect(report.faults).toEqual([])
    expect(report.facts).toBe(facts.length)
    expect(report.records).toBe(rows.length)
    expect(facts.length).toBeGreaterThan(90)
    expect(await takenBack(house, (bound) => verifyInstallation(bound))).toEqual(report)
  })

  test('a byte of a fact’s text changed, at every fact and at places of chance', async () => {
    const chance = chanceOf(4711)
    const flips = facts.flatMap(({ seq, body }) => [0, 1].map(() => flipped(seq, body, chance.below(body.length))))
    expect(await unnoticed(flips)).toEqual([])
  }, 120_000)

  test('a fact’s hash, number, or what it is filed under changed, and a fact removed', async () => {
    const one = (what: string, of: (seq: number) => Sql): readonly Tampering[] =>
      facts.map(({ seq }) => ({ what: `${what} of fact ${seq}`, statements: [of(seq)] }))
    const all = [
      ...one('the hash', (seq) => sql`update fact set hash = reverse(hash) where seq = ${seq}`),
      ...one('the kind', (seq) => sql`update fact set kind = kind || 's' where seq = ${seq}`),
      ...one('the person', (seq) => sql`update fact set person = 'somebody' where seq = ${seq}`),
      ...one('the project', (seq) => sql`update fact set project = coalesce(project || 'x', 'x') where seq = ${seq}`),
      ...one('the moment', (seq) => sql`update fact set at = at + interval '1 day' where seq = ${seq}`),
      ...one('the number', (seq) => sql`update fact set seq = seq + 100000 where seq = ${seq}`),
      ...one('the whole', (seq) => sql`delete from fact where seq = ${seq}`),
      ...one(
        'a subject in the index',
        (seq) =>
          sql`delete from fact_subject where seq = ${seq} and id = (select min(id) from fact_subject where seq = ${seq})`,
      ),
      ...one(
        'a subject too many in the index',
        (seq) => sql`insert into fact_subject (noun, id, seq) values ('certification', 'MCT-2026-00099', ${seq})`,
      ),
    ].filter(({ what }) => !what.startsWith('a subject in') || hasSubjects(what))
    expect(await unnoticed(all)).toEqual([])
  }, 120_000)

  function hasSubjects(what: string): boolean {
    const { body } = facts.find(({ seq }) => what.endsWith(` ${seq}`))!
    return (JSON.parse(body) as { subjects: readonly unknown[] }).subjects.length > 0
  }

  test('two facts swapped, with or without their numbers mended', async () => {
    const swaps = facts.slice(1).flatMap(({ seq }): readonly Tampering[] => [
      { what: `facts ${seq - 1} and ${seq} swapped`, statements: swap(seq - 1, seq) },
      { what: `texts of ${seq - 1} and ${seq} swapped`, statements: [swapTexts(seq - 1, seq)] },
    ])
    expect(await unnoticed(swaps)).toEqual([])
  }, 120_000)

  test('the last facts cut off, with the head mended or not', async () => {
    const cuts = facts.slice(1).flatMap(({ seq }): readonly Tampering[] => [
      { what: `all from ${seq} on, head left`, statements: [sql`delete from fact where seq >= ${seq}`] },
      { what: `all from ${seq} on, head mended`, statements: [sql`delete from fact where seq >= ${seq}`, MEND_HEAD] },
    ])
    expect(await unnoticed(cuts)).toEqual([])
  }, 120_000)

  test('the head changed', async () => {
    expect(
      await unnoticed([
        { what: 'number up', statements: [sql`update journal_head set seq = seq + 1`] },
        { what: 'number down', statements: [sql`update journal_head set seq = seq - 1`] },
        { what: 'hash', statements: [sql`update journal_head set hash = reverse(hash)`] },
        { what: 'gone', statements: [sql`delete from journal_head`] },
      ]),
    ).toEqual([])
  })

  test('any record of any kind changed, removed, or added', async () => {
    const kinds = new Set(rows.map((row) => row.table))
    expect(kinds.size).toBeGreaterThanOrEqual(NOUN_NAMES.length - 3)
    expect(await unnoticed(rows.flatMap(tamperingsOf))).toEqual([])
  }, 300_000)

  test('a record forged as if it had come with an import, a fact put before the first or behind the last', async () => {
    const forged = (fact: number): Tampering => ({
      what: `a certification said to come with fact ${fact}`,
      statements: [
        sql`insert into certification (id, revision, fact, origin, origin_fact, state)
            values ('MCT-2026-00099', 1, ${fact}, ${hashState(FORGED)}, ${fact}, ${JSON.stringify(FORGED)})`,
      ],
    })
    const inserted = (seq: number): Tampering => ({
      what: `a fact numbered ${seq}`,
      statements: [
        sql`insert into fact (seq, hash, at, kind, project, person, body)
            select ${seq}, hash, at, kind, project, person, body from fact where seq = 7`,
      ],
    })
    const last = facts.at(-1)!.seq
    expect(
      await unnoticed([...facts.map(({ seq }) => forged(seq)), ...[-3, 0, last + 1, last + 2].map(inserted)]),
    ).toEqual([])
  })

  test('an evidence file changed by a byte, cut short, lengthened or gone', async () => {
    const [evidence] = await house.database.all<{ sha256: string }>(sql`select sha256 from evidence`)
    const file = house.evidence.pathOf(evidence!.sha256)
    const bytes = await fs.readFile(file)
    const altered = [
      ...Array.from(bytes, (byte, at) => Buffer.from(bytes.map((each, index) => (index === at ? byte ^ 1 : each)))),
      bytes.subarray(0, -1),
      Buffer.concat([bytes, Buffer.from('\n')]),
      Buffer.alloc(0),
    ]
    for (const each of altered) {
      await fs.writeFile(file, each)
      expect((await verifyInstallation(house)).faults).toHaveLength(1)
    }
    await fs.rm(file)
    expect((await verifyInstallation(house)).faults).toHaveLength(1)
    await fs.writeFile(file, bytes)
    tried += altered.length + 1
  })

  test('control: a verifier that looks at the chain alone misses every changed record', async () => {
    const changes = rows.map((row) => tamperingsOf(row)[0]!)
    for (const { statements } of changes) {
      const chain = await takenBack(house, async (bound) => {
        for (const statement of statements) await bound.database.run(statement)
        return chainFaults(bound.database)
      })
      expect(chain).toEqual([])
    }
  }, 120_000)

  test('there were thousands of them, and nothing of them is left', async () => {
    expect(tried).toBeGreaterThan(kind === 'embedded' ? 2000 : 500)
    expect((await verifyInstallation(house)).faults).toEqual([])
  })
})

const MORE = {
  format: 'certwright/1',
  regions: [{ id: 'apac', name: 'Asia', countries: ['JP'] }],
  certifications: [
    {
      number: 'MCT-2024-00007',
      product: 'south-trunk',
      platform: 'voice',
      level: 'MCT',
      granted: '2026-04-01',
      region: null,
      pairs: [{ platformRelease: '10.0', productRelease: '1.0' }],
    },
  ],
  satEvidence: [{ product: 'south-trunk', platform: 'voice', platformRelease: '10.0', accepted: '2026-03-15' }],
  fieldIssues: [{ id: 'FI-3', certification: 'MCT-2024-00007', confirmed: '2026-05-01', cleared: null, title: 'Echo' }],
}

/** A certification that nobody granted. */
const FORGED = { ...MORE.certifications[0]!, number: 'MCT-2026-00099' }

const MEND_HEAD = sql`update journal_head set (seq, hash) = (select seq, hash from fact order by seq desc limit 1)`

function flipped(seq: number, body: string, at: number): Tampering {
  const changed = body.slice(0, at) + (body[at] === 'x' ? 'y' : 'x') + body.slice(at + 1)
  return {
    what: `letter ${at} of fact ${seq}`,
    statements: [sql`update fact set body = ${changed} where seq = ${seq}`],
  }
}

function swap(first: number, second: number): readonly Sql[] {
  return [
    sql`update fact set seq = ${-first} where seq = ${first}`,
    sql`update fact set seq = ${first} where seq = ${second}`,
    sql`update fact set seq = ${second} where seq = ${-first}`,
  ]
}

function swapTexts(first: number, second: number): Sql {
  return sql`update fact set (body, hash) = (select other.body, other.hash from fact other where other.seq = ${first + second}::bigint - fact.seq)
    where seq in (${first}, ${second})`
}

async function allRows(on: Queryable): Promise<readonly NounRow[]> {
  const found: NounRow[] = []
  for (const noun of NOUN_NAMES) {
    const kept = await on.all<{ id: string; imported: boolean; keys: string[] }>(
      sql`select id, origin is not null as imported, (select array_agg(key order by key) from jsonb_object_keys(state) key) as keys from ${tableOf(noun)} order by id`,
    )
    found.push(...kept.map((row) => ({ ...row, table: noun.replaceAll('-', '_') })))
  }
  return found
}

/** Everything that can be done to one record: its state, each member of it, its bookkeeping, and the record as a whole. */
function tamperingsOf({ table, id, imported, keys }: NounRow): readonly Tampering[] {
  const on = raw(table)
  const one = (what: string, statement: Sql): Tampering => ({
    what: `${what} of ${table} ${id}`,
    statements: [statement],
  })
  return [
    one('a member added to the state', sql`update ${on} set state = state || '{"extra": 1}' where id = ${id}`),
    ...keys.map((key) => one(`${key} taken`, sql`update ${on} set state = state - ${key} where id = ${id}`)),
    one('the revision', sql`update ${on} set revision = revision + 1 where id = ${id}`),
    one('the fact', sql`update ${on} set fact = fact + 1 where id = ${id}`),
    one('the whole', sql`delete from ${on} where id = ${id}`),
    one('the id', sql`update ${on} set id = id || 'x' where id = ${id}`),
    one(
      'a copy',
      sql`insert into ${on} (id, revision, fact, origin, origin_fact, state)
          select id || '-copy', revision, fact, origin, origin_fact,
            state || case when state ? 'email' then '{"email": "copy@x.test"}' when state ? 'number' then '{"number": "X-0"}' else '{}' end::jsonb
          from ${on} where id = ${id}`,
    ),
    ...(imported
      ? [
          one('the origin', sql`update ${on} set origin = reverse(origin) where id = ${id}`),
          one('the fact of origin', sql`update ${on} set origin_fact = origin_fact + 1 where id = ${id}`),
          one('the origin altogether', sql`update ${on} set origin = null, origin_fact = null where id = ${id}`),
        ]
      : [
          one(
            'an origin that is none',
            sql`update ${on} set origin = ${'0'.repeat(64)}, origin_fact = 1 where id = ${id}`,
          ),
        ]),
  ]
}

async function chainFaults(on: Queryable): Promise<readonly string[]> {
  const faults: string[] = []
  let head = { seq: 0, hash: BEGINNING }
  for await (const link of walkJournal(on)) {
    const says = faultOfLink(link, head)
    if (says) faults.push(says)
    head = { seq: link.seq, hash: link.hash }
  }
  return faults
}
