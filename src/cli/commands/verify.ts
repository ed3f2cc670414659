/** `certwright verify`: a certification number, or the installation's own journal, states and evidence. */
import { verifyInstallation, verifyNumber } from '../../app/verify.ts'
import { dayOf } from '../../kernel/day.ts'
import { count } from '../../kernel/text.ts'
import { type Command, done, wanting, withHouse, wrongUsage } from '../command.ts'

export const command: Command = {
  name: 'verify',
  usage: 'verify [NUMBER]',
  says: 'Checks a certification number; without one, that journal, records and evidence are as they were written.',
  example: 'certwright verify MCT-2026-00001',
  options: {},
  run: async (call) => {
    const [number, ...more] = call.words
    if (more.length > 0) wrongUsage(command, 'One number at most')
    return withHouse(call, async (house) => {
      if (number) {
        const found = await verifyNumber(house, number, dayOf(Date.now()))
        return found.genuine && found.inForce ? done(found.says, found) : wanting(found.says, found)
      }
      const report = await verifyInstallation(house)
      const summary = `${report.facts} facts, ${report.records} records, ${report.files} evidence files checked${report.removed > 0 ? `, ${count(report.removed, 'capture')} removed on their day` : ''}.`
      if (report.faults.length === 0) return done(`${summary} All is as it was written.`, report)
      return wanting(
        `${summary} ${count(report.faults.length, 'fault')}:\n${report.faults.map((fault) => `  - ${fault}`).join('\n')}`,
        report,
      )
    })
  },
}
