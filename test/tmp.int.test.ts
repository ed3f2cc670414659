import { test } from 'vitest'
import { testHouse } from './support/house.ts'
import { enterCast } from './support/cast.ts'
import { serveHouse } from './support/server.ts'
test('x', async () => {
  const house = await testHouse()
  const cast = await enterCast(house)
  const server = await serveHouse(house, cast)
  for (const who of ['tester', null, 'auditor'] as const) {
    const r = await server.send(who, '/api/journal')
    console.log(who, r.status, (await r.text()).slice(0, 300))
  }
  const r = await server.send('tester', '/api/support')
  console.log(r.status, (await r.text()).slice(0, 300))
  await server.close()
  await house.end()
})
