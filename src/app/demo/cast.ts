/** Who plays in the demo, and the clock they live by. */
import { type Day, instantOf } from '../../kernel/day.ts'
import type { Actor } from '../../programme/permission.ts'
import { type DemoAccount, PARTNERS } from './world.ts'

/** The actors of the demo by their address. */
export type Cast = ReadonlyMap<string, Actor>

/** A clock that people of the demo live by; it only ever goes forward. */
export class DemoClock {
  private instant: number
  private readonly last: number

  constructor(start: number, last: number) {
    this.instant = start
    this.last = last
  }

  now(): number {
    return this.instant
  }

  /** Forward to an hour of a day, or at least by some minutes. */
  to(day: Day, hour = 9): void {
    this.instant = Math.min(Math.max(this.instant, instantOf(day) + hour * 3_600_000), this.last)
  }

  pass(minutes: number): void {
    this.instant = Math.min(this.instant + minutes * 60_000, this.last)
  }
}

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
