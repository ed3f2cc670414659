/** Where a page of certifications ended, in the address of the next. */
import type { GuideCursor } from '../../src/app/ask/reference-guide.ts'
import { guideCursorIn } from '../../src/app/lists/list.ts'
import type { Visit } from '../visit.ts'

export { guideCursorText as cursorText } from '../../src/app/lists/list.ts'

export function cursorIn(visit: Visit): GuideCursor | null {
  return guideCursorIn(visit.query.get('after'))
}
