/** Enquiries: those that wait, oldest first, then the answered ones; and one with its answer. */
import { type EnquiryPage, listEnquiries, platformMeant } from '../../../src/app/ask/enquiries.ts'
import { offered } from '../../../src/app/ask/moves.ts'
import { openThing } from '../../../src/app/ask/open-thing.ts'
import { namesOf } from '../../../src/app/ask/people.ts'
import { allPlatforms } from '../../../src/app/ask/platforms.ts'
import { ENQUIRY_LIST } from '../../../src/app/lists/companies.ts'
import { TARGETS } from '../../../src/app/targets.ts'
import type { Enquiry } from '../../../src/programme/enquiry.ts'
import { LEVELS, type Level } from '../../../src/programme/level.ts'
import type { Platform } from '../../../src/programme/platform.ts'
import { clauseLink } from '../../parts/because.ts'
import { textArea } from '../../parts/form.ts'
import { address, count, html, type Html, nothing, say, when } from '../../parts/html.ts'
import { icon } from '../../parts/icon.ts'
import { portalPage } from '../../parts/layout.ts'
import { fileLinks } from '../../parts/listing.ts'
import { type Column, ledger, pager } from '../../parts/table.ts'
import { sayDay, sayFor } from '../../parts/time.ts'
import { page, type Visit } from '../../visit.ts'
import { availabilityWords } from './availability.ts'
import { mailLink, offeredForm, prose, sayStamp } from './parts.ts'
import { OFFICE } from './who.ts'

export const enquiryListPage = page('/enquiries', OFFICE, async (visit) => {
  const { database } = visit.house
  const open = await listEnquiries(database, { answered: false, after: visit.query.get('open'), limit: 50 })
  const answered = await listEnquiries(database, { answered: true, after: visit.query.get('after'), limit: 20 })
  const content = html`<div class="page-head">
      <h1>Enquiries</h1>
      <p class="lead">${waiting(open.enquiries.length, open.after !== null)}</p>
    </div>
    ${enquiryLedger(visit, open, true)} ${pages(visit, 'open', open.after)}
    ${
      answered.enquiries.length > 0
        ? html`<section class="section flush">
            <h2>Answered</h2>
            ${enquiryLedger(visit, answered, false)} ${pages(visit, 'after', answered.after)}
          </section>`
        : nothing
    }
    ${fileLinks(visit, ENQUIRY_LIST, {})}`
  return portalPage({ visit, title: 'Enquiries', content, crumbs: [['/enquiries', 'Enquiries']] })
})

function waiting(shown: number, hasMore: boolean): string {
  if (shown === 0) return say('Nobody waits for an answer.')
  const questions = count(shown, 'question')
  return hasMore ? say`More than ${questions} open` : say`${questions} open`
}

function pages(visit: Visit, name: 'open' | 'after', after: string | null): Html {
  return pager({
    older: after ? address('/enquiries', { [name]: after }) : null,
    first: visit.query.get(name) ? '/enquiries' : null,
  })
}

function enquiryLedger(visit: Visit, { enquiries }: EnquiryPage, isOpen: boolean): Html {
  const when_: Column<Enquiry> = isOpen
    ? { head: 'Waiting', kind: 'figure', cell: (each) => sayFor(each.received.day, visit.day) }
    : { head: 'Answered', kind: 'figure', cell: (each) => (each.answer ? sayDay(each.answer.day, visit.day) : '') }
  return ledger({
    caption: isOpen ? 'Open enquiries, oldest first' : 'Answered enquiries, newest first',
    items: enquiries,
    to: (enquiry) => `/enquiries/${enquiry.id}`,
    columns: [
      { head: 'Question', cell: (enquiry) => shortened(enquiry.question) },
      { head: 'From', cell: (enquiry) => html`${enquiry.name}, ${enquiry.organisation}` },
      { head: 'About', cell: (enquiry) => [enquiry.level, enquiry.platform].filter(Boolean).join(' on ') },
      when_,
      { head: 'Number', kind: 'mono', cell: (enquiry) => enquiry.number },
    ],
    empty: html`<p>
      First questions stand here: whether a level is on offer for a platform ${clauseLink('1.FN1')}, or anything else
      before somebody joins. They come in by <a href="/enquire">the public form</a>, and your answer goes out by mail.
    </p>`,
  })
}

