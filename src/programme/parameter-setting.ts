/** A programme manager's own value for a figure of the rulebook, from a day on, with the reason. */
import type { Day } from '../kernel/day.ts'
import type { Stamp } from './stamp.ts'

export type ParameterValue = number | boolean | string | readonly string[] | readonly number[]

export type ParameterSetting = {
  readonly key: string
  readonly values: readonly (Stamp & { readonly from: Day; readonly value: ParameterValue; readonly reason: string })[]
}
