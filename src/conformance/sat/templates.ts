/**
 * The templates of SAT plans: which one a product starts from, by its family (5N.b2, 5N.b3).
 * Some of its test cases are for certain interfaces or certain releases of the platform only.
 * Trunks that volunteer for a SAT (5T.a) start from what must pass on a trunk.
 */
import { CAPABILITIES } from '../../programme/capability.ts'
import { type Family, NAMED_INTERFACES } from '../../programme/interface.ts'
import { type Platform, releaseOf } from '../../programme/platform.ts'
import type { Product } from '../../programme/product.ts'
import type { Plan } from '../../programme/run.ts'
import type { SatTestCase } from '../../programme/sat/sat.ts'
import { SIP_TRUNK_TEST_CASES, testCaseByPlanId } from '../cases/index.ts'
import { groupOf } from '../test-case.ts'
import { API_CALLS } from './api-calls.ts'
import { API_INTERFACES } from './api-interfaces.ts'
import { API_SERVICES } from './api-services.ts'
import { API_SESSIONS } from './api-sessions.ts'
import { LINESIDE_CALLS } from './lineside-calls.ts'
import { LINESIDE_SERVICES } from './lineside-services.ts'
import { type Applies, SAT_GROUPS, type TemplateCase } from './template-case.ts'

export const API_TEMPLATE: readonly TemplateCase[] = [...API_SESSIONS, ...API_CALLS, ...API_SERVICES]

const named = (...plans: readonly string[]) => API_TEMPLATE.filter((each) => plans.includes(each.plan))

/** What every product is asked, whatever its interface: installing, rights, secrets, upgrades, documents. */
const FOR_ALL: readonly TemplateCase[] = named('ENV-01', 'ENV-02', 'ENV-03', 'SEC-01', 'UPG-01', 'DOC-01')

export const LINESIDE_TEMPLATE: readonly TemplateCase[] = [
  ...named('ENV-01', 'ENV-02', 'ENV-03'),
  ...LINESIDE_CALLS,
  ...LINESIDE_SERVICES,
  ...named('SEC-01', 'UPG-01', 'DOC-01'),
]

const OTHER_TEMPLATE: readonly TemplateCase[] = [...FOR_ALL, ...named('ROB-01', 'ROB-02', 'PER-01')]

const TRUNK_TEMPLATE: readonly TemplateCase[] = SIP_TRUNK_TEST_CASES.filter(
  (each) => each.criticality === 'KO' && each.scope === 'interface',
).map(({ plan, criticality, scope, effort, title, precondition, procedure, onWire, byPeople, cites }) => ({
  plan,
  criticality,
  scope,
  effort,
  title,
  precondition: precondition ?? '',
  steps: procedure,
  expected: [onWire, byPeople].join(' '),
  evidence: 'Capture',
  reference: cites.join(', '),
}))

const TEMPLATES: Readonly<Record<Family, readonly TemplateCase[]>> = {
  'sip-trunk': TRUNK_TEMPLATE,
  'sip-lineside': LINESIDE_TEMPLATE,
  'advanced-api': byGroup([...API_TEMPLATE, ...API_INTERFACES]),
  other: OTHER_TEMPLATE,
}

export const TEMPLATE_NAMES: Readonly<Record<Family, string>> = {
  'sip-trunk': 'SIP trunk plan, what must pass',
  'sip-lineside': 'SIP lineside plan',
  'advanced-api': 'Generic API plan',
  other: 'Plan for other products',
}

/** What the programme proposes for a product on a platform release, and what it does not propose there, and why. */
export type Template = { readonly testCases: readonly SatTestCase[]; readonly leftOut: Plan['leftOut'] }

export type TemplateOf = {
  readonly product: Pick<Product, 'family' | 'interfaces'>
  readonly platform: Platform
  readonly platformRelease: string
}

/** In the order of the groups, so that what some interfaces add stands with its like. */
function byGroup(testCases: readonly TemplateCase[]): readonly TemplateCase[] {
  const order = Object.keys(SAT_GROUPS)
  return testCases.toSorted((a, b) => order.indexOf(groupOf(a.plan)) - order.indexOf(groupOf(b.plan)))
}

/**
 * The template of a product on a platform release, ready to be taken into a plan. A test case exercises those of
 * the product's interfaces that it is for (2.1); one that is not for them, or needs what the release cannot do, is
 * left out with its reason; one that comes in for an interface says so (5N.b3).
 */
export function templateFor(of: TemplateOf): Template {
  const testCases: SatTestCase[] = []
  const leftOut: { plan: string; because: string }[] = []
  for (const { applies, needs, ...each } of TEMPLATES[of.product.family]) {
    const interfaces = of.product.interfaces.filter((name) => isFor(applies, name))
    const isForNone = interfaces.length === 0 && applies !== undefined
    const against = isForNone ? sayFor(applies) : needs && lackOf(of, needs)
    // What comes in for other interfaces only would not have been looked for here.
    if (isForNone && applies.to === 'only') continue
    if (against) leftOut.push({ plan: each.plan, because: against })
    else {
      const because = applies?.to === 'only' ? { because: sayFor(applies) } : {}
      testCases.push({ ...each, ...because, interfaces, origin: 'template', version: 1 })
    }
  }
  return { testCases, leftOut }
}

/** A test case of the template, also where the template of a project leaves it out; null where there is none. */
export function templateCase({ family, interfaces }: TemplateOf['product'], plan: string): SatTestCase | null {
  const found = TEMPLATES[family].find((each) => each.plan === plan)
  if (!found) return null
  const { applies: _, needs: __, ...rest } = found
  return { ...rest, interfaces, origin: 'template', version: 1 }
}

/** What a template's test case says, field by field, each as the texts that it is put together from and said with. */
export type TemplateTexts = Readonly<
  Record<'title' | 'precondition' | 'steps' | 'expected' | 'evidence', readonly string[]>
>

/** Null where the template of the family has no such test case. */
export function templateTexts({ family }: Pick<Product, 'family'>, plan: string): TemplateTexts | null {
  const found = TEMPLATES[family].find((each) => each.plan === plan)
  if (!found) return null
  const { title, precondition, steps, expected, evidence } = found
  const ofTrunk = family === 'sip-trunk' ? testCaseByPlanId(plan) : null
  return {
    title: [title],
    precondition: [precondition],
    steps,
    expected: ofTrunk ? [ofTrunk.onWire, ofTrunk.byPeople] : [expected],
    evidence: [evidence],
  }
}

function isFor(applies: Applies | undefined, name: string): boolean {
  return !applies || applies.interfaces.includes(name) === (applies.to === 'only')
}

function sayFor({ to, interfaces, because }: Applies): string {
  const names = interfaces.map((id) => NAMED_INTERFACES.find((each) => each.id === id)?.name ?? id).join(' and ')
  return to === 'only' ? `For products on ${names}. ${because}` : `Not for products on ${names}. ${because}`
}

function lackOf({ platform, platformRelease }: TemplateOf, needs: keyof typeof CAPABILITIES): string | null {
  return releaseOf(platform, platformRelease)?.cannot?.includes(needs)
    ? `${platform.name} ${platformRelease} does not have it: ${CAPABILITIES[needs]}.`
    : null
}
