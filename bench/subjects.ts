/** What is measured, each beside its bare limit: the same data through the same driver with nothing of ours. */
import { randomBytes } from 'node:crypto'
import { act } from '../src/app/act.ts'
import { referenceGuide } from '../src/app/ask/reference-guide.ts'
import { answerSupport, type SupportQuestion } from '../src/app/ask/support.ts'
import { today } from '../src/app/house.ts'
import type { Certification } from '../src/programme/certification.ts'
import type { Actor } from '../src/programme/permission.ts'
import { type GuideCursor, guidePage, interopRecord, platformsById } from '../src/store/certifications.ts'
import type { Ground } from './ground.ts'
import { measure, type Measured } from './measure.ts'

const OFFICE: Actor = { id: 'bench', name: 'Bench', organisation: null, parts: ['programme-manager'] }

/** A draw of certifications all over the table, the same for every run on the same data. */
async function someCertifications({ house }: Ground, count: number): Promise<readonly Certification[]> {
  const { rows } = await house.database.pool.query<{ state: Certification }>(
    'select state from certification order by md5(id) limit $1',
    [count],
  )
  return rows.map((row) => row.state)
}

export async function measureSupport(ground: Ground, rounds: number): Promise<Measured> {
  const { house } = ground
  const day = today(house)
  const questions: readonly SupportQuestion[] = (await someCertifications(ground, rounds)).map(
    (certification, index) => ({
      product: certification.product,
      platform: certification.platform,
      productRelease: certification.pairs[0]!.productRelease,
      platformRelease: certification.pairs[0]!.platformRelease,
      country: ['DE', 'NL', 'US', 'BR', 'JP'][index % 5]!,
      on: day,
    }),
  )
  return measure({
    what: 'support answer',
    limit: 'its one query, nothing judged',
    inputs: questions,
    ours: (question) => answerSupport(house.database, question, day),
    bare: ({ product, platform, country }) => interopRecord(house.database, product, platform, country),
  })
}

export async function measureGuide(ground: Ground, rounds: number): Promise<Measured> {
  const { house } = ground
  const day = today(house)
  const cursors: readonly (GuideCursor | null)[] = (await someCertifications(ground, rounds)).map(
    (certification, index) =>
      index % 4 === 0 ? null : { granted: certification.granted, number: certification.number },
  )
  return measure({
    what: 'reference guide page, 50 rows',
    limit: 'its query, no standing computed',
    inputs: cursors,
    ours: (after) =>
      referenceGuide(house.database, { on: day, today: day, filter: {}, standing: null, after, limit: 50 }),
    bare: async (after) => guidePage(house.database, day, {}, after, 51, await platformsById(house.database)),
  })
}

export async function measureMove(ground: Ground, rounds: number): Promise<Measured> {
  const { house } = ground
  const { pool } = house.database
  await pool.query('create table if not exists bench_fact (seq bigserial primary key, body text not null)')
  const { rows } = await pool.query<{ id: string }>('select id from organisation order by md5(id) limit $1', [rounds])
  const organisations = Array.from({ length: rounds }, (_, index) => rows[index % rows.length]!.id)
  return measure({
    what: 'a move (an organisation described)',
    limit: 'one row read and updated, one inserted, committed',
    inputs: organisations,
    ours: (id) =>
      act(house, OFFICE, {
        move: 'describe-organisation',
        id,
        input: { web: `https://example.com/${randomBytes(30).toString('hex')}` },
      }),
    bare: async (id) => {
      const client = await pool.connect()
      try {
        await client.query('begin')
        const found = await client.query<{ state: object }>('select state from organisation where id = $1 for update', [
          id,
        ])
        const state = JSON.stringify({ ...found.rows[0]!.state, summary: randomBytes(30).toString('hex') })
        await client.query('update organisation set state = $2 where id = $1', [id, state])
        await client.query('insert into bench_fact (body) values ($1)', [state])
        await client.query('commit')
      } finally {
        client.release()
      }
    },
  })
}
