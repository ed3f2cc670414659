/** What differs between two questionnaires: field by field, among the questions asked in either (8.5). */
import { canonical } from '../../kernel/canonical.ts'
import { standingAnswers } from './answering.ts'
import { answerKey, type Answer, type Answers, type Field, type Item } from './item.ts'
import { ITEMS } from './items.ts'

export type Difference = {
  readonly item: Item
  readonly field: Field
  readonly before: Answer | undefined
  readonly now: Answer | undefined
}

/** In the order of the questionnaire; an answer that no longer counts is as good as none. */
export function differences(before: Answers, now: Answers): readonly Difference[] {
  const then = standingAnswers(before)
  const today = standingAnswers(now)
  return ITEMS.flatMap((item) =>
    item.fields.flatMap((field): readonly Difference[] => {
      const key = answerKey(item, field)
      const isSame = canonical(then[key] ?? null) === canonical(today[key] ?? null)
      return isSame ? [] : [{ item, field, before: then[key], now: today[key] }]
    }),
  )
}
