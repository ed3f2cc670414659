/** A note that is worth a few tries: without it, what was done outside would be done once more. */
import { setTimeout as sleep } from 'node:timers/promises'

const MOST_TRIES = 5
const PAUSE_MS = 500

/** Each pause is longer than the one before by as much; the last fault is thrown. */
export async function insist(write: () => Promise<unknown>): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    try {
      await write()
      return
    } catch (fault) {
      if (tries === MOST_TRIES) throw fault
      await sleep(PAUSE_MS * tries)
    }
  }
}
