/**
 * The courses that test cases want to see, where one can be told beforehand. Each is written once for the side that calls
 * and turned round for the other, and is of one Call-ID: of calls that belong together each has its own.
 */
import { type Course, courseOf } from './course.ts'
import { type Refusal, REFUSALS } from './refusals.ts'

type Side = 'pbx' | 'provider'

const otherOf = (side: Side): Side => (side === 'pbx' ? 'provider' : 'pbx')

const lines = (...parts: readonly string[]) => parts.join('\n')

/** What comes before an answer of any kind. */
const offered = (by: Side) => lines(`${by} INVITE`, `${otherOf(by)}* 100 INVITE`)

const rings = (by: Side) => lines(`${otherOf(by)}* 180|181|182|183 INVITE`, `${by}* PRACK`, `${otherOf(by)}* 200 PRACK`)

const answered = (by: Side) => lines(offered(by), rings(by), `${otherOf(by)} 200 INVITE`, `${by} ACK`)

const refused = (by: Side, statuses: string) =>
  lines(offered(by), rings(by), `${otherOf(by)} ${statuses} INVITE`, `${by} ACK`)

const cleared = (by: Side | 'either') => lines(`${by} BYE`, `${by === 'either' ? 'other' : otherOf(by)} 200 BYE`)

const codes = (refusal: Refusal) => REFUSALS[refusal].join('|')

const refusedAs = (by: Side, refusal: Refusal) => refused(by, codes(refusal))

/** A change of media, and its answer. */
const changed = (by: Side) => lines(`${by} INVITE|UPDATE`, `${otherOf(by)} 200 INVITE|UPDATE`, `${by}? ACK`)

const givenUp = (by: Side) =>
  lines(
    offered(by),
    `${otherOf(by)} 180|183 INVITE`,
    rings(by),
    `${by} CANCEL`,
    `${otherOf(by)} 200 CANCEL`,
    `${otherOf(by)} 487 INVITE`,
    `${by} ACK`,
  )

const reliably = (by: Side) =>
  lines(
    offered(by),
    `${otherOf(by)} 180|183 INVITE`,
    `${by} PRACK`,
    `${otherOf(by)} 200 PRACK`,
    rings(by),
    `${otherOf(by)} 200 INVITE`,
    `${by} ACK`,
    cleared('either'),
  )

const early = (by: Side, status: string) =>
  lines(
    offered(by),
    `${otherOf(by)} ${status} INVITE`,
    rings(by),
    `${otherOf(by)} 200 INVITE`,
    `${by} ACK`,
    cleared('either'),
  )

const TALK_OUT = lines(answered('pbx'), cleared('either'))
const TALK_IN = lines(answered('provider'), cleared('either'))

/** What happens in a call that either side may have begun. */
const inEither = (...parts: readonly string[]): readonly [string, string] => [
  lines(answered('pbx'), ...parts, cleared('either')),
  lines(answered('provider'), ...parts, cleared('either')),
]

/** What a side may change as often as it likes; whether it has to is not known beforehand. */
const mayChange = (by: Side | 'either') => {
  const other = by === 'either' ? 'other' : otherOf(by)
  return lines(`${by}* INVITE|UPDATE`, `${other}* 200 INVITE|UPDATE`, `${by}* ACK`)
}

/** An answered call of which the beginning counts: a capture may end before it does. */
const begun = (by: Side) => lines(answered(by), 'either? BYE', 'other? 200 BYE')

/** One leg of what was transferred, joined or sent on: its media may change as often as it likes. */
const LEG = inEither(mayChange('either'))

/** The way to the first place leads nowhere, or is refused; the same call then goes to another. */
const elsewhere = (by: Side) => {
  const other = otherOf(by)
  return lines(
    offered(by),
    `${other}? 503 INVITE`,
    `${by}? ACK`,
    `${by}? INVITE`,
    rings(by),
    `${other} 200 INVITE`,
    `${by} ACK`,
    cleared('either'),
  )
}

/** The other side is gone: whatever is asked of it fails, and the call is ended all the same, by each for itself. */
const left = (by: Side) =>
  lines(
    answered(by),
    'either* INVITE|UPDATE',
    'other* 200|408|481 INVITE|UPDATE',
    'either* ACK',
    'either BYE',
    'either* BYE',
    'other* 200|408|481 BYE',
  )

