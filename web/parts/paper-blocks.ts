/** A paper's blocks as they stand on a page; texts are data, never markup, and drawings are pictures by their own bytes. */
import type { Block, Paper } from '../../src/documents/paper.ts'
import { each, html, type Html, nothing, written } from './html.ts'

/** The paper's contents, linked to its headings. */
export function paperContents({ blocks }: Pick<Paper, 'blocks'>, label: string): Html {
  return html`<nav class="contents" aria-label="${label}">
    <ol>
      ${each(blocks, (block, index) => (block.type === 'heading' ? html`<li><a href="#part-${index}">${written(block.text)}</a></li>` : nothing))}
    </ol>
  </nav>`
}

/** The blocks one below the other; `pictureAt` says where a picture's bytes are fetched. */
export function paperBlocks({ blocks }: Pick<Paper, 'blocks'>, pictureAt: (sha256: string) => string): Html {
  return html`<article class="document">${each(blocks, (block, index) => shown(block, index, pictureAt))}</article>`
}

function shown(block: Block, index: number, pictureAt: (sha256: string) => string): Html {
  switch (block.type) {
    case 'heading':
      return html`<h2 id="part-${index}">${written(block.text)}</h2>`
    case 'subheading':
      return html`<h3>${written(block.text)}</h3>`
    case 'text':
      return each(block.text.split(/\n{2,}/), (text) => html`<p>${written(text)}</p>`)
    case 'note':
      return html`<p class="soft">${written(block.text)}</p>`
    case 'list':
      return block.numbered
        ? html`<ol>
            ${each(block.items, (item) => html`<li>${written(item)}</li>`)}
          </ol>`
        : html`<ul>
            ${each(block.items, (item) => html`<li>${written(item)}</li>`)}
          </ul>`
    case 'facts':
      return paperFacts(block.rows)
    case 'table':
      return table(block)
    case 'code':
      return html`<p class="soft">${written(block.text)}</p>`
    case 'drawing':
      return html`<figure class="drawing" tabindex="0" role="group" aria-label="${block.says}">
        <img
          src="data:image/svg+xml;base64,${Buffer.from(block.svg).toString('base64')}"
          width="${block.width}"
          height="${block.height}"
          alt="${block.says}"
        />
      </figure>`
    case 'picture':
      return html`<figure class="screenshot">
        <img
          src="${pictureAt(block.picture.sha256)}"
          width="${block.picture.width}"
          height="${block.picture.height}"
          loading="lazy"
          alt="${block.says}"
        />
        <figcaption>${written(block.says)}</figcaption>
      </figure>`
    default:
      return block satisfies never
  }
}

export function paperFacts(rows: Paper['facts']): Html {
  return html`<dl class="facts">
    ${each(
      rows,
      ([label, value]) =>
        html`<dt>${written(label)}</dt>
          <dd>${written(value)}</dd>`,
    )}
  </dl>`
}

function table({ head, rows }: Extract<Block, { type: 'table' }>): Html {
  return html`<div class="ledger-frame" tabindex="0" role="region" aria-label="${head.join(', ')}">
    <table class="ledger">
      <thead>
        <tr>
          ${each(head, (name) => html`<th scope="col">${written(name)}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${each(
          rows,
          (row) =>
            html`<tr>
              ${each(row, (text, column) => (column === 0 ? html`<th scope="row" data-head="${head[0] ?? ''}">${written(text)}</th>` : html`<td data-head="${head[column] ?? ''}">${written(text)}</td>`))}
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`
}
