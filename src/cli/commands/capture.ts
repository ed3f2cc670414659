/** `certwright capture`: what is in a capture file, and the ladder of one of its calls. */
import { inspectCapture } from '../capture-inspect.ts'
import { type LadderFormat, ladderFromCapture } from '../capture-ladder.ts'
import { type Call, type Command, wrongUsage } from '../command.ts'

export const command: Command = {
  name: 'capture',
  usage: 'capture inspect FILE | capture ladder FILE [--call N] [--format text|svg]',
  says: 'Reads a pcap or pcapng file, compressed or not: messages, calls, registrations, streams and faults, or the ladder of one call.',
  example: 'certwright capture ladder trunk.pcapng --call 2 --format svg',
  options: {
    call: { type: 'string', value: 'N', says: 'Which call of the list that inspect gives; the first unless told.' },
    format: { type: 'string', value: 'text|svg', says: 'How the ladder is drawn; text unless told.' },
  },
  run: async (call) => {
    const [what = '', file, ...more] = call.words
    if (what !== 'inspect' && what !== 'ladder')
      wrongUsage(command, what === '' ? 'Say inspect or ladder' : `A capture knows no ${what}`)
    if (!file || more.length > 0) wrongUsage(command, 'One file is wanted')
    if (what === 'ladder') return ladderFromCapture(file, callNumber(call), format(call))
    if (call.text('call') ?? call.text('format')) wrongUsage(command, '--call and --format are for ladders')
    return inspectCapture(file)
  },
}

function callNumber(call: Call): number {
  const text = call.text('call') ?? '1'
  return /^[1-9]\d{0,8}$/.test(text) ? Number(text) : wrongUsage(command, `--call wants a number from 1, not ${text}`)
}

function format(call: Call): LadderFormat {
  const text = call.text('format') ?? 'text'
  return text === 'text' || text === 'svg' ? text : wrongUsage(command, `--format wants text or svg, not ${text}`)
}
