/** A first question to the programme office (1.FN1): before joining, before opening anything. */
import { allPlatforms } from '../../../src/app/ask/platforms.ts'
import { figures } from '../../../src/app/house.ts'
import { TARGETS } from '../../../src/app/targets.ts'
import { LEVEL_NAMES, LEVELS } from '../../../src/programme/level.ts'
import { EVERYBODY, mightEver } from '../../../src/programme/permission.ts'
import { clauseLink } from '../../parts/because.ts'
import { moveForm, selectField, textArea, textField } from '../../parts/form.ts'
import { type FormState } from '../../parts/form-state.ts'
import { html, type Html, say } from '../../parts/html.ts'
import { publicPage } from '../../parts/layout.ts'
import { page, type Visit } from '../../visit.ts'
import { thanks } from './join.ts'
import { asked } from './respond.ts'

export const enquirePage = page('/enquire', EVERYBODY, async (visit) => {
  const { by } = TARGETS.newEnquiry.moves.enquire!
  const platforms = (await allPlatforms(visit.house.database)).map(({ name }) => name)
  const content = html`<div class="page-head">
      <h1>Ask the programme office</h1>
      <p class="lead">
        Not every level is offered on every platform; asking first costs nothing. ${clauseLink('1.FN1')} The same goes
        for any other question before you join.
      </p>
    </div>
    ${
      mightEver(visit.actor, by)
        ? moveForm({
            visit,
            move: 'enquire',
            id: '',
            goTo: '/enquire/thanks',
            submit: 'Send the enquiry',
            label: 'Enquiry',
            fields: (form) => fields(form, visit, platforms),
          })
        : insider(visit)
    }`
  return publicPage({
    visit,
    title: 'Ask the programme office',
    description: 'Ask whether a level of certification is offered on a platform, or anything else before joining.',
    content,
  })
})

/** Staff do not send enquiries; whoever answers them is shown where they are. */
function insider({ actor }: Visit): Html {
  return actor.parts.includes('programme-manager') || actor.parts.includes('auditor')
    ? html`<p>
        Enquiries that came in stand under <a href="/enquiries">Enquiries</a>; you are signed in as one who sees them.
      </p>`
    : html`<p>You are signed in as one of the vendor's own people: ask a programme manager directly.</p>
        <p class="actions"><a class="button plain" href="/home">To your home page</a></p>`
}

function fields(form: FormState, visit: Visit, platforms: readonly string[]): Html {
  const { identity } = visit
  return html`<div class="field-row">
      ${selectField({ form, name: 'platform', label: 'Platform', required: false, empty: 'Not about one platform', value: asked(visit, 'platform'), choices: platforms.map((name) => ({ value: name.slice(0, 80), says: name })) })}
      ${selectField({ form, name: 'level', label: 'Level', required: false, empty: 'Not about one level', value: asked(visit, 'level'), choices: LEVELS.map((level) => ({ value: level, says: `${level}, ${say(LEVEL_NAMES[level])}` })) })}
    </div>
    ${textArea({ form, name: 'question', label: 'Your question', rows: 6, most: 3000, help: 'What you make, what you want to reach, and what you need to know first.' })}
    <div class="field-row">
      ${textField({ form, name: 'name', label: 'Your name', most: 120, autocomplete: 'name', value: identity?.person.name })}
      ${textField({ form, name: 'email', label: 'Your e-mail address', type: 'email', autocomplete: 'email', value: identity?.person.email })}
    </div>
    ${textField({ form, name: 'organisation', label: 'Your company', most: 160, autocomplete: 'organization', value: identity?.organisation.name })}`
}

export const enquireThanksPage = page('/enquire/thanks', EVERYBODY, async (visit) => {
  const figure = await figures(visit.house.database, visit.day)
  return thanks(
    visit,
    'Your enquiry is with the programme office',
    [
      ['Your enquiry has a number; it stands in the mail that says it has arrived.', 'X-27'],
      ['The office asks the lab where it has to, and answers by mail to the address you gave.', '1.FN1'],
      [
        'If you want to go on, you join the programme; five questions under "Get certified" tell at which tier.',
        '4C.3',
      ],
    ],
    figure.number('target.acknowledge'),
  )
})
