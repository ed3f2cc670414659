/**
 * Effects: what follows from facts outside the database. They are retried and never decide anything. They
 * look at their work when stirred by a fact, and every few seconds in any case.
 */
import { dailyCheckpoint } from '../checkpoints.ts'
import type { House } from '../house.ts'
import { removeCapturesOnce } from '../captures/removal.ts'
import { giveDigests } from './digests.ts'
import { carryMail } from './mail.ts'
import { giveReminders } from './reminders.ts'
import { carryWebhooks, tidyWebhooks } from '../webhooks/delivering.ts'

export type Effects = { readonly stir: () => void; readonly stop: () => Promise<void> }

const ROUND_MS = 5_000
/** What the server owes from before waits for its first page, and not longer. */
const FIRST_ROUND_MS = 250
const HOUR_MS = 60 * 60 * 1000

export function startEffects(house: House): Effects {
  const stopping = new AbortController()
  // Each at its own pace: a receiver that keeps silent holds up no mail.
  const carriers = [
    carrier('mail', (until) => carryMail(house, until), stopping.signal),
    carrier('webhooks', (until) => carryWebhooks(house, until), stopping.signal),
  ]
  const stir = () => carriers.forEach((each) => each.stir())
  let keeping: Promise<void> | null = null
  const keepHouse = () => {
    keeping ??= houseKeeping(house, stopping.signal).finally(() => {
      keeping = null
    })
  }
  // Whoever starts the server waits for its first page; what falls due by the day can wait a little.
  const timers = [
    setTimeout(stir, FIRST_ROUND_MS),
    setInterval(stir, ROUND_MS),
    setInterval(keepHouse, HOUR_MS),
    setTimeout(keepHouse, ROUND_MS),
  ]
  for (const timer of timers) timer.unref()
  return {
    stir,
    stop: async () => {
      stopping.abort()
      for (const timer of timers) clearInterval(timer)
      await Promise.all([...carriers.map((each) => each.ended()), keeping])
    },
  }
}

/** Works whenever it is stirred; stirred while at work, it goes round once more. */
function carrier(what: string, carry: (until: AbortSignal) => Promise<void>, until: AbortSignal) {
  let running: Promise<void> | null = null
  let isStirred = false
  const round = async () => {
    do {
      isStirred = false
      await carry(until).catch((fault: unknown) => report(what, fault))
    } while (isStirred && !until.aborted)
  }
  return {
    stir: () => {
      isStirred = true
      if (until.aborted || running) return
      running = round().finally(() => {
        running = null
      })
    },
    ended: async () => running,
  }
}

/**
 * What is looked at once an hour: reminders that fell due, mails that gather, old logs, captures whose day has come, the
 * journal's head of the day, uploads that nobody went on with.
 */
async function houseKeeping(house: House, until: AbortSignal): Promise<void> {
  await giveReminders(house, until).catch((fault: unknown) => report('reminders', fault))
  await giveDigests(house, until).catch((fault: unknown) => report('digests', fault))
  await tidyWebhooks(house).catch((fault: unknown) => report('webhooks', fault))
  await removeCapturesOnce(house, until).catch((fault: unknown) => report('captures', fault))
  await dailyCheckpoint(house).catch((fault: unknown) => report('checkpoint', fault))
  await house.evidence.tidy(house.now()).catch((fault: unknown) => report('intake', fault))
}

function report(what: string, fault: unknown): void {
  const says = fault instanceof Error ? (fault.stack ?? fault.message) : String(fault)
  process.stderr.write(`${JSON.stringify({ at: new Date().toISOString(), effect: what, trouble: says })}\n`)
}
