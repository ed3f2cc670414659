/**
 * The questionnaire of a project: a section at a time, saved as it is typed, only the questions that apply,
 * clashes with the platform release beside the question, and the lab's comments where they belong.
 */
import { questionnaireBefore } from '../../../src/app/ask/questionnaire-before.ts'
import { offered } from '../../../src/app/ask/moves.ts'
import { namesOf } from '../../../src/app/ask/people.ts'
import type { OpenProject } from '../../../src/app/ask/projects.ts'
import { allCountries } from '../../../src/kernel/country.ts'
import {
  fieldsAsked,
  isAnswered,
  isAsked,
  missingAnswers,
  progressOf,
} from '../../../src/programme/questionnaire/answering.ts'
import type { Clash } from '../../../src/programme/questionnaire/clashes.ts'
import { declaredCapabilities } from '../../../src/programme/questionnaire/declared.ts'
import type { Answers, Item, Section } from '../../../src/programme/questionnaire/item.ts'
import { differences } from '../../../src/programme/questionnaire/differences.ts'
import { itemOf, SECTIONS } from '../../../src/programme/questionnaire/items.ts'
import {
  clashesWithRelease,
  openComments,
  type QuestionComment,
} from '../../../src/programme/questionnaire/questionnaire.ts'
import { moveForm, partedForm, textArea } from '../../parts/form.ts'
import { type FormState, formState } from '../../parts/form-state.ts'
import { refusalBox } from '../../parts/refusal.ts'
import { count, each, type Html, html, nothing, say, when, written } from '../../parts/html.ts'
import { icon } from '../../parts/icon.ts'
import { sayDay } from '../../parts/time.ts'
import type { Visit } from '../../visit.ts'
import { answerField, answerWords } from './answer-field.ts'
import { bar, plainMove, projectPage, textMove } from './frame.ts'

export const questionnairePage = projectPage('/questionnaire', 'questionnaire', async (visit, open) => {
  const section = SECTIONS.find((each_) => each_.id === visit.query.get('section')) ?? firstOpenSection(open)
  const canWrite = offered(open.moves, 'save-answers')?.isItsTime ?? false
  const content = html`<div class="questionnaire">
    ${sectionList(open, section)}
    <div class="stack loose">
      ${await commentList(visit, open)} ${summary(visit, open)} ${await changedSince(visit, open)}
      ${sectionForm(visit, open, section, canWrite)} ${finish(visit, open)}
    </div>
  </div>`
  return { title: 'Questionnaire', content }
})

/** Where the lab waits for a reply, then where answers are missing. */
function firstOpenSection({ file: { questionnaire, project } }: OpenProject): Section {
  const asked =
    project.stage === 'questionnaire-questions' ? openComments(questionnaire).find((comment) => !comment.reply) : null
  const open = SECTIONS.find((section) => {
    if (asked) return section.items.some((item) => item.id === asked.question)
    const { answered, asked: of } = progressOf(questionnaire.answers, section.items)
    return answered < of
  })
  return open ?? SECTIONS[0]!
}

/** The open comments of the lab in one place, whichever section they belong to. */
async function commentList(visit: Visit, { file }: OpenProject): Promise<Html> {
  const { project, questionnaire } = file
  const comments = openComments(questionnaire)
  if (comments.length === 0) return nothing
  const isBack = project.stage === 'questionnaire-questions'
  const names = await namesOf(visit.house.database, [project.since.by, ...comments.map((comment) => comment.by)])
  const nameOf = (id: string) => names.get(id) ?? say('somebody who has left')
  const answered = comments.filter((comment) => comment.reply).length
  return html`<section class="card open-comments" id="comments" aria-labelledby="comments-head">
    <h2 id="comments-head">Comments of the lab: ${answered} of ${comments.length} answered</h2>
    ${isBack ? html`<p class="soft">Sent back by ${nameOf(project.since.by)}, ${sayDay(project.since.day, visit.day)}.</p>` : nothing}
    <ul class="rows">
      ${each(
        comments,
        (comment) =>
          html`<li class="${comment.reply ? 'soft' : ''}">
            <a href="/projects/${project.id}/questionnaire?section=${sectionOf(comment.question)}#${comment.question}"
              >${comment.question} ${itemOf(comment.question)?.asks ?? ''}</a
            >
            <p class="prose">${written(comment.text)}</p>
            <p class="small soft">
              ${nameOf(comment.by)}, ${sayDay(comment.day, visit.day)};
              ${comment.reply ? html`${icon('tick')} answered ${sayDay(comment.reply.day, visit.day)}` : say('no reply yet')}
            </p>
          </li>`,
      )}
    </ul>
  </section>`
}

