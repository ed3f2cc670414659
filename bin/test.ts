/**
 * Runs the checks and every test, and ends with one line: N passed, N failed. Without a browser or a
 * PostgreSQL server the tests that need them are skipped; what was skipped is said with how to have it.
 */
import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { runChecks } from './check.ts'

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)))
const chosen = process.argv.slice(2)

type Report = {
  readonly numPassedTests: number
  readonly numFailedTests: number
  readonly numPendingTests: number
  readonly numTotalTests: number
  readonly success: boolean
}

/** By its file, not by running it: some programs begin their work however they are called. */
function isInstalled(name: string): boolean {
  return (process.env.PATH ?? '').split(path.delimiter).some((folder) => fs.existsSync(path.join(folder, name)))
}

const NEEDS: readonly { readonly what: string; readonly isThere: boolean; readonly how: string }[] = [
  {
    what: 'browser tests',
    isThere: fs.existsSync(process.env.CHROMIUM ?? '/usr/bin/chromium'),
    how: 'install Chromium (Debian: apt-get install chromium), or name it in CHROMIUM',
  },
  {
    what: 'comparing captures with tshark',
    isThere: spawnSync('tshark', ['--version'], { stdio: 'ignore' }).status === 0,
    how: 'install tshark (Debian: apt-get install tshark)',
  },
  {
    what: 'captures of programs of others',
    isThere: ['sipp', 'kamailio', 'baresip', 'dumpcap', 'tshark'].every(isInstalled),
    how: 'install them (Debian: apt-get install sip-tester kamailio baresip tshark)',
  },
  {
    what: 'opening our documents with LibreOffice',
    isThere: spawnSync('soffice', ['--version'], { stdio: 'ignore' }).status === 0,
    how: 'install it (Debian: apt-get install libreoffice-writer-nogui libreoffice-calc-nogui)',
  },
  {
    what: 'tests on a PostgreSQL server',
    isThere: process.env.TEST_DATABASE_URL !== undefined,
    how: 'set TEST_DATABASE_URL to a server where databases may be made, such as postgres://test:test@127.0.0.1/postgres',
  },
]

async function main(): Promise<number> {
  const checks =
    chosen.length > 0 ? { passed: 0, failed: 0 } : await runChecks((line) => process.stdout.write(`${line}\n`))
  const report = path.join(os.tmpdir(), `certwright-test-${process.pid}.json`)
  const done = spawnSync(
    process.execPath,
    [
      '--disable-warning=ExperimentalWarning',
      path.join(root, 'node_modules/vitest/vitest.mjs'),
      'run',
      ...chosen,
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${report}`,
    ],
    { cwd: root, stdio: 'inherit' },
  )
  const tests = readReport(report)
  for (const need of NEEDS.filter((each) => !each.isThere))
    process.stdout.write(`Skipped: ${need.what}. To have them: ${need.how}.\n`)
  if (!tests || tests.numTotalTests === 0) {
    process.stdout.write('No test ran: that is a failure.\n0 passed, 1 failed\n')
    return 1
  }
  const passed = checks.passed + tests.numPassedTests
  const broken = done.status !== 0 && tests.numFailedTests === 0 ? 1 : 0
  const failed = checks.failed + tests.numFailedTests + broken
  const skipped = tests.numPendingTests > 0 ? `, ${tests.numPendingTests} skipped` : ''
  process.stdout.write(`${passed} passed, ${failed} failed${skipped}\n`)
  return failed === 0 ? 0 : 1
}

function readReport(file: string): Report | null {
  try {
    return JSON.parse(fs.readFileSync(file, 'utf8')) as Report
  } catch {
    return null
  } finally {
    fs.rmSync(file, { force: true })
  }
}

process.exitCode = await main()
