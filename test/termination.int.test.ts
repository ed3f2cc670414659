/**
 * Ending a membership and what comes of it (8.7, X-36): both conditions, a second person, notice, time to answer, a
 * decision; then listing and logo are off, support has ended, and the certification stays as history. And the
 * further term that a member asks for (G-12).
 */
import sql from 'sql-template-tag'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { act } from '../src/app/act.ts'
import { answerSupport } from '../src/app/ask/support.ts'
import { ensureSigningKey } from '../src/app/keyring.ts'
import { today } from '../src/app/house.ts'
import { day } from '../src/kernel/day.ts'
import { Refusal } from '../src/kernel/refusal.ts'
import type { Actor } from '../src/programme/permission.ts'
import { type Cast, enterCast, reviewCall, Story } from './support/cast.ts'
import { testHouse, type TestHouse } from './support/house.ts'
import { quickly } from './matrix/world.ts'
import { serveHouse, type TestServer, type Who } from './support/server.ts'

describe('a membership', () => {
  let house: TestHouse
  let cast: Cast
  let number: string
  let server: TestServer
  beforeAll(async () => {
    house = await testHouse()
    cast = await enterCast(house)
    const story = new Story(house, cast)
    await quickly(story, 'published')
    number = (await story.file()).project.certification!
    await ensureSigningKey(house)
    server = await serveHouse(house, cast)
  })
  afterAll(async () => {
    await server.close()
    await house.end()
  })

  async function told(who: Actor, move: string, input: object, id = 'northwind'): Promise<string> {
    try {
      await act(house, who, { move, id, input })
      return 'done'
    } catch (fault) {
      if (fault instanceof Refusal) return [fault.code, ...fault.faults.map((each) => each.at)].join(' ')
      throw fault
    }
  }

  const text = async (who: Who, path: string) =>
    (await (await server.send(who, path, { headers: { accept: 'text/html' } })).text()).replaceAll(/\s+/g, ' ')

  const support = async () => {
    const { answer } = await answerSupport(
      house.database,
      {
        product: 'north-trunk',
        productRelease: '3.1',
        platform: 'voice',
        platformRelease: '10.0',
        country: 'DE',
        on: today(house),
      },
      today(house),
    )
    return `${answer.supported} ${answer.rule}`
  }

  const heard = async (code: string) => {
    const rows = await house.database.all<{ says: string }>(
      sql`select string_agg(split_part(email, '@', 1), ',' order by email) || ' ' || subject as says
          from notice where code = ${code} group by fact, subject order by fact`,
    )
    await house.database.run(sql`delete from notice`)
    return rows.map((row) => row.says)
  }

  const burden = (certification = number) => ({ certification, tickets: 14, hours: 60, says: 'One-way audio.' })
  const burdenId = async () =>
    (await house.database.one<{ id: string }>(
      sql`select state->'burdens'->-1->>'id' as id from membership where id = 'northwind'`,
    ))!.id

  test('a further term is asked for by the member and begins with its fee', async () => {
    await heard('')
    expect(await told(cast.engineer, 'ask-for-term', { tier: 'mdp-commercial-advanced' })).toBe('not-permitted')
    expect(await told(cast.stranger, 'ask-for-term', { tier: 'mdp-commercial-advanced' })).toBe('not-found')
    expect(await told(cast.admin, 'ask-for-term', { tier: 'mdp-commercial-advanced' })).toBe('done')
    expect(await heard('N04')).toEqual(['granter,manager Northwind: a further term is asked for'])
    expect(await text('manager', '/memberships?state=asked')).toContain('Northwind')
    expect(await text('manager', '/home')).toContain('1 further term asked for')
    expect(await told(cast.manager, 'note-membership-fee', { received: '2026-06-15' })).toBe('done')
    const row = await house.database.one<{ term: object }>(
      sql`select state->'terms'->-1 as term from membership where id = 'northwind'`,
    )
    expect(row!.term).toEqual({ tier: 'mdp-commercial-advanced', from: '2026-06-15', until: '2027-06-14' })
    expect(await text('manager', '/memberships?state=asked')).not.toContain('Northwind')
  })

  test('an API product tells that it needs the higher tier', async () => {
    await act(house, cast.stranger, {
      move: 'add-product',
      id: 'southwind',
      input: { name: 'Dialler', family: 'advanced-api', interfaces: ['oig'], version: '1.0' },
    })
    expect(await text('stranger', '/our-organisation')).toContain('Dialler needs MDP Commercial Advanced')
    expect(await text('admin', '/our-organisation')).not.toContain('needs MDP Commercial Advanced')
  })

  test('no notice is given without a declined recertification and an approved burden', async () => {
    const notice = () => told(cast.manager, 'give-termination-notice', { reason: 'As above.' })
    const declined = 'termination-needs-a-declined-recertification'
    const burdened = 'termination-needs-a-burden-in-the-field'
    expect(await notice()).toBe(`rule ${declined} ${burdened}`)
    expect(await told(cast.tester, 'decide-recertification', reviewCall('declined'), number)).toBe('done')
    expect(await notice()).toBe(`rule ${burdened}`)
    expect(await told(cast.support, 'record-burden', burden('S-9'))).toBe('wrong-input certification')
    expect(await told(cast.sales, 'record-burden', burden())).toBe('not-permitted')
    expect(await told(cast.manager, 'record-burden', burden())).toBe('done')
    expect(await notice()).toBe(`rule ${burdened}`)
    expect(await told(cast.manager, 'approve-burden', { burden: await burdenId() })).toBe('not-now')
    expect(await told(cast.granter, 'approve-burden', { burden: await burdenId() })).toBe('done')
    expect(await told(cast.granter, 'approve-burden', { burden: await burdenId() })).toBe('not-found')
    await heard('')
    expect(await notice()).toBe('done')
    expect(await heard('N44')).toEqual(['admin,engineer Northwind: notice that the membership may be ended'])
    expect(await notice()).toBe('not-now')
  })

  test('what was weighed once and let go is not held against the member again, nor takes up a place on record', async () => {
    const notice = () => told(cast.manager, 'give-termination-notice', { reason: 'As above.' })
    expect(await told(cast.granter, 'keep-membership', { reason: 'They mend it.' })).toBe('done')
    expect(await notice()).toBe('rule termination-needs-a-burden-in-the-field')
    expect(await text('manager', '/memberships/northwind')).toContain('and the membership went on')
    for (let recorded = 0; recorded < 50; recorded += 1)
      expect(await told(cast.support, 'record-burden', burden())).toBe('done')
    expect(await told(cast.support, 'record-burden', burden())).toBe('not-now')
    const later = await burdenId()
    expect(await told(cast.granter, 'approve-burden', { burden: later })).toBe('done')
    expect(await notice()).toBe('done')
    expect(await told(cast.manager, 'keep-membership', { reason: 'Half of it was ours.' })).toBe('done')
    expect(await told(cast.support, 'record-burden', burden())).toBe('done')
    expect(await told(cast.granter, 'approve-burden', { burden: await burdenId() })).toBe('done')
    expect(await notice()).toBe('done')
    await heard('')
  })

  test('the member answers in time, and nothing is decided before the time is over', async () => {
    const end = () => told(cast.granter, 'terminate-membership', { reason: 'Nothing was mended.' })
    expect(await end()).toBe('rule termination-gives-time-to-answer')
    expect(await text('admin', '/our-organisation')).toContain('Notice that the membership may be ended')
    expect(await told(cast.stranger, 'answer-termination-notice', { text: 'We.' })).toBe('not-found')
    expect(await told(cast.admin, 'answer-termination-notice', { text: 'We shall mend it.' })).toBe('done')
    expect(await heard('N44')).toEqual(['granter,manager Northwind: the notice is answered'])
    expect(await text('manager', '/memberships/northwind')).toContain('We shall mend it.')
    house.clock.to(day('2026-07-15'))
    expect(await end()).toBe('rule termination-gives-time-to-answer')
    house.clock.to(day('2026-07-16'))
    expect(await told(cast.admin, 'terminate-membership', { reason: 'Ours.' })).toBe('not-permitted')
  })

  test('ended, its listing, logo and support are off, and the certification is history', async () => {
    expect(await support()).toBe('true supported')
    expect(await text(null, '/catalogue')).toContain('North Trunk')
    expect((await server.send('admin', `/certifications/${number}/authorisation.pdf`)).status).toBe(200)
    expect(await told(cast.granter, 'terminate-membership', { reason: 'Nothing was mended.' })).toBe('done')
    expect(await support()).toBe('false certification-not-withdrawn')
    expect(await text(null, '/catalogue')).not.toContain('North Trunk')
    expect((await server.send('admin', `/certifications/${number}/authorisation.pdf`)).status).toBe(403)
    expect(await text(null, `/certifications/${number}`)).toContain('Support withdrawn.')
    expect(await text(null, '/reference-guide')).toContain('support withdrawn')
    expect(await heard('N44')).toEqual(['admin,engineer,manager,reviewer,tester Northwind: the membership is ended'])
    expect(await told(cast.manager, 'note-membership-fee', { received: '2026-07-16' })).toBe('not-now')
    expect(await told(cast.granter, 'keep-membership', { reason: 'After all.' })).toBe('not-now')
  })
})
