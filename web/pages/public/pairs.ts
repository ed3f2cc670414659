/** The pairs of releases a certification covers: short in a row, in full on its page. */
import { type Certification, extensionsBy, type ReleasePair } from '../../../src/programme/certification.ts'
import type { Day } from '../../../src/kernel/day.ts'
import { count, each, html, type Html, nothing, say, written } from '../../parts/html.ts'
import { versionPair } from '../../parts/pair.ts'
import { sayDate } from '../../parts/time.ts'

const MOST_IN_ROW = 4

/** The first few pairs, those tested before those it was extended to. */
export function pairsShort(certification: Certification, on: Day): Html {
  const extended = extensionsBy(certification, on).flatMap((extension) => extension.pairs)
  const all = [
    ...certification.pairs.map((pair) => [pair, ''] as const),
    ...extended.map((pair) => [pair, ', extended without a test'] as const),
  ]
  const more = all.length - MOST_IN_ROW
  return html`<span class="pairs"
    >${each(all.slice(0, MOST_IN_ROW), ([pair, note]) => versionPair(pair, note))}${more > 0 ? html`<span class="small soft">and ${count(more, 'more', 'more')}</span>` : nothing}</span
  >`
}

type Covered = { readonly pair: ReleasePair; readonly since: Day; readonly isTested: boolean }

function coveredPairs(certification: Certification, on: Day): readonly Covered[] {
  const tested = certification.pairs.map((pair) => ({ pair, since: certification.granted, isTested: true }))
  const extended = extensionsBy(certification, on).flatMap((extension) =>
    extension.pairs.map((pair) => ({ pair, since: extension.on, isTested: false })),
  )
  return [...tested, ...extended]
}

/** Every pair with how it came in and since when; nothing is implied beyond them (8.2). */
export function pairsInFull(
  certification: Certification,
  on: Day,
  names: { readonly platform: string; readonly product: string },
): Html {
  return html`<div class="ledger-frame" tabindex="0" role="region" aria-label="Release pairs covered">
    <table class="ledger">
      <caption class="visually-hidden">
        Release pairs covered
      </caption>
      <thead>
        <tr>
          <th scope="col">${written(names.platform)}</th>
          <th scope="col">${written(names.product)}</th>
          <th scope="col">How</th>
          <th scope="col">Since</th>
        </tr>
      </thead>
      <tbody>
        ${each(
          coveredPairs(certification, on),
          ({ pair, since, isTested }) =>
            html`<tr>
              <th scope="row" class="mono" data-head="${written(names.platform)}">${pair.platformRelease}</th>
              <td class="mono" data-head="${written(names.product)}">${pair.productRelease}</td>
              <td data-head="How">${say(isTested ? 'tested' : 'extended without a test')}</td>
              <td data-head="Since">${sayDate(since)}</td>
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`
}
