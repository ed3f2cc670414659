// What has to be there before anything of ours can run: the packages of the lockfile and a Node that runs
// TypeScript. Plain JavaScript, because the system's own Node (20.19 or later) reads it.
import { spawn, spawnSync } from 'node:child_process'
import fs from 'node:fs'
import module from 'node:module'
import path from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

export const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)))

/** Installs what the lockfile names when it is not there as named; for work on the project its tools too. */
export function ensureInstalled(forWork) {
  if (isInstalled(forWork)) return
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  if (major < 20 || (major === 20 && minor < 19))
    fail(`Node ${process.versions.node} is too old: 20.19 or later is needed.`)
  process.stderr.write('Installing packages, once …\n')
  const wanted = [
    'ci',
    '--ignore-scripts',
    '--no-audit',
    '--no-fund',
    '--loglevel=error',
    ...(forWork || hasTools(...packages()) ? [] : ['--omit=dev']),
  ]
  const done = spawnSync('npm', wanted, { cwd: root, stdio: ['ignore', 2, 2], shell: process.platform === 'win32' })
  if (done.status !== 0) fail('npm could not install the packages; what it said stands above.')
}

/** The packages that the lockfile names, and those that npm noted as installed. */
function packages() {
  const read = (file) => {
    try {
      return JSON.parse(fs.readFileSync(path.join(root, file), 'utf8')).packages
    } catch {
      return {}
    }
  }
  return [read('package-lock.json'), read('node_modules/.package-lock.json')]
}

/** Compares them, version by version. */
function isInstalled(forWork) {
  const [wanted, there] = packages()
  const withTools = forWork || hasTools(wanted, there)
  const named = Object.entries(wanted)
  return (
    named.length > 0 &&
    named.every(
      ([name, entry]) =>
        name === '' || entry.optional || (entry.dev && !withTools) || there[name]?.version === entry.version,
    )
  )
}

/**
 * Whether the tools for work on the project are there: whoever has them keeps them. Told by what nothing else asks for;
 * some of them come without being asked, wanted by a package of ours as well.
 */
export function hasTools(wanted, there) {
  return Object.entries(wanted).some(([name, entry]) => entry.dev && !entry.optional && there[name] !== undefined)
}

/** A Node that strips types by itself: the one we are in, or the one npm brought. */
export function modernNode() {
  if (Number(process.versions.node.split('.')[0]) >= 24) return process.execPath
  const brought = path.join(root, 'node_modules', `node-${process.platform}-${process.arch}`, 'bin', 'node')
  if (fs.existsSync(brought)) return brought
  return fail(
    `Node ${process.versions.node} cannot run this, and npm has no Node 24 for ${process.platform} on ${process.arch}. Install Node 24 or later.`,
  )
}

/** Whether this Node strips types by itself and makes nothing of it. */
export function isModern() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  return major > 24 || (major === 24 && minor >= 12)
}

const cache = path.join(root, '.cache', 'compiled')

/** Runs a TypeScript file of ours in this process, which has to be a modern Node. */
export async function runHere(file) {
  // In the environment, threads that are begun later find it too: without it they would take three times as long to load.
  process.env.NODE_COMPILE_CACHE ??= cache
  module.enableCompileCache(process.env.NODE_COMPILE_CACHE)
  await import(pathToFileURL(path.join(root, file)).href)
}

/** Runs a TypeScript file of ours in a Node that can, as if it were this process. */
export function run(file, args, { env = {}, flags = [] } = {}) {
  const words = ['--disable-warning=ExperimentalWarning', ...flags, path.join(root, file), ...args]
  const child = spawn(modernNode(), words, {
    stdio: 'inherit',
    env: { NODE_COMPILE_CACHE: cache, ...process.env, ...env, CERTWRIGHT_STARTED_BY: String(process.pid) },
  })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  child.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 130 : signal === 'SIGTERM' ? 143 : 3)))
}

function fail(says) {
  process.stderr.write(`${says}\n`)
  process.exit(3)
}
