/** The real program as a process of its own: started, told to stop, or killed; and the command line run once. */
import { type ChildProcess, spawn } from 'node:child_process'
import fs from 'node:fs'
import net from 'node:net'
import path from 'node:path'

const MAIN = path.join(import.meta.dirname, '../../src/cli/main.ts')

export type Environment = Readonly<Record<string, string>>

export type Served = {
  readonly address: string
  readonly pid: number
  /** Everything it said so far. */
  readonly said: () => string
  /** No time to tidy up. */
  readonly kill: () => Promise<void>
  /** As an operator ends it; the exit code. */
  readonly stop: () => Promise<number | null>
}

/** Starts `certwright serve` on a free port and waits until it says where it is; `heard` is told what it says meanwhile. */
export async function serveProcess(
  environment: Environment,
  words: readonly string[] = [],
  heard: (said: string) => void = () => {},
): Promise<Served> {
  const child = start(['serve', '--port', '0', ...words], { CERTWRIGHT_DEMO: 'off', ...environment })
  const said: string[] = []
  const gone = new Promise<number | null>((resolve) => child.once('close', (code) => resolve(code)))
  const address = await new Promise<string>((resolve, reject) => {
    const hear = (chunk: Buffer) => {
      said.push(chunk.toString())
      heard(chunk.toString())
      const found = /(?:Certwright runs at |"address":")(http:[^\s"]+)/.exec(said.join(''))?.[1]
      if (found) resolve(found)
    }
    child.stdout!.on('data', hear)
    child.stderr!.on('data', hear)
    child.once('close', (code) => reject(new Error(`it ended with ${code}: ${said.join('')}`)))
  })
  const end = async (signal: NodeJS.Signals) => {
    child.kill(signal)
    return gone
  }
  return {
    address,
    pid: child.pid!,
    said: () => said.join(''),
    kill: async () => void (await end('SIGKILL')),
    stop: () => end('SIGTERM'),
  }
}

export type Ran = { readonly code: number | null; readonly out: string; readonly error: string; readonly bytes: Buffer }

/** Runs the command line once, to its end. */
export function certwright(words: readonly string[], environment: Environment, input = ''): Promise<Ran> {
  const child = start(words, environment)
  const out: Buffer[] = []
  const error: Buffer[] = []
  child.stdout!.on('data', (chunk: Buffer) => out.push(chunk))
  child.stderr!.on('data', (chunk: Buffer) => error.push(chunk))
  child.stdin!.end(input)
  return new Promise((resolve) =>
    child.once('close', (code) =>
      resolve({
        code,
        out: Buffer.concat(out).toString(),
        error: Buffer.concat(error).toString(),
        bytes: Buffer.concat(out),
      }),
    ),
  )
}

function start(words: readonly string[], environment: Environment): ChildProcess {
  const {
    PATH = '',
    HOME = '',
    NODE_COMPILE_CACHE = path.join(import.meta.dirname, '../../.cache/compiled'),
  } = process.env
  return spawn(process.execPath, ['--disable-warning=ExperimentalWarning', MAIN, ...words], {
    stdio: ['pipe', 'pipe', 'pipe'],
    env: { PATH, HOME, NODE_COMPILE_CACHE, ...environment },
  })
}

/** The process that serves the embedded database of a data directory; null when there is none. */
export function databaseProcess(dataDir: string): number | null {
  try {
    const pid = Number(fs.readFileSync(path.join(dataDir, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0])
    process.kill(pid, 0)
    return pid
  } catch {
    return null
  }
}

/** A port that nobody has at this moment, for a program that has to be told one. */
export async function freePort(): Promise<number> {
  const server = net.createServer()
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as net.AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}

/** Waits for something to become so; fails with its name when it never does. */
export async function eventually(
  what: string,
  isSo: () => boolean | Promise<boolean>,
  withinMs = 20_000,
): Promise<void> {
  const until = Date.now() + withinMs
  while (!(await isSo())) {
    if (Date.now() > until) throw new Error(`it never came to be that ${what}`)
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}
