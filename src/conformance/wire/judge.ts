/**
 * The verdict on one test case, out of what a capture shows. It is a proposal: whoever is responsible confirms it, and
 * what a probe or a person has to judge is left to them.
 */
import { count } from '../../kernel/text.ts'
import type { TestCase } from '../test-case.ts'
import { nothingUnasked } from './load.ts'
import { expected, type Observation } from './observation.ts'
import type { Call, Scene } from './scene.ts'
import { closed, wellFormed } from './set-up.ts'
import type { JudgedVerdict } from './verdicts.ts'
import type { Wire } from './wire.ts'

/** Goes up when a verdict on the same capture may change. */
export const ANALYSER = 'certwright-judge/8'

export type Judgement = {
  /** Its place in the plan: `HLD-01`. */
  readonly id: string
  readonly verdict: JudgedVerdict
  readonly observations: readonly Observation[]
  /** The Call-ID of the call that was judged; null where none was. */
  readonly call: string | null
  /** Further calls of the same kind in the capture, of which this one shows the test case best. */
  readonly others: number
  /** Who else has to judge before it is settled. */
  readonly also: readonly ('probe' | 'person')[]
}

export function judge(testCase: TestCase, scene: Scene): Judgement {
  const also = testCase.judgedBy.filter((each) => each !== 'capture')
  const blank = { id: testCase.plan, call: null, others: 0, also }
  const { wire } = testCase
  if (!wire) {
    const says = expected(testCase.checks[0] ?? 'A01', 'A capture can judge it.', testCase.cites[0] ?? '')
    return {
      ...blank,
      verdict: 'not-observable',
      observations: [
        says.hidden(OTHERS_JUDGE[also.join(' and ')] ?? 'This analyser does not read what would show it.'),
      ],
    }
  }
  const calls = wire.of ? scene.calls.filter((call) => wire.of!.is(call, scene)) : scene.calls
  if (wire.of && calls.length < (wire.least ?? 1)) return { ...blank, ...notThere(testCase, wire, scene, calls.length) }
  const overall = (wire.overall ?? []).flatMap((expect) => expect(scene, calls))
  const best = wire.expect ? bestOf(calls, wire, scene) : null
  const observations = [...(best?.observations ?? []), ...overall, ...nothingUnasked(scene, best ? [best.call] : calls)]
  return {
    ...blank,
    verdict: isShown(wire, scene, calls, best?.call ?? null) ? verdictOf(observations) : 'inconclusive',
    observations,
    call: best?.call.callId ?? null,
    others: best ? calls.length - 1 : 0,
  }
}

const OTHERS_JUDGE: Readonly<Record<string, string>> = {
  probe: 'A probe judges it.',
  person: 'A person judges it.',
  'probe and person': 'A probe and a person judges it.',
  'person and probe': 'A person and a probe judges it.',
}

/** Everything said of the call that meets most; of equals the last, which is the last try. */
function bestOf(
  calls: readonly Call[],
  wire: Wire,
  scene: Scene,
): { readonly call: Call; readonly observations: readonly Observation[] } | null {
  let best: { call: Call; observations: readonly Observation[]; against: number } | null = null
  for (const call of calls) {
    const observations = [...(wire.expect ?? []), wellFormed, ...(wire.leavesOpen ? [] : [closed])].flatMap((expect) =>
      expect(call, scene),
    )
    const against = observations.reduce((sum, each) => sum + WEIGHT[each.outcome], 0)
    if (best === null || against <= best.against) best = { call, observations, against }
  }
  return best
}

const WEIGHT = { ok: 0, warn: 1, 'not-observable': 20, fail: 400 } as const

/** The first expectation is what the test case is about: where the capture shows nothing of it, nothing else tells. */
function isShown(wire: Wire, scene: Scene, calls: readonly Call[], call: Call | null): boolean {
  const [ofCall] = wire.expect ?? []
  const [ofScene] = wire.overall ?? []
  const subject = ofCall && call ? ofCall(call, scene) : (ofScene?.(scene, calls) ?? [])
  return subject.some((each) => each.outcome !== 'not-observable')
}

/** One failure fails; what could not be seen leaves it open; what is worth a warning limits. */
export function verdictOf(observations: readonly Observation[]): JudgedVerdict {
  const has = (outcome: Observation['outcome']) => observations.some((each) => each.outcome === outcome)
  if (has('fail')) return 'failed'
  if (!has('ok') && !has('warn')) return 'not-observable'
  if (has('not-observable')) return 'inconclusive'
  return has('warn') ? 'passed-with-limitation' : 'passed'
}

function notThere(
  testCase: TestCase,
  wire: Wire,
  scene: Scene,
  found: number,
): Pick<Judgement, 'verdict' | 'observations'> {
  const least = wire.least ?? 1
  const wanted = least === 1 ? wire.of!.says : `${wire.of!.says}, ${least} times or more`
  const say = expected(testCase.checks[0] ?? 'A01', `The capture shows ${wanted}.`, testCase.cites[0] ?? '')
  const isHidden = scene.calls.length === 0 && (scene.hidden.has('TLS') || scene.hidden.has('IPsec'))
  if (isHidden)
    return {
      verdict: 'not-observable',
      observations: [say.hidden('Signalling is encrypted, and the keys are not there.')],
    }
  if (scene.calls.length === 0 && scene.elsewhere > 0)
    return { verdict: 'inconclusive', observations: [say.absent({ seen: offTheTrunk(scene) }, NOT_THE_TRUNK)] }
  if (scene.calls.length === 0)
    return { verdict: 'inconclusive', observations: [say.hidden('There is no call in the capture.')] }
  const outbound = scene.calls.filter((call) => call.direction === 'outbound').length
  const inbound = scene.calls.filter((call) => call.direction === 'inbound').length
  const seen = `${found} among ${count(scene.calls.length, 'call')}: ${outbound} outbound, ${inbound} inbound.`
  return { verdict: 'inconclusive', observations: [say.hidden(seen)] }
}

/** There are calls in the capture, and none of them counts. */
function offTheTrunk({ elsewhere, sides }: Scene): string {
  const hosts = (named: ReadonlySet<string>) =>
    named.size > 0 ? [...named].slice(0, 4).join(', ') : 'any other address'
  const [pbx, provider] = [hosts(sides.pbx), hosts(sides.provider)]
  return elsewhere === 1
    ? `The one call of the capture does not cross the trunk between PBX (${pbx}) and provider (${provider}), and only that leg is judged.`
    : `None of the ${elsewhere} calls of the capture crosses the trunk between PBX (${pbx}) and provider (${provider}), and only that leg is judged.`
}

const NOT_THE_TRUNK =
  'The capture was taken on the phones’ side of the PBX, or the addresses of the trunk are others than were told.'
