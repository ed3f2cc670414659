/**
 * What this thread has worked so far, in milliseconds: on a busy machine it may be made to wait for seconds, and that is
 * no slowness of ours.
 */
export function busyMs(): number {
  const { user, system } = process.threadCpuUsage()
  return (user + system) / 1000
}

/** Engines compile and clear up now and then, whatever is worked at: hardly ever three times at the same thing. */
const TRIES = 3

/** What this work takes in milliseconds, to a few of them: the least of a few tries, which end with the first below the bound. */
export function worksFor(work: () => void, boundMs: number): number {
  let least = Number.POSITIVE_INFINITY
  for (let tries = 0; tries < TRIES && least >= boundMs; tries += 1) {
    const before = busyMs()
    work()
    least = Math.min(least, busyMs() - before)
  }
  return least
}