/** The other side takes a REFER of the PBX, and tells how it went as often as it likes. */
const REFERS = lines(
  'pbx REFER',
  'provider 202|200 REFER',
  'provider NOTIFY',
  'pbx 200 NOTIFY',
  'provider* NOTIFY',
  'pbx* 200 NOTIFY',
)

/** Nobody is told where no subscription was asked for, nor made, as the answer says (RFC 4488 §4). */
const REFERS_UNTOLD = lines('pbx REFER [Refer-Sub: false]', 'provider 202|200 REFER [Refer-Sub: false]')

const keptAlive = (by: Side, statuses: string) => {
  const other = otherOf(by)
  return lines(`${by} OPTIONS`, `${other} ${statuses} OPTIONS`, `${by}* OPTIONS`, `${other}* ${statuses} OPTIONS`)
}

/** Refreshes, for which a stale nonce may be challenged. */
const REFRESHES = lines('pbx* REGISTER', 'provider* 200|401|407 REGISTER')

/** Nobody answers: the side that owns the timer gives up, the one that calls or the one that is called. */
const unanswered = (by: Side): readonly [string, string] => [givenUp(by), refusedAs(by, 'unanswered')]

/** Which of them tells of a full trunk stands in its Reason or its Warning. */
const ANY_REFUSAL = '400-699'

