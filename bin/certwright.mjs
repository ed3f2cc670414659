#!/usr/bin/env node
// The command `certwright`: makes sure the ground is there, then hands over to src/cli.
import { ensureInstalled, run } from './ground.mjs'

ensureInstalled(false)
const words = process.argv.slice(2)

// Reading a capture makes few objects, and those that come and go need little room: without this the engine takes a
// hundred megabytes more of a long one, and is no faster for it.
const flags = words[0] === 'capture' ? ['--max-semi-space-size=2'] : []

run('src/cli/main.ts', words, { flags })
