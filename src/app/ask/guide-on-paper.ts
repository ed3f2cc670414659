/**
 * The reference guide as a paper: what the filter of an address shows on a day, by platform and company, with what
 * decided each standing and when it changes next (layout 4.10). A paper is read by people, so it has an end: a list
 * too long for one is refused, and can be had as a table.
 */
import type { Paper } from '../../documents/paper.ts'
import { dateWords, type Day } from '../../kernel/day.ts'
import { refuse } from '../../kernel/refusal.ts'
import { pairsOn } from '../../programme/certification.ts'
import { FAMILY_NAMES } from '../../programme/interface.ts'
import { STANDING_RULES } from '../../rulebook/chapters/08-standing.ts'
import { STANDING_WORDS } from '../../rulebook/standing-rule.ts'
import { type GuideNames, guideWords } from './guide-words.ts'
import type { GuideQuestion, GuideRow } from './reference-guide.ts'

/** About two hundred pages, set in a second or two; whoever wants more wants a table. */
const MOST_ROWS = 2000

export type GuideOnPaper = Pick<GuideQuestion, 'on' | 'today' | 'filter' | 'standing'> & {
  readonly vendor: string
  /** Where the same list stands, with its filter. */
  readonly address: string
  /** Of what the filter asks for. */
  readonly names: GuideNames
}

/** Refuses what is too long, once it has read one row more than a paper holds. */
export async function guideOnPaper(rows: AsyncIterable<GuideRow>, asked: GuideOnPaper): Promise<Paper> {
  const { on, today, vendor, address } = asked
  const found = await atMost(rows)
  return {
    kind: 'Interop reference guide',
    title:
      on > today ? `Certified interops as foreseen for ${dateWords(on)}` : `Certified interops on ${dateWords(on)}`,
    number: dateWords(on),
    day: dateWords(on),
    isWide: true,
    facts: [
      [
        'Standing on',
        on > today ? `${dateWords(on)}, as far as it could be foreseen on ${dateWords(today)}` : dateWords(on),
      ],
      ['Shown', guideWords(asked, asked.names)],
      ['Rows', String(found.length)],
    ],
    blocks: [
      ...(found.length === 0
        ? [{ type: 'text', text: 'Nothing certified fits all of this on that day.' } as const]
        : [
            {
              type: 'table',
              head: ['Standing and why', 'Product', 'Platform and releases', 'Level', 'Certified', 'Next change'],
              widths: [7, 5, 5, 3, 3, 5],
              rows: found.toSorted(byPlatformAndName).map((row) => cellsOf(row, on)),
            } as const,
          ]),
      {
        type: 'note',
        text: `Standing is reckoned for one day: releases ship and certifications age. How things stand today is told at ${address}`,
      },
    ],
    foot: `${vendor} · Interop reference guide · ${dateWords(on)}`,
  }
}

async function atMost(rows: AsyncIterable<GuideRow>): Promise<GuideRow[]> {
  const found: GuideRow[] = []
  for await (const row of rows) {
    if (found.length === MOST_ROWS)
      refuse('too-large', {
        says: `The list has more than ${MOST_ROWS} rows under this filter, more than anybody reads on paper.`,
        next: 'Narrow it down, by a platform or a level say, or take the whole list as CSV, XLSX or JSON.',
        clause: '8.8',
      })
    found.push(row)
  }
  return found
}

function byPlatformAndName(a: GuideRow, b: GuideRow): number {
  return (
    a.platform.name.localeCompare(b.platform.name) ||
    a.organisation.name.localeCompare(b.organisation.name) ||
    a.product.name.localeCompare(b.product.name) ||
    (a.certification.number < b.certification.number ? 1 : -1)
  )
}

function cellsOf({ product, organisation, platform, certification, onDay }: GuideRow, on: Day): readonly string[] {
  const pairs = pairsOn(certification, on).map((pair) => `${pair.platformRelease} with ${pair.productRelease}`)
  return [
    [STANDING_WORDS[onDay.standing], ...onDay.reasons.map((reason) => `${reason.says} (${reason.clause})`)].join('\n'),
    `${product.name}\n${organisation.name}, ${FAMILY_NAMES[product.family]}`,
    `${platform.name}\n${pairs.join(', ')}`,
    [certification.level, certification.region ?? ''].filter(Boolean).join(', '),
    `${dateWords(certification.granted)}\n${certification.number}`,
    sayNext(onDay.next),
  ]
}

/** What it becomes, when, and the rule in words. */
export function sayNext(next: GuideRow['onDay']['next']): string {
  if (!next) return 'none known'
  const rule = STANDING_RULES.find(({ id }) => id === next.rule)
  return `${STANDING_WORDS[next.standing]} from ${dateWords(next.on)}${rule ? `: ${rule.says} (${rule.clause})` : ''}`
}
