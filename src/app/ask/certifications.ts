/** Reading certifications: one by its number with everything its public page shows, and lists for staff. */
import sql from 'sql-template-tag'
import type { Day } from '../../kernel/day.ts'
import { type Certification, isInForce } from '../../programme/certification.ts'
import type { FieldIssue } from '../../programme/field-issue.ts'
import type { Guide } from '../../programme/guide.ts'
import type { Authorisation } from '../../programme/authorisation.ts'
import { readTypedNumber } from '../../programme/typed-number.ts'
import { figuresOn } from '../../rulebook/parameters.ts'
import { standingOn } from '../../rulebook/standing.ts'
import { type GuideRecord, guideRecordOf } from '../../store/certifications.ts'
import type { Fact } from '../../signing/journal.ts'
import type { Queryable, Row } from '../../store/database.ts'
import { type House, parameterSettings, today } from '../house.ts'
import { verifyNumber } from '../verify.ts'
import type { GuideRow } from './reference-guide.ts'

export { type GuideRecord, guideRecordOf }

export type CertificationView = {
  readonly certification: Certification
  readonly genuine: boolean
  readonly inForce: boolean
  /** Its row in the reference guide; none for a SAT or one that is not in force. */
  readonly row: GuideRow | null
  readonly record: Omit<GuideRow, 'onDay'>
  readonly fieldIssues: readonly FieldIssue[]
  readonly guide: Guide | null
  readonly authorisation: Authorisation | null
  readonly history: readonly Pick<Fact, 'at' | 'says' | 'clause' | 'kind'>[]
}

/** The public number on record for what somebody typed: as it stands, in capitals, or mended; a logo's leads on. */
export async function findNumber(on: Queryable, typed: string): Promise<string | null> {
  const read = readTypedNumber(typed)
  if (read?.kind === 'logo-authorisation') {
    const row = await on.one<{ certification: string }>(
      sql`select certification from authorisation where id = ${read.number}`,
    )
    return row?.certification ?? null
  }
  const candidates = [typed.trim(), typed.trim().toUpperCase(), ...(read ? [read.number] : [])]
  const rows = await on.all<{ id: string }>(
    sql`select id from certification where id = any(${candidates}) and level <> 'SAT'`,
  )
  return candidates.find((each) => rows.some((row) => row.id === each)) ?? null
}

export async function certificationByNumber(house: House, number: string, on: Day): Promise<CertificationView | null> {
  const record = await guideRecordOf(house.database, number)
  if (!record) return null
  const { certification } = record
  const figures = figuresOn(on, await parameterSettings(house.database))
  const inForce = isInForce(certification, on)
  const { genuine } = await verifyNumber(house, number, on)
  const onDay = standingOn({ ...record, family: record.product.family }, on, today(house), figures)
  const guide = await house.database.one<{ state: Guide } & Row>(sql`select state from guide where id = ${number}`)
  const authorisation = await house.database.one<{ state: Authorisation } & Row>(
    sql`select state from authorisation where certification = ${number}`,
  )
  const issues = record.fieldIssues.map(({ id }) => id)
  const facts = await house.database.all<{ body: string }>(
    sql`select body from fact where seq in (
          select seq from fact_subject
          where (noun = 'certification' and id = ${number}) or (noun = 'field-issue' and id = any(${issues}))
        ) order by seq desc limit 50`,
  )
  return {
    certification,
    genuine,
    inForce,
    record,
    row: inForce && certification.level !== 'SAT' ? { ...record, onDay } : null,
    fieldIssues: record.fieldIssues,
    guide: guide?.state ?? null,
    authorisation: authorisation?.state ?? null,
    history: facts
      .map((row) => JSON.parse(row.body) as Fact)
      .map(({ at, says, clause, kind }) => ({ at, says, clause, kind })),
  }
}
