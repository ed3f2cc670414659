/** What the pages of a SAT share: a test case in words, what changed in it, a suggestion with its button. */
import { offered } from '../../../src/app/ask/moves.ts'
import type { OpenProject } from '../../../src/app/ask/projects.ts'
import { CRITICALITY_WORDS } from '../../../src/conformance/test-case.ts'
import { attributedWording } from '../../../src/conformance/words.ts'
import { attributedSaid, languageNow } from '../../../src/languages/say.ts'
import type { SatTestCase, SatWording } from '../../../src/programme/sat/sat.ts'
import type { Thread } from '../../../src/programme/thread.ts'
import { clauseLink } from '../../parts/because.ts'
import { choiceCards, moveForm, selectField, textArea, textField } from '../../parts/form.ts'
import { type FormState } from '../../parts/form-state.ts'
import { each, type Html, html, nothing, say, when, written } from '../../parts/html.ts'
import type { Visit } from '../../visit.ts'

/** Every part of a wording with its heading, as it is kept. */
function partsOf(wording: SatWording): readonly (readonly [heading: string, text: string])[] {
  return [
    ['Title', wording.title],
    ['Weight', say(CRITICALITY_WORDS[wording.criticality])],
    ['Scope', say(wording.scope)],
    ['Interfaces', wording.interfaces.join(', ')],
    ['Before you begin', wording.precondition],
    ['Steps', wording.steps.join('\n')],
    ['Expected', wording.expected],
    ['What shows it', wording.evidence],
    ['Reference', wording.reference],
  ]
}

/** All that a test case says but its title, each part in its reader's language as far as it is ours. */
export function wordingRead({ product }: OpenProject['file'], testCase: SatTestCase): Html {
  const { precondition, steps, expected, evidence } = attributedWording(product, testCase.plan, testCase)
  const told: Readonly<Record<string, string>> = {
    'Before you begin': attributedSaid(precondition),
    Steps: steps.map(attributedSaid).join('\n'),
    Expected: attributedSaid(expected),
    'What shows it': attributedSaid(evidence),
  }
  return html`<dl class="facts wording">
    ${each(
      partsOf(testCase).filter(([heading, text]) => text !== '' && heading !== 'Title'),
      ([heading, text]) =>
        html`<dt>${heading}</dt>
          <dd class="prose">${written(told[heading] ?? text)}</dd>`,
    )}
  </dl>`
}

/**
 * Only the parts that differ, the old struck out and the new marked. Both as they are kept: what changed is seen where
 * one letter differs, and is not where one of them is a translation.
 */
export function wordingChanged(before: SatWording, after: SatWording): Html {
  const now = new Map(partsOf(after))
  const different = partsOf(before).filter(([heading, text]) => now.get(heading) !== text)
  return html`<dl class="facts wording">
    ${each(
      different,
      ([heading, text]) =>
        html`<dt>${heading}</dt>
          <dd>
            ${when(text, (old) => html`<del class="prose">${written(old)}</del>`)}
            ${when(now.get(heading), (fresh) => html`<ins class="prose">${written(fresh)}</ins>`)}
          </dd>`,
    )}
  </dl>`
}

/** Above fields that hold words of ours, for whoever reads them in another language: a form keeps what it shows. */
export function keptAs({ product }: OpenProject['file'], testCase: SatTestCase): Html {
  const { title, precondition, steps, expected, evidence } = attributedWording(product, testCase.plan, testCase)
  const isOurs = [title, precondition, ...steps, expected, evidence].some(
    ({ text, ours }) => text !== '' && ours.length > 0,
  )
  return languageNow() !== 'en' && isOurs
    ? html`<p class="soft small">
        The template is kept in English and said in your language where it is read. What you write stands as you write
        it.
      </p>`
    : nothing
}

/** The fields of a wording; the same for the partner who writes and the lab that suggests. */
export function wordingFields(form: FormState, wording: SatWording | null, interfaces: readonly string[]): Html {
  return html`${textField({ form, name: 'title', label: 'Title', value: wording?.title ?? '', most: 160 })}
    <div class="field-row">
      ${selectField({ form, name: 'criticality', label: 'Weight', value: wording?.criticality ?? 'IMP', choices: Object.entries(CRITICALITY_WORDS).map(([value, says]) => ({ value, says })) })}
      ${selectField({
        form,
        name: 'scope',
        label: 'Scope',
        value: wording?.scope ?? 'interface',
        choices: [
          { value: 'interface', says: 'interface' },
          { value: 'feature', says: 'feature' },
        ],
      })}
    </div>
    ${
      interfaces.length > 1
        ? choiceCards({
            form,
            name: 'interfaces',
            label: 'Interfaces it exercises',
            many: true,
            required: false,
            value: (wording?.interfaces ?? interfaces).join(' '),
            choices: interfaces.map((value) => ({ value, says: value })),
          })
        : nothing
    }
    ${textArea({ form, name: 'precondition', label: 'Before you begin', required: false, rows: 2, most: 1000, value: wording?.precondition ?? '' })}
    ${textArea({ form, name: 'steps', label: 'Steps', rows: 4, value: wording?.steps.join('\n') ?? '', help: 'One a line.' })}
    ${textArea({ form, name: 'expected', label: 'What is expected', rows: 3, most: 2000, value: wording?.expected ?? '' })}
    <div class="field-row">
      ${textField({ form, name: 'evidence', label: 'What shows it', required: false, most: 300, value: wording?.evidence ?? '' })}
      ${textField({ form, name: 'reference', label: 'Reference', required: false, value: wording?.reference ?? '' })}
    </div>`
}

/** For projects that are no SAT: their plan stands with their results. */
export function noSat({ file }: OpenProject): Html {
  return html`<div class="empty">
    <p>
      A SAT plan is written in a project of the level SAT, and the lab approves it ${clauseLink('5.1')}. This project
      has a plan of its own.
    </p>
    <a class="button plain" href="/projects/${file.project.id}/testing">Plan and results</a>
  </div>`
}

/** What a thread suggests, as a change of the test case; the partner takes it with one press. */
export function suggestion(visit: Visit, open: OpenProject, thread: Thread): Html {
  const { suggests } = thread
  const now = open.file.sat?.testCases.find((each_) => each_.plan === thread.about.ref)
  if (!suggests || !now || thread.state === 'closed') return nothing
  const take = offered(open.moves, 'take-sat-suggestion')
  return html`<div class="suggestion">
    <p class="eyebrow">Suggested wording</p>
    ${wordingChanged(now, suggests)}
    ${
      take?.isItsTime
        ? moveForm({
            visit,
            move: take.name,
            id: open.file.project.id,
            key: thread.id,
            submit: take.says,
            compact: true,
            fields: () => html`<input type="hidden" name="thread" value="${thread.id}" />`,
          })
        : nothing
    }
  </div>`
}
