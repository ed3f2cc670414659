/** Who plays in the demo. */
import type { Actor } from '../../programme/permission.ts'
import { type DemoAccount, PARTNERS } from './world.ts'

/** The actors of the demo by their address. */
export type Cast = ReadonlyMap<string, Actor>

const FIRST_NAMES = [
  'Anneke',
  'Mads',
  'Livia',
  'Gordon',
  'Beatrix',
  'Wei',
  'Sigrid',
  'Earl',
  'Konrad',
  'Dolores',
  'Kenji',
  'Mireille',
  'Jonas',
  'Femke',
]
const LAST_NAMES = [
  'de Wit',
  'Kjaer',
  'Caduff',
  'Maclean',
  'Ashdown',
  'Tan',
  'Aasen',
  'Whitcomb',
  'Brandl',
  'Reyes',
  'Morita',
  'Garnier',
  'Faber',
  'Terlouw',
]

/** An administrator for every partner; the first also has an engineer. */
export function partnerPeople(): readonly DemoAccount[] {
  const people = PARTNERS.map((partner, index): DemoAccount => {
    const [first = '', last = ''] = [FIRST_NAMES[index], LAST_NAMES[index]]
    return {
      name: `${first} ${last}`,
      email: `${first}.${last.replace(/\s/g, '')}@${partner.id}.example`.toLowerCase(),
      organisation: partner.id,
      roles: ['partner-admin'],
    }
  })
  return [
    ...people,
    {
      name: 'Ruben Achterberg',
      email: 'ruben.achterberg@northwind-voice.example',
      organisation: 'northwind-voice',
      roles: ['partner-engineer'],
    },
  ]
}
