/**
 * Effects: what follows from facts outside the database. They are retried and never decide anything. They
 * look at their work when stirred by a fact, and every few seconds in any case.
 */
import { dailyCheckpoint } from '../checkpoints.ts'
import type { House } from '../house.ts'
import { giveDigests } from './digests.ts'
import { carryMail } from './mail.ts'
import { giveReminders } from './reminders.ts'

export type Effects = { readonly stir: () => void; readonly stop: () => Promise<void> }

const ROUND_MS = 5_000
const HOUR_MS = 60 * 60 * 1000

export function startEffects(house: House): Effects {
  const stopping = new AbortController()
  let running: Promise<void> | null = null
  let isStirred = false
  const round = async () => {
    do {
      isStirred = false
      await carryMail(house, stopping.signal).catch((fault: unknown) => report('mail', fault))
    } while (isStirred && !stopping.signal.aborted)
  }
  const stir = () => {
    isStirred = true
    if (stopping.signal.aborted || running) return
    running = round().finally(() => {
      running = null
    })
  }
  let keeping: Promise<void> | null = null
  const keepHouse = () => {
    keeping ??= houseKeeping(house, stopping.signal).finally(() => {
      keeping = null
    })
  }
  // Whoever starts the server waits for its first page; what falls due by the day can wait a little.
  const timers = [setInterval(stir, ROUND_MS), setInterval(keepHouse, HOUR_MS), setTimeout(keepHouse, ROUND_MS)]
  for (const timer of timers) timer.unref()
  return {
    stir,
    stop: async () => {
      stopping.abort()
      for (const timer of timers) clearInterval(timer)
      await Promise.all([running, keeping])
    },
  }
}

/** What is looked at once an hour: reminders that fell due, mails that gather, the journal's head of the day, uploads that nobody went on with. */
async function houseKeeping(house: House, until: AbortSignal): Promise<void> {
  await giveReminders(house, until).catch((fault: unknown) => report('reminders', fault))
  await giveDigests(house, until).catch((fault: unknown) => report('digests', fault))
  await dailyCheckpoint(house).catch((fault: unknown) => report('checkpoint', fault))
  await house.evidence.tidy(house.now()).catch((fault: unknown) => report('intake', fault))
}

function report(what: string, fault: unknown): void {
  const says = fault instanceof Error ? (fault.stack ?? fault.message) : String(fault)
  process.stderr.write(`${JSON.stringify({ at: new Date().toISOString(), effect: what, trouble: says })}\n`)
}
