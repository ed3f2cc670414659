/** A paper in the language of whoever asks for it: what we say on it; what people wrote stays as they wrote it. */
import { languageNow, say, valueSaid } from '../languages/say.ts'
import type { Block, Paper } from './paper.ts'

export function paperSaid(paper: Paper): Paper {
  const language = languageNow()
  if (language === 'en') return paper
  return {
    ...paper,
    language,
    kind: say(paper.kind),
    title: say(paper.title),
    number: say(paper.number),
    day: say(paper.day),
    facts: rowsSaid(paper.facts, (label) => paper.writtenFacts?.includes(label) ?? false),
    blocks: paper.blocks.map(blockSaid),
    foot: `${say(paper.foot)} · ${say('If in doubt, the English version counts.')}`,
  }
}

export function blockSaid(block: Block): Block {
  switch (block.type) {
    case 'text':
    case 'note':
    case 'heading':
    case 'subheading':
      return block.isWritten ? block : { ...block, text: linesSaid(block.text) }
    case 'code':
      return { ...block, text: linesSaid(block.text) }
    case 'list':
      return block.isWritten ? block : { ...block, items: block.items.map(linesSaid) }
    case 'facts':
      return { ...block, rows: rowsSaid(block.rows, () => block.isWritten ?? false) }
    case 'table':
      return {
        ...block,
        head: block.isHeadWritten ? block.head : block.head.map(linesSaid),
        rows: block.isWritten ? block.rows : block.rows.map((row) => row.map(linesSaid)),
        ...(block.total ? { total: block.total.map(linesSaid) } : {}),
      }
    case 'drawing':
    case 'picture':
      return block.isWritten ? block : { ...block, says: valueSaid(block.says) }
    default:
      return block satisfies never
  }
}

const linesSaid = (text: string): string =>
  text
    .split('\n')
    .map((line) => valueSaid(line))
    .join('\n')

const rowsSaid = (rows: Paper['facts'], isWritten: (label: string) => boolean): Paper['facts'] =>
  rows.map(([label, value]) => [say(label), isWritten(label) ? value : linesSaid(value)])
