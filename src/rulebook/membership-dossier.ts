/** The dossier of a membership: what ending it is judged by (8.7, E7). */
import type { Day } from '../kernel/day.ts'
import type { MembershipFile } from '../programme/joining.ts'
import type { Actor } from '../programme/permission.ts'
import { burdensToWeigh } from '../programme/termination.ts'
import type { Dossier } from './dossier.ts'
import type { Figures } from './parameters.ts'
import { dossierOfHolder } from './project-dossier.ts'

export function dossierOfMembership(file: MembershipFile, actor: Actor, day: Day, figures: Figures): Dossier {
  const { organisation, membership, declined } = file
  const { termination = null } = membership
  const burdens = burdensToWeigh(membership)
  return {
    ...dossierOfHolder({ organisation, membership, family: 'other', level: 'MCT', certification: null }, day, figures),
    recertification: declined ? 'declined' : null,
    burden: burdens.length > 0 ? { isApproved: burdens.some((each) => each.approved !== null) } : null,
    termination: termination && {
      noticeIsOver: day > termination.answerBy,
      isDecidedByPerson: actor.parts.includes('programme-manager'),
    },
  }
}
