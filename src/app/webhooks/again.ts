/** One delivery sent again because a person wants it: the same id and the same body, so that the receiver can tell. */
import sql from 'sql-template-tag'
import type { Queryable } from '../../store/database.ts'

/** Whether it now waits; what is on its way, and what a removed webhook was owed, is left alone. */
export async function sendDeliveryAgain(on: Queryable, id: string): Promise<boolean> {
  const changed = await on.run(
    sql`update webhook_delivery set state = 'waiting', attempts = 0, next_try = now(), ended = null
        where id = ${id} and state in ('waiting', 'delivered', 'given-up')
          and exists (select 1 from webhook w where w.id = webhook_delivery.webhook and w.state_word = 'on')`,
  )
  return changed > 0
}
