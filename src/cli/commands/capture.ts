/** `certwright capture`: what is in a capture file, the ladder of one of its calls, and what it shows of a plan. */
import type { LadderFormat } from '../capture-ladder.ts'
import { type Call, type Command, wrongUsage } from '../command.ts'

export const command: Command = {
  name: 'capture',
  usage:
    'capture inspect FILE | capture ladder FILE [--call N] [--legs] [--format text|svg] | capture judge FILE --plan PLAN [--test-case ID]',
  says: 'Reads a pcap or pcapng file, compressed or not: messages, calls, registrations, streams and faults; the ladder of one call; or the verdicts it supports on the test cases of a plan.',
  example: 'certwright capture judge trunk.pcapng --plan sip-trunk --test-case OUT-01',
  options: {
    call: { type: 'string', value: 'N', says: 'Which call of the list that inspect gives; the first unless told.' },
    legs: { type: 'boolean', says: 'Draws the other legs of the call with it, which go under other Call-IDs.' },
    format: { type: 'string', value: 'text|svg', says: 'How the ladder is drawn; text unless told.' },
    plan: {
      type: 'string',
      value: 'PLAN',
      says: 'A plan file with addresses and test cases, or sip-trunk for the whole plan.',
    },
    'test-case': { type: 'string', value: 'ID', says: 'The one test case to judge; all of the plan unless told.' },
  },
  run: async (call) => {
    const [what = '', file, ...more] = call.words
    if (what !== 'inspect' && what !== 'ladder' && what !== 'judge')
      wrongUsage(command, what === '' ? 'Say inspect, ladder or judge' : `A capture knows no ${what}`)
    if (!file || more.length > 0) wrongUsage(command, 'One file is wanted')
    if (what !== 'judge' && (call.text('plan') ?? call.text('test-case')))
      wrongUsage(command, '--plan and --test-case are for judging')
    // Each is loaded when it is asked for: a list of calls does not wait for seventy test cases.
    if (what === 'ladder')
      return (await import('../capture-ladder.ts')).ladderFromCapture(
        file,
        callNumber(call),
        call.isOn('legs'),
        format(call),
      )
    if (call.isOn('legs') || (call.text('call') ?? call.text('format')))
      wrongUsage(command, '--call, --legs and --format are for ladders')
    if (what === 'judge')
      return (await import('../capture-judge.ts')).judgeCapture(
        file,
        call.text('plan') ?? wrongUsage(command, '--plan is missing'),
        call.text('test-case') ?? null,
      )
    return (await import('../capture-inspect.ts')).inspectCapture(file, call.json)
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
