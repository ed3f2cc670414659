/**
 * One thing opened by whoever may see it: its file as the moves know it, what can be done with it now, and
 * the figures of the day. For everybody else there is no such thing.
 */
import { refuse } from '../../kernel/refusal.ts'
import { type Actor, may, type Permission } from '../../programme/permission.ts'
import type { Figures } from '../../rulebook/parameters.ts'
import { figures, type House, today } from '../house.ts'
import { revisionKey } from '../../store/project-file.ts'
import { shownIn, type Target } from '../target.ts'
import { type OfferedMove, offeredMoves } from './moves.ts'

export type OpenThing<File> = {
  /** The revision of the record it shows; 0 where none is kept yet. */
  readonly revision: number
  readonly file: File
  readonly moves: readonly OfferedMove[]
  readonly figures: Figures
}

/** `sees` narrows who may look where a page is stricter than the target itself. */
export async function openThing<File>(
  house: House,
  actor: Actor,
  target: Target<File>,
  id: string,
  sees: Permission = target.sees,
): Promise<OpenThing<File>> {
  const day = today(house)
  const loaded = await target.load(house.database, { id, input: null, day })
  if (
    !loaded ||
    !may(actor, target.sees, target.belongs(loaded.file)) ||
    !may(actor, sees, target.belongs(loaded.file))
  )
    return refuse('not-found', {
      says: 'There is no such thing here, or it is not yours to see.',
      next: 'Check the address, or go back to the list.',
    })
  const figure = await figures(house.database, day)
  const shown = shownIn(target as unknown as Target<unknown>, loaded.file)
  const revision = (shown && loaded.revisions.get(revisionKey(shown.noun, shown.id))) ?? 0
  return { revision, file: loaded.file, figures: figure, moves: offeredMoves(target, loaded.file, actor, day, figure) }
}
