/**
 * The config guide as a value (7.5, layout 4.8): what was tested, with which limits, and how to configure it. The page,
 * the PDF, the DOCX and the Markdown are all made from it, so that none says what another does not.
 */
import type { Certification } from '../programme/certification.ts'
import type { PublishedGuide } from '../programme/guide.ts'
import {
  expectedLadders,
  FEATURE_RESULTS,
  type GuideContent,
  picturesShown,
  PLACE_SIDES,
  type Setting,
} from '../programme/guide-content.ts'
import type { GuidePicture } from '../programme/guide-picture.ts'
import { instantOf } from '../kernel/day.ts'
import { dateSaid, say } from '../languages/say.ts'
import { LEVEL_NAMES } from '../programme/level.ts'
import { ladderDrawing, topologyDrawing } from './guide-drawings.ts'
import { type Block, type Paper, plainPaper } from './paper.ts'

export type GuideSubject = {
  readonly certification: Certification
  readonly productName: string
  readonly platformName: string
  readonly organisationName: string
  readonly vendor: string
  readonly publicUrl: string
  readonly standingWords: string
  readonly supportWords: string
  /** The test cases that were run, for guides that list them (7.5b): number, title, result in words. */
  readonly testCases?: readonly (readonly [testCase: string, title: string, result: string])[]
  /** What the settings' pictures are; none of them in a guide without screenshots. */
  readonly pictures?: readonly GuidePicture[]
  /** Published versions before this one, oldest first. */
  readonly earlier?: readonly PublishedGuide[]
}

export function guidePaper(guide: PublishedGuide, subject: GuideSubject): Paper {
  const { certification } = subject
  const { content } = guide
  const shown = picturesShown(content)
  const pictures = (subject.pictures ?? []).filter(({ id }) => shown.has(id))
  const pairs = certification.pairs.map((pair) => say`${pair.platformRelease} with ${pair.productRelease}`).join('; ')
  return plainPaper({
    kind: 'Configuration guide',
    title: say`${subject.productName} on ${subject.platformName}`,
    number: say`${certification.number}, guide version ${guide.version}`,
    day: dateSaid(instantOf(guide.day)),
    facts: [
      [
        'Certified',
        say`${certification.level}, ${say(LEVEL_NAMES[certification.level])}, on ${dateSaid(instantOf(certification.granted))}`,
      ],
      ['Releases tested', pairs],
      ['Region', certification.region ?? say('everywhere')],
      ['When printed', subject.standingWords],
      ['Today', `${subject.publicUrl}/certifications/${certification.number}`],
    ],
    blocks: [
      { type: 'text', text: content.summary, isWritten: true },
      { type: 'heading', text: 'Scope of support' },
      { type: 'text', text: subject.supportWords },
      ...table(
        'Tested features',
        ['Feature', 'Result', 'Note'],
        [3, 2, 4],
        content.features.map((row) => [row.feature, say(FEATURE_RESULTS[row.result]), row.note]),
      ),
      ...table(
        'Equipment and versions',
        ['Element', 'Product', 'Version'],
        [2, 3, 2],
        content.equipment.map((row) => [row.element, row.product, row.version]),
      ),
      ...topology(content),
      ...limitations(content),
      ...list('Prerequisites and licences', content.prerequisites),
      ...settings(say`Settings of ${subject.platformName}`, content.vendorSettings, pictures),
      ...settings(say`Settings of ${subject.productName}`, content.partnerSettings, pictures),
      ...list('Verification', content.verification, true),
      ...ladders(content),
      ...table(
        'Troubleshooting',
        ['What is seen', 'Likely cause', 'Where to look'],
        [3, 3, 3],
        content.troubleshooting.map((row) => [row.symptom, row.cause, row.look]),
      ),
      { type: 'heading', text: 'Emergency calls' },
      { type: 'text', text: content.emergencyNote || say('Nothing was noted.'), isWritten: true },
      ...(content.kind === 'settings-and-tests'
        ? table('Test cases run', ['Test case', 'Title', 'Result'], [2, 6, 3], subject.testCases ?? [])
        : []),
      ...table(
        'Contacts',
        ['Who', 'How to reach them'],
        [2, 3],
        content.contacts.map((row) => [row.who, row.reach]),
      ),
      ...revisions(guide, subject.earlier ?? []),
    ],
    foot: say`${subject.vendor} · ${certification.number} · guide version ${guide.version} of ${dateSaid(instantOf(guide.day))}`,
  })
}

