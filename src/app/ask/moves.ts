/**
 * What can be done with a thing by whoever looks at it: each move they are permitted, ready to press or
 * with what stands in its way. The same table, gates and obstacles as the write path, so that a button
 * never promises what would be refused.
 */
import type { Day } from '../../kernel/day.ts'
import { type Actor, may } from '../../programme/permission.ts'
import type { Stage } from '../../programme/stage.ts'
import type { Figures } from '../../rulebook/parameters.ts'
import { type Finding, stands } from '../../rulebook/rule.ts'
import { gateFindings, stageWords } from '../act.ts'
import type { Target } from '../target.ts'

export type OfferedMove = {
  readonly name: string
  readonly says: string
  readonly clause: string
  /** Whether it belongs to the stage the thing is in. */
  readonly isItsTime: boolean
  /** What stands in the way; null when it can be done now. */
  readonly obstacle: { readonly says: string; readonly next: string; readonly clause: string | null } | null
  readonly findings: readonly Finding[]
}

export function offeredMoves<File>(
  target: Target<File>,
  file: File,
  actor: Actor,
  day: Day,
  figures: Figures,
): readonly OfferedMove[] {
  const any = target as unknown as Target<unknown>
  return Object.entries(any.moves)
    .filter(([, move]) => may(actor, move.by, any.belongs(file)))
    .map(([name, move]) => {
      const stage = any.stageOf?.(file) as Stage | undefined
      const isItsTime = !move.from || stage === undefined || move.from.includes(stage)
      const base = { name, says: move.says, clause: move.clause, isItsTime }
      if (!isItsTime) return { ...base, findings: [], obstacle: stageWords(move, stage) }
      const findings = gateFindings(any, move, file, actor, day, figures)
      const against = findings.find((finding) => !stands(finding))
      const inTheWay = move.obstacle?.(file, actor, { day, figure: figures.number }) ?? null
      const obstacle = inTheWay
        ? { ...inTheWay, clause: inTheWay.clause ?? null }
        : against
          ? { says: against.says, next: against.fix, clause: against.clause }
          : null
      return { ...base, findings, obstacle }
    })
}

export function offered(moves: readonly OfferedMove[], name: string): OfferedMove | null {
  return moves.find((move) => move.name === name) ?? null
}
