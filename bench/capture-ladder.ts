/**
 * The ladder of one call out of a capture, from the middle of it, after it was read: `node bench/capture-ladder.ts FILE`.
 * Prints the milliseconds that took, and how many lines the ladder has.
 */
import { performance } from 'node:perf_hooks'
import { openCaptureOnTwoThreads } from '../src/app/captures/capture-file.ts'
import { callNumbers } from '../src/capture/calls.ts'
import { ladderOf, saidIn, spansForLadder } from '../src/capture/ladder.ts'
import { ladderAsText } from '../src/capture/ladder-text.ts'

const { trace, bytesOf } = await openCaptureOnTwoThreads(process.argv[2]!, () => {})
const numbers = callNumbers(trace)
const wanted = [numbers[Math.floor(numbers.length / 2)]!]
const from = performance.now()
const said = saidIn(trace, wanted, await bytesOf(spansForLadder(trace, wanted)))
const ladder = ladderOf(trace, wanted, said)
const text = ladderAsText(ladder)
const ms = performance.now() - from
process.stdout.write(`${JSON.stringify({ ms, rungs: ladder.rungs.length, characters: text.length })}\n`)
