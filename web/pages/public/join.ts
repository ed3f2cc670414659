/** Joining the partner programme (4C.7): the application, and what happens once it is sent. */
import { figures } from '../../../src/app/house.ts'
import { TARGETS } from '../../../src/app/targets.ts'
import { allCountries } from '../../../src/kernel/country.ts'
import { FAMILIES, FAMILY_NAMES } from '../../../src/programme/interface.ts'
import { type Tier, TIER_NAMES, TIERS } from '../../../src/programme/membership.ts'
import { EVERYBODY, mightEver } from '../../../src/programme/permission.ts'
import type { Figures } from '../../../src/rulebook/parameters.ts'
import { clauseLink } from '../../parts/because.ts'
import { choiceCards, moveForm, selectField, textArea, textField, tickBox } from '../../parts/form.ts'
import { type FormState } from '../../parts/form-state.ts'
import { each, html, type Html, say } from '../../parts/html.ts'
import { publicPage } from '../../parts/layout.ts'
import { page, type Visit } from '../../visit.ts'
import { membershipFee } from './advisor-words.ts'
import { asked, oneOf } from './respond.ts'

export const joinPage = page('/join', EVERYBODY, async (visit) => {
  const figure = await figures(visit.house.database, visit.day)
  const { by } = TARGETS.application.moves['apply-for-membership']!
  const content = html`<div class="page-head">
      <h1>Join the partner programme</h1>
      <p class="lead">
        Members get the interfaces and their documents, help with the self-assessment, the config guide and the logo of
        what is certified, and a place in the catalogue. ${clauseLink('4C.6a')} ${clauseLink('4C.6g')}
        ${clauseLink('4C.6h')}
      </p>
    </div>
    ${mightEver(visit.actor, by) ? application(visit, figure) : alreadyIn(visit)}`
  return publicPage({
    visit,
    title: 'Join the partner programme',
    description:
      'Apply for membership of the partner programme: tiers, fees, and what happens after you have sent the application.',
    content,
  })
})

function application(visit: Visit, figure: Figures): Html {
  return moveForm({
    visit,
    move: 'apply-for-membership',
    id: '',
    goTo: '/join/thanks',
    submit: 'Send the application',
    label: 'Application for membership',
    fields: (form) => fields(form, visit, figure),
  })
}

function suggestedTier(family: (typeof FAMILIES)[number], figure: Figures): Tier {
  return figure.word(`membership.tier.${family}`) as Tier
}

