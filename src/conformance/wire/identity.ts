/** Numbers and who is told about whom (A14, A15, A25, A30). */
import { addressBytes } from '../../capture/address.ts'
import { parseAddress } from '../../sip/header-values.ts'
import { header, headerValues } from '../../sip/message.ts'
import { parseUri } from '../../sip/uri.ts'
import { expected, type OfCall, type OfScene, sayLine } from './observation.ts'
import { type Call, type Line, type Side, SIDE_WORDS } from './scene.ts'
import { capital, openings } from './set-up.ts'

function inviteOf(call: Call): Line | null {
  return openings(call)[0]?.request ?? null
}

export function calledNumber(call: Call): string | null {
  const { start } = inviteOf(call)?.message ?? { start: null }
  return start?.kind === 'request' ? (parseUri(start.uri)?.user ?? null) : null
}

export function callingNumber(call: Call): string | null {
  const from = header(inviteOf(call)?.message ?? noMessage, 'From')
  return from ? (parseAddress(from)?.uri.user ?? null) : null
}

const noMessage = { headers: [] } as unknown as Line['message']

const INTERNATIONAL = /^\+[1-9]\d{6,14}$/

/** A14. A number that the other side can use: international with a plus, or national digits. */
export const callerIsTold: OfCall = (call) => {
  const say = expected(
    'A14',
    'The calling number stands in From or P-Asserted-Identity, in international form.',
    'RFC 3325 §9.1; E.164',
  )
  const line = inviteOf(call)
  if (!line) return [say.hidden('The INVITE is not in the capture.')]
  const numbers = numbersOf(call)
  const good = numbers.find((number) => INTERNATIONAL.test(number))
  if (good) return [say.ok({ seen: `${good}.`, at: [line] })]
  const digits = numbers.find((number) => /^\d{3,}$/.test(number))
  return [
    digits
      ? say.warn(
          { seen: `${digits}, without a plus and country code.`, at: [line] },
          'The PBX sends the number as the telephone network of the country writes it.',
        )
      : say.fail(
          { seen: 'No number of the caller is told.', at: [line] },
          'The extension has no outward number, or a border gateway takes it out.',
        ),
  ]
}

/** A14. Who withholds the number is anonymous to the other user, while the network still knows. */
export const callerIsWithheld: OfCall = (call) => {
  const from = expected('A14', 'From is anonymous.', 'RFC 3323 §4.1')
  const told = expected('A14', 'Privacy asks for id, and P-Asserted-Identity still tells the network.', 'RFC 3325 §9.3')
  const line = inviteOf(call)
  if (!line) return [from.hidden('The INVITE is not in the capture.')]
  const uri = parseAddress(header(line.message, 'From') ?? '')?.uri
  const isAnonymous = uri?.user?.toLowerCase() === 'anonymous' || uri?.host.toLowerCase() === 'anonymous.invalid'
  const privacy = headerValues(line.message, 'Privacy').join(';').toLowerCase()
  const asserted = header(line.message, 'P-Asserted-Identity') ?? header(line.message, 'P-Preferred-Identity')
  if (!isAnonymous && privacy === '')
    return [
      from.absent(
        { seen: `From names ${uri?.user ?? 'a caller'}, and no privacy is asked for.`, at: [line] },
        'The number was not withheld at the extension.',
      ),
    ]
  return [
    isAnonymous
      ? from.ok({ seen: 'It is.', at: [line] })
      : from.fail(
          { seen: `From names ${uri?.user ?? 'a caller'}.`, at: [line] },
          'The PBX puts the number into From and relies on Privacy alone.',
        ),
    /\bid\b/.test(privacy) && asserted
      ? told.ok({ seen: `Privacy: ${privacy}.`, at: [line] })
      : told.fail(
          {
            seen: [
              privacy === '' ? 'There is no Privacy.' : `Privacy: ${privacy}.`,
              asserted ? 'An identity is asserted.' : 'No identity is asserted.',
            ].join(' '),
            at: [line],
          },
          'Without an asserted identity the provider cannot bill or trace the call.',
        ),
  ]
}

