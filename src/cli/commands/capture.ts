/** `certwright capture`: what is in a capture file, and the ladder of one of its calls. */
import { type Command, type Outcome, wrongUsage } from '../command.ts'
import { inspectCapture } from '../capture-inspect.ts'

const WORK: Readonly<Record<string, Work>> = { inspect: inspectCapture }

type Work = (file: string) => Promise<Outcome>

export const command: Command = {
  name: 'capture',
  usage: 'capture inspect FILE',
  says: 'Reads a pcap or pcapng file, compressed or not: messages, calls, registrations, streams and faults.',
  example: 'certwright capture inspect trunk.pcapng --json',
  options: {},
  run: async (call) => {
    const [what = '', file, ...more] = call.words
    const work = WORK[what]
    if (!work) wrongUsage(command, what === '' ? 'Say what to do with the capture' : `A capture knows no ${what}`)
    if (!file || more.length > 0) wrongUsage(command, 'One file is wanted')
    return work(file)
  },
}
