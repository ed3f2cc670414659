/**
 * The plan a capture is judged by, as a file: which test cases, and which addresses are whose. The exchange of the
 * command line; `sip-trunk` by itself stands for the whole plan with the sides guessed.
 */
import { z } from 'zod'
import { type Fault, refuse } from '../kernel/refusal.ts'
import { testCaseByPlanId, SIP_TRUNK_TEST_CASES } from './cases/index.ts'
import type { TestCase } from './test-case.ts'

const host = z
  .string()
  .max(64)
  .regex(/^[0-9A-Fa-f:.[\]]+$/, 'An address, with or without a port.')

const planFile = z.strictObject({
  format: z.literal('certwright-plan/1'),
  /** Addresses of the PBX side of the trunk, and of the provider's. One side named is enough. */
  pbx: z.array(host).max(50).default([]),
  provider: z.array(host).max(50).default([]),
  /** By their places in the plan; all of them when left out. */
  testCases: z.array(z.string().max(20)).min(1).max(200).optional(),
})

export type JudgingPlan = {
  readonly sides: { readonly pbx: readonly string[]; readonly provider: readonly string[] }
  readonly testCases: readonly TestCase[]
}

export const WHOLE_PLAN: JudgingPlan = { sides: { pbx: [], provider: [] }, testCases: SIP_TRUNK_TEST_CASES }

/** Reads a plan out of JSON text; refused with the place of each fault. */
export function readPlan(text: string): JudgingPlan {
  let written: unknown
  try {
    written = JSON.parse(text)
  } catch {
    return wrong([{ at: '', says: 'This is no JSON.' }])
  }
  const read = planFile.safeParse(written)
  if (!read.success) return wrong(read.error.issues.map((issue) => ({ at: issue.path.join('.'), says: issue.message })))
  const { pbx, provider, testCases } = read.data
  const named = testCases?.map((id) => ({ id, testCase: testCaseByPlanId(id) }))
  const unknown = named?.filter((each) => each.testCase === null) ?? []
  if (unknown.length > 0)
    return wrong(unknown.map(({ id }) => ({ at: 'testCases', says: `There is no test case ${id}.` })))
  return { sides: { pbx, provider }, testCases: named?.map((each) => each.testCase!) ?? SIP_TRUNK_TEST_CASES }
}

function wrong(faults: readonly Fault[]): never {
  return refuse('wrong-file', {
    says: 'The plan cannot be read.',
    next: 'Write {"format": "certwright-plan/1", "pbx": ["192.0.2.10"], "testCases": ["OUT-01"]}, or say sip-trunk for the whole plan.',
    faults,
  })
}
