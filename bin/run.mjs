// Runs one of the project's own tools: `node bin/run.mjs bin/check.ts`.
import { ensureInstalled, run } from './ground.mjs'

const [file, ...args] = process.argv.slice(2)
ensureInstalled(true)
run(file, args)
