/** `certwright reference-guide`: every certified interop with its standing on a day. */
import { once } from 'node:events'
import { guideAsCsv, guideAsJson, guideAsXlsx } from '../../app/ask/guide-formats.ts'
import { type GuideRow, walkReferenceGuide } from '../../app/ask/reference-guide.ts'
import { type Day, dayOf } from '../../kernel/day.ts'
import { count } from '../../kernel/text.ts'
import { STANDING_WORDS } from '../../rulebook/standing-rule.ts'
import { type Call, type Command, dayOption, type Outcome, withInstallation, wrongUsage } from '../command.ts'

export const command: Command = {
  name: 'reference-guide',
  usage: 'reference-guide [--on DAY] [--format json|csv|xlsx]',
  says: 'Prints every certified interop with its standing on a day, the rules that made it, and its next change.',
  example: 'certwright reference-guide --on 2027-01-01 --format csv',
  options: {
    on: { type: 'string', value: 'DAY', says: 'Any past or future day; today unless told.' },
    format: { type: 'string', value: 'json|csv|xlsx', says: 'json, csv or xlsx; a table for reading unless told.' },
  },
  run: async (call): Promise<Outcome> => {
    const writer = writerFor(call)
    if (call.words.length > 0) wrongUsage(command, 'No further words are wanted')
    const on = dayOption(command, call)
    await withInstallation(call, async (house) => {
      const rows = walkReferenceGuide(house.database, { on, today: dayOf(Date.now()), filter: {}, standing: null })
      for await (const piece of writer(rows, on)) {
        if (!call.out.write(piece)) await once(call.out, 'drain')
      }
    })
    return { code: 0, text: '' }
  },
}

type Rows = AsyncIterable<GuideRow>

/** `--json` is `--format json`; asked for both, they have to agree. */
function writerFor(call: Call): (rows: Rows, on: Day) => AsyncIterable<string | Uint8Array> {
  const format = call.text('format') ?? (call.json ? 'json' : 'text')
  if (!Object.hasOwn(WRITERS, format) || (call.json && format !== 'json'))
    wrongUsage(command, `--format wants json, csv or xlsx, not ${format}${call.json ? ' with --json' : ''}`)
  return WRITERS[format as keyof typeof WRITERS]
}

const WRITERS = { json: guideAsJson, csv: guideAsCsv, xlsx: guideAsXlsx, text: guideAsText }

async function* guideAsText(rows: Rows, on: string): AsyncGenerator<string> {
  yield `Interop reference guide on ${on}\n`
  let listed = 0
  for await (const { product, platform, certification, onDay } of rows) {
    const next = onDay.next ? `, ${STANDING_WORDS[onDay.next.standing]} from ${onDay.next.on}` : ''
    const why = onDay.reasons.map((reason) => `\n    ${reason.clause}  ${reason.says}`).join('')
    yield `${STANDING_WORDS[onDay.standing].padEnd(8)}  ${certification.number}  ${product.name} on ${platform.name}${next}${why}\n`
    listed += 1
  }
  yield `${count(listed, 'certified interop')}\n`
}
