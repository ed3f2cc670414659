/** `certwright import-guide`: takes an older reference guide in from a spreadsheet, all of it or nothing. */
import fs from 'node:fs/promises'
import path from 'node:path'
import { z } from 'zod'
import { noSuchFile } from '../../app/no-such-file.ts'
import { refuse } from '../../kernel/refusal.ts'
import { count } from '../../kernel/text.ts'
import { sayRemarks } from '../../app/exchange/names-alike.ts'
import { importOldGuide, readOldGuide } from '../../app/exchange/old-guide.ts'
import { GUIDE_FIELD_NAMES, type GuideMap, guessMap } from '../../programme/old-guide/columns.ts'
import { CONSOLE } from '../../programme/permission.ts'
import { type Command, done, withHouse, wrongUsage } from '../command.ts'
import { progressLine } from '../progress.ts'

export const command: Command = {
  name: 'import-guide',
  usage: 'import-guide FILE [--map MAP.json] [--dry-run]',
  says: 'Takes an older reference guide in from a spreadsheet (XLSX or CSV), with the columns it has.',
  example: 'certwright import-guide guide.xlsx --map columns.json --dry-run',
  options: {
    map: {
      type: 'string',
      value: 'MAP.json',
      says: `Which heading each field is read from, as {"company": "Partner", …}; guessed where left out. Fields: ${GUIDE_FIELD_NAMES.join(', ')}.`,
    },
    'dry-run': { type: 'boolean', says: 'Tell what would come of each row and take nothing.' },
  },
  run: async (call) => {
    const [name, ...more] = call.words
    if (!name || more.length > 0) wrongUsage(command, 'One file is wanted')
    const bytes = await fs.readFile(name).catch(() => noSuchFile(name))
    const file = { name: path.basename(name), bytes }
    const { head } = await readOldGuide(file)
    const chosen = call.text('map')
    const map = { ...guessMap(head), ...(chosen === undefined ? {} : await mapIn(chosen)) }
    const dryRun = call.isOn('dry-run')
    const line = progressLine('Reading the guide')
    const outcome = await withHouse(call, (house) =>
      importOldGuide(house, CONSOLE, { file, map, dryRun, progress: line.show }),
    ).finally(line.clear)
    const known = outcome.outcomes.filter((each) => each.becomes === 'known').length
    const what = Object.entries(outcome.taken).map(([noun, many]) => `${many} ${noun}`)
    const says = `${what.length > 0 ? what.join(', ') : 'nothing'}; ${count(known, 'row')} known already`
    const taken = dryRun ? `Nothing is wrong. Would take ${says}.` : `Taken: ${says}.`
    return done(`${taken}${sayRemarks(outcome)}`, { ...outcome, map })
  },
}

const MAP = z.partialRecord(z.enum(GUIDE_FIELD_NAMES as [string, ...string[]]), z.string().max(200))

async function mapIn(file: string): Promise<GuideMap> {
  const text = await fs.readFile(file, 'utf8').catch(() => noSuchFile(file))
  const parsed = MAP.safeParse(jsonIn(text))
  if (parsed.success) return parsed.data
  return refuse('wrong-file', {
    says: `${file} does not say which heading each field is read from.`,
    next: `Write an object such as {"company": "Partner"}, with these fields: ${GUIDE_FIELD_NAMES.join(', ')}.`,
    clause: 'G-25',
  })
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
