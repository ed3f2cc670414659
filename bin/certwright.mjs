#!/usr/bin/env node
// The command `certwright`: makes sure the ground is there, then hands over to src/cli.
import v8 from 'node:v8'
import { ensureInstalled, isModern, run, runHere } from './ground.mjs'

ensureInstalled(false)
const words = process.argv.slice(2)

// Whoever looks at a capture waits for it: a second process would take as long as reading some twenty megabytes. Reading
// makes few objects, and those that come and go need little room: 50 MB less of a long capture with sound, and no slower.
// An engine that runs already no longer asks how large that room may become, but it does ask how fast it grows.
if (words[0] === 'capture' && isModern()) {
  v8.setFlagsFromString('--semi-space-growth-factor=1')
  await runHere('src/cli/main.ts')
} else run('src/cli/main.ts', words, { flags: words[0] === 'capture' ? ['--max-semi-space-size=2'] : [] })
