/** The letter that authorises the use of a logo (7.4, layout 4.9). */
import type { Authorisation } from '../programme/authorisation.ts'
import type { GuideSubject } from './guide-paper.ts'
import type { Paper } from './paper.ts'

export function authorisationPaper(authorisation: Authorisation, subject: GuideSubject): Paper {
  const { certification } = subject
  return {
    kind: 'Logo authorisation',
    title: `Use of the ${authorisation.logo} logo`,
    number: authorisation.number,
    day: authorisation.issued.day,
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
        type: 'note',
        text: `Whether the certification is current today is told at ${subject.publicUrl}/certifications/${certification.number}.`,
      },
    ],
    foot: `${subject.vendor} · ${authorisation.number}`,
  }
}
