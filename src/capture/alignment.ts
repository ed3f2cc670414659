/** Two courses of things held against each other: what stands in both, in the same order, and what only in one. */

export type Aligned<First, Second> = { readonly first: First | null; readonly second: Second | null }

/** The longest common course of both; whatever is not in it stands alone. The work is the product of both lengths. */
export function alignedBy<First, Second>(
  first: readonly First[],
  second: readonly Second[],
  isSame: (one: First, other: Second) => boolean,
  /** Whether, where both are as good to leave out, the second is left alone before the first. */
  isSecondFirst: (other: Second) => boolean = () => false,
): readonly Aligned<First, Second>[] {
  const width = second.length + 1
  const longest = new Uint16Array((first.length + 1) * width)
  for (let i = first.length - 1; i >= 0; i -= 1)
    for (let j = second.length - 1; j >= 0; j -= 1)
      longest[i * width + j] = isSame(first[i]!, second[j]!)
        ? longest[(i + 1) * width + j + 1]! + 1
        : Math.max(longest[(i + 1) * width + j]!, longest[i * width + j + 1]!)
  const isFirstAlone = (i: number, j: number) => {
    const [without, withoutSecond] = [longest[(i + 1) * width + j]!, longest[i * width + j + 1]!]
    return without > withoutSecond || (without === withoutSecond && !isSecondFirst(second[j]!))
  }
  const pairs: Aligned<First, Second>[] = []
  let [i, j] = [0, 0]
  while (i < first.length || j < second.length) {
    if (i < first.length && j < second.length && isSame(first[i]!, second[j]!))
      pairs.push({ first: first[i++]!, second: second[j++]! })
    else if (j >= second.length || (i < first.length && isFirstAlone(i, j)))
      pairs.push({ first: first[i++]!, second: null })
    else pairs.push({ first: null, second: second[j++]! })
  }
  return pairs
}
