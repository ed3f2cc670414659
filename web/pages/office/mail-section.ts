/** Which notices go out to somebody by mail, and how; what is always sent is said and not offered. */
import { choicesOf } from '../../../src/app/ask/mail-choices.ts'
import { LANGUAGE_TAGS, LANGUAGES } from '../../../src/kernel/language.ts'
import { languageNow } from '../../../src/languages/say.ts'
import { MAIL_CHOICES, MAIL_KIND_NAMES, MAIL_KINDS, type MailChoices } from '../../../src/programme/mail-kinds.ts'
import { selectField, tickBox } from '../../parts/form.ts'
import { formState } from '../../parts/form-state.ts'
import { each, html, type Html, say } from '../../parts/html.ts'
import type { Visit } from '../../visit.ts'

const LANGUAGE_CHOICES = LANGUAGE_TAGS.map((value) => ({ value, says: LANGUAGES[value] }))

export async function mailSection(visit: Visit): Promise<Html> {
  const choices = await choicesOf(visit.house.database, visit.actor.id)
  const always = MAIL_KIND_NAMES.filter((kind) => !MAIL_KINDS[kind].canBeChosen)
  const form = formState(null, [], 'mail')
  return html`<section class="section" id="mail">
    <h2>What you get by mail</h2>
    <p class="soft">
      Every notice stands <a href="/notices">in the portal</a>, whatever you choose here. ${sayChoices(choices)}
    </p>
    <details class="fold">
      <summary><span class="button plain small">Choose</span></summary>
      <div class="fold-body">
        <form method="post" action="/account/mail" class="stack" data-once>
          ${each(
            MAIL_KIND_NAMES.filter((kind) => MAIL_KINDS[kind].canBeChosen),
            (kind) =>
              selectField({
                form,
                name: `mail.${kind}`,
                label: MAIL_KINDS[kind].says,
                value: choices.kinds[kind] ?? 'at-once',
                choices: Object.entries(MAIL_CHOICES).map(([value, says]) => ({ value, says: say(says) })),
              }),
          )}
          ${selectField({ form, name: 'language', label: 'Language of mails and pages', value: choices.language ?? languageNow(), choices: LANGUAGE_CHOICES })}
          ${tickBox({ form, name: 'weekly', label: 'On Mondays, a mail with what waits for me, what waits for others and what is coming', checked: choices.weekly })}
          <div class="actions"><button class="button primary">Save</button></div>
          <p class="help">Always sent at once, because a day depends on it or somebody is let in by it:</p>
          <ul class="plain-list small soft">
            ${each(always, (kind) => html`<li>${say(MAIL_KINDS[kind].says)}</li>`)}
          </ul>
        </form>
      </div>
    </details>
  </section>`
}

function sayChoices({ kinds, weekly }: MailChoices): string {
  const chosen = Object.keys(kinds).length
  const first = chosen === 0 ? 'Each goes out to you at once.' : 'Some of them go out to you otherwise than at once.'
  return say(`${first} ${weekly ? 'On Mondays your week comes in one mail.' : 'You get no weekly mail.'}`)
}