/** A recertification begins with last time's answers; what differs from them is what the lab looks at first. */
async function changedSince(visit: Visit, { file: { questionnaire } }: OpenProject): Promise<Html> {
  const before = await questionnaireBefore(visit.house.database, questionnaire)
  if (!before) return nothing
  const changed = differences(before.answers, questionnaire.answers)
  return html`<details class="because" data-fresh="changed-since">
    <summary>
      The answers are those of ${before.number};
      ${changed.length === 0 ? say('nothing differs yet') : count(changed.length, 'answer differs', 'answers differ')}
    </summary>
    ${
      changed.length === 0
        ? html`<p class="small">Change what is no longer so; everything else stays as it was accepted then.</p>`
        : html`<ul>
            ${each(
              changed,
              ({ item, field, before: then, now }) =>
                html`<li>
                  <strong>${item.id}</strong> ${field.label}:
                  ${then === undefined ? say('no answer') : answerWords(field, then)} →
                  ${now === undefined ? say('no answer') : answerWords(field, now)}
                </li>`,
            )}
          </ul>`
    }
  </details>`
}

const OWNERS = { commercial: 'commercial', network: 'network', security: 'security' } as const

function sectionList(open: OpenProject, current: Section): Html {
  const { project, questionnaire } = open.file
  const comments = openComments(questionnaire)
  const clashes = clashesWithRelease(open.file)
  return html`<nav class="section-list" data-fresh="sections" aria-label="Sections of the questionnaire">
    <ol>
      ${each(SECTIONS, (section) => {
        const { answered, asked } = progressOf(questionnaire.answers, section.items)
        const ids = new Set(section.items.map((item) => item.id))
        const marks =
          comments.filter((comment) => ids.has(comment.question)).length +
          clashes.filter((clash) => ids.has(clash.question) && clash.weight === 'blocks').length
        return html`<li>
          <a
            href="/projects/${project.id}/questionnaire?section=${section.id}"
            ${section === current ? html`aria-current="true"` : nothing}
          >
            <span>${section.title}</span>
            <span class="small soft"
              >${answered === asked ? icon('tick') : nothing}${answered === asked ? html`<span class="visually-hidden">complete</span>` : say`${answered} of ${asked}`}${marks > 0 ? html` <span class="badge-count" title="to look at">${marks}</span>` : nothing}</span
            >
          </a>
        </li>`
      })}
    </ol>
  </nav>`
}

function summary(visit: Visit, open: OpenProject): Html {
  const { file } = open
  const { questionnaire, project } = file
  const { answered, asked } = progressOf(questionnaire.answers)
  const clashes = clashesWithRelease(file)
  const blocking = clashes.filter((clash) => clash.weight === 'blocks')
  const last = questionnaire.submissions.at(-1)
  return html`<section class="stack tight" data-fresh="summary">
    ${questionnaire.reviewed ? html`<p>${icon('tick')} Reviewed and accepted ${sayDay(questionnaire.reviewed.day, visit.day)}: ${written(questionnaire.reviewed.remark)}</p>` : nothing}
    ${!questionnaire.reviewed && last ? html`<p class="soft">Submitted ${sayDay(last.day, visit.day)}.</p>` : nothing}
    ${bar(answered, asked, say`${answered} of ${asked} questions that apply are answered`)}
    <p class="small soft">
      The declared capabilities select ${count(file.plan.testCases.length, 'test case')} now.
      ${count(declaredCapabilities(questionnaire.answers).length, 'capability', 'capabilities')} declared.
    </p>
    ${
      clashes.length > 0
        ? html`<details class="clashes" ${blocking.length > 0 ? 'open' : ''}>
            <summary>
              ${icon('warning')} ${count(blocking.length, 'clash', 'clashes')} to settle,
              ${count(clashes.length - blocking.length, 'note')}
            </summary>
            <ul>
              ${each(clashes, (clash) => clashLine(project.id, clash))}
            </ul>
          </details>`
        : nothing
    }
  </section>`
}

function clashLine(project: string, clash: Clash): Html {
  const section = SECTIONS.find((each_) => each_.items.some((item) => item.id === clash.question))
  return html`<li>
    <a href="/projects/${project}/questionnaire?section=${section?.id}#${clash.question}">${clash.question}</a>
    ${clash.weight === 'blocks' ? html`<strong>${say(clash.says)}</strong>` : clash.says}
    <span class="soft">${say(clash.fix)}</span>
  </li>`
}

