/** `certwright capture ladder`: one call of a capture, as text, as a picture, or as JSON. */
import { callNumbers } from '../capture/calls.ts'
import { ladderOf, saidIn, spansForLadder } from '../capture/ladder.ts'
import { ladderAsSvg } from '../capture/ladder-svg.ts'
import { ladderAsText } from '../capture/ladder-text.ts'
import { otherLegs } from '../capture/other-legs.ts'
import { refuse } from '../kernel/refusal.ts'
import { openCaptureOnTwoThreads } from '../app/captures/capture-file.ts'
import { done, type Outcome } from './command.ts'
import { progressLine } from './progress.ts'

const FORMATS = { text: ladderAsText, svg: ladderAsSvg } as const

export type LadderFormat = keyof typeof FORMATS

/** The call is told by its place in the list of `inspect`, counted from 1; its other legs are drawn with it if asked. */
export async function ladderFromCapture(
  file: string,
  call: number,
  hasLegs: boolean,
  format: LadderFormat,
): Promise<Outcome> {
  const progress = progressLine(`Reading ${file}`)
  const capture = await openCaptureOnTwoThreads(file, progress.show).finally(progress.clear)
  const calls = callNumbers(capture.trace)
  const number = calls[call - 1]
  if (number === undefined)
    return refuse('not-found', {
      says:
        calls.length === 0
          ? `There is no call in ${file}.`
          : `There is no call ${call} in ${file}: it has ${calls.length}.`,
      next: 'certwright capture inspect lists the calls.',
    })
  const legs = hasLegs ? (otherLegs(capture.trace).get(number) ?? []) : []
  const numbers = [number, ...legs.map((leg) => leg.number)]
  const said = saidIn(capture.trace, numbers, await capture.bytesOf(spansForLadder(capture.trace, numbers)))
  const ladder = ladderOf(capture.trace, numbers, said)
  return done(FORMATS[format](ladder), ladder)
}
