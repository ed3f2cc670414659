#!/usr/bin/env node
// The command `certwright`: makes sure the ground is there, then hands over to src/cli.
import { ensureInstalled, run } from './ground.mjs'

ensureInstalled(false)
run('src/cli/main.ts', process.argv.slice(2))
