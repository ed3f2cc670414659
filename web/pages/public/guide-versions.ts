/** Two published versions of a guide held against each other, row by row, in words. */
import {
  type Cell,
  type CellCompared,
  compareGuides,
  type Difference,
  type PartCompared,
} from '../../../src/programme/guide-comparison.ts'
import type { PublishedGuide } from '../../../src/programme/guide.ts'
import { EVERYBODY } from '../../../src/programme/permission.ts'
import { each, type Html, html, nothing, say, written } from '../../parts/html.ts'
import { sayDate } from '../../parts/time.ts'
import { page } from '../../visit.ts'
import { guidePath, guideShell, readingGuide } from './guide.ts'

export const guideVersionsPage = page('/certifications/:number/guide/versions', EVERYBODY, (visit) =>
  readingGuide(visit, async (view, { published }) => {
    const versions = view.guide?.published ?? []
    const named = (name: string, otherwise: number) =>
      versions.find((each_) => String(each_.version) === visit.query.get(name)) ?? versions.at(otherwise) ?? published
    const before = named('from', -2)
    const after = named('to', -1)
    const parts = compareGuides(before.content, after.content)
    const content = html`<section class="section">
      <h2>What changed from version ${before.version} to version ${after.version}</h2>
      ${versions.length > 1 ? choice(guidePath(view), versions, before, after) : nothing}
      ${
        parts.length === 0
          ? html`<p>
              ${say(versions.length < 2 ? 'There is one version only; the next can be held against it here.' : 'Nothing a reader would see is different.')}
            </p>`
          : each(parts, changed)
      }
      <p><a href="${guidePath(view)}">Read the guide</a></p>
    </section>`
    return guideShell(visit, view, published, content)
  }),
)

function choice(
  path: string,
  versions: readonly PublishedGuide[],
  before: PublishedGuide,
  after: PublishedGuide,
): Html {
  const select = (name: string, label: string, chosen: PublishedGuide) =>
    html`<label for="version-${name}">${label}</label>
      <select id="version-${name}" name="${name}">
        ${each(versions, (each_) => html`<option value="${each_.version}" ${each_ === chosen ? 'selected' : ''}>${each_.version}, ${sayDate(each_.day)}</option>`)}
      </select>`
  return html`<form class="filters" method="get" action="${path}/versions">
    ${select('from', say('From version'), before)} ${select('to', say('to version'), after)}
    <button class="button plain" type="submit">Compare</button>
  </form>`
}

function changed({ part, differences }: PartCompared): Html {
  return html`<h3>${part}</h3>
    <ul class="rows">
      ${each(differences, difference)}
    </ul>`
}

const WORDS: Readonly<Record<Difference['kind'], (what: Html) => Html>> = {
  added: (what) => html`<strong>Added:</strong> ${what}`,
  'taken out': (what) => html`<strong>Taken out:</strong> ${what}`,
  changed: (what) => html`<strong>Changed:</strong> ${what}`,
}

function difference({ kind, what, cells }: Difference): Html {
  return html`<li>
    <p>${WORDS[kind](written(told(what)))}</p>
    ${each(cells, (cell) => html`<p class="small soft">${written(cellSaid(cell))}</p>`)}
  </li>`
}

function cellSaid({ name, was, is }: CellCompared): string {
  if (was === null || is === null) return say`${say(name)}: ${quoted(was ?? is ?? '')}.`
  return say`${say(name)}: ${quoted(was)} became ${quoted(is)}.`
}

const told = (cell: Cell): string => (typeof cell === 'string' ? cell : say(cell.ours))

const quoted = (cell: Cell): string => (cell === '' ? say('nothing') : say`“${told(cell)}”`)