/** A14. An anonymous caller from the network is shown as one. */
export const anonymousComesIn: OfCall = (call) => {
  const say = expected(
    'A14',
    'The caller is anonymous in From, and no number of theirs stands anywhere else.',
    'RFC 3323 §4.1; RFC 3325 §7',
  )
  const line = inviteOf(call)
  if (!line) return [say.hidden('The INVITE is not in the capture.')]
  const user = callingNumber(call) ?? ''
  const told = ['P-Asserted-Identity', 'Remote-Party-ID']
    .map((name) => header(line.message, name))
    .find((value) => /\+?\d{5,}/.test(value ?? ''))
  if (/\d{5,}/.test(user))
    return [say.absent({ seen: `From names ${user}.`, at: [line] }, 'The call was not anonymous.')]
  return [
    told
      ? say.fail(
          { seen: 'A number stands in an identity header all the same.', at: [line] },
          'The provider takes the PBX for a trusted network and does not strip the identity.',
        )
      : say.ok({ seen: 'It is.', at: [line] }),
  ]
}

function formOf(number: string): keyof typeof SAID_FORMS {
  if (INTERNATIONAL.test(number)) return 'international'
  if (/^\d{2,6}$/.test(number)) return 'short'
  return /^\d+$/.test(number) ? 'national' : 'other'
}

const SAID_FORMS = {
  international: (number: string) => `${number} is international.`,
  short: (number: string) => `${number} is short.`,
  national: (number: string) => `${number} is national.`,
  other: (number: string) => `${number} is of no such form.`,
} as const

/** A14. Number forms in use across the calls of a capture. */
export const numberForms: OfScene = (_, calls) => {
  const say = expected(
    'A14',
    'Called numbers are in one agreed form: international with a plus, national, or short.',
    'RFC 3966 §5.1; E.164',
  )
  const called = calls.flatMap((call) => calledNumber(call) ?? [])
  if (called.length === 0) return [say.hidden('No called number is in the capture.')]
  const forms = new Map<keyof typeof SAID_FORMS, string>()
  for (const number of called) forms.set(formOf(number), number)
  const seen = {
    seen: [...forms].map(([form, number]) => SAID_FORMS[form](number)).join(' '),
    packets: calls.flatMap((call) => inviteOf(call)?.packet ?? []),
  }
  if (forms.has('other')) return [say.fail(seen, 'Digits are mixed with letters or signs a provider does not read.')]
  return [
    forms.size < 2 && called.length < 2
      ? say.warn(seen, 'One number only was called; the test case asks for several kinds.')
      : say.ok(seen),
  ]
}

/** A14. Numbers of a block come in one form each, in the Request-URI, or in To where the trunk's own name is asked for. */
export const blockIsInOneForm: OfScene = (_, calls) => {
  const say = expected('A14', 'The numbers of the block arrive in one agreed form.', 'RFC 3966 §5.1; SIPconnect 2.0')
  const dialled = calls.flatMap((call) => {
    const line = inviteOf(call)
    if (!line) return []
    const told = [calledNumber(call), parseAddress(header(line.message, 'To') ?? '')?.uri.user]
    const number =
      told.find((each) => each != null && formOf(each) !== 'other') ?? told.find((each) => each != null) ?? 'none'
    return [{ number, form: formOf(number), line }]
  })
  const numbers = [...new Set(dialled.map((each) => each.number))]
  const forms = new Set(dialled.map((each) => each.form))
  const seen = {
    seen: numbers
      .slice(0, 5)
      .map((number) => SAID_FORMS[formOf(number)](number))
      .join(' '),
    at: dialled.map((each) => each.line),
  }
  if (forms.has('other'))
    return [say.fail(seen, 'The provider asks for the trunk by its name, and the number is lost.')]
  if (forms.size > 1) return [say.fail(seen, 'Part of the block, such as ported numbers, is set up otherwise.')]
  return [
    numbers.length < 2 ? say.absent(seen, 'One number only was called; the test case asks for several.') : say.ok(seen),
  ]
}

