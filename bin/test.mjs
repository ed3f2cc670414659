// The one test command: checks, then every test. What is not on this machine is skipped and said so, with
// how to have it. Words after it choose test files: `npm test -- path`.
import { ensureInstalled, run } from './ground.mjs'

ensureInstalled(true)
run('bin/test.ts', process.argv.slice(2))
