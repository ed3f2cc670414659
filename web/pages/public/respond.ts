/** Small things the public pages share: a page with another status, days and cursors out of the address. */
import { type Day, parseDay } from '../../../src/kernel/day.ts'
import type { Fault } from '../../../src/kernel/refusal.ts'
import { asTyped } from '../../../src/kernel/text.ts'
import { noDay } from '../../../src/app/ask/misread.ts'
import type { NameCursor } from '../../../src/app/ask/catalogue.ts'
import { nameCursorIn } from '../../../src/app/lists/certifications.ts'
import type { Html, Visit } from '../../visit.ts'

/** The page as an answer with a status of its own, such as 404 for a thing that is not there. */
export async function withStatus(status: number, content: Html): Promise<Response> {
  return new Response(String(await content), { status, headers: { 'content-type': 'text/html; charset=utf-8' } })
}

/** What stands in the query under a name, without blanks around it; an empty text when nothing does. */
export function asked(visit: Visit, name: string, most = 200): string {
  return asTyped(visit.query.get(name) ?? '', most)
}

/** A named part of the address, such as the number of a certification. */
export function partOf(visit: Visit, name: string): string {
  return asTyped(visit.part(name), 200)
}

export type DayAsked = {
  readonly on: Day
  /** Beside the field of the day: how one is written. */
  readonly faults: readonly Fault[]
  /** Beside what is shown: that this is no day. */
  readonly misread: readonly Fault[]
}

/** The day asked for, today when none is, and what is wrong with it when it is no day. */
export function dayAsked(visit: Visit, name = 'on'): DayAsked {
  const text = asked(visit, name)
  const day = text === '' ? visit.day : parseDay(text)
  return day
    ? { on: day, faults: [], misread: [] }
    : {
        on: visit.day,
        faults: [{ at: name, says: 'A day as year-month-day, such as 2026-03-31. Meanwhile it is today.' }],
        misread: noDay(name, text),
      }
}

/** Where the next page begins, by name. */
export function nameCursor(visit: Visit): NameCursor | null {
  return nameCursorIn(asked(visit, 'after', 400))
}

/** The word when it is one of those known, null otherwise. */
export function oneOf<Word extends string>(text: string, words: readonly Word[]): Word | null {
  return words.find((word) => word === text) ?? null
}
