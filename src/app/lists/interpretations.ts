/** Published interpretations, read by everybody. */
import { type Interpretation, interpretations } from '../ask/interpretations.ts'
import type { List } from './list.ts'

export const INTERPRETATION_LIST: List<Interpretation> = {
  path: '/interpretations',
  name: 'interpretations',
  isPublic: true,
  asks: [],
  page: ({ on }, after, limit) => interpretations(on, { after, limit }),
  columns: [
    ['number', (row) => row.number],
    ['published', (row) => row.day],
    ['test case', (row) => row.testCase ?? ''],
    ['title', (row) => row.title],
    ['text', (row) => row.text],
  ],
}
