/**
 * Standing over a stretch of time: the spans in which a certification keeps one colour, from the grant to a
 * forecast. It asks for single days only, and only for days on which something can change.
 */
import type { Day } from '../../kernel/day.ts'
import type { ParameterSetting } from '../../programme/parameter-setting.ts'
import type { ClockRecord } from '../../rulebook/clocks.ts'
import { figuresOn } from '../../rulebook/parameters.ts'
import { standingOn, type Reason } from '../../rulebook/standing.ts'
import type { Standing } from '../../rulebook/standing-rule.ts'

export type Span = {
  readonly from: Day
  /** The first day that does not belong to it. */
  readonly until: Day
  readonly standing: Standing
  /** What made it this colour on its first day. */
  readonly reasons: readonly Reason[]
}

/** More changes than this in one certification's life are not drawn. */
const MOST_SPANS = 200

/** The spans of one certification while it is in force, up to `until`; days after `today` are a forecast. */
export function standingSpans(
  record: ClockRecord,
  until: Day,
  today: Day,
  settings: readonly ParameterSetting[],
): readonly Span[] {
  const { granted, withdrawn } = record.certification
  const end = withdrawn != null && withdrawn < until ? withdrawn : until
  const spans: Span[] = []
  const days = [granted, ...happenings(record, settings).filter((day) => day > granted && day < end), end]
  for (const [index, start] of days.slice(0, -1).entries()) {
    const stop = days[index + 1]!
    for (let at: Day | null = start; at !== null && at < stop && spans.length < MOST_SPANS;) {
      const { standing, reasons, next } = standingOn(record, at, today, figuresOn(at, settings))
      const changes: Day = next && next.on < stop ? next.on : stop
      append(spans, { from: at, until: changes, standing, reasons })
      at = changes < stop ? changes : null
    }
  }
  return spans
}

/** Days on which something was put on record; what time and releases do is found by asking for the next change. */
function happenings(record: ClockRecord, settings: readonly ParameterSetting[]): readonly Day[] {
  const days = [
    ...(record.certification.extensions ?? []).map((extension) => extension.on),
    ...record.satEvidence.map((evidence) => evidence.accepted),
    ...record.fieldIssues.flatMap((issue) =>
      issue.cleared == null ? [issue.confirmed] : [issue.confirmed, issue.cleared],
    ),
    ...settings.flatMap((setting) => setting.values.map((value) => value.from)),
  ]
  return [...new Set(days)].sort()
}

function append(spans: Span[], span: Span): void {
  const last = spans.at(-1)
  if (last?.standing === span.standing && last.until === span.from)
    spans[spans.length - 1] = { ...last, until: span.until }
  else spans.push(span)
}
