/** What a PDF says as plain text, where pdftotext is installed; null where it is not. */
import { spawnSync } from 'node:child_process'

/** As it lies on the page, or in the order in which it was set, cell by cell. */
export function textOfPdf(pdf: Buffer, order: 'page' | 'cells' = 'page'): string | null {
  const done = spawnSync('pdftotext', [order === 'page' ? '-layout' : '-raw', '-', '-'], {
    input: pdf,
    encoding: 'utf8',
  })
  return done.error ? null : done.stdout
}

export function isPdf(bytes: Buffer): boolean {
  return bytes.subarray(0, 5).toString() === '%PDF-' && bytes.subarray(-32).toString('latin1').includes('%%EOF')
}
