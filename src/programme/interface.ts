/** How a product and a platform meet (1A.2), and the family that decides path, tier and plan. */
export const FAMILIES = ['sip-trunk', 'sip-lineside', 'advanced-api', 'other'] as const

export type Family = (typeof FAMILIES)[number]

export const FAMILY_NAMES: Readonly<Record<Family, string>> = {
  'sip-trunk': 'SIP trunking service',
  'sip-lineside': 'SIP lineside product',
  'advanced-api': 'Application on an advanced API',
  other: 'Other product',
}

export type Interface = {
  readonly id: string
  readonly name: string
  readonly family: Family
}

/** The interfaces the programme names; the list is open and more can be added as data (1A.2). */
export const NAMED_INTERFACES: readonly Interface[] = [
  { id: 'sip-trunk', name: 'SIP trunk', family: 'sip-trunk' },
  { id: 'sip-lineside', name: 'SIP lineside', family: 'sip-lineside' },
  { id: 'oig', name: 'OIG', family: 'advanced-api' },
  { id: 'mitai', name: 'MiTAI', family: 'advanced-api' },
  { id: 'oai', name: 'OAI', family: 'advanced-api' },
  { id: 'csta', name: 'CSTA', family: 'advanced-api' },
  { id: 'tapi', name: 'TAPI', family: 'advanced-api' },
  { id: 'oip', name: 'OIP', family: 'advanced-api' },
  { id: 'atas', name: 'ATAS', family: 'advanced-api' },
  { id: 'src', name: 'SRC', family: 'advanced-api' },
]
