/** The version pair: platform release and product release as one small piece, the same everywhere. */
import type { ReleasePair } from '../../src/programme/certification.ts'
import { html } from './html.ts'

export function versionPair(pair: ReleasePair, note = '') {
  return html`<span class="pair" title="platform release × product release${note}"
    ><span>${pair.platformRelease}</span><span aria-hidden="true">×</span><span class="visually-hidden">with</span
    ><span>${pair.productRelease}</span></span
  >`
}
