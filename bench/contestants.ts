/**
 * Who reads captures, by which command, and what each puts out. Command lines are the fastest fair ones: names are not
 * resolved, nothing is written that was not asked for, and sngrep is told to keep all dialogs instead of the first
 * twenty thousand.
 */
import { createHash } from 'node:crypto'
import path from 'node:path'

const ROOT = path.dirname(import.meta.dirname)

export type Contestant = {
  readonly who: string
  readonly output: string
  readonly command: string
  readonly args: (file: string) => readonly string[]
  /** What its output comes to. */
  readonly sum?: (output: string) => string
  /** Whether that has to be what others with the same say come to. */
  readonly isComparable?: boolean
  /** What had to be put right in its output for that; empty where nothing had. */
  readonly but?: (output: string) => string
  /** What it puts out less. */
  readonly less?: string
}

const node = (...words: readonly string[]) => ({
  command: process.execPath,
  args: (file: string) => [
    '--disable-warning=ExperimentalWarning',
    ...words.map((word) => (word === 'FILE' ? file : word)),
  ],
})

/** What the command for captures is started with as well. */
const SMALL = '--max-semi-space-size=2'

/** As people call it, what starts it counted in. */
const INSPECT = node(path.join(ROOT, 'bin/certwright.mjs'), 'capture', 'inspect', 'FILE')
const INSPECT_AS_JSON = node(path.join(ROOT, 'bin/certwright.mjs'), 'capture', 'inspect', 'FILE', '--json')

const hash = (output: string) => createHash('sha256').update(output).digest('hex').slice(0, 12)

type Inspected = {
  readonly sip: { readonly messages: number }
  readonly calls: readonly unknown[]
  readonly streams: readonly StreamLine[]
}

const inspected = (output: string) => JSON.parse(output) as Inspected

export const messagesIn = (output: string) => inspected(output).sip.messages

const CAT: Contestant = { who: '`cat`', output: 'the bytes, read', command: 'cat', args: (file) => [file] }

/** As people see it: the whole list is kept, its beginning is put out. */
export const IN_SHORT: Contestant = {
  who: '`certwright capture inspect`',
  output: 'the first fifty calls and streams, and how many there are',
  ...INSPECT,
  sum: (output) => `${/^Calls \((\d+)\)$/m.exec(output)?.[1] ?? 'no'} calls`,
}

export const CALL_LIST: Contestant = {
  who: '`certwright capture inspect --json`',
  output: 'the list of calls, with states and legs',
  ...INSPECT_AS_JSON,
  sum: (output) => `${inspected(output).calls.length} calls`,
}

const LADDER: Contestant = {
  who: 'certwright, ladder of one call after reading',
  output: 'one ladder, as text',
  ...node(SMALL, path.join(ROOT, 'bench/capture-ladder.ts'), 'FILE'),
  sum: (output) => {
    const { ms, rungs } = JSON.parse(output) as { ms: number; rungs: number }
    return `${ms.toFixed(1)} ms for ${rungs} lines, reading not counted`
  },
}

const fieldsOf = (transport: 'udp' | 'tcp') => [
  'frame.number',
  'frame.time_epoch',
  'ip.src',
  `${transport}.srcport`,
  'ip.dst',
  `${transport}.dstport`,
  transport === 'udp' ? 'udp.length' : 'tcp.len',
  'sip.Method',
  'sip.Status-Code',
  'sip.Call-ID',
  'sip.CSeq.seq',
  'sip.CSeq.method',
]

const SNGREP: Contestant = {
  who: '`sngrep -N -q -l 1000000 -I`',
  output: 'nothing: it keeps a list of calls',
  command: 'sngrep',
  args: (file) => ['-N', '-q', '-l', '1000000', '-I', file],
  less: 'only the call list',
}

export const signalling = (transport: 'udp' | 'tcp'): readonly Contestant[] => [
  CAT,
  IN_SHORT,
  CALL_LIST,
  SNGREP,
  {
    who: '`tshark -q -z sip,stat`',
    output: 'counts of messages',
    command: 'tshark',
    args: (file) => ['-r', file, '-n', '-q', '-z', 'sip,stat'],
    sum: (output) => `${/Number of SIP messages: (\d+)/.exec(output)?.[1] ?? 'no'} messages`,
    less: 'only counts',
  },
  {
    who: 'certwright, twelve fields',
    output: 'twelve fields of every message',
    ...node(SMALL, path.join(ROOT, 'bench/capture-fields.ts'), 'FILE'),
    sum: hash,
    isComparable: true,
  },
  {
    who: '`tshark -T fields`, twelve fields',
    output: 'twelve fields of every message',
    command: 'tshark',
    args: (file) => [
      '-r',
      file,
      '-n',
      '-Y',
      'sip',
      '-T',
      'fields',
      ...fieldsOf(transport).flatMap((field) => ['-e', field]),
    ],
    sum: hash,
    isComparable: true,
  },
  LADDER,
]

type StreamLine = { readonly packets: number; readonly lost: number }

const total = (streams: readonly StreamLine[]) =>
  `${streams.length} streams, ${streams.reduce((sum, each) => sum + each.packets, 0)} packets, ${streams.reduce((sum, each) => sum + each.lost, 0)} lost`

/** Lost packets of each stream as tshark counts them: 65536 too few where sequence numbers begin anew (RFC 3550 §A.1). */
const tsharkStreams = (output: string): readonly StreamLine[] =>
  [...output.matchAll(/0x[0-9A-F]+ .*?(\d+) +(-?\d+) \(/g)].map(([, packets, lost]) => ({
    packets: Number(packets),
    lost: Number(lost),
  }))

export const MEDIA: readonly Contestant[] = [
  CAT,
  IN_SHORT,
  {
    ...CALL_LIST,
    output: 'all streams, and the list of calls',
    sum: (output) => total(inspected(output).streams),
    isComparable: true,
  },
  {
    who: '`tshark -q -z rtp,streams`',
    output: 'all streams',
    command: 'tshark',
    args: (file) => ['-r', file, '-n', '-q', '-z', 'rtp,streams'],
    sum: (output) =>
      total(tsharkStreams(output).map(({ packets, lost }) => ({ packets, lost: lost < 0 ? lost + 65_536 : lost }))),
    but: (output) => {
      const few = tsharkStreams(output).filter(({ lost }) => lost < 0).length
      return few === 0 ? '' : `, but for ${few} streams whose numbers begin anew: 65536 lost too few each, added here`
    },
    isComparable: true,
  },
  SNGREP,
  LADDER,
]