/** By the place in the plan; several where the test case leaves open who calls, or how it ends. */
const LINES: Readonly<Record<string, string | readonly [string, ...string[]]>> = {
  'CON-01': keptAlive('pbx', '200|404|405|501'),
  'CON-02': [keptAlive('provider', '200'), TALK_IN],
  'CON-03': lines(
    'pbx REGISTER',
    'provider 401|407 REGISTER',
    'pbx REGISTER',
    'provider 200 REGISTER',
    'pbx REGISTER',
    'provider 200 REGISTER',
    REFRESHES,
  ),
  'CON-04': lines(
    'pbx REGISTER',
    'provider 401|403|407 REGISTER',
    'pbx* REGISTER',
    'provider* 401|403|407 REGISTER',
    'pbx REGISTER',
    'provider 200 REGISTER',
  ),
  'CON-05': [
    lines('pbx REGISTER', 'provider? 401|407 REGISTER', 'pbx? REGISTER', 'provider 200 REGISTER', REFRESHES),
    TALK_IN,
  ],
  'CON-06': inEither(),
  'CON-07': TALK_OUT,
  'CON-08': TALK_OUT,
  'OUT-01': lines(answered('pbx'), cleared('pbx')),
  'OUT-02': lines(answered('pbx'), cleared('provider')),
  'OUT-03': givenUp('pbx'),
  'OUT-04': refusedAs('pbx', 'busy'),
  'OUT-05': unanswered('pbx'),
  'OUT-06': refusedAs('pbx', 'barred'),
  'OUT-07': begun('pbx'),
  'OUT-08': lines(
    'pbx INVITE',
    'provider* 100 INVITE',
    'provider 401|407 INVITE',
    'pbx ACK',
    'pbx INVITE',
    rings('pbx'),
    'provider 200 INVITE',
    'pbx ACK',
    cleared('either'),
  ),
  'INB-01': lines(answered('provider'), cleared('provider')),
  'INB-02': lines(answered('provider'), cleared('pbx')),
  'INB-03': givenUp('provider'),
  'INB-04': refusedAs('provider', 'rejected'),
  'INB-05': unanswered('provider'),
  'INB-06': refusedAs('provider', 'unassigned'),
  'INB-07': TALK_IN,
  'RNG-01': early('pbx', '180'),
  'RNG-02': early('pbx', '183'),
  'RNG-03': reliably('pbx'),
  'RNG-04': lines(
    offered('pbx'),
    'provider 180|183 INVITE',
    'provider 180|183 INVITE',
    rings('pbx'),
    'provider 200 INVITE',
    'pbx ACK',
    cleared('either'),
  ),
  'RNG-05': early('pbx', '183'),
  'RNG-06': inEither(),
  'COD-01': TALK_OUT,
  'COD-02': inEither(),
  'COD-03': inEither(),
  'COD-04': refusedAs('pbx', 'no-codec'),
  'COD-05': inEither(
    'either INVITE|UPDATE',
    'other 200 INVITE|UPDATE',
    'either? ACK',
    mayChange('either'),
    'other* 488 INVITE|UPDATE',
  ),
  'DTM-01': TALK_OUT,
  'DTM-02': TALK_IN,
  'DTM-03': inEither(),
  'DTM-04': lines(answered('pbx'), 'pbx* INFO', 'provider* 200 INFO', cleared('either')),
  'HLD-01': inEither(changed('pbx'), changed('pbx'), changed('pbx'), changed('pbx')),
  'HLD-02': inEither(changed('provider'), changed('provider')),
  'HLD-03': lines(answered('pbx'), changed('pbx'), changed('pbx'), mayChange('either'), cleared('either')),
  'HLD-04': inEither(
    'either INVITE|UPDATE',
    'other? INVITE|UPDATE',
    'other 491 INVITE|UPDATE',
    'either? ACK',
    'either? 491 INVITE|UPDATE',
    'other? ACK',
    'either INVITE|UPDATE',
    'other 200 INVITE|UPDATE',
    'either? ACK',
    mayChange('either'),
  ),
  'TRF-01': lines(answered('provider'), mayChange('either'), cleared('either')),
  'TRF-02': LEG,
  'TRF-03': LEG,
  'TRF-04': LEG,
  'TRF-05': [...inEither(mayChange('either'), REFERS), ...inEither(mayChange('either'), REFERS_UNTOLD)],
  'TRF-06': [
    ...inEither('pbx REFER', `provider ${codes('no-transfer')} REFER`, mayChange('either')),
    ...inEither(REFERS, mayChange('either')),
    ...LEG,
  ],
  'CNF-01': LEG,
  'FWD-01': LEG,
  'FWD-02': LEG,
  'FWD-03': refusedAs('provider', 'elsewhere'),
  'FWD-04': [givenUp('pbx'), TALK_OUT, TALK_IN],
  'IDN-01': [begun('pbx'), givenUp('pbx')],
  'IDN-02': [begun('pbx'), givenUp('pbx')],
  'IDN-03': [begun('provider'), givenUp('provider')],
  'IDN-04': [begun('provider'), givenUp('provider'), refused('provider', '433|486|603')],
  'IDN-05': LEG,
  'IDN-06': LEG,
  'IDN-07': [begun('pbx'), begun('provider')],
  'FAX-01': lines(answered('pbx'), changed('provider'), cleared('either')),
  'FAX-02': lines(answered('provider'), changed('pbx'), cleared('either')),
  'FAX-03': lines(answered('pbx'), 'either INVITE', `other ${codes('no-t38')} INVITE`, 'either ACK', cleared('either')),
  'FAX-04': inEither(),
  'TMR-01': inEither(changed('provider')),
  'TMR-02': inEither(changed('pbx')),
  'TMR-03': lines(
    'pbx INVITE',
    'provider* 100 INVITE',
    'provider 422 INVITE',
    'pbx ACK',
    'pbx INVITE',
    rings('pbx'),
    'provider 200 INVITE',
    'pbx ACK',
    cleared('either'),
  ),
  'TMR-04': lines(answered('pbx'), mayChange('either'), cleared('either')),
  'TMR-05': [left('pbx'), left('provider')],
  'FLV-01': elsewhere('pbx'),
  'FLV-02': elsewhere('pbx'),
  'FLV-03': elsewhere('provider'),
  'FLV-04': [left('pbx'), left('provider')],
  'SEC-03': LEG,
  'SEC-04': [TALK_OUT, refusedAs('pbx', 'no-encryption')],
  'SEC-05': [refusedAs('provider', 'uninvited'), 'provider INVITE'],
  'SEC-07': LEG,
  'EMG-01': TALK_OUT,
  'EMG-02': TALK_IN,
  'EMG-03': TALK_OUT,
  'QOS-01': inEither(),
  'QOS-02': LEG,
  'VAA-01': lines(answered('provider'), mayChange('pbx'), cleared('either')),
  'VAA-02': lines(answered('provider'), cleared('provider')),
  'LOD-01': inEither(),
  'LOD-02': [refused('pbx', ANY_REFUSAL), refused('provider', ANY_REFUSAL)],
}

const COURSES = new Map(
  Object.entries(LINES).map(([plan, texts]) => {
    const [first, ...others] = typeof texts === 'string' ? ([texts] as const) : texts
    return [plan, [courseOf(first), ...others.map(courseOf)] as const] as const
  }),
)

/** The courses of a test case by its place in the plan, of which one is wanted; null where none can be told. */
export function coursesFor(plan: string): readonly [Course, ...Course[]] | null {
  return COURSES.get(plan) ?? null
}
