/**
 * The rulebook held against the oracle, its second and independent implementation (R11, R12): every standing, support
 * answer and piece of advice over generated programmes has to be the same. Each comparison is shown to notice a figure
 * that is off.
 */
import { describe, expect, test } from 'vitest'
import { day } from '../../src/kernel/day.ts'
import type { ParameterValue } from '../../src/programme/parameter-setting.ts'
import { adviseApplicant, type Applicant } from '../../src/rulebook/advice.ts'
import type { ClockRecord } from '../../src/rulebook/clocks.ts'
import { type Figures, figuresOn } from '../../src/rulebook/parameters.ts'
import { standingOn } from '../../src/rulebook/standing.ts'
import { type SupportRecord, supportRuling } from '../../src/rulebook/support.ts'
import { compare, type Comparison, comparison, ROW, standingInWords, supportInWords } from '../support/compared.ts'
import { figuresWith } from '../support/records.ts'
import { adviceOf } from './advice.ts'
import type { Exchange } from './exchange.ts'
import { generatedToday } from './generate-programme.ts'
import { generateDeployments, generateExchange } from './generate.ts'
import { lookupOf } from './lookup.ts'
import { standingOf } from './standing.ts'
import { supportOf, type SupportQuestion } from './support.ts'

/** What is on record of an interop, found by an index instead of by reading the whole file each time. */
function recordsOf(file: Exchange): (product: string, platform: string) => SupportRecord {
  const lookup = lookupOf(file)
  const known = new Map<string, SupportRecord>()
  return (product, platform) => {
    const key = `${product}\n${platform}`
    const before = known.get(key)
    if (before) return before
    const certifications = lookup.certificationsOf(product, platform)
    const made = {
      certifications,
      regions: file.regions,
      family: lookup.product.get(product)!.family,
      platform: lookup.platform.get(platform)!,
      satEvidence: lookup.satEvidenceOf(product, platform),
      fieldIssues: certifications.flatMap((each) => lookup.fieldIssuesOf(each.number)),
    } as unknown as SupportRecord
    known.set(key, made)
    return made
  }
}

const DAYS = ['2024-02-29', '2025-07-31', '2026-08-31', '2027-03-15'] as const

function compareStandings(seeds: readonly number[], size: number, figures: Figures): Comparison {
  const into = comparison()
  const today = generatedToday
  for (const seed of seeds) {
    const file = generateExchange(seed, size)
    const recordOf = recordsOf(file)
    for (const certification of file.certifications.filter((each) => each.level !== 'SAT')) {
      const all = recordOf(certification.product, certification.platform)
      const record = {
        ...all,
        certification,
        fieldIssues: lookupOf(file).fieldIssuesOf(certification.number),
      } as unknown as ClockRecord
      for (const on of DAYS.filter((each) => each >= certification.granted)) {
        const ours = standingOn(record, day(on), day(today), figures)
        const theirs = standingOf(file, certification.number, on, { today: on < today ? on : today })
        compare(
          into,
          `${certification.number} of seed ${seed} on ${on}`,
          standingInWords(
            ours.standing,
            ours.reasons.map((reason) => reason.clause),
            ours.next,
          ),
          standingInWords(theirs.standing, theirs.clauses, theirs.next),
        )
      }
    }
  }
  return into
}

describe('standing', () => {
  test('is what the oracle says, with its reasons and its next change, for thousands of certifications', () => {
    const { compared, first, differing, seen } = compareStandings([1, 2, 3], 1000, figuresWith({}))
    expect(first).toEqual([])
    expect(differing).toBe(0)
    expect(compared).toBeGreaterThan(5000)
    for (const colour of ['green', 'yellow', 'red']) expect(seen.get(colour), colour).toBeGreaterThan(200)
  })

  test.each<[string, ParameterValue]>([
    ['status.stale.certification-months', 19],
    ['status.obsolete.certification-months', 37],
    ['status.stale.sat-months', 11],
    ['status.obsolete.sat-months', 25],
    ['status.n-minus', 2],
    ['status.certification-counts-as-sat-evidence', false],
    ['extension.resets-age', true],
    ['field-issue.red-threshold', 2],
  ])('would be found to differ with %s at %j', (key, value) => {
    const { differing } = compareStandings([1], 300, figuresWith({ [key]: value }))
    expect(differing).toBeGreaterThan(0)
  })
})

function compareSupport(file: Exchange, questions: readonly SupportQuestion[], figures: Figures): Comparison {
  const into = comparison()
  const recordOf = recordsOf(file)
  for (const question of questions) {
    const on = day(question.on)
    const record = recordOf(question.product, question.platform)
    const ours = supportRuling(record, { ...question, on }, day(question.today!), figures)
    const theirs = supportOf(file, question)
    compare(
      into,
      JSON.stringify(question),
      supportInWords({ ...ours, row: ROW[ours.rule], certification: ours.certification?.number ?? null }),
      supportInWords({ ...theirs, row: theirs.step }),
    )
  }
  return into
}

