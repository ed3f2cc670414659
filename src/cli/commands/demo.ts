/** `certwright demo`: fills an empty installation with the demo programme. */
import { fillDemo } from '../../app/demo/fill.ts'
import { openSignIn } from '../../app/sign-in.ts'
import { refuse } from '../../kernel/refusal.ts'
import { type Command, done, withHouse } from '../command.ts'

export const command: Command = {
  name: 'demo',
  usage: 'demo',
  says: 'Fills an empty installation with the demo programme: two platforms, a dozen partners, projects in every stage.',
  example: 'DATA_DIR=./demo certwright demo',
  options: {},
  run: (call) =>
    withHouse(call, async (house) => {
      const lines: string[] = []
      const isFilled = await fillDemo(house, openSignIn(house.database, house.settings), (line) => lines.push(line))
      if (isFilled) return done(lines.join('\n'), { filled: true })
      return refuse('conflict', {
        says: 'This installation is not empty; nothing was filled.',
        next: lines.at(-1) ?? 'Name an empty folder in DATA_DIR for the demo.',
      })
    }),
}
