/** Answers of ours and of the oracle in one line each, and the count of how many of them differ. */

/** What was compared, how much of it differed, and the first few that did, for whoever has to look. */
export type Comparison = {
  compared: number
  differing: number
  readonly first: string[]
  readonly seen: Map<string, number>
}

export const comparison = (): Comparison => ({ compared: 0, differing: 0, first: [], seen: new Map() })

export function compare(into: Comparison, what: string, ours: string, theirs: string): void {
  into.compared += 1
  into.seen.set(theirs.split(' ')[0]!, (into.seen.get(theirs.split(' ')[0]!) ?? 0) + 1)
  if (ours === theirs) return
  into.differing += 1
  if (into.first.length < 5) into.first.push(`${what}: ours ${ours}, the oracle's ${theirs}`)
}

export function standingInWords(
  standing: string,
  clauses: readonly string[],
  next: { readonly on: string; readonly standing: string } | null,
): string {
  return [standing, ...clauses.toSorted(), 'then', next?.standing ?? 'nothing', next?.on ?? ''].join(' ')
}

/** The row of E3 that decided, by the rule our answer names. */
export const ROW: Readonly<Record<string, number>> = {
  'certified-at-mct-or-above': 1,
  'certification-not-withdrawn': 2,
  'exact-pair-certified': 3,
  'customer-in-the-region': 4,
  'standing-eligible': 5,
  'supported-with-caution': 6,
  supported: 7,
}

export function supportInWords(answer: {
  readonly row: number | undefined
  readonly supported: boolean
  readonly caution: boolean
  readonly route: string
  readonly certification: string | null
}): string {
  return [answer.row, answer.supported, answer.caution, answer.route, answer.certification].join(' ')
}
