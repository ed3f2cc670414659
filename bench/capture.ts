/**
 * `npm run bench -- capture`: reading captures, beside tshark and beside merely reading the bytes, on the same files
 * in the same run. What each one puts out is said, and whether it is the same: a list of calls costs less than twelve
 * fields of every message.
 *
 *   npm run bench -- capture --megabytes 900 --rounds 3
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { performance } from 'node:perf_hooks'
import { writeCalls } from './capture-files.ts'

const ROOT = path.dirname(import.meta.dirname)

type Contestant = {
  readonly who: string
  readonly output: string
  readonly command: string
  readonly args: (file: string) => readonly string[]
  /** What its output comes to, to be compared with those of the same kind. */
  readonly sum?: (output: string) => string
}

type Took = { readonly seconds: number; readonly cpuSeconds: number; readonly peakBytes: number; readonly sum: string }

const FIELDS = [
  'frame.number',
  'frame.time_epoch',
  'ip.src',
  'udp.srcport',
  'ip.dst',
  'udp.dstport',
  'udp.length',
  'sip.Method',
  'sip.Status-Code',
  'sip.Call-ID',
  'sip.CSeq.seq',
  'sip.CSeq.method',
]

const hash = (output: string) => createHash('sha256').update(output).digest('hex').slice(0, 12)

const CAT: Contestant = { who: 'cat', output: 'the bytes, read', command: 'cat', args: (file) => [file] }

const certwright = (words: readonly string[]) => ({
  command: process.execPath,
  args: (file: string) => [
    '--disable-warning=ExperimentalWarning',
    path.join(ROOT, 'src/cli/main.ts'),
    ...words,
    file,
    '--json',
  ],
})

const SIGNALLING: readonly Contestant[] = [
  CAT,
  { who: 'certwright capture inspect', output: 'all calls, as JSON', ...certwright(['capture', 'inspect']) },
  {
    who: 'certwright, twelve fields',
    output: 'twelve fields a message',
    command: process.execPath,
    args: (file) => [path.join(ROOT, 'bench/capture-fields.ts'), file],
    sum: hash,
  },
  {
    who: 'tshark, twelve fields',
    output: 'twelve fields a message',
    command: 'tshark',
    args: (file) => ['-r', file, '-n', '-Y', 'sip', '-T', 'fields', ...FIELDS.flatMap((field) => ['-e', field])],
    sum: hash,
  },
]

type StreamLine = { readonly packets: number; readonly lost: number }

const total = (streams: readonly StreamLine[]) =>
  `${streams.length} streams, ${streams.reduce((sum, each) => sum + each.packets, 0)} packets, ${streams.reduce((sum, each) => sum + each.lost, 0)} lost`

