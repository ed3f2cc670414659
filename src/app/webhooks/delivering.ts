/**
 * Carrying what webhooks are owed. Each delivery is claimed, sent through the door to elsewhere, and noted. One whose
 * fate nobody knows, since the server died in between, is sent again under the same id: at least once, and told apart.
 * Of one webhook the next is sent when the one before has got through, or has failed so often that it steps aside.
 */
import sql from 'sql-template-tag'
import { Refusal } from '../../kernel/refusal.ts'
import { beginningOf, onOneLine } from '../../kernel/text.ts'
import { CONSOLE } from '../../programme/permission.ts'
import type { Row } from '../../store/database.ts'
import { act } from '../act.ts'
import { type Answer, type Egress, openEgress } from '../egress.ts'
import type { House } from '../house.ts'
import { dropLapsedSecrets, signaturesOf } from './secrets.ts'
import { insist } from '../effects/insist.ts'

type Owed = {
  readonly id: string
  readonly webhook: string
  readonly address: string
  readonly body: string
  /** Counts up with every claim, so that it names this one. */
  readonly attempts: number
}

/** How long is waited after each try that failed, in seconds; after the last of them it is given up: two days and more. */
export const PAUSES_SECONDS = [10, 60, 300, 1800, 7200, 18_000, 36_000, 50_400, 72_000] as const
const LONGEST_PAUSE_SECONDS = Math.max(...PAUSES_SECONDS)
/** From this many failed tries on, others of the same webhook need not wait for it. */
const TRIES_IN_ORDER = 4
/** What a try takes at most, the look-up of the name and the answer included. */
const TRY_MS = 15_000
/** A claim that is older was left by a server that died. */
const CLAIM_LASTS = '2 minutes'
const AT_ONCE = 6
const LOG_DAYS = 30
/** Of an answer, this much is kept to be shown. */
const KEPT_CHARACTERS = 300
const MOST_TRIES_KEPT = 40

export async function carryWebhooks(
  house: House,
  stopping: AbortSignal = new AbortController().signal,
  door: Egress = openEgress(house.settings.webhookAllow ?? []),
): Promise<void> {
  await house.database.run(
    sql`update webhook_delivery set state = 'waiting', next_try = now()
        where state = 'claimed' and claimed not between now() - ${CLAIM_LASTS}::interval and now() + ${CLAIM_LASTS}::interval`,
  )
  const claimMore = async () => (stopping.aborted ? null : claim(house))
  const carryOn = async (first: Owed | null) => {
    for (let owed = first; owed; owed = await claimMore()) await carry(house, owed, door, stopping)
  }
  // Most rounds find nothing: only where there is something do others come to help.
  const first = await claimMore()
  if (!first) return
  const helping = Array.from({ length: AT_ONCE - 1 }, async () => carryOn(await claimMore()))
  const ended = await Promise.allSettled([carryOn(first), ...helping])
  const failed = ended.find((each) => each.status === 'rejected')
  if (failed) throw failed.reason
}

/**
 * The next that is due of a webhook that is on and whose organisation still has people here. None is ever put off
 * longer than the longest pause: the database's clock was set back then. What stepped aside waits behind what is fresh,
 * so that one receiver that takes nothing holds up nobody else's.
 */
async function claim(house: House): Promise<Owed | null> {
  return house.database.one<Owed & Row>(
    sql`update webhook_delivery set state = 'claimed', claimed = now(), attempts = attempts + 1
        where id = (
          select d.id from webhook_delivery d join webhook w on w.id = d.webhook
          where d.state = 'waiting' and d.next_try not between now() + interval '1 microsecond' and now() + make_interval(secs => ${LONGEST_PAUSE_SECONDS})
            and d.id in (
              select head.id from webhook on_ cross join lateral (
                select id from webhook_delivery
                where webhook = on_.id and state in ('waiting', 'claimed')
                  and attempts - (state = 'claimed')::int < ${TRIES_IN_ORDER}
                order by place limit 1) head
              where on_.state_word = 'on'
              union all
              select id from webhook_delivery where state = 'waiting' and attempts >= ${TRIES_IN_ORDER})
            and w.state_word = 'on'
            and exists (select 1 from person p where p.organisation = w.organisation and p.state_word = 'active')
          order by d.attempts >= ${TRIES_IN_ORDER}, d.place limit 1 for update of d skip locked)
        returning id, webhook, body, attempts,
          (select w.state->>'address' from webhook w where w.id = webhook_delivery.webhook) as address`,
  )
}

