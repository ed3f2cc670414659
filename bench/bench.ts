/**
 * `npm run bench`: what a user waits for, beside the bare limit through the same driver in the same run.
 *
 *   npm run bench -- --sizes 1000,100000   fewer certifications
 *   npm run bench -- --write               put the tables into docs/performance.md
 *   npm run bench -- capture               reading captures instead, see capture.ts
 *   npm run bench -- pages                 public pages in a browser instead, see pages.ts
 *
 * A PostgreSQL server is measured beside the embedded one when TEST_DATABASE_URL names it. A million
 * certifications take about a quarter of an hour on each database, most of it the import.
 */
import { parseArgs } from 'node:util'
import { benchCaptures } from './capture.ts'
import { exchangeFile, type Ground, type Kind, prepare } from './ground.ts'
import type { Measured, Timing } from './measure.ts'
import { benchPages, type Peer } from './pages.ts'
import { sayMachine, writeSection } from './report.ts'
import { measureStart } from './start.ts'
import { measureGuide, measureMove, measureSupport } from './subjects.ts'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    sizes: { type: 'string', default: '1000,100000,1000000' },
    write: { type: 'boolean', default: false },
    megabytes: { type: 'string', default: '100,1000' },
    rounds: { type: 'string', default: '3' },
    peer: { type: 'string' },
    'peer-name': { type: 'string' },
  },
})

const serverUrl = process.env.TEST_DATABASE_URL ?? null
const kinds: readonly Kind[] = serverUrl ? ['embedded', 'server'] : ['embedded']
const sizes = values.sizes.split(',').map(Number)
const say = (line: string) => process.stdout.write(`${line}\n`)

if (positionals[0] === 'capture')
  await benchCaptures(values.megabytes.split(',').map(Number), Number(values.rounds), values.write, say)
else if (positionals[0] === 'pages') await benchPages(Number(values.rounds), peerNamed(), values.write, say)
else await benchProgramme()

function peerNamed(): Peer | null {
  const { peer: address, 'peer-name': name } = values
  return address ? { address, name: name ?? address } : null
}

async function benchProgramme(): Promise<void> {
  const report: string[] = []
  for (const kind of kinds) {
    const lines: string[] = []
    let version = ''
    for (const size of sizes) {
      const exchange = await exchangeFile(size)
      const ground = await prepare(kind, size, exchange.file, serverUrl)
      try {
        ;({ version } = ground.house.database)
        const count = size.toLocaleString('en-US')
        say(`${kind}, ${count} certifications: imported in ${ground.importSeconds.toFixed(1)} s`)
        for await (const measured of measurements(ground)) {
          lines.push(rowOf(count, measured))
          say(lines.at(-1)!)
        }
      } finally {
        await ground.remove()
        exchange.remove()
      }
    }
    report.push(
      `## ${kind === 'embedded' ? 'The embedded database' : 'A PostgreSQL server'}, PostgreSQL ${version}`,
      '',
      ...head(),
      ...lines,
      '',
    )
  }
  say(['', ...report].join('\n'))
  if (values.write) writeReport(report)
}

async function* measurements(ground: Ground): AsyncGenerator<Measured> {
  yield await measureSupport(ground, 2000)
  yield await measureGuide(ground, 400)
  yield await measureMove(ground, 500)
  yield await measureStart(ground, 5)
}

function head(): readonly string[] {
  return [
    '| certifications | what | p50 | p99 | the bare limit | p50 | p99 | p99 over bare |',
    '|---:|---|---:|---:|---|---:|---:|---:|',
  ]
}

function rowOf(count: string, { what, limit, ours, bare }: Measured): string {
  const times = ({ p50, p99 }: Timing) => `${ms(p50)} | ${ms(p99)}`
  return `| ${count} | ${what} | ${times(ours)} | ${limit} | ${times(bare)} | ${(ours.p99 / bare.p99).toFixed(2)} |`
}

function ms(time: number): string {
  return `${time < 100 ? time.toFixed(2) : time.toFixed(0)} ms`
}

function writeReport(tables: readonly string[]): void {
  writeSection(
    'programme',
    `Written by \`npm run bench -- --write\`. Each line sets what a user waits for beside the bare limit: the same
data through the same driver, with nothing of ours in between. Both were run in turns on the same inputs in
the same run, after warming up; data come from a generated exchange file, taken in by a real import. Of a
start there are five rounds, so its p99 is the slowest.

${sayMachine()}

${tables.join('\n')}`,
  )
}
