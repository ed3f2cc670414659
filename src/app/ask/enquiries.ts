/** Reading enquiries: those that wait for an answer, and those that have one. */
import sql, { empty } from 'sql-template-tag'
import type { Enquiry } from '../../programme/enquiry.ts'
import type { Platform } from '../../programme/platform.ts'
import type { Queryable, Row } from '../../store/database.ts'
import { joinCursor, splitCursor } from './organisations.ts'

export type EnquiryPage = { readonly enquiries: readonly Enquiry[]; readonly after: string | null }

/** Open ones oldest first, because they wait; answered ones newest first, because they are looked up. */
export async function listEnquiries(
  on: Queryable,
  asked: { answered: boolean; after: string | null; limit: number },
): Promise<EnquiryPage> {
  const [received = '', id = ''] = splitCursor(asked.after)
  const beyond = id ? sql`and (received, id) ${asked.answered ? sql`<` : sql`>`} (${received}, ${id})` : empty
  const order = asked.answered ? sql`received desc, id desc` : sql`received, id`
  const rows = await on.all<{ state: Enquiry } & Row>(
    sql`select state from enquiry where answered = ${asked.answered} ${beyond} order by ${order} limit ${asked.limit + 1}`,
  )
  const enquiries = rows.slice(0, asked.limit).map((row) => row.state)
  const last = enquiries.at(-1)
  return { enquiries, after: rows.length > asked.limit && last ? joinCursor(last.received.at, last.id) : null }
}

/** The platform somebody meant: by its id, its name, or another name it goes by. */
export function platformMeant(platforms: readonly Platform[], words: string): Platform | null {
  const wanted = words.trim().toLowerCase()
  if (wanted === '') return null
  return (
    platforms.find((platform) =>
      [platform.id, platform.name, ...(platform.aliases ?? [])].some((name) => name.toLowerCase() === wanted),
    ) ?? null
  )
}
