/** Questions of a project: asked, answered, closed; each says which side is waited for. */
import { offered } from '../../../src/app/ask/moves.ts'
import { namesOf } from '../../../src/app/ask/people.ts'
import type { OpenProject } from '../../../src/app/ask/projects.ts'
import type { Thread } from '../../../src/programme/thread.ts'
import { moveForm, textArea } from '../../parts/form.ts'
import { each, type Html, html, nothing, say, written } from '../../parts/html.ts'
import { sayInstant } from '../../parts/time.ts'
import type { Visit } from '../../visit.ts'
import { projectPage } from './frame.ts'
import { suggestion } from './sat-parts.ts'
import { nameOf } from '../office/parts.ts'

export const questionsPage = projectPage('/questions', 'questions', async (visit, open) => {
  const { threads } = open.file
  const openThreads = threads.filter((thread) => thread.state === 'open').toReversed()
  const closed = threads.filter((thread) => thread.state === 'closed').toReversed()
  const content = html`<section class="section">
      <h2>Open questions</h2>
      ${openThreads.length === 0 ? html`<p class="soft">None. Whatever is unclear to either side is best asked here: the answer stays with the project.</p>` : await threadList(visit, open, openThreads)}
      ${askForm(visit, open, { kind: 'project', ref: null })}
    </section>
    ${
      closed.length > 0
        ? html`<details>
            <summary>${closed.length} closed</summary>
            ${await threadList(visit, open, closed)}
          </details>`
        : nothing
    }`
  return { title: 'Questions', content }
})

function aboutLink(open: OpenProject, thread: Thread): Html {
  const base = `/projects/${open.file.project.id}`
  const { kind, ref } = thread.about
  if (kind === 'test-case')
    return html`<a class="mono" href="${base}/${open.file.runs.length > 0 ? 'testing' : placeOfCases(open)}/${ref}"
      >${ref}</a
    >`
  if (kind === 'question') return html`<a class="mono" href="${base}/questionnaire#${ref}">${ref}</a>`
  if (kind === 'quote') return html`<a class="mono" href="${base}/quote">${ref}</a>`
  return html`the project`
}

function placeOfCases({ file }: OpenProject): string {
  return file.project.level === 'SAT' ? 'plan' : 'testing'
}

export async function threadList(visit: Visit, open: OpenProject, threads: readonly Thread[]): Promise<Html> {
  if (threads.length === 0) return html``
  const names = await namesOf(
    visit.house.database,
    threads.flatMap((thread) => thread.messages.map((message) => message.by)),
  )
  const canTalk = offered(open.moves, 'answer') !== null
  return html`<ul class="rows threads">
    ${each(
      threads,
      (thread) =>
        html`<li id="thread-${thread.id}">
          <p class="small soft">
            About
            ${aboutLink(open, thread)}${thread.state === 'open' ? html`, waiting for ${say(thread.waitsFor === 'partner' ? 'the partner' : 'the vendor')}` : ', closed'}
          </p>
          ${each(
            thread.messages,
            (message) =>
              html`<div class="message ${message.side}">
                <p class="small">
                  <strong>${nameOf(message.by, names)}</strong>
                  <span class="soft">${sayInstant(message.at)}</span>
                </p>
                <p class="prose">${written(message.text)}</p>
              </div>`,
          )}
          ${suggestion(visit, open, thread)} ${canTalk && thread.state === 'open' ? talk(visit, open, thread) : nothing}
        </li>`,
    )}
  </ul>`
}

function talk(visit: Visit, open: OpenProject, thread: Thread): Html {
  const hidden = html`<input type="hidden" name="thread" value="${thread.id}" />`
  return html`<div class="two-forms">
    ${moveForm({ visit, move: 'answer', id: open.file.project.id, key: thread.id, submit: 'Answer', tone: 'plain', compact: true, fields: (form) => html`${hidden}${textArea({ form, name: 'text', label: 'Your answer', rows: 2 })}` })}
    ${moveForm({ visit, move: 'close-question', id: open.file.project.id, key: thread.id, submit: 'Close the question', tone: 'plain', compact: true, fields: () => hidden })}
  </div>`
}

export function askForm(
  visit: Visit,
  open: OpenProject,
  about: { kind: 'project' | 'test-case'; ref: string | null },
): Html {
  const move = offered(open.moves, 'ask')
  if (!move) return nothing
  return html`<details class="ask" ${visit.refused?.move === 'ask' ? 'open' : ''}>
    <summary>Ask a question</summary>
    ${moveForm({
      visit,
      move: 'ask',
      id: open.file.project.id,
      submit: 'Ask',
      tone: 'plain',
      fields: (form) =>
        html`<input
            type="hidden"
            name="about.kind"
            value="${about.kind}"
          />${about.ref ? html`<input type="hidden" name="about.ref" value="${about.ref}" />` : nothing}${textArea({ form, name: 'text', label: 'Your question', rows: 3 })}`,
    })}
  </details>`
}