function topology(content: GuideContent): readonly Block[] {
  const drawing = topologyDrawing(content)
  const { places = [], links = [] } = content
  return [
    { type: 'heading', text: 'Topology' },
    { type: 'text', text: content.topology, isWritten: true },
    ...(drawing
      ? [{ type: 'drawing' as const, ...drawing, says: 'The places named below and what runs between them.' }]
      : []),
    ...part(
      'Places',
      ['Place', 'Belongs to', 'Note'],
      [3, 2, 4],
      places.map((row) => [row.name, say(PLACE_SIDES[row.side]), row.note]),
    ),
    ...part(
      'Connections and ports',
      ['From', 'To', 'Carries', 'Ports'],
      [3, 3, 3, 3],
      links.map((row) => [row.from, row.to, row.carries, row.ports]),
    ),
  ]
}

function limitations({ limitations: rows }: GuideContent): readonly Block[] {
  if (rows.length === 0)
    return [
      { type: 'heading', text: 'Limitations and workarounds' },
      { type: 'text', text: 'None are known.' },
    ]
  return table(
    'Limitations and workarounds',
    ['Feature', 'What people notice', 'Workaround'],
    [2, 4, 4],
    rows.map((row) => [row.feature, row.effect, row.workaround]),
  )
}

const hidden = () => say('told by the company on request')

/** Their title is said already, around a name that somebody gave. */
function settings(title: string, rows: readonly Setting[], pictures: readonly GuidePicture[]): readonly Block[] {
  const shown = pictures.filter(({ id }) => rows.some(({ picture }) => picture === id))
  return [
    ...table(
      title,
      ['Form', 'Field', 'Value', 'Default', 'Why'],
      [3, 3, 3, 2, 4],
      rows.map((row) => [row.form, row.field, row.told ? hidden() : row.value, row.standard, row.why]),
    ).map((block): Block => (block.type === 'heading' ? { ...block, isWritten: true } : block)),
    ...shown.map((picture): Block => {
      const of = rows.filter((row) => row.picture === picture.id).map((row) => row.field)
      return { type: 'picture', picture, says: `${picture.caption} (${of.join(', ')})`, isWritten: true }
    }),
  ]
}

/** Each check with its drawing and, for whoever cannot see it, its messages one by one. */
function ladders(content: GuideContent): readonly Block[] {
  const all = expectedLadders(content)
  if (all.length === 0) return []
  return [
    { type: 'heading', text: 'Expected messages' },
    ...all.flatMap((ladder): Block[] => [
      { type: 'subheading', text: ladder.check, isWritten: true },
      {
        type: 'drawing',
        ...ladderDrawing(ladder),
        says: say`The messages of “${ladder.check}”, listed below.`,
        isWritten: true,
      },
      {
        type: 'list',
        numbered: true,
        isWritten: true,
        items: ladder.messages.map(({ from, to, message }) => `${from} → ${to}: ${message}`),
      },
    ]),
  ]
}

/** Said only once there is more than one version. */
function revisions(guide: PublishedGuide, earlier: readonly PublishedGuide[]): readonly Block[] {
  return earlier.length === 0
    ? []
    : table(
        'Versions of this guide',
        ['Version', 'Published on'],
        [1, 3],
        [...earlier, guide].map(({ version, day }) => [String(version), dateSaid(instantOf(day))]),
      )
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
        { type: 'table', head, widths, rows, isWritten: true },
      ]
}

/** A table within a part of the guide. */
function part(
  title: string,
  ...of: [readonly string[], readonly number[], readonly (readonly string[])[]]
): readonly Block[] {
  return table(title, ...of).map((block) => (block.type === 'heading' ? { ...block, type: 'subheading' } : block))
}

function list(title: string, items: readonly string[], numbered = false): readonly Block[] {
  return items.length === 0
    ? []
    : [
        { type: 'heading', text: title },
        { type: 'list', items, numbered, isWritten: true },
      ]
}
