/** What a paper says in DOCX and in Markdown, as plain text, read without the code that wrote it. */
import { partsOfArchive } from './archive.ts'

const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" }

function unescaped(xml: string): string {
  return xml.replace(/&(?:#(\d+)|(\w+));/g, (_, code: string | undefined, name: string) =>
    code ? String.fromCodePoint(Number(code)) : (ENTITIES[name] ?? ''),
  )
}

/** Body and footers, a line for each paragraph. */
export function textOfDocx(docx: Uint8Array): string {
  return [...partsOfArchive(docx)]
    .filter(([name]) => /^word\/(document|footer\d*)\.xml$/.test(name))
    .map(([, xml]) =>
      unescaped(
        xml
          .toString('utf8')
          .replaceAll('</w:p>', '\n')
          .replace(/<[^>]+>/g, ''),
      ),
    )
    .join('\n')
}

/** As a reader of CommonMark shows it: escapes taken off, marks of headings, lists, tables and weight left out. */
export function textOfMarkdown(markdown: string): string {
  return markdown
    .split('\n')
    .map((line) => unescaped(line.replace(/^(#+|-|>) |^\d+\. |(?<!\\)[|*]/g, '')).replace(/\\([!-/:-@[-`{-~])/g, '$1'))
    .join('\n')
}