/** A15. A call that was sent on says from where, and why. */
export function redirectionIsTold(reasons: readonly string[] = []): OfCall {
  return (call) => {
    const say = expected(
      'A15',
      reasons.length > 0
        ? `The INVITE tells from where it was sent on, with the reason ${reasons.join(' / ')}: Diversion or History-Info.`
        : 'The INVITE tells from where it was sent on: Diversion or History-Info.',
      'RFC 5806; RFC 7044',
    )
    const line = inviteOf(call)
    if (!line) return [say.hidden('The INVITE is not in the capture.')]
    const diversion = headerValues(line.message, 'Diversion').map(parseAddress)
    const history = headerValues(line.message, 'History-Info')
    const referred = header(line.message, 'Referred-By')
    if (diversion.length === 0 && history.length < 2 && !referred)
      return [
        say.fail(
          { seen: 'Neither stands in it.', at: [line] },
          'The PBX sends a forwarded call as if it were its own; the provider then refuses or shows the wrong number.',
        ),
      ]
    const given = [
      ...diversion.flatMap((each) => each?.params.get('reason') ?? []),
      ...history.flatMap((each) => /cause%3D(\d{3})|cause=(\d{3})/i.exec(each)?.slice(1).find(Boolean) ?? []),
    ]
    const fits = reasons.length === 0 || given.some((each) => reasons.includes(each.replaceAll('"', '')))
    const name = diversion.length > 0 ? 'Diversion' : history.length > 0 ? 'History-Info' : 'Referred-By'
    const seen = {
      seen: given.length > 0 ? `${name}, with the reason ${given.join(', ')}.` : `${name}.`,
      at: [line],
    }
    return [fits ? say.ok(seen) : say.fail(seen, 'The PBX uses one reason for all kinds of forwarding.')]
  }
}

/** A14. The phone a call is sent on to shows who began it; an identity of the trunk's own is a limitation. */
export const originalCallerIsTold: OfCall = (call, scene) => {
  const say = expected('A14', 'From or P-Asserted-Identity names the original caller.', 'RFC 5806; RFC 7044')
  const line = inviteOf(call)
  const around = scene.calls.findLast((other) => other.direction === 'inbound' && other.begins < call.begins)
  const original = around
    ? numbersOf(around)
        .map(lastDigits)
        .filter((digits) => digits !== '')
    : []
  if (!line || original.length === 0) return []
  const told = numbersOf(call)
  const seen = {
    seen:
      told.length === 0
        ? 'Nobody is named in the call sent on.'
        : `${[...new Set(told)].join(', ')} in the call sent on.`,
    at: [inviteOf(around!), line],
  }
  return [
    told.some((number) => original.includes(lastDigits(number)))
      ? say.ok(seen)
      : say.warn(seen, 'The provider takes numbers of the trunk only, or the PBX puts its own in their place.'),
  ]
}

/** National and international form of a number end alike. */
function lastDigits(number: string): string {
  return /^\+?\d{3,}$/.test(number) ? number.slice(-7) : ''
}

/** Who calls, as asserted and in From. */
function numbersOf(call: Call): readonly string[] {
  const asserted = headerValues(inviteOf(call)?.message ?? noMessage, 'P-Asserted-Identity')
  return [...asserted.map((value) => parseAddress(value)?.uri.user ?? ''), callingNumber(call) ?? '']
}

const PRIVATE_FOUR = [
  [10, 0, 8],
  [172, 16, 12],
  [192, 168, 16],
  [127, 0, 8],
  [169, 254, 16],
  [100, 64, 10],
] as const

/** A25. Nothing of the inner network is told to the provider. */
export function noInnerAddress(by: Side): OfCall {
  return (call, scene) => {
    const say = expected(
      'A25',
      `${capital(SIDE_WORDS[by])} tells no address of its inner network.`,
      'RFC 1918; RFC 3261 §8.1.1.8',
    )
    const lines = call.lines.filter((line) => line.by === by)
    if (lines.length === 0) return [say.hidden('No message of that side is in the capture.')]
    const hosts = by === 'pbx' ? scene.sides.pbx : scene.sides.provider
    // On a private line the trunk's own address is a private one.
    const isOwn = (address: string) => hosts.has(address)
    for (const line of lines) {
      const described = line.description?.media.map((media) => media.address) ?? []
      const named = ['Contact', 'Via', 'Record-Route', 'Call-ID'].flatMap((name) =>
        headerValues(line.message, name).flatMap((value) => value.match(/\b\d{1,3}(?:\.\d{1,3}){3}\b/g) ?? []),
      )
      const inner = [...named, ...described].find((address) => isPrivate(address) && !isOwn(address))
      if (inner)
        return [
          say.fail(
            { seen: `${inner} stands in a message.`, at: [line] },
            'The border gateway does not rewrite Contact, Via or the c= line.',
          ),
        ]
    }
    return [say.ok({ seen: lines.length === 1 ? 'None in the only message.' : `None in ${lines.length} messages.` })]
  }
}

