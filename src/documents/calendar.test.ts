import { describe, expect, test } from 'vitest'
import { day } from '../kernel/day.ts'
import { asCalendar, type CalendarEntry, calendarOf } from './calendar.ts'

const ENTRY: CalendarEntry = {
  uid: 'slot-1@vendor.test',
  sequence: 7,
  at: '2026-06-15T09:00:00.000Z',
  when: { from: day('2026-06-29'), to: day('2026-06-30') },
  state: 'CONFIRMED',
  summary: 'P-2026-0001 North Trunk on Voice: the slot',
  description: 'Slot confirmed.',
  url: 'https://vendor.test/projects/1',
}

/** The lines as a calendar reads them: folds undone. */
const linesOf = (text: string) => text.replace(/\r\n /g, '').split('\r\n')

describe('a slot as a calendar file', () => {
  test('spans whole days, its end being the day after the last', () => {
    expect(linesOf(asCalendar(ENTRY))).toEqual([
      'BEGIN:VCALENDAR',
      'VERSION:2.0',
      'PRODID:-//Certwright//Programme//EN',
      'METHOD:PUBLISH',
      'BEGIN:VEVENT',
      'UID:slot-1@vendor.test',
      'SEQUENCE:7',
      'DTSTAMP:20260615T090000Z',
      'DTSTART;VALUE=DATE:20260629',
      'DTEND;VALUE=DATE:20260701',
      'STATUS:CONFIRMED',
      'SUMMARY:P-2026-0001 North Trunk on Voice: the slot',
      'DESCRIPTION:Slot confirmed.',
      'URL:https://vendor.test/projects/1',
      'END:VEVENT',
      'END:VCALENDAR',
      '',
    ])
  })

  test('an appointment has its time of day and its length', () => {
    const lines = linesOf(asCalendar({ ...ENTRY, when: { day: day('2026-06-29'), time: '14:30', minutes: 60 } }))
    expect(lines).toContain('DTSTART:20260629T143000Z')
    expect(lines).toContain('DURATION:PT60M')
  })

  test('several entries are one calendar', () => {
    const lines = linesOf(calendarOf([ENTRY, { ...ENTRY, uid: 'another@vendor.test' }]))
    expect(lines.filter((line) => line.startsWith('UID:'))).toEqual([
      'UID:slot-1@vendor.test',
      'UID:another@vendor.test',
    ])
    expect(lines.filter((line) => line === 'BEGIN:VCALENDAR')).toHaveLength(1)
  })

  test('is taken out of calendars again when it falls through', () => {
    const lines = linesOf(asCalendar({ ...ENTRY, state: 'CANCELLED' }))
    expect(lines).toContain('METHOD:CANCEL')
    expect(lines).toContain('STATUS:CANCELLED')
  })

  test('folds long lines within 75 octets, and no character is torn', () => {
    const summary = 'é漢😀'.repeat(60)
    const text = asCalendar({ ...ENTRY, summary })
    for (const line of text.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75)
    expect(linesOf(text)).toContain(`SUMMARY:${summary}`)
  })

  test.each(['\r\n', '\n', '\r', '\u2028', '\u0085', '\v'])('no text ends its line and begins another (%j)', (end) => {
    const text = `A${end}END:VEVENT${end}BEGIN:VALARM, B; C\\`
    const lines = linesOf(asCalendar({ ...ENTRY, summary: text, description: text }))
    expect(lines).toHaveLength(linesOf(asCalendar(ENTRY)).length)
    expect(lines.filter((line) => line === 'END:VEVENT' || line.startsWith('BEGIN:VALARM'))).toEqual(['END:VEVENT'])
    expect(lines).toContain(String.raw`DESCRIPTION:A\nEND:VEVENT\nBEGIN:VALARM\, B\; C\\`)
  })
})
