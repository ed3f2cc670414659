/** One guide, four forms: what stands in one stands in each, and what people wrote does nothing in any of them. */
import { afterAll, describe, expect, test } from 'vitest'
import { guideSubject } from '../../test/support/guide-subject.ts'
import { partsOfArchive } from '../../test/support/archive.ts'
import { textOfDocx, textOfMarkdown } from '../../test/support/paper-formats.ts'
import { paperText } from '../../test/support/paper-text.ts'
import { textOfPdf } from '../../test/support/pdf.ts'
import { after, people, projectIn } from '../../test/support/project-files.ts'
import { inLanguage } from '../languages/speaking.ts'
import { publishedGuide } from '../programme/guide.ts'
import type { GuideContent } from '../programme/guide-content.ts'
import { guidePaper, type GuideSubject } from './guide-paper.ts'
import type { Paper } from './paper.ts'
import { paperAsDocx } from './paper-docx.ts'
import { paperAsMarkdown } from './paper-markdown.ts'
import { paperSaid } from './paper-words.ts'
import { openTypesetter } from './typeset/typesetter.ts'

const granted = projectIn('guide')
const MARKUP = '<script>alert(1)</script> *b* _i_ `c` #show $x$ [l](javascript:alert(2)) | cell'
const FORMULA = '=HYPERLINK("http://evil.example","x")'
const TURNED = 'abc\u202Efdp.exe\u2066'
const LONG = 'W'.repeat(118)

const content: GuideContent = {
  ...granted.guide!.content,
  kind: 'settings-and-tests',
  limitations: [
    { feature: MARKUP, effect: `${FORMULA} ${LONG}`, workaround: TURNED },
    { feature: LONG, effect: '@SUM(1)', workaround: '-1+1' },
  ],
  vendorSettings: [
    { form: 'SIP peer', field: 'Address', value: 'trunk.example.net', standard: '', why: MARKUP },
    { form: 'SIP peer', field: 'Password', value: 'hunter2', standard: '', why: '', told: 'restricted' },
  ],
  partnerSettings: [{ form: 'Portal', field: LONG, value: FORMULA, standard: '', why: '' }],
}
const published = publishedGuide(
  after(after(granted, people.tester, 'save-guide', { content }), people.tester, 'publish-guide').guide,
)!
const subject: GuideSubject = {
  ...guideSubject(granted.certification!, 'current, until 2027-12-16'),
  productName: 'North <b>Trunk</b>',
  platformName: 'Voice & Co',
  testCases: [['OUT-01', 'A call out', 'passed']],
}
const paper = guidePaper(published, subject)

/** The language that a PDF names for whoever reads it aloud. */
const languageOfPdf = (pdf: Uint8Array) =>
  [
    ...Buffer.from(pdf)
      .toString('latin1')
      .matchAll(/\/Lang ?\(([^)]*)\)/g),
  ].map(([, language]) => language)

/** Whoever breaks lines and cells differently still says the same signs in the same cell. */
const signs = (text: string) => text.normalize('NFKC').replace(/[\s\u200b\u00ad\f]+/gu, '')

/** Every text of the paper, on its own: what has to be found in each form. */
function textsOf({ blocks, facts, title, foot }: Paper): readonly string[] {
  return [
    title,
    foot,
    ...facts.flat(),
    ...blocks.flatMap((block): readonly string[] => {
      if (block.type === 'list') return block.items
      if (block.type === 'table') return [...block.head, ...block.rows.flat()]
      return block.type === 'facts' ? block.rows.flat() : 'text' in block ? [block.text] : []
    }),
  ].filter((text) => text !== '')
}

const missingIn = (said: string, of: Paper = paper) => {
  const all = signs(said)
  return textsOf(of).filter((text) => !all.includes(signs(text)))
}

