/** `certwright export`: the installation's records as an exchange file. */
import { exportExchange } from '../../app/exchange/exporting.ts'
import { type Command, done, withInstallation, wrongUsage } from '../command.ts'
import { writeWhole } from '../whole-file.ts'

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
      await withInstallation(call, (house) => exportExchange(house.database, call.out))
      return { code: 0, text: '' }
    }
    const written = await writeWhole(file, (out) =>
      withInstallation(call, (house) => exportExchange(house.database, out)),
    )
    return done(
      `Written to ${file}: ${Object.entries(written)
        .map(([section, count]) => `${count} ${section}`)
        .join(', ')}.`,
      { file, written },
    )
  },
}
