/** Every noun that is kept, by its name: what the store stores and what a move may put. */
import type { AccessToken } from './access-token.ts'
import type { Authorisation } from './authorisation.ts'
import type { Certification } from './certification.ts'
import type { Dispute } from './dispute.ts'
import type { Enquiry } from './enquiry.ts'
import type { EquipmentOrder } from './equipment.ts'
import type { Evidence } from './evidence.ts'
import type { FeeRequest } from './fee-request.ts'
import type { FieldIssue } from './field-issue.ts'
import type { Guide } from './guide.ts'
import type { GuideWriting } from './guide-writing.ts'
import type { Interface } from './interface.ts'
import type { Invitation } from './invitation.ts'
import type { Keyring } from './keyring.ts'
import type { ListingText } from './listing-text.ts'
import type { Membership } from './membership.ts'
import type { Organisation, Region } from './organisation.ts'
import type { ParameterSetting } from './parameter-setting.ts'
import type { Person } from './person.ts'
import type { Platform } from './platform.ts'
import type { Product } from './product.ts'
import type { Project } from './project.ts'
import type { Questionnaire } from './questionnaire/questionnaire.ts'
import type { Run } from './run.ts'
import type { Sat } from './sat/sat.ts'
import type { SatEvidence } from './sat-evidence.ts'
import type { Technician } from './technician.ts'
import type { Thread } from './thread.ts'
import type { Ticket } from './ticket.ts'
import type { Webhook } from './webhook.ts'

export type Nouns = {
  region: Region
  interface: Interface
  platform: Platform
  organisation: Organisation
  membership: Membership
  person: Person
  invitation: Invitation
  technician: Technician
  product: Product
  enquiry: Enquiry
  project: Project
  questionnaire: Questionnaire
  thread: Thread
  run: Run
  evidence: Evidence
  certification: Certification
  guide: Guide
  'guide-writing': GuideWriting
  authorisation: Authorisation
  sat: Sat
  'sat-evidence': SatEvidence
  'field-issue': FieldIssue
  ticket: Ticket
  dispute: Dispute
  'equipment-order': EquipmentOrder
  'fee-request': FeeRequest
  'listing-text': ListingText
  'access-token': AccessToken
  webhook: Webhook
  parameter: ParameterSetting
  keyring: Keyring
}

export type NounName = keyof Nouns

export const NOUN_NAMES = [
  'region',
  'interface',
  'platform',
  'organisation',
  'membership',
  'person',
  'invitation',
  'technician',
  'product',
  'enquiry',
  'project',
  'questionnaire',
  'thread',
  'run',
  'evidence',
  'certification',
  'guide',
  'guide-writing',
  'authorisation',
  'sat',
  'sat-evidence',
  'field-issue',
  'ticket',
  'dispute',
  'equipment-order',
  'fee-request',
  'listing-text',
  'access-token',
  'webhook',
  'parameter',
  'keyring',
] as const satisfies readonly NounName[]
