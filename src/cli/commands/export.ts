/** `certwright export`: the installation's records as an exchange file. */
import { createWriteStream } from 'node:fs'
import fs from 'node:fs/promises'
import { finished } from 'node:stream/promises'
import { exportExchange } from '../../app/exchange/exporting.ts'
import { type Command, done, withHouse, wrongUsage } from '../command.ts'

export const command: Command = {
  name: 'export',
  usage: 'export [FILE]',
  says: 'Writes everything that the exchange file can hold, to a file or to standard output.',
  example: 'certwright export programme.json',
  options: {},
  run: async (call) => {
    const [file, ...more] = call.words
    if (more.length > 0) wrongUsage(command, 'One file at most')
    if (!file) {
      await withHouse(call, (house) => exportExchange(house.database, call.out))
      return { code: 0, text: '' }
    }
    // Written beside the target and renamed, so that a broken export never stands where a whole one should.
    const half = `${file}.part`
    const out = createWriteStream(half)
    const written = await withHouse(call, (house) => exportExchange(house.database, out))
    out.end()
    await finished(out)
    await fs.rename(half, file)
    return done(
      `Written to ${file}: ${Object.entries(written)
        .map(([section, count]) => `${count} ${section}`)
        .join(', ')}.`,
      { file, written },
    )
  },
}
