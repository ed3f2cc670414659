/** The letter that authorises the use of a logo (7.4, layout 4.9), and the package that goes with it. */
import { createHash } from 'node:crypto'
import type { Authorisation } from '../../programme/authorisation.ts'
import type { GuideSubject } from '../guide-paper.ts'
import type { Paper } from '../paper.ts'
import { codeBlock } from '../qr-code.ts'
import { type Packed, zipOf } from '../zip.ts'
import { logoAsSvg, type LogoLevel, SHADES } from './logo.ts'
import { logoAsPng } from './logo-png.ts'

export function authorisationPaper(authorisation: Authorisation, subject: GuideSubject): Paper {
  const { certification } = subject
  const address = `${subject.publicUrl}/certifications/${certification.number}`
  return {
    kind: 'Logo authorisation',
    title: `Use of the ${authorisation.logo} logo`,
    number: authorisation.number,
    day: authorisation.issued.day,
    writtenFacts: ['Holder'],
    facts: [
      ['Holder', subject.organisationName],
      ['Certification', certification.number],
      ['Product', `${subject.productName} ${certification.pairs.map((pair) => pair.productRelease).join(', ')}`],
      ['Platform', `${subject.platformName} ${certification.pairs.map((pair) => pair.platformRelease).join(', ')}`],
      ['Region', certification.region ?? 'everywhere'],
      ['Issued', authorisation.issued.day],
    ],
    blocks: [
      {
        type: 'text',
        text: `${subject.vendor} authorises ${subject.organisationName} to show the ${authorisation.logo} logo beside the product and releases named above, on these conditions:`,
      },
      { type: 'list', numbered: true, items: authorisation.conditions },
      {
        type: 'table',
        head: ['File', 'Its SHA-256'],
        widths: [2, 5],
        rows: vectors(authorisation.logo).map(({ name, bytes }) => [name, inGroups(hashOf(bytes))]),
      },
      {
        type: 'note',
        text: 'Whether the certification is current today is told at this address. Whether this letter is the one that was signed is told on the page that checks documents, by dropping the file.',
      },
      codeBlock(address),
    ],
    foot: `${subject.vendor} · ${authorisation.number}`,
  }
}

/** The logo for light and dark grounds as vectors and pixels, its conditions, and the letter with its seal. */
export function logoPackage(authorisation: Authorisation, letter: Uint8Array): Uint8Array {
  const conditions = authorisation.conditions.map((condition, index) => `${index + 1}. ${condition}\n`).join('')
  return zipOf([
    { name: `${authorisation.number}.pdf`, bytes: letter },
    { name: 'conditions.txt', bytes: Buffer.from(conditions) },
    ...vectors(authorisation.logo),
    ...SHADES.map((shade) => ({
      name: `${authorisation.logo}-on-${shade}.png`,
      bytes: logoAsPng(authorisation.logo, shade),
    })),
  ])
}

function vectors(level: LogoLevel): readonly Packed[] {
  return SHADES.map((shade) => ({ name: `${level}-on-${shade}.svg`, bytes: Buffer.from(logoAsSvg(level, shade)) }))
}

function hashOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}

/** In groups of eight, so that a line can end between them. */
function inGroups(hash: string): string {
  return hash.match(/.{8}/g)!.join(' ')
}
