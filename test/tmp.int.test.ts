import { test } from 'vitest'
import { testHouse } from './support/house.ts'
import { enterCast, Story } from './support/cast.ts'
import { verifyInstallation } from '../src/app/verify.ts'
import { takenBack } from './support/bound.ts'
import { hashState, hashText } from '../src/signing/journal.ts'
import { walkJournal } from '../src/store/journal.ts'
import inspector from 'node:inspector/promises'
import fs from 'node:fs'
test('x', async () => {
  const house = await testHouse()
  const story = new Story(house, await enterCast(house))
  await story.bringTo('published')
  for (let i = 0; i < 20; i++) await verifyInstallation(house)
  let t = performance.now()
  for (let i = 0; i < 50; i++) await verifyInstallation(house)
  console.log('verify', (performance.now() - t) / 50)
  t = performance.now()
  for (let i = 0; i < 50; i++) await takenBack(house, (b) => verifyInstallation(b))
  console.log('bound', (performance.now() - t) / 50)
  let n = 0, bytes = 0
  for await (const l of walkJournal(house.database)) { n++; bytes += l.body.length }
  console.log(n, bytes)
  const session = new inspector.Session(); session.connect()
  await session.post('Profiler.enable'); await session.post('Profiler.start')
  for (let i = 0; i < 50; i++) await verifyInstallation(house)
  const { profile } = await session.post('Profiler.stop')
  const self = new Map<string, number>()
  const dt = profile.timeDeltas!; const ids = profile.samples!
  const byId = new Map(profile.nodes.map((x) => [x.id, x]))
  ids.forEach((id, i) => { const f = byId.get(id)!.callFrame; const k = f.functionName + ' ' + f.url.split('/').slice(-2).join('/'); self.set(k, (self.get(k) ?? 0) + dt[i]!) })
  console.log([...self].sort((a, b) => b[1] - a[1]).slice(0, 15).map(([k, v]) => `${(v / 50000).toFixed(2)} ${k}`).join('\n'))
  await house.end()
})
