/** The people of path C and their browsers, around a house that holds nothing yet. */
import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect } from 'vitest'
import { exampleAnswers } from '../../src/programme/questionnaire/example.ts'
import { type Audience, follow, inTurn, openAudience } from '../support/browser.ts'
import { ensureSigningKey } from '../../src/app/keyring.ts'
import { testHouse, type TestHouse } from '../support/house.ts'
import { isPdf, textOfPdf } from '../support/pdf.ts'
import { serveHouse, type TestServer } from '../support/server.ts'
import { acceptInvitation, accountOf, linkInOutbox, type Newcomer } from './office-by-hand.ts'

export const VENDOR = 'Fernhill Systems'

export const PEOPLE = {
  manager: { name: 'Mara Office', email: 'mara@fernhill.test' },
  granter: { name: 'Gil Third', email: 'gil@fernhill.test' },
  tester: { name: 'Theo Bench', email: 'theo@fernhill.test' },
  reviewer: { name: 'Rhea Second', email: 'rhea@fernhill.test' },
  admin: { name: 'Ada Brook', email: 'ada@brook.test' },
} as const

export const CERTIFIED = {
  product: 'Brook Trunk',
  company: 'Brook Telecom',
  platform: 'Fernhill Voice',
  number: 'MCT-2026-00001',
} as const

export const ANSWERS = { ...exampleAnswers(), 'Q-01.company': 'Brook Telecom BV', 'Q-01.service': 'Brook Trunk' }

/** Open while the tests of one file run; each page belongs to one person and stays where they left it. */
export class TrunkStory {
  house!: TestHouse
  server!: TestServer
  audience!: Audience
  visitor!: Page
  manager!: Page
  granter!: Page
  tester!: Page
  reviewer!: Page
  admin!: Page

  /** Lets somebody in who was invited: by the link in the outbox, then by the sign-in form. */
  async comesIn(person: Newcomer): Promise<Page> {
    const link = await linkInOutbox(this.manager, person)
    const first = await this.audience.visitor()
    await acceptInvitation(first, link, person)
    await first.context().close()
    return this.audience.signedIn(accountOf(person))
  }
}

export function tellStory(): TrunkStory {
  const story = new TrunkStory()
  beforeAll(async () => {
    story.house = await testHouse()
    await ensureSigningKey(story.house)
    story.server = await serveHouse(story.house)
    story.audience = await openAudience(story.server.address)
    story.visitor = await story.audience.visitor()
  })
  afterAll(async () => {
    await story.audience.close()
    await story.server.close()
    await story.house.end()
  })
  inTurn(() => story.audience)
  return story
}

/** To another part of the project that is open. */
export async function goToPart(page: Page, name: string): Promise<void> {
  const parts = page.getByRole('navigation', { name: 'Parts of the project' })
  await follow(page, () => parts.getByRole('link', { name }).click())
}

/** Gets the PDF behind a link and looks for words in it, as far as there is something here to read it. */
export async function expectPaper(page: Page, link: Locator, ...words: readonly string[]): Promise<void> {
  const answer = await page.request.get((await link.getAttribute('href'))!)
  expect(answer.status()).toBe(200)
  const bytes = await answer.body()
  expect(isPdf(bytes)).toBe(true)
  const text = textOfPdf(bytes)
  if (text !== null) for (const each of words) expect(text).toContain(each)
}