const MOST_SHOWN = 110

function shortened(text: string): string {
  const line = text.replace(/\s+/g, ' ')
  return line.length > MOST_SHOWN ? `${line.slice(0, MOST_SHOWN).replace(/\s\S*$/, '')} …` : line
}

export const enquiryPage = page('/enquiries/:enquiry', OFFICE, async (visit) => {
  const { database } = visit.house
  const { file, moves } = await openThing(visit.house, visit.actor, TARGETS.enquiry, visit.part('enquiry'))
  const { enquiry } = file
  const platform = platformMeant(await allPlatforms(database), enquiry.platform)
  const names = await namesOf(database, enquiry.answer ? [enquiry.answer.by] : [])
  const content = html`<div class="page-head">
      <p class="eyebrow mono">${enquiry.number}</p>
      <h1>${enquiry.name}, ${enquiry.organisation}</h1>
      <p class="soft">
        Asked ${sayDay(enquiry.received.day, visit.day)}
        ${enquiry.answer ? nothing : html`and waiting ${sayFor(enquiry.received.day, visit.day)}`}
      </p>
    </div>
    <section class="letter">${prose(enquiry.question)}</section>
    <dl class="facts">
      <dt>Answer goes to</dt>
      <dd>${mailLink(enquiry.email)}</dd>
      ${when(
        enquiry.platform,
        (words) =>
          html`<dt>Platform</dt>
            <dd>
              ${platform ? html`<a href="/platforms/${platform.id}">${platform.name}</a>` : html`${words} <span class="soft">(no platform of this name is registered)</span>`}
            </dd>`,
      )}
      ${when(
        enquiry.level,
        (level) =>
          html`<dt>Level</dt>
            <dd>${level}</dd>`,
      )}
    </dl>
    ${when(platform, (each) => availabilityHint(each, enquiry))}
    ${
      enquiry.answer
        ? html`<section class="section">
            <h2>The answer</h2>
            <div class="letter ours">${prose(enquiry.answer.text)}</div>
            <p class="small soft">${sayStamp(enquiry.answer, names, visit.day)}</p>
          </section>`
        : answerSection(visit, enquiry, moves)
    }`
  return portalPage({
    visit,
    title: `Enquiry ${enquiry.number}`,
    content,
    crumbs: [
      ['/enquiries', 'Enquiries'],
      [visit.path, enquiry.number],
    ],
  })
})

function answerSection(visit: Visit, enquiry: Enquiry, moves: Parameters<typeof offered>[0]): Html {
  const answer = offered(moves, 'answer-enquiry')
  if (!answer) return html`<p class="soft">Not answered yet.</p>`
  return html`<section class="section measure">
    <h2>The answer</h2>
    ${offeredForm(answer, {
      visit,
      id: enquiry.id,
      submit: 'Send the answer',
      goTo: '/enquiries',
      fields: (form) =>
        textArea({
          form,
          name: 'text',
          label: 'What you answer',
          rows: 7,
          help: html`Goes to ${enquiry.email} by mail and stays with the enquiry. It can be sent once.`,
        }),
    })}
  </section>`
}

/** What the platform says of the level today, so that the next one need not ask. */
function availabilityHint(platform: Platform, enquiry: Enquiry): Html {
  const level = LEVELS.find((each) => each === enquiry.level)
  return html`<p class="hint-note">
    ${icon('info')}
    <span
      >${level ? sayOffer(platform, level) : html`What is on offer for ${platform.name} stands on its page.`}
      <a href="/platforms/${platform.id}#availability">Set what is offered on ${platform.name}</a>, and nobody has to
      ask again. ${clauseLink('1.FN1')}</span
    >
  </p>`
}

function sayOffer(platform: Platform, level: Level): Html {
  return html`${level} on ${platform.name}: <strong>${availabilityWords(platform, level)}</strong>.`
}
