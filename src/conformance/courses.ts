/**
 * The courses that test cases want to see, where one can be told beforehand; the others leave open what is said, and have
 * none. Each is written once for the side that calls and turned round for the other.
 */
import { type Course, courseOf } from './course.ts'

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

/** Nobody answers: the side that owns the timer gives up, the one that calls or the one that is called. */
const unanswered = (by: Side): readonly [string, string] => [givenUp(by), refused(by, '480|408')]

/** By the place in the plan; several where the test case leaves open who calls, or how it ends. */
const LINES: Readonly<Record<string, string | readonly [string, ...string[]]>> = {
  'OUT-01': lines(answered('pbx'), cleared('pbx')),
  'OUT-02': lines(answered('pbx'), cleared('provider')),
  'OUT-03': givenUp('pbx'),
  'OUT-04': refused('pbx', '486|600'),
  'OUT-05': unanswered('pbx'),
  'OUT-06': refused('pbx', '404|484|604|403|603'),
  'OUT-07': TALK_OUT,
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
  'INB-04': refused('provider', '486|603|480'),
  'INB-05': unanswered('provider'),
  'INB-06': refused('provider', '404'),
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
  'COD-04': refused('pbx', '488|606'),
  'DTM-01': TALK_OUT,
  'DTM-02': TALK_IN,
  'DTM-03': inEither(),
  'HLD-01': inEither(changed('pbx'), changed('pbx'), changed('pbx'), changed('pbx')),
  'HLD-02': inEither(changed('provider'), changed('provider')),
  'HLD-03': lines(answered('pbx'), changed('pbx'), mayChange('either'), changed('pbx'), cleared('either')),
  'TRF-05': inEither(
    'pbx REFER',
    'provider 202|200 REFER',
    'provider NOTIFY',
    'pbx 200 NOTIFY',
    'provider? NOTIFY',
    'pbx? 200 NOTIFY',
  ),
  'FWD-03': refused('provider', '302'),
  'FAX-01': lines(answered('pbx'), changed('provider'), cleared('either')),
  'FAX-02': lines(answered('provider'), changed('pbx'), cleared('either')),
  'FAX-03': lines(answered('pbx'), 'provider INVITE', 'pbx 488|415 INVITE', 'provider ACK', cleared('either')),
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
  'SEC-04': [TALK_OUT, refused('pbx', '488|606')],
  'EMG-01': TALK_OUT,
  'EMG-02': TALK_IN,
  'QOS-01': inEither(),
  'VAA-01': lines(answered('provider'), mayChange('pbx'), cleared('either')),
  'VAA-02': lines(answered('provider'), cleared('provider')),
  'CON-06': inEither(),
  'CON-08': TALK_OUT,
  'LOD-02': [refused('pbx', '486|503'), refused('provider', '486|503')],
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