function sectionForm(visit: Visit, open: OpenProject, section: Section, canWrite: boolean): Html {
  const { questionnaire, project } = open.file
  const refused = visit.refused?.move === 'save-answers' ? visit.refused : null
  const next = SECTIONS[SECTIONS.indexOf(section) + 1]
  const items = section.items.filter((item) => isAsked(item, questionnaire.answers))
  const head = html`<header class="stack tight">
    <h2>${section.title}</h2>
    <p class="soft">${say(section.says)} <span class="tag">${say(OWNERS[section.owner])}</span></p>
  </header>`
  if (!canWrite)
    return html`<section class="section">
      ${head}${each(items, (item) => question(visit, open, item, answersRead(item, questionnaire.answers)))}
    </section>`
  const form = formState(refused?.typed ?? null, refused?.refusal.faults ?? [], 'answers')
  const questions = each(items, (item) => question(visit, open, item, answersAsked(item, open, refused, form)))
  return html`<section class="section">
    ${head}
    <form
      method="post"
      action="/moves/save-answers"
      class="answers"
      data-autosave="/api/projects/${project.id}/save-answers"
      novalidate
    >
      <input type="hidden" name="_id" value="${project.id}" />
      <input type="hidden" name="_back" value="/projects/${project.id}/questionnaire?section=${section.id}" />
      ${when(next, (each_) => html`<input type="hidden" name="_goTo" value="/projects/${project.id}/questionnaire?section=${each_.id}" />`)}
      ${when(refused, ({ refusal }) => refusalBox(refusal, form))} ${questions}
      <div class="actions sticky-actions">
        <button class="button primary">${say(next ? 'Save and go on' : 'Save')}</button>
        <span class="saved-state" data-saved-state role="status"
          >${say(refused ? 'Not saved.' : 'Everything here is saved.')}</span
        >
      </div>
    </form>
    ${replyForms(visit, open, items)}
  </section>`
}

function question(visit: Visit, open: OpenProject, item: Item, body: Html): Html {
  const clashes = clashesWithRelease(open.file).filter((clash) => clash.question === item.id)
  const comments = open.file.questionnaire.comments.filter((comment) => comment.question === item.id)
  return html`<div
    class="question"
    id="${item.id}"
    data-question="${item.id}"
    role="group"
    aria-labelledby="${item.id}-asks"
  >
    <div class="question-head">
      <a class="question-id mono" href="#${item.id}">${item.id}</a>
      <h3 id="${item.id}-asks">${item.asks}</h3>
    </div>
    ${when(item.help, (help) => html`<p class="help">${help}</p>`)} ${body}
    <div class="clash-notes" data-fresh="clashes-${item.id}">
      ${each(
        clashes,
        (clash) =>
          html`<p class="clash ${clash.weight}">
            ${icon('warning')} <span>${say(clash.says)} <span class="soft">${say(clash.fix)}</span></span>
          </p>`,
      )}
    </div>
    ${each(comments, (comment) => commentBox(visit, open, comment))} ${commentForm(visit, open, item)}
  </div>`
}

function answersAsked(item: Item, open: OpenProject, refused: Visit['refused'], form: FormState): Html {
  const typed = refused?.typed ?? null
  const isStale = refused?.refusal.code === 'stale'
  const { answers, versions } = open.file.questionnaire
  return html`${each(fieldsAsked(item, answers), (field) => {
    const key = `${item.id}.${field.id}`
    return answerField({
      item,
      field,
      key,
      answer: answers[key],
      version: versions[key] ?? 0,
      typed,
      form,
      isStale,
      countries: COUNTRIES,
    })
  })}`
}

const COUNTRIES = allCountries()

function answersRead(item: Item, answers: Answers): Html {
  return html`<dl class="facts answers-read">
    ${each(fieldsAsked(item, answers), (field) => {
      const answer = answers[`${item.id}.${field.id}`]
      const isWide = field.kind === 'rows' || field.kind === 'long-text'
      return html`<div class="${isWide ? 'wide' : ''}">
        <dt>${field.label}</dt>
        <dd>
          ${isAnswered(field, answer) ? answerWords(field, answer) : html`<span class="soft">not answered</span>`}
        </dd>
      </div>`
    })}
  </dl>`
}

