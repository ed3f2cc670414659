/** A sponsor's part of the fee on path C: asked for, accepted or declined, and on the quote (9.1, 9.2). */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { act } from '../src/app/act.ts'
import { verifyInstallation } from '../src/app/verify.ts'
import { totalOf } from '../src/programme/fees.ts'
import { partsOf } from '../src/programme/fee-request.ts'
import { firmQuote } from '../src/programme/quote.ts'
import { type Cast, enterCast, Story } from './support/cast.ts'
import { askForFee } from './support/fee-requests.ts'
import { tellingIn, type Told } from './support/dry.ts'
import { KINDS, testHouse, type TestHouse } from './support/house.ts'
import { serveHouse, type TestServer, type Who } from './support/server.ts'

describe.each(KINDS)('a sponsor’s part of the fee on the %s database', (kind) => {
  let house: TestHouse
  let cast: Cast
  let server: TestServer
  let story: Story
  beforeAll(async () => {
    house = await testHouse(kind)
    cast = await enterCast(house)
    server = await serveHouse(house, cast)
  })
  afterAll(async () => {
    await server.close()
    await house.end()
  })
  beforeEach(async () => {
    story = await new Story(house, cast).open()
  })

  const told: Told = (...tried) => tellingIn(house)(...tried)
  const page = async (who: Who, at: string) => {
    const response = await server.send(who, at, { headers: { accept: 'text/html' } })
    return { status: response.status, text: await response.text() }
  }
  const quoteOf = async () => firmQuote((await story.file()).project)!

  test.each([
    [40, 40],
    [100, 100],
  ])('of %s %% is taken off the partner’s quote once the sponsor bears it', async (percent) => {
    const request = await askForFee(story, percent)
    expect(await told(cast.sponsor, 'bear-fee', request, { accepts: true })).toBe('done')
    await story.bringTo('quote-offered')
    const { lines, payer, billTo } = await quoteOf()
    const { partner, sponsor } = partsOf(lines)
    const whole = partner.cents + sponsor.cents
    expect([payer, billTo]).toEqual(['partner', 'northwind'])
    expect(totalOf(lines)).toEqual(partner)
    expect(sponsor.cents).toBe(Math.round((whole * percent) / 100))
    expect((await page('sponsor', `/fee-requests/${request}`)).text).toContain(
      (sponsor.cents / 100).toLocaleString('en-US', { minimumFractionDigits: 2 }),
    )
    expect((await page('admin', `/projects/${story.id}/quote`)).text).toContain('Resale pays')
    await story.bringTo('readiness')
    expect((await verifyInstallation(house)).faults).toEqual([])
  })

  test('holds the quote back until it is answered; declined or taken back, the partner pays', async () => {
    const first = await askForFee(story, 50)
    expect(await told(cast.admin, 'ask-sponsor-for-fee', story.id, ASKING)).toBe('not-now 9.2')
    expect(await told(cast.sponsor, 'decline-to-bear-fee', first)).toBe('wrong-input 9.2')
    expect(await told(cast.sponsor, 'decline-to-bear-fee', first, { reason: 'No budget.' })).toBe('done')
    expect(await told(cast.sponsor, 'bear-fee', first, { accepts: true })).toBe('not-now 9.2')
    const second = await askForFee(story, 50, 'sales-emea')
    await story.bringTo('quote-preparation')
    expect(await told(cast.manager, 'prepare-quote', story.id)).toBe('not-now 9.2')
    expect(await told(cast.admin, 'take-fee-request-back', second)).toBe('done')
    expect(await told(cast.sales, 'bear-fee', second, { accepts: true })).toBe('not-now 9.2')
    await story.bringTo('quote-offered')
    expect(partsOf((await quoteOf()).lines).sponsor.cents).toBe(0)
  })

  test('is asked of resellers and sales units alone, on path C, before the quote', async () => {
    for (const bearer of ['southwind', 'northwind', 'vendor', 'nobody'])
      expect([bearer, await told(cast.admin, 'ask-sponsor-for-fee', story.id, { ...ASKING, bearer })]).toEqual([
        bearer,
        'wrong-input 9.2',
      ])
    expect(await told(cast.admin, 'ask-sponsor-for-fee', story.id, { ...ASKING, percent: 0 })).toBe('wrong-input 9.2')
    expect(await told(cast.engineer, 'ask-sponsor-for-fee', story.id, ASKING)).toBe('not-permitted 9.2')
    await story.bringTo('quote-offered')
    expect(await told(cast.admin, 'ask-sponsor-for-fee', story.id, ASKING)).toBe('not-now 9.2')
  })

  test('shows the one who is asked the request, and nothing else of the project', async () => {
    const request = await askForFee(story, 50)
    const { number } = (await story.file()).project
    expect((await page('sponsor', '/fee-requests')).text).toContain(number)
    expect((await page('sponsor', `/fee-requests/${request}`)).text).toContain('We sell it together.')
    await act(house, cast.sponsor, { move: 'bear-fee', id: request, input: { accepts: true } })
    for (const at of ['', '/quote', '/questionnaire', '/journal'])
      expect([at, (await page('sponsor', `/projects/${story.id}${at}`)).status]).toEqual([at, 404])
    expect((await page('sponsor', '/projects')).text).not.toContain(number)
    const read = async (who: Who, at: string) => {
      const answer = await server.send(who, at, {})
      return { status: answer.status, body: (await answer.json()) as { rows: unknown[]; after: string | null } }
    }
    for (const who of ['sponsor', 'admin', 'manager'] as const) {
      const { body } = await read(who, '/api/fee-requests')
      expect(body.rows).toContainEqual(expect.objectContaining({ number }))
    }
    const { body: one } = await read('sponsor', `/api/fee-requests/${request}`)
    expect(one).toMatchObject({ request: { id: request }, number })
    expect(Object.keys(one).toSorted()).toEqual(['moves', 'names', 'number', 'request'])
    expect(JSON.stringify((await read('sales', '/api/fee-requests')).body)).not.toContain(request)
    expect((await read('sales', `/api/fee-requests/${request}`)).status).toBe(404)
    expect((await read('tester', '/api/fee-requests')).status).toBe(403)
    // Nor do others see the request: another partner, the sales unit that was not asked.
    expect((await page('sales', `/fee-requests/${request}`)).status).toBe(404)
    expect((await page('stranger', `/fee-requests/${request}`)).status).toBe(404)
    expect((await page('stranger', '/fee-requests')).text).not.toContain(number)
    expect((await page('tester', '/fee-requests')).status).toBe(403)
  })
})

const ASKING = { bearer: 'resale', percent: 50, reason: 'We sell it together.' }
