/** `certwright import`: takes an exchange file in, all of it or nothing. */
import { sayRemarks } from '../../app/exchange/names-alike.ts'
import { importExchange } from '../../app/exchange/importing.ts'
import { CONSOLE } from '../../programme/permission.ts'
import { type Command, done, withHouse, wrongUsage } from '../command.ts'

export const command: Command = {
  name: 'import',
  usage: 'import FILE [--dry-run]',
  says: 'Takes an exchange file in: regions, platforms, organisations, products, certifications, evidence, issues.',
  example: 'certwright import legacy.json --dry-run',
  options: { 'dry-run': { type: 'boolean', says: 'Check everything and take nothing.' } },
  run: async (call) => {
    const [file, ...more] = call.words
    if (!file || more.length > 0) wrongUsage(command, 'One file is wanted')
    const outcome = await withHouse(call, (house) => importExchange(house, CONSOLE, file, call.isOn('dry-run')))
    const counted = Object.entries(outcome.taken).map(([noun, count]) => `${count} ${noun.replaceAll('-', ' ')}`)
    const what = counted.length > 0 ? counted.join(', ') : 'nothing: the file is empty'
    const says = outcome.dryRun ? `Nothing is wrong. Would take ${what}.` : `Taken: ${what}.`
    return done(`${says}${sayRemarks(outcome)}`, { ...outcome })
  },
}
