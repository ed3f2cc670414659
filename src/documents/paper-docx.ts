/**
 * A paper as DOCX, for whoever has to work it into documents of their own. Texts go in as runs of text: no fields, no
 * links, no macros, nothing that is fetched when it is opened.
 */
import {
  AlignmentType,
  Document,
  Footer,
  HeadingLevel,
  ImageRun,
  LevelFormat,
  Packer,
  PageNumber,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  WidthType,
} from 'docx'
import type { Block, Paper, PaperPicture } from './paper.ts'
import type { PictureBytes } from './typeset/typesetter.ts'

/** Between the margins of A4, in pixels as the format counts them. */
const PAGE_WIDTH = 620
/** With room for what stands below a picture. */
const PAGE_HEIGHT = 860
/** The same in twentieths of a point. */
const TABLE_WIDTH = 9300

/** One white point, for programs too old to draw an SVG; the words stand beside it in any case. */
const ONE_POINT = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8/5+hHgAHggJ/PchI7wAAAABJRU5ErkJggg==',
  'base64',
)

/** Word takes no language without a country to spell it as. */
const SPELLED_AS = { en: 'en-GB', de: 'de-DE', fr: 'fr-FR', es: 'es-ES' } as const

export async function paperAsDocx(paper: Paper, pictures: PictureBytes = new Map()): Promise<Uint8Array> {
  const lists = paper.blocks.flatMap((block, index) => (block.type === 'list' && block.numbered ? [index] : []))
  const made = new Document({
    title: paper.title,
    subject: `${paper.kind}, ${paper.number}`,
    creator: 'Certwright',
    styles: {
      default: {
        document: { run: { font: 'Calibri', size: 21, language: { value: SPELLED_AS[paper.language ?? 'en'] } } },
      },
    },
    numbering: {
      config: lists.map((index) => ({
        reference: `list-${index}`,
        levels: [{ level: 0, format: LevelFormat.DECIMAL, text: '%1.', alignment: AlignmentType.LEFT }],
      })),
    },
    sections: [
      {
        footers: { default: footerOf(paper) },
        children: [
          new Paragraph({
            children: [run(`${paper.kind}, ${paper.number}, ${paper.day}`, { color: '0A5A61', bold: true })],
          }),
          new Paragraph({ heading: HeadingLevel.TITLE, children: [run(paper.title)] }),
          ledger([], paper.facts, [1, 3]),
          ...paper.blocks.flatMap((block, index) => parts(block, index, pictures)),
        ],
      },
    ],
  })
  return new Uint8Array(await Packer.toBuffer(made))
}

function footerOf({ foot }: Paper): Footer {
  const pages = [
    run(`${foot} · `, { color: '4A5A56', size: 16 }),
    new TextRun({ children: [PageNumber.CURRENT], size: 16 }),
  ]
  return new Footer({ children: [new Paragraph({ children: pages })] })
}

function parts(block: Block, index: number, pictures: PictureBytes): (Paragraph | Table)[] {
  switch (block.type) {
    case 'heading':
      return [new Paragraph({ heading: HeadingLevel.HEADING_1, children: [run(block.text)] })]
    case 'subheading':
      return [new Paragraph({ heading: HeadingLevel.HEADING_2, children: [run(block.text)] })]
    case 'text':
      return block.text.split('\n').map((text) => new Paragraph({ spacing: { after: 120 }, children: [run(text)] }))
    case 'note':
    case 'code':
      return [new Paragraph({ children: [run(block.text, { italics: true })] })]
    case 'list':
      return block.items.map(
        (item) =>
          new Paragraph({
            children: [run(item)],
            ...(block.numbered ? { numbering: { reference: `list-${index}`, level: 0 } } : { bullet: { level: 0 } }),
          }),
      )
    case 'facts':
      return [ledger([], block.rows, [1, 3])]
    case 'table':
      return [ledger(block.head, [...block.rows, ...(block.total ? [block.total] : [])], block.widths)]
    case 'drawing':
      return [drawn(block), caption(block.says)]
    case 'picture':
      return [...shown(block.picture, pictures), caption(block.says)]
    default:
      return block satisfies never
  }
}

function drawn({ svg, width, height, says }: Extract<Block, { type: 'drawing' }>): Paragraph {
  const picture = new ImageRun({
    type: 'svg',
    data: Buffer.from(svg),
    transformation: fitting(width, height),
    fallback: { type: 'png', data: ONE_POINT },
    altText: { name: 'Drawing', title: 'Drawing', description: says },
  })
  return new Paragraph({ children: [picture] })
}

const DOCX_TYPES = { 'image/png': 'png', 'image/jpeg': 'jpg' } as const

/** Word knows no WebP: such a picture is named with its hash, and stands on the page and in the PDF. */
function shown({ sha256, mediaType, width, height }: PaperPicture, pictures: PictureBytes): readonly Paragraph[] {
  const data = pictures.get(sha256)
  if (!data || mediaType === 'image/webp') return [new Paragraph({ children: [run(`Picture with SHA-256 ${sha256}`)] })]
  const picture = new ImageRun({ type: DOCX_TYPES[mediaType], data, transformation: fitting(width, height) })
  return [new Paragraph({ children: [picture] })]
}

function fitting(width: number, height: number): { width: number; height: number } {
  const scale = Math.min(1, PAGE_WIDTH / width, PAGE_HEIGHT / height)
  return { width: Math.round(width * scale), height: Math.round(height * scale) }
}

function caption(text: string): Paragraph {
  return new Paragraph({ spacing: { after: 160 }, children: [run(text, { size: 18, color: '4A5A56' })] })
}

function ledger(head: readonly string[], rows: readonly (readonly string[])[], widths: readonly number[]): Table {
  const whole = widths.reduce((sum, width) => sum + width, 0)
  const columnWidths = widths.map((width) => Math.round((width / whole) * TABLE_WIDTH))
  const row = (cells: readonly string[], isHead: boolean) =>
    new TableRow({
      tableHeader: isHead,
      cantSplit: true,
      children: cells.map(
        (cell, column) =>
          new TableCell({
            width: { size: columnWidths[column] ?? 0, type: WidthType.DXA },
            margins: { top: 50, bottom: 50, left: 90, right: 90 },
            children: [new Paragraph({ children: [run(cell, { bold: isHead, size: 19 })] })],
          }),
      ),
    })
  return new Table({
    layout: TableLayoutType.FIXED,
    width: { size: TABLE_WIDTH, type: WidthType.DXA },
    columnWidths,
    rows: [...(head.length > 0 ? [row(head, true)] : []), ...rows.map((cells) => row(cells, false))],
  })
}

type Look = { readonly bold?: boolean; readonly italics?: boolean; readonly size?: number; readonly color?: string }

/** XML knows no control characters; a line break within a cell becomes a blank. */
function run(text: string, look: Look = {}): TextRun {
  const [first = '', ...rest] = text
    .toWellFormed()
    .replace(/[^\P{Cc}\t\n]|[\u{FFFE}\u{FFFF}]/gu, ' ')
    .split('\n')
  return new TextRun({ ...look, children: [[first, ...rest].join(' ')] })
}
