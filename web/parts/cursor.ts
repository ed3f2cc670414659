/** Where a page of certifications ended, in the address of the next. */
import type { GuideCursor } from '../../src/app/ask/reference-guide.ts'
import type { Visit } from '../visit.ts'

export function cursorText({ granted, number }: GuideCursor): string {
  return `${granted}~${number}`
}

export function cursorIn(visit: Visit): GuideCursor | null {
  const [granted = '', ...rest] = (visit.query.get('after') ?? '').split('~')
  return rest.length > 0 ? { granted, number: rest.join('~') } : null
}
