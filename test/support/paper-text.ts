/** A paper as plain text, every word of it and in its order, for golden files that people can read. */
import type { Block, Paper } from '../../src/documents/paper.ts'

export function paperText(paper: Paper): string {
  return [
    `${paper.kind}: ${paper.title}`,
    `${paper.number}, ${paper.day}`,
    '',
    ...paper.facts.map(([label, value]) => `${label}: ${value}`),
    ...paper.blocks.flatMap((block) => ['', ...blockText(block)]),
    '',
    `-- ${paper.foot}`,
    '',
  ].join('\n')
}

function blockText(block: Block): readonly string[] {
  switch (block.type) {
    case 'heading':
      return [`## ${block.text}`]
    case 'subheading':
      return [`### ${block.text}`]
    case 'drawing':
      return [`[drawing] ${block.says}`]
    case 'picture':
      return [`[picture ${block.picture.sha256.slice(0, 12)}] ${block.says}`]
    case 'text':
      return [block.text]
    case 'note':
      return [`(${block.text})`]
    case 'list':
      return block.items.map((item, index) => `${block.numbered ? `${index + 1}.` : '-'} ${item}`)
    case 'facts':
      return block.rows.map(([label, value]) => `${label}: ${value}`)
    case 'code':
      return [`[code] ${block.text}`]
    case 'table':
      return [block.head, ...block.rows, ...(block.total ? [block.total] : [])].map((row) => row.join(' | '))
    default:
      return block satisfies never
  }
}
