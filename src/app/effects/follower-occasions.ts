/**
 * Changes of colour told to whoever follows the interop without having a part in it (G-19): in the words of the notice
 * to those who have, once for each change. Who has a part is told so already.
 */
import { dateWords } from '../../kernel/day.ts'
import { clauseLine, onClause, type Paragraph } from '../../programme/notice.ts'
import type { GuideFilter } from '../../programme/reference-guide.ts'
import type { NextChange } from '../../rulebook/standing.ts'
import { isWithin, type Platforms } from '../../store/certifications.ts'
import type { Queryable } from '../../store/database.ts'
import type { Follower } from '../ask/following.ts'
import type { GuideRow } from '../ask/reference-guide.ts'
import type { Occasion } from './occasion.ts'

type Telling = {
  readonly row: GuideRow
  readonly change: NextChange
  readonly told: Pick<Occasion, 'code' | 'key' | 'subject'>
  /** Whoever sponsors the interop; told with the others who have a part in it. */
  readonly sponsor: string | null
  readonly followers: readonly Follower[]
  readonly platforms: Platforms
}

const CLAUSE = '8.8'

export async function* toFollowers(on: Queryable, telling: Telling): AsyncGenerator<Occasion> {
  const { row, change, told, sponsor, followers, platforms } = telling
  const { certification, product, platform } = row
  const ready = new Set<string>()
  for (const { person, organisation, roles, filter, standing, id } of followers) {
    const hasPart =
      organisation === product.organisation || organisation === sponsor || roles.includes('programme-manager')
    if (ready.has(person) || hasPart) continue
    if (standing && standing !== change.standing) continue
    if (!mayFit(row, filter) || !(await isWithin(on, certification.number, filter, platforms))) continue
    ready.add(person)
    yield {
      key: `followed/${person}/${told.key}`,
      code: told.code,
      to: ['person'],
      person,
      organisation: product.organisation,
      project: null,
      subject: told.subject,
      following: id,
      body: onClause(CLAUSE, ...inWords(row, change, told.code), 'You are told because you follow it.'),
      link: `/reference-guide/${encodeURIComponent(platform.id)}/${encodeURIComponent(product.id)}`,
    }
  }
}

function inWords({ certification, onDay }: GuideRow, { on }: NextChange, code: string): readonly Paragraph[] {
  const { number } = certification
  if (code === 'N40')
    return [
      `If nothing is done, ${number} changes on ${dateWords(on)}. Its page says by which rule, and what it means for support.`,
    ]
  return [
    `${number} changed on ${dateWords(on)}.`,
    ...onDay.reasons.map(({ says, clause }) => `${says}\n${clauseLine(clause)}`),
  ]
}

/** What can be told without asking the database; most that is followed is something else. */
function mayFit({ certification, product }: GuideRow, filter: GuideFilter): boolean {
  const is = {
    platform: certification.platform,
    product: certification.product,
    level: certification.level,
    region: certification.region,
    family: product.family,
    organisation: product.organisation,
  }
  return (Object.keys(is) as (keyof typeof is)[]).every((name) => !filter[name] || filter[name] === is[name])
}
