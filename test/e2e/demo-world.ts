/** The demo programme, filled and served, looked at by browsers: every stage of a project at once. */
import { afterAll, beforeAll, expect } from 'vitest'
import { demoState, fillDemo } from '../../src/app/demo/fill.ts'
import { openSignIn } from '../../src/app/sign-in.ts'
import { type Account, type Audience, openAudience } from '../support/browser.ts'
import { testHouse, type TestHouse } from '../support/house.ts'
import { PASSWORD, serveHouse, type TestServer } from '../support/server.ts'

export class DemoWorld {
  house!: TestHouse
  server!: TestServer
  audience!: Audience

  account(email: string): Account {
    return { email, password: PASSWORD }
  }

  async open(): Promise<void> {
    this.house = await testHouse()
    await fillDemo(this.house, openSignIn(this.house.database, this.house.settings), () => {})
    this.server = await serveHouse(this.house, {}, await demoState(this.house))
    this.audience = await openAudience(this.server.address)
  }

  async close(): Promise<void> {
    const { faults } = this.audience
    await this.audience.close()
    await this.server.close()
    await this.house.end()
    expect(faults).toEqual([])
  }
}

export function openDemo(): DemoWorld {
  const world = new DemoWorld()
  beforeAll(() => world.open())
  afterAll(() => world.close())
  return world
}
