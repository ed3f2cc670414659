/** Who pays on path B, strategy by strategy, from the approved case to the order (4B.a to 4B.c, E4). */
import { describe, expect, test } from 'vitest'
import { after, newProject, order, people, projectIn, TODAY } from '../../test/support/project-files.ts'
import { ASSESSMENT, requested, RESALE, SALES, sponsors } from '../../test/support/sponsored-files.ts'
import { addDays } from '../kernel/day.ts'
import { readsQuote } from './fee-agreement.ts'
import { totalOf } from './fees.ts'
import type { ProjectFile } from './project-file.ts'
import { firmQuote } from './quote.ts'
import type { Stage } from './stage.ts'

const { admin, tester, reviewer } = people
const { reseller, sales } = sponsors

/** A case of path B approved under a strategy, and brought on to a stage by the people of path C. */
function under(strategy: 'a' | 'b' | 'c', stage: Stage, agree: (file: ProjectFile) => ProjectFile = (file) => file) {
  const sponsor = strategy === 'b' ? SALES : RESALE
  const weighed = after(requested('B', sponsor), tester, 'assess-business-case', {
    ...ASSESSMENT,
    strategy,
    level: 'MCT',
    region: strategy === 'b' ? 'emea' : null,
  })
  const approved = after(weighed, reviewer, 'approve-request', { reason: 'Sound.', next: 'Go on.' })
  return projectIn(stage, agree(approved))
}

const proposed =
  (percent: number, terms = 'Half each.', on = TODAY) =>
  (file: ProjectFile) =>
    after(file, sales, 'propose-fee-share', { sponsoredPercent: percent, terms }, on)
const accepted = (file: ProjectFile, read = file, on = TODAY) =>
  after(file, admin, 'accept-fee-share', { proposed: read.project.agreement!.at, accepts: true }, on)
const agreed = (percent: number) => (file: ProjectFile) => accepted(proposed(percent)(file))

const ordering = (file: ProjectFile) => ({
  quote: firmQuote(file.project)!.number,
  version: 1,
  purchaseOrder: 'PO-1',
  billingName: 'Resale',
  billingAddress: '1 Example Street',
  billingEmail: 'accounts@resale.test',
  acceptsTerms: true,
})

const TOMORROW = addDays(TODAY, 1)
const fullFee = totalOf(firmQuote(projectIn('quote-agreement', newProject()).project)!.lines).cents

describe('strategy a', () => {
  test('is borne by the vendor: its cost on record, nothing to order, the work goes on', () => {
    const { project } = under('a', 'readiness')
    expect(firmQuote(project)).toMatchObject({ payer: 'vendor', billTo: 'vendor', state: 'ordered' })
    expect(totalOf(firmQuote(project)!.lines).cents).toBe(fullFee)
    expect(project.order).toMatchObject({ billing: null, payment: { state: 'waived' } })
    expect(Object.keys(project.entered)).not.toContain('quote-offered')
  })
})

describe('strategy c', () => {
  test('is offered to the reseller, who orders; the partner cannot', () => {
    const file = under('c', 'quote-with-sponsor')
    expect(firmQuote(file.project)).toMatchObject({ payer: 'reseller', billTo: 'resale' })
    expect(() => after(file, admin, 'order', ordering(file))).toThrow('made out to the other side')
    expect(after(file, reseller, 'order', ordering(file)).project.stage).toBe('readiness')
  })

  test('is nothing to agree on', () => {
    expect(() => under('c', 'quote-to-request', proposed(50))).toThrow()
    const file = under('c', 'quote-to-request')
    expect(() => after(file, reseller, 'propose-fee-share', { sponsoredPercent: 50, terms: 'x' })).toThrow('agreement')
  })
})

describe('strategy b', () => {
  test('waits with the quote until both sides have signed', () => {
    expect(() => under('b', 'quote-agreement')).toThrow('have not agreed')
    expect(() => under('b', 'quote-agreement', proposed(50))).toThrow('have not agreed')
    expect(under('b', 'quote-agreement', agreed(50)).project.agreement?.accepted?.by).toBe('admin')
  })

  test('takes the sponsor’s part off the partner’s quote', () => {
    const file = under('b', 'quote-offered', agreed(50))
    const quote = firmQuote(file.project)!
    expect(quote).toMatchObject({ payer: 'as-agreed', billTo: 'northwind' })
    expect(totalOf(quote.lines).cents).toBe(Math.round(fullFee / 2))
    expect(quote.lines.at(-1)?.says).toBe('Borne by the sponsor: 50 %')
    expect(order(file).project.stage).toBe('readiness')
  })

  test('is made out to the sponsor where it bears all of it', () => {
    const file = under('b', 'quote-with-sponsor', agreed(100))
    expect(totalOf(firmQuote(file.project)!.lines).cents).toBe(fullFee)
    expect(after(file, sales, 'order', ordering(file)).project.stage).toBe('readiness')
  })

  test('is accepted as it was proposed last, by the partner’s administrator', () => {
    const first = proposed(50)(under('b', 'questionnaire'))
    const file = proposed(30, 'Half each.', TOMORROW)(first)
    expect(() => accepted(file, first, TOMORROW)).toThrow('meanwhile proposed')
    const again = accepted(file, file, TOMORROW)
    expect(again.project.agreement).toMatchObject({ sponsoredShare: 0.3 })
    expect(() => accepted(again, file, TOMORROW)).toThrow('already')
    expect(proposed(40)(again).project.agreement?.accepted).toBeNull()
  })

  test('is not accepted on terms that were not read, though the share is the same', () => {
    const first = proposed(50)(under('b', 'questionnaire'))
    const others = proposed(50, 'Half each, paid by the partner in advance.', TOMORROW)(first)
    expect(() => accepted(others, first, TOMORROW)).toThrow('meanwhile proposed')
    expect(accepted(others, others, TOMORROW).project.agreement?.terms).toContain('in advance')
  })
})

describe('the lines and papers of a quote', () => {
  test.each([
    ['a', 'readiness', []],
    ['b', 'quote-offered', ['northwind', 'sales-emea']],
    ['c', 'quote-with-sponsor', ['resale']],
  ] as const)('under strategy %s are read by those whose affair it is', (strategy, stage, readers) => {
    const { project } = under(strategy, stage, strategy === 'b' ? agreed(50) : undefined)
    const read = ['northwind', 'resale', 'sales-emea', 'vendor', null].filter((each) =>
      readsQuote(each, firmQuote(project)!, project),
    )
    expect(read).toEqual(readers)
  })

  test('are the partner’s on its own path, and in quotes of old', () => {
    const { project } = projectIn('quote-offered', newProject())
    const quote = firmQuote(project)!
    for (const each of [quote, { ...quote, payer: undefined }]) {
      expect(readsQuote('northwind', each, project)).toBe(true)
      expect(readsQuote('resale', each, project)).toBe(false)
    }
  })
})

describe('path A', () => {
  test('costs nothing and has nothing to estimate (4A.8)', () => {
    expect(() => after(requested('A'), reseller, 'request-budgetary-quote', {})).toThrow('costs the sponsor nothing')
  })
})