describe('the content of a guide', () => {
  const typesetter = openTypesetter()
  afterAll(() => typesetter.close())

  test('is whole in Markdown', () => {
    expect(missingIn(textOfMarkdown(paperAsMarkdown(paper)))).toEqual([])
  })

  test('is whole in DOCX', async () => {
    expect(missingIn(textOfDocx(await paperAsDocx(paper)))).toEqual([])
  })

  test('is whole in PDF, cell by cell', async () => {
    const said = textOfPdf(Buffer.from(await typesetter.set(paper)), 'cells')
    // Cells stand beside each other there, so that longer ones are compared by their words.
    const all = signs(said ?? '')
    const missing = textsOf(paper).filter(
      (text) => !text.split(/\s+/).every((word) => all.includes(signs(word).slice(0, 20))),
    )
    expect(said === null ? [] : missing).toEqual([])
  })

  test('control: a word that is missing would be noticed in each', async () => {
    const more = { ...paper, foot: 'never-said-anywhere' }
    expect(missingIn(textOfMarkdown(paperAsMarkdown(paper)), more)).toEqual(['never-said-anywhere'])
    expect(missingIn(textOfDocx(await paperAsDocx(paper)), more)).toEqual(['never-said-anywhere'])
  })

  test.each([
    ['en', 'en-GB'],
    ['de', 'de-DE'],
    ['fr', 'fr-FR'],
    ['es', 'es-ES'],
  ] as const)('names its language, %s, to whoever reads it aloud', async (language, spelled) => {
    const said = inLanguage(language, () => paperSaid(paper))
    expect(languageOfPdf(await typesetter.set(said))).toEqual([language])
    const styles = partsOfArchive(await paperAsDocx(said))
      .get('word/styles.xml')!
      .toString('utf8')
    expect(styles.match(/<w:lang [^>]*>/g)).toEqual([`<w:lang w:val="${spelled}"/>`])
  })

  test('holds no restricted value in any form', async () => {
    const forms = [paperText(paper), paperAsMarkdown(paper), textOfDocx(await paperAsDocx(paper))]
    for (const form of forms) expect(form).not.toContain('hunter2')
    expect(paperText(paper)).toContain('told by the company on request')
  })
})

describe('the picture of a setting', () => {
  const picture = {
    id: 'one',
    caption: 'The peer',
    sha256: 'a'.repeat(64),
    mediaType: 'image/png',
    width: 8,
    height: 8,
  }
  const shown = (...told: (null | 'restricted')[]) => {
    const [row] = content.vendorSettings
    const vendorSettings = told.map((each) => ({ ...row!, told: each, picture: 'one' }))
    const { blocks } = guidePaper(
      { ...published, content: { ...content, vendorSettings } },
      {
        ...subject,
        pictures: [picture as never],
      },
    )
    return blocks.filter(({ type }) => type === 'picture').length
  }

  test('is left out beside a restricted value, which it would show, whatever else it shows', () => {
    expect([shown('restricted'), shown('restricted', null), shown(null, 'restricted')]).toEqual([0, 0, 0])
  })

  test('control: is there beside others', () => {
    expect([shown(null), shown(null, null)]).toEqual([1, 1])
  })
})

describe('a picture or a drawing in DOCX', () => {
  const EMU = { page: 297 * 36_000, point: 9525 }
  const heightsOf = async (height: number) => {
    const drawing = { type: 'drawing', svg: '<svg/>', width: 300, height, says: 'Tall' } as const
    const document = partsOfArchive(await paperAsDocx({ ...paper, blocks: [drawing] })).get('word/document.xml')
    return [...(document?.toString('utf8') ?? '').matchAll(/<wp:extent cx="(\d+)" cy="(\d+)"/g)].map(([, cx, cy]) => [
      Number(cx),
      Number(cy),
    ])
  }

  test('is never taller than a page, and keeps its shape', async () => {
    const [[cx = 0, cy = 0] = []] = await heightsOf(4000)
    expect(cy).toBeLessThan(EMU.page * 0.85)
    expect(cy / cx).toBeCloseTo(4000 / 300, 0)
  })

  test('control: a small one is as large as it is', async () => {
    expect(await heightsOf(200)).toEqual([[300 * EMU.point, 200 * EMU.point]])
  })
})

describe('what people wrote', () => {
  test('turns nothing around', async () => {
    for (const form of [JSON.stringify(paper), paperAsMarkdown(paper), textOfDocx(await paperAsDocx(paper))])
      expect(form).not.toMatch(/[\u202a-\u202e\u2066-\u2069]/u)
  })

  test('is no markup, link or formula in Markdown', () => {
    const markdown = paperAsMarkdown(paper)
    expect(markdown).not.toMatch(/(?<!\\)<script|(?<!\\)\]\(|(?<!\\)`/)
    expect(markdown).not.toMatch(/javascript:/)
    const [, limitations = ''] = markdown.split('## Limitations and workarounds')
    const rows = limitations
      .split('\n## ')[0]!
      .split('\n')
      .filter((line) => line.startsWith('|'))
    expect(rows.map((row) => row.split(/(?<!\\)\|/).length - 2)).toEqual([3, 3, 3, 3])
  })

  test('is no field, link or foreign part in DOCX', async () => {
    const parts = partsOfArchive(await paperAsDocx(paper))
    const document = parts.get('word/document.xml')?.toString('utf8') ?? ''
    expect(document).not.toMatch(/w:hyperlink|w:instrText[^>]*>[^<]*HYPERLINK|<script/)
    for (const [name, xml] of parts)
      if (name.endsWith('.rels')) expect(xml.toString('utf8')).not.toContain('TargetMode="External"')
    expect([...parts.keys()].filter((name) => /vba|macro|ole/i.test(name))).toEqual([])
  })
})
