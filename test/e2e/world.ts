/** The house with its cast, served and looked at by browsers: the ground of tests that begin in the middle. */
import { afterAll, beforeAll, expect } from 'vitest'
import type { Page } from 'playwright-core'
import { type Audience, openAudience } from '../support/browser.ts'
import { type Cast, enterCast, Story } from '../support/cast.ts'
import { ensureSigningKey } from '../../src/app/keyring.ts'
import { testHouse, type TestHouse } from '../support/house.ts'
import { PASSWORD, serveHouse, type TestServer } from '../support/server.ts'

const HOMES: Readonly<Partial<Record<keyof Cast, string>>> = {
  sales: 'sales-emea',
  sponsor: 'resale',
  technician: 'resale',
  admin: 'northwind',
  engineer: 'northwind',
  stranger: 'southwind',
}

/** Open while the tests of one file run. */
export class World {
  house!: TestHouse
  cast!: Cast
  server!: TestServer
  audience!: Audience
  private readonly pages = new Map<keyof Cast, Page>()

  /** Somebody of the cast at a page of theirs: signed in through the form at first, then where they were. */
  async as(who: keyof Cast): Promise<Page> {
    const there = this.pages.get(who)
    if (there) return there
    const page = await this.enter(who)
    this.pages.set(who, page)
    return page
  }

  /** The same person once more, in a browser of its own. */
  enter(who: keyof Cast): Promise<Page> {
    return this.audience.signedIn(this.account(who))
  }

  account(who: keyof Cast) {
    return { email: `${who}@${HOMES[who] ?? 'vendor'}.test`, password: PASSWORD }
  }

  story(): Story {
    return new Story(this.house, this.cast)
  }
}

export function openWorld(): World {
  const world = new World()
  beforeAll(async () => {
    world.house = await testHouse()
    await ensureSigningKey(world.house)
    world.cast = await enterCast(world.house)
    world.server = await serveHouse(world.house, world.cast)
    world.audience = await openAudience(world.server.address)
  })
  afterAll(async () => {
    const { faults } = world.audience
    await world.audience.close()
    await world.server.close()
    await world.house.end()
    expect(faults).toEqual([])
  })
  return world
}
