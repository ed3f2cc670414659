/** The questionnaire that a recertification began with: whose project it was of, and what was answered there. */
import sql from 'sql-template-tag'
import type { Answers } from '../../programme/questionnaire/item.ts'
import type { Questionnaire } from '../../programme/questionnaire/questionnaire.ts'
import type { Queryable } from '../../store/database.ts'

export type QuestionnaireBefore = { readonly number: string; readonly answers: Answers }

export async function questionnaireBefore(
  on: Queryable,
  { copiedFrom }: Pick<Questionnaire, 'copiedFrom'>,
): Promise<QuestionnaireBefore | null> {
  if (copiedFrom === undefined) return null
  return on.one<QuestionnaireBefore>(
    sql`select p.number, q.state->'answers' as answers from questionnaire q join project p on p.id = q.id where q.id = ${copiedFrom}`,
  )
}
