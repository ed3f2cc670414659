/** `certwright checkpoint`: the journal's head, signed now, to be kept by somebody else. */
import { makeCheckpoint } from '../../app/checkpoints.ts'
import { type Command, done, withInstallation, wrongUsage } from '../command.ts'
import { writeWhole } from '../whole-file.ts'

export const command: Command = {
  name: 'checkpoint',
  usage: 'checkpoint [FILE]',
  says: 'Signs the journal’s head as it is now, to a file or to standard output; kept elsewhere, it proves history up to here.',
  example: 'certwright checkpoint checkpoint.json',
  options: {},
  run: async (call) => {
    const [file, ...more] = call.words
    if (more.length > 0) wrongUsage(command, 'One file at most')
    const sign = () => withInstallation(call, makeCheckpoint)
    if (!file) {
      const made = await sign()
      return done(textOf(made), made)
    }
    const made = await writeWhole(file, async (out) => {
      const signed = await sign()
      out.write(textOf(signed))
      return signed
    })
    return done(
      `Written to ${file}: ${made.facts} facts, ending in ${made.head}. Keep it away from this machine.`,
      made,
    )
  },
}

const textOf = (made: Awaited<ReturnType<typeof makeCheckpoint>>) => `${JSON.stringify(made)}\n`
