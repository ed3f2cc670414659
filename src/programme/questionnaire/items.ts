/** The whole SIP Interoperability Questionnaire (5T.b) in the order in which it is filled in. */
import { answerKey, type Field, type Item, type Section } from './item.ts'
import { CALLS_IN_PROGRESS } from './sections/calls-in-progress.ts'
import { CAPACITY_AND_QUALITY } from './sections/capacity-and-quality.ts'
import { COMPANY_AND_SERVICE } from './sections/company-and-service.ts'
import { EMERGENCY_AND_SPECIAL_NUMBERS } from './sections/emergency-and-special-numbers.ts'
import { MEDIA } from './sections/media.ts'
import { NUMBERS_AND_IDENTITY } from './sections/numbers-and-identity.ts'
import { REACHING_EACH_OTHER } from './sections/reaching-each-other.ts'
import { REGISTRATION_AND_AUTHENTICATION } from './sections/registration-and-authentication.ts'
import { SECURITY } from './sections/security.ts'
import { SETTING_UP_CALLS } from './sections/setting-up-calls.ts'
import { WANTED_AND_SET_UP } from './sections/wanted-and-set-up.ts'

export const SECTIONS: readonly Section[] = [
  COMPANY_AND_SERVICE,
  REACHING_EACH_OTHER,
  REGISTRATION_AND_AUTHENTICATION,
  SECURITY,
  SETTING_UP_CALLS,
  MEDIA,
  CALLS_IN_PROGRESS,
  NUMBERS_AND_IDENTITY,
  EMERGENCY_AND_SPECIAL_NUMBERS,
  CAPACITY_AND_QUALITY,
  WANTED_AND_SET_UP,
]

export const ITEMS: readonly Item[] = SECTIONS.flatMap((section) => section.items)

const ITEMS_BY_ID: ReadonlyMap<string, Item> = new Map(ITEMS.map((item) => [item.id, item]))

const FIELDS_BY_KEY: ReadonlyMap<string, FieldInItem> = new Map(
  ITEMS.flatMap((item) => item.fields.map((field) => [answerKey(item, field), { item, field }])),
)

export type FieldInItem = { readonly item: Item; readonly field: Field }

export function itemOf(id: string): Item | null {
  return ITEMS_BY_ID.get(id) ?? null
}

/** The field that answers are kept under this key for, with its question. */
export function fieldOf(key: string): FieldInItem | null {
  return FIELDS_BY_KEY.get(key) ?? null
}
