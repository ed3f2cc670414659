/** How long a start takes with everything present: from the command to the first answer over HTTP. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { performance } from 'node:perf_hooks'
import { setTimeout as sleep } from 'node:timers/promises'
import { settingsFrom } from '../src/app/settings.ts'
import { openDatabase } from '../src/store/database.ts'
import type { Ground } from './ground.ts'
import { type Measured, timingOf } from './measure.ts'

const ROOT = path.dirname(import.meta.dirname)
const PORT = 38_517

/** The bare limit is the database alone: started if it is the embedded one, connected to, schema looked at. */
export async function measureStart(ground: Ground, rounds: number): Promise<Measured> {
  await ground.rest()
  const ours: number[] = []
  const bare: number[] = []
  for (let round = 0; round < rounds; round += 1) {
    ours.push(await startOnce(ground.environment))
    const from = performance.now()
    const database = await openDatabase(settingsFrom(ground.environment, 'server').choice)
    bare.push(performance.now() - from)
    await database.close()
  }
  return {
    what: 'start, to the first page',
    limit: 'the database opened by itself',
    ours: timingOf(ours),
    bare: timingOf(bare),
    rounds,
  }
}

async function startOnce(environment: Readonly<Record<string, string>>): Promise<number> {
  const from = performance.now()
  const child = spawn(process.execPath, [path.join(ROOT, 'bin/certwright.mjs'), 'serve'], {
    env: { ...process.env, ...environment, PORT: String(PORT) },
    stdio: 'ignore',
  })
  try {
    while (child.exitCode === null) {
      const page = await fetch(`http://127.0.0.1:${PORT}/`).catch(() => null)
      if (page?.ok) {
        await page.text()
        return performance.now() - from
      }
      await sleep(10)
    }
    throw new Error('the server ended before it answered')
  } finally {
    child.kill('SIGTERM')
    if (child.exitCode === null) await once(child, 'exit')
  }
}
