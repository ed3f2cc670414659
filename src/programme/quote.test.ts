import { describe, expect, test } from 'vitest'
import { after, order, people, person, projectIn, TODAY } from '../../test/support/project-files.ts'
import { addDays, day } from '../kernel/day.ts'
import { sayMoney } from '../kernel/money.ts'
import { totalOf } from './fees.ts'
import type { ProjectFile } from './project-file.ts'
import { firmQuote, freeToMoveUntil, isExpired } from './quote.ts'

const { admin, manager, tester, colleague } = people

const inPreparation = projectIn('quote-preparation')
const prepare = (input: object) => after(inPreparation, manager, 'prepare-quote', input)
const offered = projectIn('quote-offered')
const total = (file: ProjectFile) => sayMoney(totalOf(firmQuote(file.project)!.lines))

describe('a budgetary estimate', () => {
  test('is the range of 9.4, at any time, and does not stand in for a firm quote', () => {
    const file = after(projectIn('questionnaire'), admin, 'request-budgetary-quote', {})
    const [quote] = file.project.quotes
    expect(quote).toMatchObject({ kind: 'budgetary', state: 'issued', lines: [], validUntil: null })
    expect([sayMoney(quote!.range!.least), sayMoney(quote!.range!.most)]).toEqual(['USD 4,000.00', 'USD 8,000.00'])
    expect(firmQuote(file.project)).toBeNull()
    expect(file.project.stage).toBe('questionnaire')
  })

  test('of a MAT is on request', () => {
    const { project } = projectIn('questionnaire')
    const mat = { ...projectIn('questionnaire'), project: { ...project, level: 'MAT' as const } }
    expect(after(mat, admin, 'request-budgetary-quote', {}).project.quotes[0]?.range).toBeNull()
  })
})

describe('a firm quote', () => {
  test.each(['questionnaire', 'questionnaire-review'] as const)(
    'is refused before the questionnaire is reviewed, in %s',
    (stage) => {
      expect(() => after(projectIn(stage), admin, 'request-firm-quote', {})).toThrow(stage)
    },
  )

  test('is refused by the rule, too, should the stage be wrong about the review', () => {
    const file = projectIn('quote-to-request')
    const unreviewed = { ...file, questionnaire: { ...file.questionnaire, reviewed: null } }
    expect(() => after(unreviewed, admin, 'request-firm-quote', {})).toThrow('the questionnaire is reviewed')
  })

  test('is priced by the plan of the day and may be adjusted with a reason', () => {
    expect(total(prepare({}))).toBe('USD 6,042.50')
    expect(total(prepare({ adjustment: -42.5, reason: 'Rounded.' }))).toBe('USD 6,000.00')
    expect(total(prepare({ adjustment: '500', reason: 'Urgent.' }))).toBe('USD 6,542.50')
    expect(() => prepare({ adjustment: -1 })).toThrow('An adjustment needs its reason.')
    expect(() => prepare({ adjustment: -6043, reason: 'Gift.' })).toThrow('The adjustment is larger than the fee.')
    expect(() => prepare({ adjustment: 100_001, reason: 'x' })).toThrow()
  })

  test('is agreed to by somebody else than who prepared it, whatever their roles', () => {
    const both = person('both', 'vendor', 'lab-engineer', 'programme-manager')
    const prepared = after(inPreparation, both, 'prepare-quote', {})
    expect(() => after(prepared, both, 'issue-quote')).toThrow('You prepared this quote yourself.')
    expect(() => after(prepared, manager, 'issue-quote')).toThrow('Not for manager.')
    expect(after(prepared, tester, 'issue-quote').project.stage).toBe('quote-offered')
  })

  test('sent back and prepared again has to be agreed to again', () => {
    const returned = after(prepare({}), tester, 'return-quote', { reason: 'Too little for fax.' })
    expect(returned.project.stage).toBe('quote-preparation')
    const again = after(returned, manager, 'prepare-quote', { adjustment: 100, reason: 'Fax.' })
    expect(firmQuote(again.project)).toMatchObject({ state: 'prepared', agreed: null, version: 1 })
    expect(firmQuote(after(again, colleague, 'issue-quote').project)?.agreed?.by).toBe('colleague')
  })

  test.each([
    ['2026-06-15', false],
    ['2026-08-13', false],
    ['2026-08-14', false],
    ['2026-08-15', true],
  ])('of 15 June is valid for sixty days: on %s expired is %s', (on, expired) => {
    expect(firmQuote(offered.project)?.validUntil).toBe(addDays(TODAY, 60))
    expect(isExpired(firmQuote(offered.project)!, day(on))).toBe(expired)
    const ordering = () =>
      after(
        offered,
        admin,
        'order',
        {
          quote: 'N-2026-0001',
          version: 1,
          purchaseOrder: 'PO-1',
          billingName: 'Northwind',
          billingAddress: '1 Example Street',
          billingEmail: 'a@northwind.test',
          acceptsTerms: true,
        },
        day(on),
      ).project.stage
    if (expired) expect(ordering).toThrow('The quote was valid until 14 Aug 2026.')
    else expect(ordering()).toBe('readiness')
  })

  test('once ordered never expires', () => {
    expect(isExpired(firmQuote(order(offered).project)!, day('2036-01-01'))).toBe(false)
  })

  test('revised supersedes the one before, which can no longer be ordered', () => {
    const revised = after(offered, manager, 'revise-quote', { reason: 'Asked for.' })
    expect(revised.project.quotes.map((quote) => `${quote.version} ${quote.state}`)).toEqual([
      '1 superseded',
      '2 requested',
    ])
    const again = after(after(revised, manager, 'prepare-quote', {}), tester, 'issue-quote')
    const orderOf = (version: number) => () =>
      after(again, admin, 'order', {
        quote: 'N-2026-0001',
        version,
        purchaseOrder: 'PO-1',
        billingName: 'Northwind',
        billingAddress: '1 Example Street',
        billingEmail: 'a@northwind.test',
        acceptsTerms: true,
      })
    expect(orderOf(1)).toThrow('Quotation N-2026-0001 version 1 is no longer the one on offer.')
    expect(orderOf(2)().project.order).toMatchObject({ version: 2, payment: { state: 'awaited' } })
  })

  test('is paid or waived once', () => {
    expect(() => after(offered, manager, 'note-payment', { state: 'paid', note: 'Bank.' })).toThrow('Nothing has been')
    const paid = after(order(offered), manager, 'note-payment', { state: 'paid', note: 'Bank.' })
    expect(paid.project.order?.payment).toMatchObject({ state: 'paid', noted: { by: 'manager' } })
    expect(() => after(paid, manager, 'note-payment', { state: 'waived', note: 'x' })).toThrow('already noted as paid')
  })
})