async function carry(house: House, owed: Owed, door: Egress, stopping: AbortSignal): Promise<void> {
  const { id, body } = owed
  const began = performance.now()
  const timestamp = String(Math.floor(house.now() / 1000))
  const signatures = await signaturesOf(house.database, owed.webhook, { id, timestamp, body })
  const headers = {
    'content-type': 'application/json',
    'user-agent': 'Certwright',
    'webhook-id': id,
    'webhook-timestamp': timestamp,
    'webhook-signature': signatures,
  }
  const until = AbortSignal.any([stopping, AbortSignal.timeout(TRY_MS)])
  let answer: Answer | null = null
  let trouble = ''
  try {
    answer = await door.post(owed.address, headers, body, until)
  } catch (fault) {
    // A stop of our own is no try that failed.
    if (stopping.aborted) return letGo(house, owed)
    trouble = troubleOf(fault)
  }
  const ms = Math.round(performance.now() - began)
  const outcome = outcomeOf(owed, answer)
  await insist(() => note(house, owed, { outcome, answer, trouble, ms }))
  if (outcome.state === 'given-up') await offIfDead(house, owed, answer)
}

type Outcome =
  | { readonly state: 'delivered' | 'given-up'; readonly seconds: 0 }
  | { readonly state: 'waiting'; readonly seconds: number }

/** Only what says that it was taken counts as taken; 410 says that nobody is there any more and none will be. */
function outcomeOf({ attempts }: Owed, answer: Answer | null): Outcome {
  if (answer && answer.status >= 200 && answer.status < 300) return { state: 'delivered', seconds: 0 }
  const seconds = PAUSES_SECONDS[attempts - 1]
  if (seconds === undefined || answer?.status === 410) return { state: 'given-up', seconds: 0 }
  return { state: 'waiting', seconds }
}

function troubleOf(fault: unknown): string {
  if (!(fault instanceof Error)) return 'Nothing came of it.'
  if (fault.name === 'TimeoutError') return `No answer within ${TRY_MS / 1000} seconds.`
  return fault.message || (fault as NodeJS.ErrnoException).code || fault.name
}

type Tried = {
  readonly outcome: Outcome
  readonly answer: Answer | null
  readonly trouble: string
  readonly ms: number
}

/** What others answer is text to be shown and nothing else: on one line, without what no database keeps. */
async function note(house: House, { id, attempts }: Owed, { outcome, answer, trouble, ms }: Tried): Promise<void> {
  const says = beginningOf(onOneLine(answer ? answer.beginning : trouble), KEPT_CHARACTERS)
  const status = answer?.status ?? null
  const tried = JSON.stringify([{ at: new Date(house.now()).toISOString(), attempt: attempts, status, ms, says }])
  await house.database.run(
    sql`update webhook_delivery set state = ${outcome.state}, status = ${status}, answer = ${says}, tries = case when jsonb_array_length(tries) < ${MOST_TRIES_KEPT} then tries else '[]' end || ${tried}::jsonb,
          next_try = now() + make_interval(secs => ${outcome.seconds}), ended = ${outcome.state === 'waiting' ? null : sql`now()`}
        where id = ${id} and attempts = ${attempts} and state = 'claimed'`,
  )
}

async function letGo(house: House, { id, attempts }: Owed): Promise<void> {
  await house.database.run(
    sql`update webhook_delivery set state = 'waiting', attempts = attempts - 1, next_try = now()
        where id = ${id} and attempts = ${attempts} and state = 'claimed'`,
  )
}

/** Given up, with nothing that got through in all that time: nobody is there. */
async function offIfDead(house: House, { id, webhook }: Owed, answer: Answer | null): Promise<void> {
  const alive = await house.database.one(
    sql`select 1 as there from webhook_delivery given join webhook_delivery taken on taken.webhook = given.webhook
        where given.id = ${id} and taken.state = 'delivered' and taken.ended > given.created limit 1`,
  )
  if (alive && answer?.status !== 410) return
  const reason =
    answer?.status === 410
      ? 'It answered 410: it is gone and does not come back.'
      : 'Nothing it was sent was taken for two days.'
  try {
    await act(house, CARRIER, { move: 'give-up-webhook', id: webhook, input: { reason } })
  } catch (fault) {
    // Somebody switched it off or removed it meanwhile.
    if (!(fault instanceof Refusal)) throw fault
  }
}

const CARRIER = { ...CONSOLE, name: 'The delivery of webhooks' }

/** Old rows of the log, whatever became of them, and secrets that no longer sign. */
export async function tidyWebhooks(house: House): Promise<void> {
  await house.database.run(
    sql`delete from webhook_delivery where created < now() - make_interval(days => ${LOG_DAYS}) and state <> 'claimed'`,
  )
  await dropLapsedSecrets(house.database)
}
