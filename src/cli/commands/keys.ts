/** `certwright keys`: the keys this installation signs and signed with; `keys rotate` takes a new one into use. */
import { ownDidDocument, ownSigner, rotateSigningKey } from '../../app/keyring.ts'
import { type Command, done, withInstallation, wrongUsage } from '../command.ts'

export const command: Command = {
  name: 'keys',
  usage: 'keys [rotate]',
  says: 'Shows the keys that statements are signed with; rotate takes a new one into use, and what was signed stays valid.',
  example: 'certwright keys rotate',
  options: {},
  run: async (call) => {
    const [word, ...more] = call.words
    if (more.length > 0 || (word !== undefined && word !== 'rotate')) wrongUsage(command, 'Only rotate is understood')
    return withInstallation(call, async (house) => {
      if (word === 'rotate') {
        const { former, key } = await rotateSigningKey(house)
        const says = former
          ? `${key} signs from now on. What ${former} signed stays valid.`
          : `${key} signs from now on.`
        return done(`${says}\nMake a backup of the keys in the data directory.`, { key, former })
      }
      const { did, keys } = await ownSigner(house)
      const lines = keys.map(({ key, from, until }) => `  ${key}  ${from} to ${until ?? 'now'}`)
      return done(`${did}\n${lines.join('\n')}`, await ownDidDocument(house))
    })
  },
}
