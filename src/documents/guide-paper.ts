/** The config guide on paper (7.5, layout 4.8): what was tested, with which limits, and how to configure it. */
import { FEATURE_RESULTS, type PublishedGuide } from '../programme/guide.ts'
import type { Certification } from '../programme/certification.ts'
import { LEVEL_NAMES } from '../programme/level.ts'
import type { Block, Paper } from './paper.ts'

export type GuideSubject = {
  readonly certification: Certification
  readonly productName: string
  readonly platformName: string
  readonly organisationName: string
  readonly vendor: string
  readonly publicUrl: string
  readonly standingWords: string
  readonly supportWords: string
}

export function guidePaper(guide: PublishedGuide, subject: GuideSubject): Paper {
  const { certification } = subject
  const { content } = guide
  const pairs = certification.pairs.map((pair) => `${pair.platformRelease} with ${pair.productRelease}`).join('; ')
  return {
    kind: 'Configuration guide',
    title: `${subject.productName} on ${subject.platformName}`,
    number: `${certification.number}, guide version ${guide.version}`,
    day: guide.day,
    facts: [
      ['Certified', `${certification.level}, ${LEVEL_NAMES[certification.level]}, on ${certification.granted}`],
      ['Releases tested', pairs],
      ['Region', certification.region ?? 'everywhere'],
      ['When printed', subject.standingWords],
      ['Today', `${subject.publicUrl}/certifications/${certification.number}`],
    ],
    blocks: [
      { type: 'text', text: content.summary },
      { type: 'heading', text: 'Scope of support' },
      { type: 'text', text: subject.supportWords },
      ...table(
        'Tested features',
        ['Feature', 'Result', 'Note'],
        [3, 2, 4],
        content.features.map((row) => [row.feature, FEATURE_RESULTS[row.result], row.note]),
      ),
      ...table(
        'Equipment and versions',
        ['Element', 'Product', 'Version'],
        [2, 3, 2],
        content.equipment.map((row) => [row.element, row.product, row.version]),
      ),
      { type: 'heading', text: 'Topology' },
      { type: 'text', text: content.topology },
      { type: 'heading', text: 'Limitations and workarounds' },
      ...(content.limitations.length === 0
        ? [{ type: 'text' as const, text: 'None are known.' }]
        : [
            {
              type: 'table' as const,
              head: ['Feature', 'What people notice', 'Workaround'],
              widths: [2, 4, 4],
              rows: content.limitations.map((row) => [row.feature, row.effect, row.workaround]),
            },
          ]),
      ...list('Prerequisites and licences', content.prerequisites),
      ...settings(`Settings of ${subject.platformName}`, content.vendorSettings),
      ...settings(`Settings of ${subject.productName}`, content.partnerSettings),
      ...list('Verification', content.verification, true),
      ...table(
        'Troubleshooting',
        ['What is seen', 'Likely cause', 'Where to look'],
        [3, 3, 3],
        content.troubleshooting.map((row) => [row.symptom, row.cause, row.look]),
      ),
      { type: 'heading', text: 'Emergency calls' },
      { type: 'text', text: content.emergencyNote === '' ? 'Nothing was noted.' : content.emergencyNote },
      ...table(
        'Contacts',
        ['Who', 'How to reach them'],
        [2, 3],
        content.contacts.map((row) => [row.who, row.reach]),
      ),
    ],
    foot: `${subject.vendor} · ${certification.number} · guide version ${guide.version} of ${guide.day}`,
  }
}

function table(
  title: string,
  head: readonly string[],
  widths: readonly number[],
  rows: readonly (readonly string[])[],
): readonly Block[] {
  return rows.length === 0
    ? []
    : [
        { type: 'heading', text: title },
        { type: 'table', head, widths, rows },
      ]
}

function list(title: string, items: readonly string[], numbered = false): readonly Block[] {
  return items.length === 0
    ? []
    : [
        { type: 'heading', text: title },
        { type: 'list', items, numbered },
      ]
}

type Setting = PublishedGuide['content']['vendorSettings'][number]

function settings(title: string, rows: readonly Setting[]): readonly Block[] {
  return table(
    title,
    ['Form', 'Field', 'Value', 'Default', 'Why'],
    [3, 3, 3, 2, 4],
    rows.map((row) => [row.form, row.field, row.value, row.standard, row.why]),
  )
}
