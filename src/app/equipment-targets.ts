/** What moves on developer equipment act on: a member who asks for it, and what was asked for. */
import {
  type EquipmentFile,
  equipmentMoves,
  type NewEquipmentFile,
  newEquipmentMoves,
  SEES_EQUIPMENT,
} from '../programme/equipment.ts'
import type { Day } from '../kernel/day.ts'
import { dossierOfHolder } from '../rulebook/project-dossier.ts'
import type { Figures } from '../rulebook/parameters.ts'
import type { Queryable } from '../store/database.ts'
import { load } from '../store/nouns.ts'
import { revisionsOf, type Target, textIn } from './target.ts'

export const newEquipmentOrder: Target<NewEquipmentFile> = {
  name: 'new-equipment-order',
  moves: newEquipmentMoves,
  load: async (on, { id, input }) => {
    const member = id ? await memberOf(on, id) : null
    if (!member) return null
    const named = textIn(input, 'platform')
    const platform = named ? await load(on, 'platform', named) : null
    return { file: { ...member, platform: platform?.state ?? null }, revisions: new Map() }
  },
  belongs: ({ organisation }) => ({ organisation: organisation.id }),
  sees: SEES_EQUIPMENT,
  dossier: (file, _, day, figures) => dossierOfMember(file, day, figures),
}

export const equipmentOrder: Target<EquipmentFile> = {
  name: 'equipment-order',
  moves: equipmentMoves,
  load: async (on, { id }) => {
    const kept = id ? await load(on, 'equipment-order', id) : null
    const member = kept ? await memberOf(on, kept.state.organisation) : null
    if (!kept || !member) return null
    return { file: { ...member, order: kept.state }, revisions: revisionsOf(['equipment-order', kept]) }
  },
  belongs: ({ order }) => ({ organisation: order.organisation }),
  sees: SEES_EQUIPMENT,
  shows: ({ order }) => ({ noun: 'equipment-order', id: order.id }),
  dossier: (file, _, day, figures) => dossierOfMember(file, day, figures),
}

async function memberOf(on: Queryable, id: string): Promise<Omit<NewEquipmentFile, 'platform'> | null> {
  const organisation = await load(on, 'organisation', id)
  const membership = await load(on, 'membership', id)
  return organisation && { organisation: organisation.state, membership: membership?.state ?? null }
}

/** Equipment hangs on the company's membership alone (4C.6d), not on any product. */
function dossierOfMember(member: Omit<NewEquipmentFile, 'platform'>, day: Day, figures: Figures) {
  return dossierOfHolder({ ...member, family: 'other', level: 'MCT', certification: null }, day, figures)
}
