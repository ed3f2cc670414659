/**
 * A paper as Markdown (CommonMark with tables), for knowledge bases that take text. What people wrote is data: every
 * sign that Markdown or HTML would act on is written so that it shows as itself.
 */
import type { Block, Paper } from './paper.ts'

export function paperAsMarkdown(paper: Paper): string {
  const facts = paper.facts.map(([label, value]) => `- **${text(label)}:** ${text(value)}`)
  const parts = [
    `# ${text(paper.title)}`,
    `${text(paper.kind)} · ${text(paper.number)} · ${paper.day}`,
    facts.join('\n'),
    ...paper.blocks.map(blockText),
    '---',
    text(paper.foot),
  ]
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`
}

function blockText(block: Block): string {
  switch (block.type) {
    case 'heading':
      return `## ${text(block.text)}`
    case 'subheading':
      return `### ${text(block.text)}`
    case 'text':
      return block.text
        .split(/\n+/)
        .map((part) => text(part))
        .join('\n\n')
    case 'note':
      return `> ${text(block.text)}`
    case 'drawing':
      return `*${text(block.says)}*`
    case 'picture':
      return `*Picture: ${text(block.says)}*, SHA-256 ${block.picture.sha256}`
    case 'list':
      return block.items.map((item, index) => `${block.numbered ? `${index + 1}.` : '-'} ${text(item)}`).join('\n')
    case 'facts':
      return block.rows.map(([label, value]) => `- **${text(label)}:** ${text(value)}`).join('\n')
    case 'table':
      return tableText(block)
    case 'code':
      return text(block.text)
    default:
      return block satisfies never
  }
}

function tableText({ head, rows, total }: Extract<Block, { type: 'table' }>): string {
  const line = (cells: readonly string[]) => `| ${cells.map((cell) => text(cell)).join(' | ')} |`
  return [line(head), `|${head.map(() => ' --- |').join('')}`, ...[...rows, ...(total ? [total] : [])].map(line)].join(
    '\n',
  )
}

/** Signs with a meaning in Markdown, wherever they stand; entities and addresses lose theirs as well. */
function text(said: string): string {
  return said
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/[\\`*_{}[\]()#+!|<>~&$^-]/g, (sign) => `\\${sign}`)
    .replace(/^(\d+)([.)])/, String.raw`$1\$2`)
    .replace(/^=/, String.raw`\=`)
    .replace(/\b(https?|ftp|mailto|javascript|www)([:.])/gi, '$1&#8203;$2')
}