function commentBox(visit: Visit, open: OpenProject, comment: QuestionComment): Html {
  const { project } = open.file
  const reply = offered(open.moves, 'reply-to-comment')
  const resolve = offered(open.moves, 'resolve-comment')
  return html`<div class="comment ${comment.resolved ? 'resolved' : ''}">
    <p>
      <strong>The lab</strong>
      <span class="soft small">${sayDay(comment.day, visit.day)}${say(comment.resolved ? ', resolved' : '')}</span
      ><br />${written(comment.text)}
    </p>
    ${when(comment.reply, (each_) => html`<p class="reply"><strong>The partner</strong> <span class="soft small">${sayDay(each_.day, visit.day)}</span><br />${written(each_.text)}</p>`)}
    ${!comment.resolved && reply?.isItsTime ? replyForm(visit, open, comment).fields : nothing}
    ${!comment.resolved && resolve?.isItsTime ? moveForm({ visit, move: 'resolve-comment', id: project.id, key: comment.id, submit: 'Resolve', tone: 'plain', compact: true, fields: () => html`<input type="hidden" name="comment" value="${comment.id}" />` }) : nothing}
  </div>`
}

/** Its fields stand at the question, inside the form of the answers; the form itself stands after that. */
function replyForm(visit: Visit, open: OpenProject, comment: QuestionComment) {
  return partedForm({
    visit,
    move: 'reply-to-comment',
    id: open.file.project.id,
    key: comment.id,
    submit: comment.reply ? 'Change the reply' : 'Reply',
    tone: 'plain',
    compact: true,
    fields: (form) =>
      html`<input type="hidden" name="comment" value="${comment.id}" form="${form.owner ?? ''}" />
        ${textArea({ form, name: 'text', label: 'Your reply', rows: 2, value: comment.reply?.text ?? '' })}`,
  })
}

function replyForms(visit: Visit, open: OpenProject, items: readonly Item[]): Html {
  if (!offered(open.moves, 'reply-to-comment')?.isItsTime) return nothing
  const ids = new Set(items.map((item) => item.id))
  return each(
    openComments(open.file.questionnaire).filter((comment) => ids.has(comment.question)),
    (comment) => replyForm(visit, open, comment).form,
  )
}

function commentForm(visit: Visit, open: OpenProject, item: Item): Html {
  const move = offered(open.moves, 'comment-on-question')
  if (!move?.isItsTime) return nothing
  return html`<details class="comment-new">
    <summary>Comment on ${item.id}</summary>
    ${moveForm({ visit, move: move.name, id: open.file.project.id, key: item.id, submit: 'Comment', tone: 'plain', compact: true, fields: (form) => html`<input type="hidden" name="question" value="${item.id}" />${textArea({ form, name: 'text', label: 'What you need to know', rows: 2 })}` })}
  </details>`
}

function finish(visit: Visit, open: OpenProject): Html {
  const submit = offered(open.moves, 'submit-questionnaire')
  const review = offered(open.moves, 'review-questionnaire')
  const missing = missingAnswers(open.file.questionnaire.answers)
  if (submit?.isItsTime) {
    return html`<section class="card" data-fresh="finish">
      <h2>Submit</h2>
      <p class="soft">
        The lab reads it within ten working days as a rule, and may comment question by question. A firm quote follows
        its review.
      </p>
      ${
        missing.length > 0
          ? html`<details>
              <summary>${count(missing.length, 'required answer')} missing</summary>
              <ul class="missing">
                ${each(missing.slice(0, 40), (each_) => html`<li><a href="/projects/${open.file.project.id}/questionnaire?section=${sectionOf(each_.question)}#${each_.question}">${each_.question}</a> ${say(each_.says)}</li>`)}
              </ul>
            </details>`
          : nothing
      }
      ${plainMove(visit, open, 'submit-questionnaire')}
    </section>`
  }
  if (!review?.isItsTime) return nothing
  return html`<section class="card">
    <h2>Your review</h2>
    <p class="soft">
      Comment at a question above, then send it back; or accept it. Accepting opens the way to a firm quote.
    </p>
    ${textMove(visit, open, 'review-questionnaire', { name: 'remark', label: 'Remark', help: 'What you looked at, and what to watch in the lab.' }, { decides: true })}
    ${plainMove(visit, open, 'return-questionnaire', { tone: 'plain', decides: true })}
  </section>`
}

function sectionOf(question: string): string {
  return SECTIONS.find((section) => section.items.some((item) => item.id === question))?.id ?? ''
}
