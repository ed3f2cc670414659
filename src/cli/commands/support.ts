/** `certwright support`: does support help with this deployment. */
import { answerSupport } from '../../app/ask/support.ts'
import { dayOf } from '../../kernel/day.ts'
import { type Command, dayOption, done, needed, withInstallation } from '../command.ts'

export const command: Command = {
  name: 'support',
  usage: 'support --product ID --product-release V --platform ID --platform-release V --country CC [--on DAY]',
  says: 'Tells whether support helps with a deployment, who, and how far.',
  example:
    'certwright support --product acme-trunk --product-release 3.1 --platform mivoice-business --platform-release 9.0 --country DE',
  options: {
    product: { type: 'string', value: 'ID', says: 'The partner’s product.' },
    'product-release': { type: 'string', value: 'V', says: 'Its release at the customer.' },
    platform: { type: 'string', value: 'ID', says: 'The platform.' },
    'platform-release': { type: 'string', value: 'V', says: 'Its release at the customer.' },
    country: { type: 'string', value: 'CC', says: 'The customer’s country, two letters.' },
    'field-issue': { type: 'string', value: 'ID', says: 'The field issue the ticket is about, if it is about one.' },
    on: { type: 'string', value: 'DAY', says: 'The day to answer for; today unless told.' },
  },
  run: async (call) => {
    const fieldIssue = call.text('field-issue')
    const question = {
      product: needed(command, call, 'product'),
      productRelease: needed(command, call, 'product-release'),
      platform: needed(command, call, 'platform'),
      platformRelease: needed(command, call, 'platform-release'),
      country: needed(command, call, 'country').toUpperCase(),
      on: dayOption(command, call),
      ...(fieldIssue ? { fieldIssue } : {}),
    }
    const { answer } = await withInstallation(call, (house) =>
      answerSupport(house.database, question, dayOf(Date.now())),
    )
    const headline = answer.supported ? (answer.caution ? 'Supported, with caution.' : 'Supported.') : 'Not supported.'
    const number = answer.certification ? ` Certification ${answer.certification}.` : ''
    return done(
      `${headline} ${answer.says}${number} (clause ${answer.clause})\n${answer.contact}\n${answer.next}`,
      answer,
    )
  },
}