export function isPrivate(address: string): boolean {
  const bytes = addressBytes(address)
  if (bytes?.length !== 4) return false
  const value = ((bytes[0]! << 24) | (bytes[1]! << 16) | (bytes[2]! << 8) | bytes[3]!) >>> 0
  return PRIVATE_FOUR.some(
    ([first, second, bits]) => value >>> (32 - bits) === (((first << 24) | (second << 16)) >>> 0) >>> (32 - bits),
  )
}

/** A30. A call for help is told from others: its number or service name, the caller's number, and where they are. */
export const emergencyIsTold: OfCall = (call) => {
  const called = expected('A30', 'The called party is an emergency number or urn:service:sos.', 'RFC 5031; RFC 6881')
  const caller = expected('A30', 'The calling number is told, so that the service can call back.', 'RFC 6881 §5.1')
  const place = expected('A30', 'Where the caller is goes along, where location by SIP is agreed on.', 'RFC 6442 §4')
  const line = inviteOf(call)
  if (!line) return [called.hidden('The INVITE is not in the capture.')]
  const { start } = line.message
  const uri = start.kind === 'request' ? start.uri : ''
  const isSos = isEmergency(call)
  const from = callingNumber(call) ?? ''
  const geo = header(line.message, 'Geolocation')
  return [
    isSos
      ? called.ok({ seen: `${uri.slice(0, 60)}.`, at: [line] })
      : called.fail({ seen: `${uri.slice(0, 60)}.`, at: [line] }, 'The PBX rewrites the number before it leaves.'),
    /\d{5,}/.test(from)
      ? caller.ok({ seen: `${from}.`, at: [line] })
      : caller.fail(
          { seen: 'No number that could be called back.', at: [line] },
          'The extension has no outward number of its own.',
        ),
    ...(geo ? [place.ok({ seen: 'Geolocation is there.', at: [line] })] : []),
  ]
}

/** A14. Who was reached is told to the caller, when it is somebody else than was called. */
export const connectedIsTold: OfCall = (call) => {
  const say = expected(
    'A14',
    'The answer, or an UPDATE after it, names the connected party.',
    'RFC 4916 §3; RFC 3325 §9.1',
  )
  const told = call.lines.find(
    (line) =>
      (line === call.answered || line.row.method === 'UPDATE') &&
      (header(line.message, 'P-Asserted-Identity') ?? header(line.message, 'Remote-Party-ID')) !== null,
  )
  return [
    told
      ? say.ok({ seen: `${sayLine(told)} of ${SIDE_WORDS[told.by]} names it.`, at: [told] })
      : say.fail(
          { seen: 'Nothing names it.', at: [call.answered] },
          'The side that answers does not assert identities in answers.',
        ),
  ]
}

/** A14. The caller's number is signed (RFC 8224), or the provider says how far it was checked. */
export const callerIsSigned: OfCall = (call) => {
  const say = expected(
    'A14',
    'The INVITE carries a signed Identity, or a verstat of the provider.',
    'RFC 8224 §4; RFC 8225',
  )
  const line = inviteOf(call)
  if (!line) return [say.hidden('The INVITE is not in the capture.')]
  const identity = header(line.message, 'Identity')
  const verstat = ['P-Asserted-Identity', 'From']
    .map((name) => /;verstat=([\w-]+)/i.exec(header(line.message, name) ?? '')?.[1])
    .find(Boolean)
  if (identity && /^[\w-]+\.[\w-]*\.[\w-]+/.test(identity))
    return [say.ok({ seen: 'A signed Identity is there.', at: [line] })]
  if (verstat) return [say.ok({ seen: `verstat=${verstat}.`, at: [line] })]
  return [
    say.fail(
      { seen: identity ? 'Identity is there, and is no PASSporT.' : 'Neither is there.', at: [line] },
      'A border gateway takes out headers it does not know.',
    ),
  ]
}

/** By the service name of RFC 5031, or by a number that reaches an emergency service somewhere in the world. */
export function isEmergency(call: Call): boolean {
  const { start } = inviteOf(call)?.message ?? { start: null }
  if (start?.kind !== 'request') return false
  return /^urn:service:sos/i.test(start.uri) || EMERGENCY_NUMBERS.test(calledNumber(call) ?? '')
}

const EMERGENCY_NUMBERS = /^(112|110|911|999|000|111|15|17|18|144|117|118|119|133)$/
