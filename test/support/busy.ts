/**
 * What this thread has worked so far, in milliseconds: on a busy machine it may be made to wait for seconds, and that is
 * no slowness of ours.
 */
export function busyMs(): number {
  const { user, system } = process.threadCpuUsage()
  return (user + system) / 1000
}
