/**
 * A field issue: trouble at a customer's site, confirmed by support and lab as caused by the interop
 * (8.10d, G-18). While it is open the interop is red.
 */
import type { Day } from '../kernel/day.ts'

export type FieldIssue = {
  readonly id: string
  readonly certification: string
  readonly confirmed: Day
  readonly cleared?: Day | null
  readonly title: string
  /** The ticket in which support found the interop to be the cause (G-18); none for those taken over from elsewhere. */
  readonly ticket?: string
  /** Test cases that show it: they are passed again before it is cleared. */
  readonly testCases?: readonly string[]
}

/** Open from the day it was confirmed up to, not including, the day it was cleared. */
export function isOpen(issue: Pick<FieldIssue, 'confirmed' | 'cleared'>, on: Day): boolean {
  return issue.confirmed <= on && (issue.cleared == null || issue.cleared > on)
}
