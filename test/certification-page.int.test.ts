/** The page of a certification: its history newest first, the logo for whoever is given the file, the day it is asked for. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { act } from '../src/app/act.ts'
import { ensureSigningKey } from '../src/app/keyring.ts'
import { day } from '../src/kernel/day.ts'
import { quickly } from './matrix/world.ts'
import { type Cast, enterCast, Story } from './support/cast.ts'
import { testHouse, type TestHouse } from './support/house.ts'
import { serveHouse, type TestServer, type Who } from './support/server.ts'
import { interopTicket } from './support/tickets.ts'

let house: TestHouse
let cast: Cast
let server: TestServer
let story: Story
let number: string
beforeAll(async () => {
  house = await testHouse()
  cast = await enterCast(house)
  await ensureSigningKey(house)
  server = await serveHouse(house, cast)
  story = new Story(house, cast)
  await quickly(story, 'guide')
  number = (await story.file()).project.certification!
})
afterAll(async () => {
  await server.close()
  await house.end()
})

const page = async (who: Who, address: string) =>
  (await server.send(who, address, { headers: { accept: 'text/html' } })).text()

/** What the history tells, from the top. */
async function history(language = 'en'): Promise<readonly string[]> {
  const shown = await page(null, `/certifications/${number}?language=${language}`)
  const list = /<ol class="timeline">([^]*?)<\/ol>/.exec(shown)![1]!
  return [...list.matchAll(/<br \/>([^<]*)/g)].map(([, says]) => says!.trim())
}

const anHourLater = () => (house.clock.now += 3_600_000)

test('what happened on one day stands by its moment, the newest first', async () => {
  anHourLater()
  await story.publish()
  anHourLater()
  const { guide } = await story.file()
  await story.do(cast.tester, 'save-guide', { content: { ...guide!.content, summary: 'Another word on it.' } })
  await story.do(cast.tester, 'publish-guide-version')
  anHourLater()
  const ticket = await interopTicket(house, cast)
  const issue = { ticket, title: 'No sound.', testCases: [] }
  const { made } = await act(house, cast.tester, { move: 'confirm-field-issue', id: number, input: issue })
  const id = made['field-issue']!
  anHourLater()
  const cleared = { issue: id, reason: 'Mended.', testCases: [] }
  await act(house, cast.tester, { move: 'clear-field-issue', id: number, input: cleared })
  expect(await history()).toEqual([
    `Field issue ${id} cleared`,
    `Field issue ${id} confirmed: No sound.`,
    'Config guide published, version 2',
    'Config guide published, version 1',
    'MCT granted',
  ])
  expect((await history('de')).at(-1)).toBe('MCT erteilt')
})

test('the logo is offered where the file is given: to staff and to its holder while entitled, and to nobody else', async () => {
  const file = `/certifications/${number}/logo.zip`
  const people = ['tester', 'admin', 'engineer', 'sponsor', 'stranger', 'auditor', null] as const
  const told = async () =>
    Promise.all(
      people.map(async (who) => {
        const isOffered = (await page(who, `/certifications/${number}`)).includes(file)
        return [who, isOffered, (await server.send(who, file)).status === 200]
      }),
    )
  expect(await told()).toEqual(
    people.map((who) => {
      const isTheirs = who === 'tester' || who === 'admin' || who === 'engineer' || who === 'auditor'
      return [who, isTheirs, isTheirs]
    }),
  )
  expect(await page('admin', `/projects/${story.id}/guide`)).toContain(file)
  house.clock.to(day('2027-02-15'))
  expect(
    (await told()).filter(([who]) => who === 'admin'),
    'once the membership is over',
  ).toEqual([['admin', false, false]])
  const ofProject = await page('admin', `/projects/${story.id}/guide`)
  expect(ofProject).not.toContain(file)
  expect(ofProject).toContain('Use of the logo is authorised by')
})

test('a day that is none is told on every page that takes one, beside what is shown instead', async () => {
  const told = async (who: Who, address: string) => (await page(who, address)).includes('There is no day “2026-02-30”.')
  for (const [who, address, asks] of [
    [null, `/certifications/${number}`, 'on'],
    [null, '/reference-guide', 'on'],
    [null, '/reference-guide/voice/north-trunk', 'on'],
    ['tester', '/lab-calendar', 'from'],
  ] as const) {
    expect([address, await told(who, `${address}?${asks}=2026-02-30`)]).toEqual([address, true])
    expect([address, await told(who, `${address}?${asks}=2026-03-30`)], 'control').toEqual([address, false])
  }
})
