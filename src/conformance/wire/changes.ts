/** What another analyser says of the same capture: the verdicts that are no longer what they were. */
import type { Judgement } from './judge.ts'
import type { JudgedVerdict } from './verdicts.ts'

export type Change = {
  /** Its place in the plan. */
  readonly id: string
  /** Null where it was not judged. */
  readonly before: JudgedVerdict | null
  readonly now: JudgedVerdict | null
}

export function changesOf(before: readonly Judgement[], now: readonly Judgement[]): readonly Change[] {
  const verdicts = (all: readonly Judgement[]) => new Map(all.map(({ id, verdict }) => [id, verdict] as const))
  const [then, today] = [verdicts(before), verdicts(now)]
  return [...new Set([...then.keys(), ...today.keys()])]
    .map((id) => ({ id, before: then.get(id) ?? null, now: today.get(id) ?? null }))
    .filter((change) => change.before !== change.now)
}
