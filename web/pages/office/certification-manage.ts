/** What happens to a certification after the grant: each move with what it does to the clocks, worked out before it is made. */
import { offered, type OfferedMove } from '../../../src/app/ask/moves.ts'
import { openThing } from '../../../src/app/ask/open-thing.ts'
import { TARGETS } from '../../../src/app/targets.ts'
import { refuse } from '../../../src/kernel/refusal.ts'
import { compareVersions } from '../../../src/kernel/version.ts'
import { covers, isInForce, isWithdrawn, pairsOn } from '../../../src/programme/certification.ts'
import { type FieldIssue, isOpen } from '../../../src/programme/field-issue.ts'
import type { Ticket } from '../../../src/programme/ticket.ts'
import { ticketsAgainst } from '../../../src/app/ask/tickets.ts'
import { LEVEL_NAMES } from '../../../src/programme/level.ts'
import { isGa, newestFirst } from '../../../src/programme/platform.ts'
import type { ClockRecord } from '../../../src/rulebook/clocks.ts'
import type { Figures } from '../../../src/rulebook/parameters.ts'
import { standingOn } from '../../../src/rulebook/standing.ts'
import { type GuideRecord, guideRecordOf } from '../../../src/app/ask/certifications.ts'
import { because, clauseLink } from '../../parts/because.ts'
import { type MoveForm, selectField, textArea, textField } from '../../parts/form.ts'
import { saidOf } from '../../../src/languages/say.ts'
import { each, html, type Html, nothing, say, when } from '../../parts/html.ts'
import { portalPage } from '../../parts/layout.ts'
import { releaseChoices } from '../../parts/release-choice.ts'
import { versionPair } from '../../parts/pair.ts'
import { nextChange, standingMark } from '../../parts/standing.ts'
import { sayDate } from '../../parts/time.ts'
import { page, type Visit } from '../../visit.ts'
import { reviewCallFields, reviewCalls } from './review-calls.ts'
import { clockTable } from './clock-table.ts'
import { foldedMove } from './parts.ts'
import { burdenFields } from './termination.ts'
import { STAFF } from './who.ts'

type Managed = {
  readonly visit: Visit
  readonly record: GuideRecord
  readonly moves: readonly OfferedMove[]
  readonly membershipMoves: readonly OfferedMove[]
  /** Tickets in which support found the interop to be the cause. */
  readonly tickets: readonly Ticket[]
  readonly figures: Figures
  /** Whether it has a standing at all: a SAT and what is withdrawn have none. */
  readonly hasStanding: boolean
}

export const certificationManagePage = page('/certifications/:number/manage', STAFF, async (visit) => {
  const number = visit.part('number')
  const { moves, figures } = await openThing(visit.house, visit.actor, TARGETS.certification, number, STAFF)
  const record = await guideRecordOf(visit.house.database, number)
  if (!record)
    return refuse('not-found', { says: `There is no certification ${number}.`, next: 'Look it up in the list.' })
  const { certification, product, platform } = record
  const hasStanding = isInForce(certification, visit.day) && certification.level !== 'SAT'
  const joined = await openThing(visit.house, visit.actor, TARGETS.membership, record.organisation.id, STAFF)
  const tickets = await ticketsAgainst(visit.house.database, certification)
  const managed: Managed = { visit, record, moves, tickets, membershipMoves: joined.moves, figures, hasStanding }
  const content = html`<div class="page-head">
      <p class="eyebrow mono">${number}</p>
      <h1>${product.name} on ${platform.name}</h1>
      <p class="row">
        ${hasStanding ? standingNow(managed) : html`<span class="tag">${say(isWithdrawn(certification, visit.day) ? 'withdrawn' : 'self-assessed')}</span>`}
        <span>${certification.level}, ${say(LEVEL_NAMES[certification.level])}</span>
        <span class="pairs">${each(pairsOn(certification, visit.day), (pair) => versionPair(pair))}</span>
      </p>
      ${hasStanding ? because(standingOn(clockRecord(record), visit.day, visit.day, figures).reasons) : nothing}
      <p class="small">
        <a href="/certifications/${number}">Public page of ${number}</a> ·
        <a href="/certifications/${number}/review">Arrange a review call</a>
      </p>
    </div>
    ${
      hasStanding
        ? html`<section class="section flush">
            <h2>Clocks</h2>
            ${clockTable(clockRecord(record), visit.day, figures)}
          </section>`
        : nothing
    }
    ${reviewCalls(certification)} ${fieldIssues(managed)}
    <section class="section">
      <h2>What can be done</h2>
      ${
        moves.length === 0
          ? html`<p class="soft">You read here; the lab and the programme office act.</p>`
          : html`<ul class="rows deeds">
              ${reviewCall(managed)}${extend(managed)}${satUpdate(managed)}${confirmIssue(managed)}${authoriseLogo(managed)}${burden(managed)}${withdraw(managed)}
            </ul>`
      }
    </section>`
  return portalPage({
    visit,
    title: `Manage ${number}`,
    content,
    crumbs: [
      ['/certifications', 'Certifications'],
      [`/certifications/${number}`, number],
      [visit.path, 'Manage'],
    ],
  })
})

