/** Verdicts, in a quiet vocabulary of their own: tick, cross, dash, question, struck eye; never the colours of standing. */
import { type Verdict, VERDICTS } from '../../src/programme/run.ts'
import { VERDICT_PICTURES } from '../views/verdicts.ts'
import { html, type Html, say } from './html.ts'
import { icon, type IconName } from './icon.ts'

const PICTURES: Readonly<Record<Verdict, IconName>> = { ...VERDICT_PICTURES, 'not-tested': 'dash' }

export function verdictMark(verdict: Verdict | null): Html {
  return verdict
    ? html`<span class="verdict ${verdict}">${icon(PICTURES[verdict])} ${say(VERDICTS[verdict])}</span>`
    : html`<span class="verdict none soft">no result yet</span>`
}
