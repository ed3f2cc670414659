/**
 * A paper as one HTML file that needs nothing else: its look within it, pictures by their own bytes, links only within
 * itself, no script, and a policy that would let none run. It is given out piece by piece; nothing holds all of it.
 */
import { withoutTurning } from '../kernel/text.ts'
import { languageNow, say } from '../languages/say.ts'
import type { Block, Paper } from './paper.ts'

/** A paper whose blocks come one by one, and the names of the places in it that cells lead to. */
export type StreamedPaper = {
  readonly head: Omit<Paper, 'blocks'>
  readonly contents: readonly string[]
  readonly names: ReadonlySet<string>
  readonly blocks: AsyncIterable<Block>
}

const POLICY = "default-src 'none'; img-src data:; style-src 'unsafe-inline'; form-action 'none'; base-uri 'none'"

export async function* paperAsHtml({ head, contents, names, blocks }: StreamedPaper): AsyncGenerator<string> {
  yield `<!doctype html>
<html lang="${languageNow()}">
<head>
<meta charset="utf-8">
<meta http-equiv="content-security-policy" content="${POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${text(`${head.kind}: ${head.title}`)}</title>
<style>${LOOK}</style>
</head>
<body>
<header><p class="kind">${text(head.kind)} <span class="mono">${text(head.number)}</span></p>
<h1>${text(head.title)}</h1>
<p class="soft">${text(head.day)}</p></header>
<main>
${facts(head.facts)}
<nav aria-label="${say('In this document')}"><ol>${contents.map((each) => `<li><a href="#${idOf(each)}">${text(each)}</a></li>`).join('')}</ol></nav>
`
  for await (const block of blocks) yield `${blockHtml(block, names)}\n`
  yield `</main>
<footer><p class="soft">${text(head.foot)}</p></footer>
</body>
</html>
`
}

function blockHtml(block: Block, names: ReadonlySet<string>): string {
  switch (block.type) {
    case 'heading':
      return `<h2 id="${idOf(block.text)}">${text(block.text)}</h2>`
    case 'subheading':
      return `<h3${block.name ? ` id="${idOf(block.name)}"` : ''}>${text(block.text)}</h3>`
    case 'text':
      return block.text
        .split(/\n+/)
        .map((part) => `<p>${text(part)}</p>`)
        .join('')
    case 'note':
    case 'code':
      return `<p class="note">${text(block.text)}</p>`
    case 'list': {
      const items = block.items.map((item) => `<li>${text(item)}</li>`).join('')
      return block.numbered ? `<ol>${items}</ol>` : `<ul>${items}</ul>`
    }
    case 'facts':
      return facts(block.rows)
    case 'table':
      return table(block, names)
    case 'drawing':
      return `<figure class="scroll" tabindex="0" role="group" aria-label="${text(block.says)}"><img src="data:image/svg+xml;base64,${Buffer.from(block.svg).toString('base64')}" width="${block.width}" height="${block.height}" alt="${text(block.says)}"></figure>`
    case 'picture':
      return `<p class="note">${text(say`Picture: ${block.says}, SHA-256 ${block.picture.sha256}`)}</p>`
    default:
      return block satisfies never
  }
}

function facts(rows: Paper['facts']): string {
  return `<dl>${rows.map(([label, value]) => `<dt>${text(label)}</dt><dd>${text(value)}</dd>`).join('')}</dl>`
}

/** A first cell that is the name of a place leads there. */
function table({ head, rows, figures = [] }: Extract<Block, { type: 'table' }>, names: ReadonlySet<string>): string {
  const cell = (said: string, column: number) => {
    if (column > 0) return `<td${figures.includes(column) ? ' class="figure"' : ''}>${text(said)}</td>`
    const shown = names.has(said) ? `<a href="#${idOf(said)}">${text(said)}</a>` : text(said)
    return `<th scope="row">${shown}</th>`
  }
  return `<div class="scroll" tabindex="0" role="region" aria-label="${text(head.join(', '))}"><table><thead><tr>${head.map((name, column) => `<th scope="col"${figures.includes(column) ? ' class="figure"' : ''}>${text(name)}</th>`).join('')}</tr></thead><tbody>${rows.map((row) => `<tr>${row.map(cell).join('')}</tr>`).join('')}</tbody></table></div>`
}

/** Signs that mean something to HTML, wherever they stand; and none that turn what stands beside them. */
function text(said: string): string {
  return withoutTurning(said.toWellFormed())
    .replace(/[^\P{Cc}\t\n]/gu, ' ')
    .replace(/[&<>"'`=]/g, (sign) => `&#${sign.charCodeAt(0)};`)
}

/** Letters, digits and hyphens alone, so that it is an anchor in any address. */
function idOf(name: string): string {
  return `at-${name.toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, '-')}`
}

const LOOK = `
:root{color-scheme:light dark;--ink:light-dark(#14201e,#e4ebe9);--soft:light-dark(#4a5a56,#a5b3af);--line:light-dark(#d8dedb,#2b3634);--ground:light-dark(#ffffff,#0f1514);--accent:light-dark(#0a5a61,#63c4c8)}
body{margin:0 auto;padding:2rem 1.25rem 3rem;max-width:62rem;background:var(--ground);color:var(--ink);font:1rem/1.5 system-ui,sans-serif;overflow-wrap:anywhere}
h1{font-size:2rem;line-height:1.2;margin:.2rem 0}h2{margin:2.4rem 0 .6rem;font-size:1.3rem}h3{margin:2rem 0 .5rem;font-size:1.05rem}
a{color:var(--accent)}.soft{color:var(--soft)}.mono{font-family:ui-monospace,monospace;font-size:.9em}.kind{color:var(--accent);font-weight:600;margin:0}
dl{display:grid;grid-template-columns:minmax(7rem,12rem) 1fr;gap:.35rem 1rem;margin:1rem 0}dt{color:var(--soft)}dd{margin:0}
nav ol{columns:2;margin:1.5rem 0}.note{border-left:3px solid var(--accent);padding-left:.8rem;color:var(--soft)}
.scroll{overflow-x:auto;margin:.8rem 0}table{border-collapse:collapse;width:100%;font-size:.92rem}th,td{text-align:left;vertical-align:top;padding:.4rem .6rem;border-bottom:1px solid var(--line);min-width:4.5rem;font-weight:400}thead th{color:var(--soft);font-size:.85rem}tbody th{font-weight:600}.figure{text-align:right}
img{display:block;max-width:none;height:auto;border:1px solid var(--line)}footer{margin-top:3rem;border-top:1px solid var(--line)}
@media(max-width:40rem){dl{grid-template-columns:1fr;gap:0 0}dd{margin-bottom:.5rem}nav ol{columns:1}}
@media print{.scroll{overflow:visible}h2,h3{break-after:avoid}tr{break-inside:avoid}}
`
