/** One platform: its releases and what they cannot do, what is offered on it, and the moves that change both. */
import { offered, type OfferedMove } from '../../../src/app/ask/moves.ts'
import { openThing } from '../../../src/app/ask/open-thing.ts'
import { TARGETS } from '../../../src/app/targets.ts'
import { CAPABILITIES, type Capability } from '../../../src/programme/capability.ts'
import { LEVEL_NAMES, LEVELS } from '../../../src/programme/level.ts'
import { isGa, newestFirst, type Platform, type PlatformRelease } from '../../../src/programme/platform.ts'
import { LEVEL_TABLE } from '../../../src/rulebook/level-table.ts'
import { clauseLink } from '../../parts/because.ts'
import { choiceCards, moveForm, selectField, textField, tickBox } from '../../parts/form.ts'
import { type FormState } from '../../parts/form-state.ts'
import { partedSaid } from '../../../src/languages/say.ts'
import { address, each, html, type Html, nothing, say, when } from '../../parts/html.ts'
import { portalPage } from '../../parts/layout.ts'
import { ledger } from '../../parts/table.ts'
import { sayDate } from '../../parts/time.ts'
import { page, type Visit } from '../../visit.ts'
import { AVAILABILITY_WORDS, availabilityOf } from './availability.ts'
import { foldedMove } from './parts.ts'
import { billSection } from './platform-bills.ts'
import { SEES_PLATFORMS } from './who.ts'

const KIND_WORDS: Readonly<Record<PlatformRelease['kind'], string>> = {
  major: 'Major',
  point: 'Point release',
  'service-pack': 'Service pack',
  sp: 'Service pack',
}

export const platformPage = page('/platforms/:platform', SEES_PLATFORMS, async (visit) => {
  const { file, moves } = await openThing(visit.house, visit.actor, TARGETS.platform, visit.part('platform'))
  const { platform } = file
  const content = html`<div class="page-head">
      <h1>${platform.name}</h1>
      ${when(platform.summary, (summary) => html`<p class="lead">${summary}</p>`)}
      ${when(platform.aliases?.length ? platform.aliases.join(', ') : null, (names) => html`<p class="soft small">Also called ${names}</p>`)}
      <p class="small">
        <a href="${address('/certifications', { platform: platform.id })}">What is certified on it</a> ·
        <a href="${address('/forecast', { platform: platform.id })}">What changes colour on it, and when</a>
      </p>
    </div>
    <section class="section flush">
      <h2>Releases</h2>
      ${releaseLedger(visit, platform, moves)} ${addRelease(visit, platform, moves)}
    </section>
    <section class="section flush" id="availability">
      <h2>What is offered on it ${clauseLink('1.FN1')}</h2>
      <p class="soft">
        Not every platform can be certified at every level. What stands here is what the public pages tell, and what an
        application is held against.
      </p>
      ${availabilityLedger(visit, platform, offered(moves, 'set-availability'))}
    </section>
    ${billSection(visit, platform, moves)}`
  return portalPage({
    visit,
    title: platform.name,
    content,
    crumbs: [
      ['/platforms', 'Platforms'],
      [visit.path, platform.name],
    ],
  })
})

function releaseLedger(visit: Visit, platform: Platform, moves: readonly OfferedMove[]): Html {
  const isAllGa = platform.releases.every((release) => isGa(release, visit.day))
  const noteGa = isAllGa ? null : offered(moves, 'note-platform-ga')
  return ledger({
    caption: `Releases of ${platform.name}, newest first`,
    items: newestFirst(platform),
    columns: [
      { head: 'Release', kind: 'mono', cell: (release) => html`<span class="mono">${release.version}</span>` },
      { head: 'Kind', cell: (release) => html`<span class="nowrap">${say(KIND_WORDS[release.kind])}</span>` },
      { head: 'Available', cell: (release) => availableWords(visit, release) },
      {
        head: 'Interface',
        cell: (release) =>
          release.interfaceChange
            ? html`<span class="nowrap">changed ${clauseLink('8.4')}</span
                >${when(release.changes, (says) => html`<br /><span class="small soft">${says}</span>`)}`
            : '',
      },
      { head: 'Cannot do', cell: (release) => cannotWords(release.cannot ?? []) },
      ...(noteGa
        ? [{ head: 'Availability', cell: (release: PlatformRelease) => noteGaForm(visit, platform, release, noteGa) }]
        : []),
    ],
    empty: html`<p>
      No release is registered. A release that is planned counts in every forecast; once it is generally available,
      standing goes by it.
    </p>`,
  })
}