describe('the support answer', () => {
  const file = generateExchange(9, 20_000)
  const figures = figuresWith({})

  test('is what the oracle says for 100,000 deployments, row by row of E3', () => {
    const { compared, first, differing, seen } = compareSupport(file, generateDeployments(4, file, 100_000), figures)
    expect(first).toEqual([])
    expect(differing).toBe(0)
    expect(compared).toBe(100_000)
    for (const row of ['1', '2', '3', '4', '5', '6', '7']) expect(seen.get(row), row).toBeGreaterThan(1000)
  })

  test('never lets a product with a SAT alone through', () => {
    const recordOf = recordsOf(file)
    const satOnly = file.certifications.filter(
      (each) =>
        each.level === 'SAT' &&
        recordOf(each.product, each.platform).certifications.every((other) => other.level === 'SAT'),
    )
    expect(satOnly.length).toBeGreaterThan(100)
    for (const { product, platform, pairs, granted } of satOnly) {
      const asked = { ...pairs[0]!, country: 'DE', on: day(granted) }
      const ruling = supportRuling(recordOf(product, platform), asked, day(granted), figures)
      expect([ruling.supported, ruling.certification, ruling.clause]).toEqual([false, null, '1B.2'])
    }
  })

  test.each<[string, ParameterValue]>([
    ['status.stale.certification-months', 19],
    ['status.obsolete.certification-months', 37],
    ['support.eligible-standings', ['green']],
    ['support.eligible-standings', ['green', 'yellow', 'red']],
    ['support.route.mqt', 'product-support'],
  ])('would be found to differ with %s at %j', (key, value) => {
    const wrong = figuresWith({ [key]: value })
    expect(compareSupport(file, generateDeployments(5, file, 3000), wrong).differing).toBeGreaterThan(0)
  })
})

function* everyApplicant(): Generator<Applicant> {
  const yesNo = [true, false] as const
  for (const family of ['sip-trunk', 'sip-lineside', 'advanced-api', 'other'] as const)
    for (const resoldByVendor of yesNo)
      for (const sponsor of ['none', 'reseller', 'sales-unit', 'sales-prime'] as const)
        for (const technicianCertified of yesNo)
          for (const isReseller of yesNo)
            for (const tier of TIERS)
              for (const level of ['SAT', 'MCT', 'MQT', 'MAT'] as const)
                for (const region of [null, 'emea'])
                  for (const satAccepted of yesNo)
                    yield {
                      family,
                      resoldByVendor,
                      sponsor,
                      technicianCertified,
                      isReseller,
                      tier,
                      level,
                      region,
                      satAccepted,
                    }
}

const TIERS = [null, 'mdp-noncommercial', 'mdp-commercial-basic', 'mdp-commercial-advanced', 'msp', 'mpp'] as const

function compareAdvice(figures: Figures): Comparison {
  const into = comparison()
  for (const applicant of everyApplicant()) {
    const ours = adviseApplicant(applicant, day('2026-06-15'), figures)
    const theirs = adviceOf(applicant)
    const { A, B, C } = theirs.open
    compare(
      into,
      JSON.stringify(applicant),
      [
        ours.certification,
        ours.paths.map((each) => `${each.path}${each.open}`),
        ours.membership,
        ours.level.open,
        ours.sat,
      ].join(' '),
      [theirs.certification, [`A${A}`, `B${B}`, `C${C}`], theirs.membership, theirs.levelOpen, theirs.sat].join(' '),
    )
  }
  return into
}

describe('advice', () => {
  test('is what the oracle says for every one of 12,288 applicants', () => {
    const { compared, first, differing } = compareAdvice(figuresOn(day('2026-06-15')))
    expect(first).toEqual([])
    expect(differing).toBe(0)
    expect(compared).toBe(12_288)
  })

  test.each<[string, ParameterValue]>([
    ['mqt.tiers', ['mpp']],
    ['mat.tiers', ['mpp']],
    ['resold.min-levels', ['MAT']],
    ['sat.exempt-families', []],
    ['membership.always-for', ['advanced-api']],
    ['membership.tier.sip-lineside', 'mdp-commercial-advanced'],
    ['mct.fee.tier', 'mdp-commercial-advanced'],
    ['rules.not-in-force', ['path-a-has-a-certified-technician']],
    ['rules.not-in-force', ['path-a-grants-mct-or-mqt']],
    ['rules.not-in-force', ['mqt-names-its-region']],
  ])('would be found to differ with %s at %j', (key, value) => {
    expect(compareAdvice(figuresWith({ [key]: value })).differing).toBeGreaterThan(0)
  })
})
