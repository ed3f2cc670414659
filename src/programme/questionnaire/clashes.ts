/**
 * The live list of clashes: what the answers demand that a platform release cannot, and what they
 * contradict among themselves. Found before anybody quotes or tests (5T.d).
 */
import type { Capability } from '../capability.ts'
import type { PlatformRelease } from '../platform.ts'
import { standingAnswers } from './answering.ts'
import { CONTRADICTIONS } from './contradictions.ts'
import { declaredCapabilities } from './declared.ts'
import { DEMANDS } from './demands.ts'
import type { Answers } from './item.ts'

/**
 * `blocks`: testing on this release would be pointless until it is put right. `note`: something that
 * is merely offered will not be tested, or an answer that may be as intended.
 */
export type Clash = {
  readonly question: string
  readonly weight: 'blocks' | 'note'
  readonly says: string
  readonly fix: string
}

/** Those that block come first. */
export function clashesOf(answers: Answers, release: PlatformRelease): readonly Clash[] {
  const clashes = [...contradictionsIn(answers), ...clashesWith(answers, release)]
  return [...clashes.filter(isBlocking), ...clashes.filter((clash) => !isBlocking(clash))]
}

/** Clashes within the answers themselves, for when no platform release has been chosen yet. */
export function contradictionsIn(answers: Answers): readonly Clash[] {
  const standing = standingAnswers(answers)
  return CONTRADICTIONS.filter((row) => row.when(standing)).map(({ question, weight, says, fix }) => ({
    question,
    weight,
    says,
    fix,
  }))
}

function isBlocking(clash: Clash): boolean {
  return clash.weight === 'blocks'
}

function clashesWith(answers: Answers, release: PlatformRelease): readonly Clash[] {
  const cannot = release.cannot ?? []
  const standing = standingAnswers(answers)
  return declaredCapabilities(answers)
    .filter((capability) => cannot.includes(capability))
    .map((capability) => clashOver(capability, standing, release.version, cannot))
}

function clashOver(capability: Capability, answers: Answers, version: string, cannot: readonly Capability[]): Clash {
  const { question, what, does, required } = DEMANDS[capability]
  if (required?.when(answers, cannot)) {
    return {
      question,
      weight: 'blocks',
      says: `You require ${what}; release ${version} cannot ${does}.`,
      fix: required.fix,
    }
  }
  return {
    question,
    weight: 'note',
    says: `You offer ${what}; release ${version} cannot ${does}, so it will not be tested.`,
    fix: 'Nothing, unless your customers rely on it: then choose a release that can.',
  }
}
