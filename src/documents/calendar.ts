/** A span of whole days as a calendar file (RFC 5545), for the calendar of whoever gets it; later files about the same replace it. */
import { addDays, type Day } from '../kernel/day.ts'
import { onOneLine } from '../kernel/text.ts'

export type CalendarEntry = {
  /** The same for everything that is said of one span. */
  readonly uid: string
  /** Counts up, so that a calendar knows the newer word. */
  readonly sequence: number
  /** When this was said: an instant as `2026-06-15T09:00:00.000Z`. */
  readonly at: string
  readonly from: Day
  readonly to: Day
  readonly state: 'TENTATIVE' | 'CONFIRMED' | 'CANCELLED'
  readonly summary: string
  readonly description: string
  readonly url: string
}

export function asCalendar(entry: CalendarEntry): string {
  const compact = (day: Day) => day.replaceAll('-', '')
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Certwright//Slots//EN',
    `METHOD:${entry.state === 'CANCELLED' ? 'CANCEL' : 'PUBLISH'}`,
    'BEGIN:VEVENT',
    `UID:${entry.uid}`,
    `SEQUENCE:${entry.sequence}`,
    `DTSTAMP:${entry.at.replace(/\.\d+Z$/, 'Z').replace(/[-:]/g, '')}`,
    `DTSTART;VALUE=DATE:${compact(entry.from)}`,
    // The end of an event of whole days is the day after it (§3.6.1).
    `DTEND;VALUE=DATE:${compact(addDays(entry.to, 1))}`,
    `STATUS:${entry.state}`,
    `SUMMARY:${escaped(onOneLine(entry.summary))}`,
    `DESCRIPTION:${escaped(entry.description)}`,
    `URL:${entry.url}`,
    'END:VEVENT',
    'END:VCALENDAR',
  ]
  return lines.map((line) => `${folded(line)}\r\n`).join('')
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
