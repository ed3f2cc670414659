/** Another program run and watched: how long it took, how much of the processor, and how much memory with all its children. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import fs from 'node:fs'
import { performance } from 'node:perf_hooks'

export type Ran = {
  readonly seconds: number
  readonly cpuSeconds: number
  readonly peakBytes: number
  /** Whether it was still at work when its time was over. */
  readonly isLate: boolean
  readonly output: string
}

/** Null when the program is not there. Its output is kept only when asked for. */
export async function runWatched(
  command: string,
  args: readonly string[],
  isKept: boolean,
  mostSeconds: number,
): Promise<Ran | null> {
  const from = performance.now()
  const child = spawn(command, [...args], { stdio: ['ignore', 'pipe', 'ignore'] })
  const isThere = await Promise.race([once(child, 'spawn').then(() => true), once(child, 'error').then(() => false)])
  if (!isThere) return null
  const meter = watch(child.pid!)
  let isLate = false
  const late = setTimeout(() => {
    isLate = true
    child.kill('SIGKILL')
  }, mostSeconds * 1000)
  const output = await outputOf(child, isKept)
  clearTimeout(late)
  return { seconds: (performance.now() - from) / 1000, ...meter.stop(), isLate, output }
}

async function outputOf(child: ChildProcess, isKept: boolean): Promise<string> {
  const pieces: Buffer[] = []
  child.stdout!.on('data', (piece: Buffer) => isKept && pieces.push(piece))
  await once(child, 'close')
  return Buffer.concat(pieces).toString()
}

const TICKS_PER_SECOND = 100
const EVERY_MS = 10

/**
 * Looks at a process and its children every few milliseconds; threads are in the figures of their process. Of several
 * processes the memory each has for itself is added up, and what is mapped from files, which is the same program, is
 * counted once; one alone tells its peak itself.
 */
function watch(root: number): { readonly stop: () => { cpuSeconds: number; peakBytes: number } } {
  const cpu = new Map<number, number>()
  let peakBytes = 0
  const look = () => {
    const all = treeOf(root)
    for (const pid of all) cpu.set(pid, ticksOf(pid) ?? cpu.get(pid) ?? 0)
    const own = all.map((pid) => memoryOf(pid))
    const together = own.reduce((sum, { anonymous }) => sum + anonymous, 0) + Math.max(...own.map(({ file }) => file))
    peakBytes = Math.max(peakBytes, all.length === 1 ? own[0]!.peak : together)
  }
  const timer = setInterval(look, EVERY_MS)
  return {
    stop: () => {
      clearInterval(timer)
      return { cpuSeconds: [...cpu.values()].reduce((sum, ticks) => sum + ticks, 0) / TICKS_PER_SECOND, peakBytes }
    },
  }
}

/** The process and all below it; whatever ended in between is left out. */
function treeOf(root: number): readonly number[] {
  const all = [root]
  for (const pid of all) {
    const threads = read(() => fs.readdirSync(`/proc/${pid}/task`)) ?? []
    for (const thread of threads)
      all.push(
        ...(read(() => fs.readFileSync(`/proc/${pid}/task/${thread}/children`, 'utf8')) ?? '')
          .split(' ')
          .filter((text) => text !== '')
          .map(Number),
      )
  }
  return all
}

function memoryOf(pid: number) {
  const status = read(() => fs.readFileSync(`/proc/${pid}/status`, 'utf8')) ?? ''
  const bytes = (name: string) => Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status)?.[1] ?? 0) * 1024
  return { peak: bytes('VmHWM'), anonymous: bytes('RssAnon'), file: bytes('RssFile') + bytes('RssShmem') }
}

function ticksOf(pid: number): number | null {
  const stat = read(() => fs.readFileSync(`/proc/${pid}/stat`, 'utf8'))
    ?.replace(/^.*\) /, '')
    .split(' ')
  return stat ? Number(stat[11]) + Number(stat[12]) : null
}

function read<Value>(look: () => Value): Value | null {
  try {
    return look()
  } catch {
    return null
  }
}
