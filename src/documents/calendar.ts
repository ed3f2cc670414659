/** Days and appointments as a calendar file (RFC 5545), for the calendar of whoever gets it; later files about the same replace it. */
import { addDays, type Day } from '../kernel/day.ts'
import { onOneLine } from '../kernel/text.ts'

export type WholeDays = { readonly from: Day; readonly to: Day }

/** A time of day in UTC, `14:30`. */
export type Appointment = { readonly day: Day; readonly time: string; readonly minutes: number }

export type CalendarEntry = {
  /** The same for everything that is said of one span. */
  readonly uid: string
  /** Counts up, so that a calendar knows the newer word. */
  readonly sequence: number
  /** When this was said: an instant as `2026-06-15T09:00:00.000Z`. */
  readonly at: string
  readonly when: WholeDays | Appointment
  readonly state: 'TENTATIVE' | 'CONFIRMED' | 'CANCELLED'
  readonly summary: string
  readonly description: string
  readonly url: string
}

/** One entry that a mail is about: it is entered, changed or taken out again. */
export function asCalendar(entry: CalendarEntry): string {
  return calendarOf([entry], entry.state === 'CANCELLED' ? 'CANCEL' : 'PUBLISH')
}

export function calendarOf(entries: readonly CalendarEntry[], method: 'PUBLISH' | 'CANCEL' = 'PUBLISH'): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Certwright//Programme//EN',
    `METHOD:${method}`,
    ...entries.flatMap(linesOf),
    'END:VCALENDAR',
  ]
  return lines.map((line) => `${folded(line)}\r\n`).join('')
}

function linesOf(entry: CalendarEntry): readonly string[] {
  return [
    'BEGIN:VEVENT',
    `UID:${entry.uid}`,
    `SEQUENCE:${entry.sequence}`,
    `DTSTAMP:${entry.at.replace(/\.\d+Z$/, 'Z').replace(/[-:]/g, '')}`,
    ...spanOf(entry.when),
    `STATUS:${entry.state}`,
    `SUMMARY:${escaped(onOneLine(entry.summary))}`,
    `DESCRIPTION:${escaped(entry.description)}`,
    `URL:${entry.url}`,
    'END:VEVENT',
  ]
}

const compact = (text: string) => text.replaceAll(/[-:]/g, '')

function spanOf(when: WholeDays | Appointment): readonly string[] {
  // The end of an event of whole days is the day after it (§3.6.1).
  if ('from' in when)
    return [`DTSTART;VALUE=DATE:${compact(when.from)}`, `DTEND;VALUE=DATE:${compact(addDays(when.to, 1))}`]
  return [`DTSTART:${compact(when.day)}T${compact(when.time)}00Z`, `DURATION:PT${when.minutes}M`]
}

/** §3.3.11: what would end or part a text is written with a backslash. */
function escaped(text: string): string {
  return text
    .replace(/[\\;,]/g, (sign) => `\\${sign}`)
    .replace(/\r\n?|[\n\v\f\u0085\u2028\u2029]/g, '\\n')
    .replace(/\p{Cc}/gu, '')
}

const MOST_OCTETS = 73

/** §3.1: lines of at most 75 octets, never parted within a character. */
function folded(line: string): string {
  const parts = ['']
  for (const sign of line) {
    const longer = parts.at(-1)! + sign
    if (new TextEncoder().encode(longer).length > MOST_OCTETS) parts.push(sign)
    else parts[parts.length - 1] = longer
  }
  return parts.join('\r\n ')
}
