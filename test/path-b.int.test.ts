/** Path B over HTTP: no date before the case is accepted, then a place in line; the reseller orders under strategy c. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { placeInLine } from '../src/app/ask/lab-line.ts'
import { figures, today } from '../src/app/house.ts'
import type { ProjectFile } from '../src/programme/project-file.ts'
import { type Cast, enterCast, Story } from './support/cast.ts'
import { testHouse, type TestHouse } from './support/house.ts'
import { refusalOf, serveHouse, type TestServer, type Who } from './support/server.ts'
import { ASSESSMENT } from './support/sponsored-files.ts'
import { SponsoredStory } from './support/sponsored.ts'

describe('path B', () => {
  let house: TestHouse
  let cast: Cast
  let server: TestServer
  let story: SponsoredStory
  beforeAll(async () => {
    house = await testHouse()
    cast = await enterCast(house)
    server = await serveHouse(house, cast)
    story = new SponsoredStory(house, cast)
    await story.request({}, 'B')
  })
  afterAll(async () => {
    await server.close()
    await house.end()
  })

  const send = (who: Who, move: string, body: object, headers = {}) =>
    server.send(who, `/api/projects/${story.id}/${move}`, { body, headers })
  const page = async (who: Who) => (await server.send(who, `/projects/${story.id}`)).text()
  const placeOf = async (of: Story) =>
    placeInLine(
      house.database,
      await of.file(),
      cast.sponsor,
      today(house),
      await figures(house.database, today(house)),
    )

  test('gives no date before the justification is accepted (4B.7)', async () => {
    expect(await placeOf(story)).toMatchObject({ kind: 'no-date-yet', because: { clause: '4B.7' } })
    expect(await page('sponsor')).toContain('No date yet')
  })

  test('is weighed by the lab, refused without its weighing, and the sponsor reads why', async () => {
    const words = { reason: 'Sound.', next: 'Go on.' }
    expect((await refusalOf(await send('tester', 'approve-request', words)))?.says).toContain('not been weighed')
    expect((await refusalOf(await send('sponsor', 'assess-business-case', ASSESSMENT)))?.code).toBe('not-permitted')
    expect((await send('tester', 'assess-business-case', { ...ASSESSMENT, strategy: 'b' })).status).toBe(200)
    expect((await story.file()).project.level).toBe('MQT')
    expect((await send('tester', 'assess-business-case', { ...ASSESSMENT, strategy: 'c' })).status).toBe(200)
    expect((await story.file()).project.level, 'as it was asked for').toBe('MCT')
    const read = async (who: Who) => (await server.send(who, `/projects/${story.id}/request`)).text()
    expect(await read('sponsor')).toContain(ASSESSMENT.rationale)
    expect(await read('admin')).not.toContain(ASSESSMENT.rationale)
    const stale = await send('tester', 'approve-request', words, { 'if-match': '"1"' })
    expect((await refusalOf(stale))?.code).toBe('stale')
    expect((await send('tester', 'approve-request', words)).status).toBe(200)
  })

  test('has a place in line from then on, and a band of time that follows the capacity of the lab', async () => {
    expect(await placeOf(story)).toEqual({
      kind: 'in-line',
      position: 1,
      of: 1,
      band: { from: '2026-06-15', until: '2026-07-06' },
    })
    expect(await page('admin')).toContain('Number 1 of 1 in line')
    house.clock.to(today(house), 10)
    const later = new SponsoredStory(house, cast)
    await later.request({ topology: 'via-border-gateway' }, 'B')
    await later.do(cast.tester, 'assess-business-case', ASSESSMENT)
    await later.do(cast.tester, 'approve-request', { reason: 'Sound.', next: 'Go on.' })
    expect(await placeOf(later)).toMatchObject({ position: 2, of: 2, band: { from: '2026-06-15' } })
    const unordered = await new Story(house, cast).open()
    expect(await placeOf(unordered)).toBeNull()
  })

  test('is offered to the reseller, who orders; the partner is told who does', async () => {
    await story.bringTo('quote-to-request')
    await story.do(cast.sponsor, 'request-firm-quote')
    await story.do(cast.manager, 'prepare-quote', { adjustment: 0, reason: '', assumptions: '' })
    await story.do(cast.tester, 'issue-quote')
    const { project } = await story.file()
    const quote = project.quotes.find((each) => each.kind === 'firm')!
    expect([project.stage, quote.payer, quote.billTo]).toEqual(['quote-with-sponsor', 'reseller', 'resale'])
    const order = {
      quote: quote.number,
      version: 1,
      purchaseOrder: 'PO-1',
      billingName: 'Resale',
      billingAddress: '1 Example Street',
      billingEmail: 'accounts@resale.test',
      acceptsTerms: true,
    }
    expect((await refusalOf(await send('admin', 'order', order)))?.says).toContain('made out to the other side')
    expect((await send('sponsor', 'order', order)).status).toBe(200)
    expect((await story.file()).project.stage).toBe('readiness')
    const paper = `/projects/${story.id}/papers/${quote.number}/1/quotation.pdf`
    expect((await server.send('sponsor', paper)).status).toBe(200)
    expect((await server.send('stranger', paper)).status).toBe(404)
  })

  test('shows lines and papers to whoever pays, and to the other side that there is a quote', async () => {
    const [quote] = (await story.file()).project.quotes
    const paper = `/projects/${story.id}/papers/${quote!.number}/1/quotation.pdf`
    expect((await server.send('admin', paper)).status).toBe(404)
    expect((await server.send('auditor', paper)).status).toBe(200)
    const lines = async (who: Who) => {
      const answer = (await (await server.send(who, `/api/projects/${story.id}`)).json()) as { file: ProjectFile }
      return answer.file.project.quotes[0]!.lines
    }
    expect(await lines('sponsor')).toEqual(quote!.lines)
    expect(await lines('admin')).toEqual([])
    const read = async (who: Who) => (await server.send(who, `/projects/${story.id}/quote`)).text()
    expect(await read('sponsor')).toContain('Total, before tax')
    const others = await read('admin')
    expect(others).toContain(quote!.number)
    expect(others).not.toContain('Total, before tax')
    expect(others).not.toContain('quotation.pdf')
  })
})
