#!/usr/bin/env node
// The command `certwright`: makes sure the ground is there, then hands over to src/cli.
import { ensureInstalled, isModern, run, runHere } from './ground.mjs'

ensureInstalled(false)
const words = process.argv.slice(2)

// Whoever looks at a capture waits for it: a second process would take as long as reading some twenty megabytes.
if (words[0] === 'capture' && isModern()) await runHere('src/cli/main.ts')
else {
  // Reading a capture makes few objects, and those that come and go need little room.
  const flags = words[0] === 'capture' ? ['--max-semi-space-size=2'] : []
  run('src/cli/main.ts', words, { flags })
}