function clockRecord(record: GuideRecord): ClockRecord {
  return { ...record, family: record.product.family }
}

function standingNow({ visit, record, figures }: Managed): Html {
  const onDay = standingOn(clockRecord(record), visit.day, visit.day, figures)
  return html`${standingMark(onDay.standing)} ${nextChange(onDay, visit.day)}`
}

/** What the standing would be, had this been done: the same computation as everywhere, on a record with the change in it. */
function effect({ visit, figures, hasStanding }: Managed, changed: ClockRecord, condition: Html, remark: Html): Html {
  if (!hasStanding) return html`<p class="small soft">${remark}</p>`
  const then = standingOn(changed, visit.day, visit.day, figures)
  return html`<p class="effect small">
      <span>${condition}:</span> ${standingMark(then.standing)} ${nextChange(then, visit.day)}
    </p>
    <p class="small soft">${remark}</p>`
}

function deed(
  { visit, record, moves }: Managed,
  name: string,
  { title, told, button, form }: { title: string; told: Html; button: string; form: Pick<MoveForm, 'fields' | 'tone'> },
): Html {
  const move = offered(moves, name)
  if (!move) return nothing
  return html`<li class="deed">
    <div>
      <h3>${title} ${clauseLink(move.clause)}</h3>
      ${told}
    </div>
    ${foldedMove(move, { visit, id: record.certification.number, ...form }, button)}
  </li>`
}

function reviewCall(managed: Managed): Html {
  return deed(managed, 'decide-recertification', {
    title: 'Record a review call',
    button: 'Record it',
    told: html`<p class="small soft">
      A change of the interface on either side leads to a call ${clauseLink('8.4')}, which decides how far the interop
      is tested again. By itself it moves no clock; an extension needs it and a project may follow it.
    </p>`,
    form: { fields: reviewCallFields },
  })
}

function extend(managed: Managed): Html {
  const { record, visit, figures } = managed
  const platformReleases = newestFirst(record.platform)
  const productReleases = record.product.releases.toSorted((a, b) => compareVersions(b.version, a.version))
  const newest = platformReleases.find((release) => isGa(release, visit.day))?.version ?? ''
  const product =
    productReleases.find((release) => isGa(release, visit.day))?.version ?? productReleases[0]?.version ?? ''
  const pair = { platformRelease: newest, productRelease: product }
  const extensions = [...(record.certification.extensions ?? []), { on: visit.day, pairs: [pair] }]
  const changed = { ...clockRecord(record), certification: { ...record.certification, extensions } }
  const isCovered = covers(record.certification, pair, visit.day)
  const age = figures.isOn('extension.resets-age') ? 'The age starts anew.' : 'Nothing is tested, so the age runs on.'
  return deed(managed, 'extend-certification', {
    title: 'Extend to further releases',
    button: 'Extend',
    told: isCovered
      ? html`<p class="small soft">It covers ${versionPair(pair)}, the newest there is, already.</p>`
      : effect(managed, changed, html`Extended to ${versionPair(pair)} today`, html`${age} ${clauseLink('X-10')}`),
    form: {
      fields: (form) =>
        html`<div class="field-row">
            ${selectField({ form, name: 'platformRelease', label: `Release of ${record.platform.name}`, value: newest, choices: releaseChoices(platformReleases, visit.day) })}
            ${selectField({ form, name: 'productRelease', label: `Release of ${record.product.name}`, value: product, choices: releaseChoices(productReleases, visit.day) })}
          </div>
          ${textArea({ form, name: 'reason', label: 'What the two sides agreed, and why no test is needed', rows: 3, most: 1000, help: 'The weight of the change and its risks. The partner is told that further releases are covered.' })}`,
    },
  })
}

function satUpdate(managed: Managed): Html {
  const { record, visit } = managed
  const releases = newestFirst(record.platform)
  const newest = releases.find((release) => isGa(release, visit.day))?.version ?? ''
  const evidence = {
    product: record.product.id,
    platform: record.platform.id,
    platformRelease: newest,
    accepted: visit.day,
  }
  const changed = { ...clockRecord(record), satEvidence: [...record.satEvidence, evidence] }
  return deed(managed, 'note-sat-evidence', {
    title: 'Note a SAT update',
    button: 'Note it',
    told: effect(
      managed,
      changed,
      html`Accepted on <span class="mono">${newest}</span> today`,
      html`It moves the SAT clock; the age of the certification runs on.`,
    ),
    form: {
      fields: (form) =>
        html`<div class="field-row">
          ${selectField({ form, name: 'platformRelease', label: `Assessed on ${record.platform.name}`, value: newest, choices: releaseChoices(releases, visit.day) })}
          ${textField({ form, name: 'accepted', label: 'Accepted on', type: 'date', value: visit.day })}
        </div>`,
    },
  })
}

