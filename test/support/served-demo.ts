/** The demo programme, filled into a house of its own and served; its people by their addresses, each signed in by their id. */
import sql from 'sql-template-tag'
import { demoState, fillDemo } from '../../src/app/demo/fill.ts'
import { openSignIn } from '../../src/app/sign-in.ts'
import type { Person } from '../../src/programme/person.ts'
import { testHouse, type TestHouse } from './house.ts'
import { serveHouse, type TestServer, type Who } from './server.ts'

export type ServedDemo = {
  readonly house: TestHouse
  readonly server: TestServer
  readonly people: ReadonlyMap<string, Person>
  /** Who asks the server, by their address; null for a visitor. */
  readonly asker: (email: string | null) => Who
  readonly end: () => Promise<void>
}

export async function serveDemo(): Promise<ServedDemo> {
  const house = await testHouse()
  await fillDemo(house, openSignIn(house.database, house.settings), () => {})
  const rows = await house.database.all<{ state: Person }>(sql`select state from person`)
  const cast = Object.fromEntries(rows.map(({ state }) => [state.id, state]))
  const server = await serveHouse(house, cast, await demoState(house))
  const people = new Map(rows.map(({ state }) => [state.email, state]))
  return {
    house,
    server,
    people,
    asker: (email) => (email === null ? null : (people.get(email)!.id as Who)),
    end: async () => {
      await server.close()
      await house.end()
    },
  }
}