function availableWords(visit: Visit, release: PlatformRelease): Html {
  if (release.ga && isGa(release, visit.day)) return html`${sayDate(release.ga)}`
  const day = release.ga ?? release.planned
  if (!day) return html`<span class="soft">no day known</span>`
  return html`<span class="tag">planned</span>
    ${sayDate(day)}${day < visit.day ? html`<br /><span class="small soft">This day has passed; note the availability or it counts for nothing.</span>` : nothing}`
}

function cannotWords(cannot: readonly Capability[]): Html {
  return cannot.length === 0
    ? nothing
    : html`<span class="small">${partedSaid(cannot.map((each_) => CAPABILITIES[each_]))}</span>`
}

function noteGaForm(visit: Visit, platform: Platform, release: PlatformRelease, move: OfferedMove): Html {
  if (isGa(release, visit.day)) return nothing
  return foldedMove(
    move,
    {
      visit,
      id: platform.id,
      key: release.version,
      submit: 'Note it',
      fields: (form) =>
        html`<input type="hidden" name="version" value="${release.version}" />
          ${textField({ form, name: 'ga', label: `${release.version} generally available since`, type: 'date', value: visit.day })}
          ${release.interfaceChange ? nothing : changeFields(form)}`,
    },
    'It is available',
  )
}

function addRelease(visit: Visit, platform: Platform, moves: readonly OfferedMove[]): Html {
  const [newest] = newestFirst(platform)
  return foldedMove(offered(moves, 'add-platform-release'), {
    visit,
    id: platform.id,
    fields: (form) =>
      html`<div class="field-row">
          ${textField({ form, name: 'version', label: 'Version', most: 40, mono: true, placeholder: newest ? `after ${newest.version}` : '10.0' })}
          ${textField({ form, name: 'ga', label: 'Available since', type: 'date', required: false })}
          ${textField({ form, name: 'planned', label: 'Or planned for', type: 'date', required: false, help: 'Every forecast goes by it.' })}
        </div>
        ${choiceCards({
          form,
          name: 'kind',
          label: 'Kind',
          value: 'major',
          choices: [
            {
              value: 'major',
              says: 'Major',
              help: 'Counts when the programme asks how many releases ago something was tested.',
            },
            { value: 'point', says: 'Point release', help: 'Belongs to the major before it.' },
            { value: 'service-pack', says: 'Service pack', help: 'Corrections to a release.' },
          ],
        })}
        ${changeFields(form)} ${cannotFields(form, newest?.cannot ?? [])}`,
  })
}

/** Once it is available, every certification that the change concerns asks for a review call by itself. */
function changeFields(form: FormState): Html {
  return html`${tickBox({ form, name: 'interfaceChange', label: 'It changes an interface that products use', help: html`Partners are asked to a review call ${clauseLink('8.4')}.` })}
  ${textField({ form, name: 'changes', label: 'What changes', required: false, most: 1000, help: 'Partners read it before the call.' })}`
}

/** What the release before could not do is ticked to begin with: seldom is there more. */
function cannotFields(form: FormState, before: readonly Capability[]): Html {
  return html`<details class="plain-fold" ${before.length > 0 ? 'open' : ''}>
    <summary>What it cannot do on a trunk</summary>
    <p class="help">Questionnaire answers that rely on one of these are shown to clash while they are typed.</p>
    <div class="tick-columns">
      ${each(Object.entries(CAPABILITIES), ([value, says]) => tickBox({ form, name: 'cannot', value, label: says, group: 'What it cannot do on a trunk', checked: (before as readonly string[]).includes(value) }))}
    </div>
  </details>`
}

function availabilityLedger(visit: Visit, platform: Platform, move: OfferedMove | null): Html {
  return ledger({
    caption: `Levels on ${platform.name}`,
    items: LEVELS,
    columns: [
      { head: 'Level', cell: (level) => html`${level} <span class="soft">${say(LEVEL_NAMES[level])}</span>` },
      {
        head: 'Today',
        cell: (level) => html`<strong>${say(AVAILABILITY_WORDS[availabilityOf(platform, level)])}</strong>`,
      },
      { head: 'Supported by', cell: (level) => LEVEL_TABLE[level].support },
      ...(move
        ? [
            {
              head: 'Change to',
              cell: (level: (typeof LEVELS)[number]) =>
                moveForm({
                  visit,
                  move: move.name,
                  id: platform.id,
                  key: level,
                  compact: true,
                  tone: 'plain',
                  submit: 'Set',
                  obstacle: move.obstacle,
                  fields: (form) =>
                    html`<input type="hidden" name="level" value="${level}" />
                      ${selectField({ form, name: 'availability', label: `${level} is`, value: availabilityOf(platform, level), choices: Object.entries(AVAILABILITY_WORDS).map(([value, says]) => ({ value, says })) })}`,
                }),
            },
          ]
        : []),
    ],
    empty: nothing,
  })
}