function confirmIssue(managed: Managed): Html {
  const { record, visit, tickets } = managed
  const issue = { id: 'FI', confirmed: visit.day, cleared: null }
  const changed = { ...clockRecord(record), fieldIssues: [...record.fieldIssues, issue] }
  return deed(managed, 'confirm-field-issue', {
    title: 'Confirm a field issue',
    button: 'Confirm one',
    told: effect(
      managed,
      changed,
      html`Confirmed today`,
      html`It stays so until it is cleared. Confirm only what the interop itself causes ${clauseLink('G-18')}.`,
    ),
    form: {
      tone: 'grave',
      fields: (form) =>
        html`${selectField({ form, name: 'ticket', label: 'The ticket in which support found it', empty: tickets.length === 0 ? 'none: support names the cause in its ticket first' : 'Choose one', choices: tickets.map(({ number, problem }) => ({ value: number, says: saidOf(number, problem.slice(0, 80)) })) })}
        ${textField({ form, name: 'title', label: 'What goes wrong', most: 160, help: 'One line; it is public.' })}
        ${textField({ form, name: 'testCases', label: 'Test cases that show it', required: false, most: 2000, help: 'Such as HLD-01, separated by commas. They are passed again before it is cleared.' })}`,
    },
  })
}

function authoriseLogo(managed: Managed): Html {
  return deed(managed, 'authorise-logo', {
    title: 'Authorise the use of the logo',
    button: 'Issue the letter',
    told: html`<p class="small soft">
      A member gets the letter with the config guide; who joins later gets it here, once the fee is noted
      ${clauseLink('X-21')}.
    </p>`,
    form: { fields: () => nothing },
  })
}

/** What the whole of its tickets costs, as a judgement: it counts only where ending the membership is weighed (8.7). */
function burden({ visit, record, membershipMoves }: Managed): Html {
  const { number } = record.certification
  const move = offered(membershipMoves, 'record-burden')
  if (!move) return nothing
  return html`<li class="deed">
    <div>
      <h3>Record a burden in the field ${clauseLink(move.clause)}</h3>
      <p class="small soft">
        The sum of what its tickets cost support, apart from single field issues. It moves no clock; a programme manager
        approves it ${clauseLink('X-35')}.
      </p>
    </div>
    ${foldedMove(move, { visit, id: record.organisation.id, key: number, fields: (form) => burdenFields(form, number) }, 'Record one')}
  </li>`
}

function withdraw(managed: Managed): Html {
  return deed(managed, 'withdraw-certification', {
    title: 'Withdraw the certification',
    button: 'Withdraw',
    told: html`<p class="small soft">
      It leaves the reference guide and the catalogue today, and support ends with it. This cannot be taken back: a new
      project leads to a new certification.
    </p>`,
    form: {
      tone: 'grave',
      fields: (form) =>
        textArea({ form, name: 'reason', label: 'Reason', rows: 3, most: 1000, help: 'The partner reads it.' }),
    },
  })
}

function fieldIssues(managed: Managed): Html {
  const { record, visit } = managed
  if (record.fieldIssues.length === 0) return nothing
  const issues = record.fieldIssues.toSorted((a, b) => (a.confirmed < b.confirmed ? 1 : -1))
  return html`<section class="section">
    <h2>Field issues</h2>
    <ul class="rows deeds">
      ${each(issues, (issue) => issueRow(managed, issue, isOpen(issue, visit.day)))}
    </ul>
  </section>`
}

function issueRow(managed: Managed, issue: FieldIssue, isStillOpen: boolean): Html {
  const { record, visit, moves } = managed
  const others = record.fieldIssues.map((each_) => (each_.id === issue.id ? { ...each_, cleared: visit.day } : each_))
  const changed = { ...clockRecord(record), fieldIssues: others }
  const clear = isStillOpen ? offered(moves, 'clear-field-issue') : null
  return html`<li class="deed">
    <div>
      <h3><span class="mono">${issue.id}</span> ${issue.title}</h3>
      <p class="small soft">
        ${when(issue.ticket, (number) => html`from ${number}, `)}confirmed
        ${sayDate(issue.confirmed)}${when(issue.cleared, (day) => html`, cleared ${sayDate(day)}`)}
      </p>
      ${clear ? effect(managed, changed, html`Cleared today`, nothing) : nothing}
    </div>
    ${foldedMove(clear, {
      visit,
      id: record.certification.number,
      key: issue.id,
      fields: (form) =>
        html`<input type="hidden" name="issue" value="${issue.id}" />
          ${textArea({ form, name: 'reason', label: 'What mended it', rows: 3, most: 1000 })}
          ${textField({ form, name: 'testCases', label: 'Test cases passed again', required: (issue.testCases ?? []).length > 0, most: 2000, help: (issue.testCases ?? []).length > 0 ? `At least those linked to it: ${issue.testCases!.join(', ')}.` : 'None is linked to it.' })}`,
    })}
  </li>`
}
