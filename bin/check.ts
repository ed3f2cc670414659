/**
 * What must hold before anything is tested: types, lint, format, nothing unused, and every generated page
 * as current as its source. `npm run check`; the tests call it first.
 */
import { spawnSync } from 'node:child_process'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { OTHER_LANGUAGES } from '../src/kernel/language.ts'
import { wordsOf } from '../src/languages/speaking.ts'
import { staleDocuments } from './documents.ts'
import { findingKeys, spokenKeys, wantingIn } from './spoken.ts'

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)))

type Check = { readonly name: string; readonly run: () => string | null | Promise<string | null> }

/** Runs a tool of ours; what it says counts only when it fails. */
function tool(name: string, command: string, args: readonly string[]): Check {
  return {
    name,
    run: () => {
      const done = spawnSync(path.join(root, 'node_modules/.bin', command), [...args], {
        cwd: root,
        encoding: 'utf8',
        env: { ...process.env, PATH: `${path.dirname(process.execPath)}:${process.env.PATH}` },
      })
      return done.status === 0 ? null : `${done.stdout}${done.stderr}`.trim()
    },
  }
}

const CHECKS: readonly Check[] = [
  tool('types of server, pages and tests', 'tsc', ['-p', '.']),
  tool('types of what runs in the browser', 'tsc', ['-p', 'web/islands']),
  tool('lint', 'oxlint', ['--type-aware', '--deny-warnings']),
  tool('format', 'oxfmt', ['--check']),
  tool('nothing unused', 'knip', []),
  {
    name: 'every language says what English says',
    run: () => {
      const keys = spokenKeys()
      if (keys.size < 1000) return 'hardly anything is said: the extraction looked at nothing'
      const findings = findingKeys()
      const faults = OTHER_LANGUAGES.flatMap((language) =>
        [wantingIn(keys, wordsOf(language)), wantingIn(findings, wordsOf(language, 'findings'))].flatMap((wanting) =>
          Object.entries(wanting).flatMap(([kind, words]) =>
            words.slice(0, 5).map((key) => `${language}, ${kind}: ${key}`),
          ),
        ),
      )
      return faults.length === 0 ? null : `${faults.join('\n')}\nnpm run words -- LANGUAGE lists what is missing`
    },
  },
  {
    name: 'what is generated is current',
    run: async () => {
      const stale = await staleDocuments()
      return stale.length === 0 ? null : `${stale.join(', ')}: run npm run generate`
    },
  },
]

export async function runChecks(say: (line: string) => void): Promise<{ passed: number; failed: number }> {
  let failed = 0
  for (const check of CHECKS) {
    const trouble = await check.run()
    if (trouble === null) say(`  ok  ${check.name}`)
    else {
      failed += 1
      say(`  NO  ${check.name}\n${trouble}`)
    }
  }
  return { passed: CHECKS.length - failed, failed }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { passed, failed } = await runChecks((line) => process.stdout.write(`${line}\n`))
  process.stdout.write(`${passed} passed, ${failed} failed\n`)
  process.exitCode = failed === 0 ? 0 : 1
}
