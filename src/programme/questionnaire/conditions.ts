/**
 * Conditions over answers, written so that `when`, declarations and clashes read as sentences.
 * None of them holds of a question that has not been answered.
 */
import { names, type Answers } from './item.ts'

export type Condition = (answers: Answers) => boolean

/** A single choice fell on one of these options. */
export function chose(key: string, ...options: readonly string[]): Condition {
  return (answers) => options.some((option) => answers[key] === option)
}

/** A list names at least one of these options. */
export function lists(key: string, ...options: readonly string[]): Condition {
  return (answers) => options.some((option) => names(answers, key, option))
}

/** A yes-or-no question was answered with yes. */
export function affirms(key: string): Condition {
  return (answers) => answers[key] === true
}

/** A number was given and is not below this one. */
export function reaches(key: string, least: number): Condition {
  return (answers) => (numberIn(answers, key) ?? -Infinity) >= least
}

/** A list names so many options or more. */
export function listsAtLeast(key: string, count: number): Condition {
  return (answers) => optionsIn(answers, key).length >= count
}

export function numberIn(answers: Answers, key: string): number | null {
  const answer = answers[key]
  return typeof answer === 'number' ? answer : null
}

/** The options a list answer names, in its order; none when it is not answered. */
export function optionsIn(answers: Answers, key: string): readonly string[] {
  const answer = answers[key]
  if (!Array.isArray(answer)) return []
  return answer.filter((each) => typeof each === 'string')
}