const MEDIA: readonly Contestant[] = [
  CAT,
  {
    who: 'certwright capture inspect',
    output: 'all calls and streams',
    ...certwright(['capture', 'inspect']),
    sum: (output) => total((JSON.parse(output) as { streams: StreamLine[] }).streams),
  },
  {
    who: 'tshark -z rtp,streams',
    output: 'all streams',
    command: 'tshark',
    args: (file) => ['-r', file, '-n', '-q', '-z', 'rtp,streams'],
    sum: (output) =>
      total(
        [...output.matchAll(/0x[0-9A-F]+ .*?(\d+) +(-?\d+) \(/g)].map(([, packets, lost]) => ({
          packets: Number(packets),
          lost: Number(lost),
        })),
      ),
  },
]

export async function benchCaptures(megabytes: number, rounds: number, say: (line: string) => void): Promise<void> {
  const home = fs.mkdtempSync(path.join(os.tmpdir(), 'certwright-bench-'))
  try {
    say('| file | who | puts out | seconds | MB/s | messages/s | CPU seconds | peak MB | result |')
    say('|---|---|---|---:|---:|---:|---:|---:|---|')
    for (const [name, hasMedia] of [
      ['SIP', false],
      ['SIP and RTP on many ports', true],
    ] as const) {
      const file = path.join(home, `${hasMedia ? 'media' : 'sip'}.pcap`)
      writeCalls(file, megabytes * 1e6, hasMedia)
      await compare(
        `${name}, ${Math.round(fs.statSync(file).size / 1e6)} MB`,
        file,
        hasMedia ? MEDIA : SIGNALLING,
        rounds,
        say,
      )
      fs.rmSync(file)
    }
  } finally {
    fs.rmSync(home, { recursive: true, force: true })
  }
}

/** All of them in turns, so that a change of the machine's mood hits each; the middle of their rounds counts. */
async function compare(
  name: string,
  file: string,
  all: readonly Contestant[],
  rounds: number,
  say: (line: string) => void,
): Promise<void> {
  const took = new Map(all.map((each) => [each, [] as Took[]] as const))
  const absent = new Set<Contestant>()
  for (let round = 0; round < rounds; round += 1)
    for (const each of all.filter((contestant) => !absent.has(contestant))) {
      const result = await run(each, file)
      if (result) took.get(each)!.push(result)
      else absent.add(each)
    }
  const bytes = fs.statSync(file).size
  const messages = await count(file)
  for (const [each, results] of took) {
    const middle = results.toSorted((a, b) => a.seconds - b.seconds)[Math.floor(results.length / 2)]
    if (!middle) {
      say(`| ${name} | ${each.who} | ${each.output} | not installed ||||||`)
      continue
    }
    const { seconds, cpuSeconds, peakBytes, sum } = middle
    const figures = [
      seconds.toFixed(2),
      (bytes / 1e6 / seconds).toFixed(0),
      (messages / seconds).toFixed(0),
      cpuSeconds.toFixed(2),
      (peakBytes / 1e6).toFixed(0),
    ]
    say(`| ${name} | ${each.who} | ${each.output} | ${figures.join(' | ')} | ${sum} |`)
  }
}

async function count(file: string): Promise<number> {
  const inspect = certwright(['capture', 'inspect'])
  const output = await outputOf(
    spawn(inspect.command, [...inspect.args(file)], { stdio: ['ignore', 'pipe', 'ignore'] }),
  )
  return (JSON.parse(output) as { sip: { messages: number } }).sip.messages
}

/** Null when the program is not there. */
async function run(contestant: Contestant, file: string): Promise<Took | null> {
  const from = performance.now()
  const child = spawn(contestant.command, [...contestant.args(file)], { stdio: ['ignore', 'pipe', 'ignore'] })
  const isThere = await Promise.race([once(child, 'spawn').then(() => true), once(child, 'error').then(() => false)])
  if (!isThere) return null
  const meter = watch(child.pid!)
  const output = contestant.sum ? await outputOf(child) : await drained(child)
  const seconds = (performance.now() - from) / 1000
  return { seconds, ...meter.stop(), sum: contestant.sum?.(output) ?? '' }
}

async function outputOf(child: ChildProcess): Promise<string> {
  const pieces: Buffer[] = []
  child.stdout!.on('data', (piece: Buffer) => pieces.push(piece))
  await once(child, 'close')
  return Buffer.concat(pieces).toString()
}

async function drained(child: ChildProcess): Promise<string> {
  child.stdout!.resume()
  await once(child, 'close')
  return ''
}

const TICKS_PER_SECOND = 100

/** Looks at a process every few milliseconds: its peak memory and its processor time only ever grow. */
function watch(pid: number): { readonly stop: () => { cpuSeconds: number; peakBytes: number } } {
  const seen = { cpuSeconds: 0, peakBytes: 0 }
  const look = () => {
    try {
      const peak = /VmHWM:\s+(\d+)/.exec(fs.readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
      if (peak) seen.peakBytes = Number(peak) * 1024
      const stat = fs
        .readFileSync(`/proc/${pid}/stat`, 'utf8')
        .replace(/^.*\) /, '')
        .split(' ')
      seen.cpuSeconds = (Number(stat[11]) + Number(stat[12])) / TICKS_PER_SECOND
    } catch {
      // Ended in between.
    }
  }
  const timer = setInterval(look, 5)
  return {
    stop: () => {
      clearInterval(timer)
      return seen
    },
  }
}
