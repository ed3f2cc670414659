/**
 * `npm run bench -- capture`: reading captures, beside tshark, sngrep and merely reading the bytes, on the same files in
 * the same run. What each one puts out is said, and whether it is the same: a list of calls costs less than twelve
 * fields of every message.
 *
 *   npm run bench -- capture --megabytes 100,1000 --rounds 3
 *   npm run bench -- capture --write               puts the table into docs/performance.md
 */
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { type Carries, writeCalls } from './capture-files.ts'
import { CALL_LIST, type Contestant, IN_SHORT, MEDIA, messagesIn, signalling } from './contestants.ts'
import { type Ran, runWatched } from './process.ts'
import { sayMachine, writeSection } from './report.ts'

type Field = { readonly name: string; readonly carries: Carries; readonly contestants: readonly Contestant[] }

const FIELDS: readonly Field[] = [
  { name: 'SIP over UDP', carries: 'udp', contestants: signalling('udp') },
  { name: 'SIP and RTP on many ports', carries: 'sound', contestants: MEDIA },
  { name: 'SIP over TCP', carries: 'tcp', contestants: signalling('tcp') },
]

const HEAD = [
  '| file | who | puts out | seconds | MB/s | messages/s | CPU seconds | peak MB | result | beside ours | times ours | times the list |',
  '|---|---|---|---:|---:|---:|---:|---:|---|---|---:|---:|',
]

/** Whoever takes longer is stopped, and it is said. */
const MOST_SECONDS = 900

export async function benchCaptures(
  megabytes: readonly number[],
  rounds: number,
  isWritten: boolean,
  say: (line: string) => void,
): Promise<void> {
  const home = fs.mkdtempSync(path.join(os.tmpdir(), 'certwright-bench-'))
  const lines: string[] = []
  try {
    for (const line of HEAD) say(line)
    for (const size of megabytes)
      for (const field of FIELDS) {
        const file = path.join(home, `${field.carries}.pcap`)
        writeCalls(file, size * 1e6, field.carries)
        for (const line of await compare(field, file, rounds)) {
          lines.push(line)
          say(line)
        }
        fs.rmSync(file)
      }
  } finally {
    fs.rmSync(home, { recursive: true, force: true })
  }
  if (isWritten) writeSection('captures', sectionOf(lines, rounds))
}

function sectionOf(lines: readonly string[], rounds: number): string {
  return `## Reading captures

Written by \`npm run bench -- capture --write\`. All read the same generated files in the same run, in turns; ${rounds === 1 ? 'each\nonce.' : `of ${rounds}\nrounds the middle one counts.`} Memory is that of a program with all its children and threads, what they share counted once. Ours
starts anew each time, as the others do, by the command that people call. Where two put out the same, their results are compared; where one puts out less, the line
says so. The last columns are how many times as long as ours each takes: beside the one of ours with the same output, and beside
the list of calls that \`capture inspect\` makes for people. ${sayMachine()}

${[...HEAD, ...lines].join('\n')}`
}

/** All of them in turns, so that a change of the machine's mood hits each; the middle of their rounds counts. */
async function compare({ name, contestants }: Field, file: string, rounds: number): Promise<readonly string[]> {
  const ran = new Map(contestants.map((each) => [each, [] as Ran[]] as const))
  const out = new Set<Contestant>()
  for (let round = 0; round < rounds; round += 1)
    for (const each of contestants.filter((contestant) => !out.has(contestant))) {
      const result = await runWatched(each.command, each.args(file), each.sum !== undefined, MOST_SECONDS)
      if (result) ran.get(each)!.push(result)
      if (!result || result.isLate) out.add(each)
    }
  const bytes = fs.statSync(file).size
  const about = `${name}, ${Math.round(bytes / 1e6)} MB`
  const messages = messagesIn((await runWatched(CALL_LIST.command, CALL_LIST.args(file), true, MOST_SECONDS))!.output)
  const sums = new Map(contestants.map((each) => [each, sumOf(each, middleOf(ran.get(each)!))] as const))
  const ours = contestants.find(({ isComparable, command }) => isComparable === true && command === process.execPath)
  const oursSeconds = ours && middleOf(ran.get(ours)!)?.seconds
  const listSeconds = middleOf(ran.get(IN_SHORT)!)?.seconds
  return contestants.map((each) => {
    const middle = middleOf(ran.get(each)!)
    if (!middle) return `| ${about} | ${each.who} | ${each.output} | not installed |||||||||`
    const { seconds, cpuSeconds, peakBytes, isLate } = middle
    const figures = [
      isLate ? `over ${MOST_SECONDS}` : seconds.toFixed(2),
      isLate ? '' : (bytes / 1e6 / seconds).toFixed(0),
      isLate ? '' : (messages / seconds).toFixed(0),
      cpuSeconds.toFixed(2),
      (peakBytes / 1e6).toFixed(0),
      sums.get(each)!,
      sayCompared(each, ours, sums, middle),
      each.isComparable && each !== ours && !isLate ? sayTimes(seconds, oursSeconds) : '',
      (each.isComparable || each.less) && each !== ours && !isLate ? sayTimes(seconds, listSeconds) : '',
    ]
    return `| ${about} | ${each.who} | ${each.output} | ${figures.join(' | ')} |`
  })
}

const sayTimes = (seconds: number, ours: number | undefined): string => (ours ? (seconds / ours).toFixed(1) : '')

function middleOf(results: readonly Ran[]): Ran | undefined {
  return results.toSorted((a, b) => a.seconds - b.seconds)[Math.floor(results.length / 2)]
}

function sumOf({ sum }: Contestant, ran: Ran | undefined): string {
  return !ran || ran.isLate ? '' : (sum?.(ran.output) ?? '')
}

function sayCompared(
  each: Contestant,
  ours: Contestant | undefined,
  sums: ReadonlyMap<Contestant, string>,
  { output }: Ran,
): string {
  if (!each.isComparable || !ours) return each.less ?? ''
  if (each === ours) return 'ours'
  return sums.get(each) === sums.get(ours) ? `the same output${each.but?.(output) ?? ''}` : 'another output'
}
