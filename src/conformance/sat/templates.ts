/**
 * The templates of SAT plans: which one a product starts from, by its family (5N.b2, 5N.b3).
 * Trunks that volunteer for a SAT (5T.a) start from what must pass on a trunk.
 */
import type { Family } from '../../programme/interface.ts'
import type { Product } from '../../programme/product.ts'
import type { SatTestCase } from '../../programme/sat/sat.ts'
import { SIP_TRUNK_TEST_CASES } from '../cases/index.ts'
import { API_CALLS } from './api-calls.ts'
import { API_SERVICES } from './api-services.ts'
import { API_SESSIONS } from './api-sessions.ts'
import { LINESIDE_CALLS } from './lineside-calls.ts'
import { LINESIDE_SERVICES } from './lineside-services.ts'
import type { TemplateCase } from './template-case.ts'

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
  expected: `${onWire} ${byPeople}`,
  evidence: 'Capture',
  reference: cites.join(', '),
}))

const TEMPLATES: Readonly<Record<Family, readonly TemplateCase[]>> = {
  'sip-trunk': TRUNK_TEMPLATE,
  'sip-lineside': LINESIDE_TEMPLATE,
  'advanced-api': API_TEMPLATE,
  other: OTHER_TEMPLATE,
}

export const TEMPLATE_NAMES: Readonly<Record<Family, string>> = {
  'sip-trunk': 'SIP trunk plan, what must pass',
  'sip-lineside': 'SIP lineside plan',
  'advanced-api': 'Generic API plan',
  other: 'Plan for other products',
}

/** The template of a product, ready to be taken into a plan; every test case exercises all its interfaces (2.1). */
export function templateFor(product: Pick<Product, 'family' | 'interfaces'>): readonly SatTestCase[] {
  return TEMPLATES[product.family].map((each) => ({
    ...each,
    interfaces: product.interfaces,
    origin: 'template',
    version: 1,
  }))
}
