/**
 * The certificate on paper: what was granted, for exactly which releases, and where anybody can see how it stands today
 * (7.1, X-21, G-09). It says nothing that ages: standing is told by the address and its code, on the day it is looked at.
 */
import { dateWords } from '../kernel/day.ts'
import { say } from '../languages/say.ts'
import { sayTester } from '../programme/certification.ts'
import { LEVEL_NAMES } from '../programme/level.ts'
import type { GuideSubject } from './guide-paper.ts'
import type { Paper } from './paper.ts'
import { codeBlock } from './qr-code.ts'

export function certificatePaper(subject: GuideSubject, testCases: string): Paper {
  const { certification, publicUrl } = subject
  const { number, level, granted, region, pairs, extensions } = certification
  const address = `${publicUrl}/certifications/${number}`
  return {
    kind: 'Certificate',
    title: say`${subject.productName} on ${subject.platformName}`,
    number,
    day: dateWords(granted),
    writtenFacts: ['Holder'],
    facts: [
      ['Level', `${level}, ${say(LEVEL_NAMES[level])}`],
      ['Holder', subject.organisationName],
      ['Granted', dateWords(granted)],
      ['Region', region ?? 'everywhere'],
      ['Tested by', sayTester(certification)],
    ],
    blocks: [
      {
        type: 'text',
        text: `${subject.vendor} certifies that the releases named below work together: they were tested and passed, or are covered without a further test where an extension is named. Test cases: ${testCases}.`,
      },
      {
        type: 'table',
        head: [subject.platformName, subject.productName, say('Since')],
        isHeadWritten: true,
        widths: [3, 3, 2],
        rows: [
          ...pairs.map((pair) => [pair.platformRelease, pair.productRelease, dateWords(granted)]),
          ...(extensions ?? []).flatMap(({ on, pairs: more }) =>
            more.map((pair) => [pair.platformRelease, pair.productRelease, `${dateWords(on)}, by extension`]),
          ),
        ],
      },
      {
        type: 'note',
        text: 'A certificate is a statement of its day. Releases ship and certifications age: whether it is green, yellow or red, limited or withdrawn today is told at its address and nowhere else. Whether this file is the one that was signed is told there as well, by dropping it on the page that checks documents.',
      },
      codeBlock(address),
    ],
    foot: `${subject.vendor} · ${number} · granted on ${dateWords(granted)}`,
  }
}
