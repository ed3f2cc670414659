/** Where somebody with a problem turns, as a support answer names it: a name of ours or of a company, and the ways there. */
import { saidOf, valueSaid } from '../../src/languages/say.ts'

const WITH_WAYS = /^([^:]+): (\S+@\S+|\+\d[^:]*|https?:\/\/\S+)(.*)$/

/** Ways stay as they are; what stands before them is said, and parted from them as the language does. */
export function contactSaid(contact: string): string {
  const [, name = '', way = '', more = ''] = WITH_WAYS.exec(contact) ?? []
  return name === '' ? valueSaid(contact) : saidOf(valueSaid(name), `${way}${more}`)
}