describe('a slot', () => {
  // The slot begins on Monday 22 June 2026; five working days before is Monday 15 June.
  test.each([
    ['2026-06-12', true],
    ['2026-06-13', true],
    ['2026-06-14', true],
    ['2026-06-15', true],
    ['2026-06-16', false],
    ['2026-06-21', false],
    ['2026-06-22', false],
  ])('can on %s still be moved free of charge: %s', (on, free) => {
    expect(freeToMoveUntil(day('2026-06-22'), day(on), 5)).toBe(free)
  })

  test('is offered from today on, confirmed as offered, and tested in from its first day', () => {
    const waiting = projectIn('slot-to-offer')
    const offer = (from: string, to: string) =>
      after(waiting, tester, 'offer-slot', { from, to, engineer: 'tester', note: '' })
    expect(() => offer('2026-06-14', '2026-06-20')).toThrow('before today')
    expect(() => offer('2026-06-22', '2026-06-21')).toThrow('The slot ends before it begins.')
    const onOffer = offer('2026-06-22', '2026-06-26')
    expect(() => after(onOffer, admin, 'confirm-slot', { from: '2026-06-23' })).toThrow('another slot')
    const confirmed = after(onOffer, admin, 'confirm-slot', { from: '2026-06-22' })
    const start = (on: string) => after(confirmed, tester, 'start-testing', { setUp: 'Bench 1.' }, day(on))
    expect(() => start('2026-06-21')).toThrow('The slot begins on 22 Jun 2026.')
    expect(start('2026-06-22').project.stage).toBe('testing')
  })

  test('is refused by rule on a release that is not generally available, at readiness, offer and start', () => {
    const onUnreleased = (file: ProjectFile) => ({ ...file, project: { ...file.project, productRelease: '4.0' } })
    const ticked = { ownTesting: true, generallyAvailable: true, documents: true, people: true, setUp: true }
    const slot = { from: TODAY, to: TODAY, engineer: 'tester', note: '' }
    const says = 'The product release under test is generally available'
    expect(() => after(onUnreleased(projectIn('readiness')), admin, 'declare-readiness', ticked)).toThrow(says)
    expect(() => after(onUnreleased(projectIn('slot-to-offer')), tester, 'offer-slot', slot)).toThrow(says)
    expect(() => after(onUnreleased(projectIn('slot-offered')), admin, 'confirm-slot', { from: TODAY })).toThrow(says)
    expect(() => after(onUnreleased(projectIn('scheduled')), tester, 'start-testing', { setUp: 'x' })).toThrow(says)
  })

  test('every statement of readiness has to be ticked', () => {
    const ready = projectIn('readiness')
    const ticked = { ownTesting: true, generallyAvailable: true, documents: true, people: true, setUp: true }
    for (const statement of Object.keys(ticked))
      expect(() => after(ready, admin, 'declare-readiness', { ...ticked, [statement]: false })).toThrow('declared')
    expect(after(ready, admin, 'declare-readiness', ticked).project.stage).toBe('slot-to-offer')
  })
})