function fields(form: FormState, visit: Visit, figure: Figures): Html {
  const family = oneOf(asked(visit, 'family'), FAMILIES)
  const tier = oneOf(asked(visit, 'tier'), TIERS) ?? (family ? suggestedTier(family, figure) : null)
  const countries = allCountries().map(({ code, name }) => ({ value: code, says: name }))
  return html`<fieldset class="part">
      <legend>Your company</legend>
      <div class="field-row">
        ${textField({ form, name: 'name', label: 'Name of the company', most: 160, autocomplete: 'organization' })}
        ${selectField({ form, name: 'country', label: 'Country', choices: countries, empty: 'Choose …' })}
      </div>
      ${textField({ form, name: 'web', label: 'Web address', type: 'url', required: false, placeholder: 'https://', most: 300, autocomplete: 'url' })}
      ${textArea({ form, name: 'summary', label: 'What you do, in a sentence or two', required: false, rows: 2, help: 'It stands in the catalogue once you are a member; you can propose another then.' })}
      ${tickBox({ form, name: 'isReseller', label: 'We are an authorised reseller of the vendor as well.' })}
    </fieldset>
    <fieldset class="part">
      <legend>What you want</legend>
      ${choiceCards({ form, name: 'family', label: 'What do you make?', help: html`The tier goes by it; the cards name the one that fits, and its fee. You may join higher: MQT and MAT are for solution and premier partners. ${clauseLink('3Q.3')} ${clauseLink('3A.3')}`, value: family ?? undefined, choices: FAMILIES.map((value) => ({ value, says: FAMILY_NAMES[value], help: `${say(TIER_NAMES[suggestedTier(value, figure)])}, ${membershipFee(suggestedTier(value, figure), figure)}` })) })}
      ${selectField({ form, name: 'tier', label: 'Tier you apply for', value: tier ?? undefined, empty: 'Choose …', choices: TIERS.map((value) => ({ value, says: say`${say(TIER_NAMES[value])}: ${membershipFee(value, figure)}` })) })}
      ${textArea({ form, name: 'plans', label: 'What you plan to certify', most: 2000, help: 'The product or service, the platform, and about when. It helps the office to advise you.' })}
    </fieldset>
    <fieldset class="part">
      <legend>Two people</legend>
      <p class="help">
        Two, so that nothing is lost when one leaves. The first gets the account when the application is approved.
        ${clauseLink('G-13')}
      </p>
      <div class="field-row">
        ${textField({ form, name: 'contactName', label: 'First contact', most: 120, autocomplete: 'name' })}
        ${textField({ form, name: 'contactEmail', label: 'E-mail address of the first', type: 'email', autocomplete: 'email' })}
      </div>
      <div class="field-row">
        ${textField({ form, name: 'secondName', label: 'Second contact', most: 120 })}
        ${textField({ form, name: 'secondEmail', label: 'E-mail address of the second', type: 'email' })}
      </div>
    </fieldset>
    ${tickBox({ form, name: 'acceptsTerms', label: 'We accept the terms of the programme as the handbook tells them.', help: html`<a href="/handbook">The handbook</a> opens without an account.` })}`
}

function alreadyIn(visit: Visit): Html {
  return html`<p>
      You are signed in for ${visit.identity?.organisation.name ?? 'an organisation'}, which the programme knows
      already. A membership that is over, or a higher tier, is arranged with the programme office.
    </p>
    <p class="actions">
      <a class="button primary" href="/home">To your home page</a>
      <a class="button plain" href="/enquire">Write to the programme office</a>
    </p>`
}

export const joinThanksPage = page('/join/thanks', EVERYBODY, async (visit) => {
  const figure = await figures(visit.house.database, visit.day)
  const steps: readonly (readonly [string, string])[] = [
    ['The programme office reads the application and approves it, or declines it with a reason.', '4C.3'],
    [
      `Once it is approved the first contact is sent an invitation by mail. It is good for ${figure.number('invitation.days')} days and opens your account.`,
      '4C.8',
    ],
    [
      `The fee is invoiced. Your term of ${figure.number('membership.term-months')} months runs from the day it is received.`,
      '4C.4',
    ],
    ['Then you register your product and open a project, or begin the self-assessment.', '5T.b'],
  ]
  return thanks(visit, 'Your application is with the programme office', steps, figure.number('target.acknowledge'))
})

/** What happens next, step by step; the same frame for applications and enquiries. */
export function thanks(
  visit: Visit,
  title: string,
  steps: readonly (readonly [says: string, clause: string])[],
  days: number,
): Html {
  const content = html`<div class="page-head">
      <p class="eyebrow">Thank you</p>
      <h1>${title}</h1>
      <p class="lead">
        ${
          days === 1
            ? say('You hear from us within one working day that it has arrived.')
            : say`You hear from us within ${days} working days that it has arrived.`
        }
        ${clauseLink('G-06')}
      </p>
    </div>
    <section class="section">
      <h2>What happens next</h2>
      <ol class="steps">
        ${each(steps, ([says, clause]) => html`<li>${says} ${clauseLink(clause)}</li>`)}
      </ol>
    </section>
    <p class="actions">
      <a class="button plain" href="/handbook">Read the handbook meanwhile</a>
      ${visit.identity ? html`<a href="/home">To your home page</a>` : html`<a href="/">To the start page</a>`}
    </p>`
  return publicPage({ visit, title, content })
}
