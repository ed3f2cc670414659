/** The fields of a business case, for sending it in and for completing it. */
import { STRATEGIES } from '../../../src/programme/request-review.ts'
import { type BusinessCase, URGENCIES } from '../../../src/programme/sponsorship.ts'
import type { Path } from '../../../src/programme/project.ts'
import { choiceCards, selectField, textArea, textField, tickBox } from '../../parts/form.ts'
import { type FormState } from '../../parts/form-state.ts'
import { saidOf } from '../../../src/languages/say.ts'
import { html, type Html, moneySaid, nothing, say } from '../../parts/html.ts'

/** What was stated before stands in them; on path A nothing about fees is asked (4A.8). */
export function caseFields(form: FormState, path: Path, stated: BusinessCase | null): Html {
  return html`${textArea({
      form,
      name: 'justification',
      label: 'Why it is worth it',
      rows: 4,
      required: false,
      value: stated?.justification,
      help: 'What both sides gain: customers, sites, what is lost without it.',
    })}
    <div class="field-row">
      ${sum(form, 'revenueVendor', 'Revenue for the vendor, USD', stated?.revenue.vendor?.cents)}
      ${sum(form, 'revenueReseller', 'Revenue for you, USD', stated?.revenue.reseller?.cents)}
      ${selectField({
        form,
        name: 'urgency',
        label: 'Urgency',
        value: stated?.urgency ?? 'none',
        choices: Object.entries(URGENCIES).map(([value, says]) => ({ value, says })),
      })}
    </div>
    <p class="help">
      Expected over three years.${say(path === 'B' ? ' Needed where the vendor is to bear the cost.' : '')}
    </p>
    ${textArea({ form, name: 'strategic', label: 'Strategic reason', rows: 2, required: false, value: stated?.strategic })}
    ${path === 'B' ? pathB(form, stated) : nothing}
    ${tickBox({
      form,
      name: 'seesOpportunity',
      label: 'We see the business opportunity for both sides.',
      checked: stated?.declares.opportunity ?? false,
    })}
    ${tickBox({
      form,
      name: 'hasResources',
      label:
        path === 'A'
          ? 'We have the skill and the resources to set up and run the tests ourselves.'
          : 'We have the people to answer for the partner while the project runs.',
      checked: stated?.declares.resources ?? false,
    })}`
}

function pathB(form: FormState, stated: BusinessCase | null): Html {
  return html`${textArea({
    form,
    name: 'localNeeds',
    label: 'What has to be done in the region',
    rows: 2,
    required: false,
    value: stated?.localNeeds,
    help: 'Local lines, emergency numbers, equipment that the lab does not have.',
  })}
  ${choiceCards({
    form,
    name: 'wanted',
    label: 'What you would prefer',
    required: false,
    help: 'The lab chooses, by the size of the case, its urgency, the capacity of the lab, and what is needed in the region.',
    ...(stated?.wanted ? { value: stated.wanted } : {}),
    choices: Object.entries(STRATEGIES).map(([value, { says }]) => ({ value, says: saidOf(value, say(says)) })),
  })}`
}

function sum(form: FormState, name: string, label: string, cents: number | undefined): Html {
  const value = cents === undefined ? '' : String(cents / 100)
  return textField({ form, name, label, type: 'number', required: false, value })
}

export function sayRevenue(stated: BusinessCase): string {
  const { vendor, reseller } = stated.revenue
  const nothingStated = say('not stated')
  return say`vendor ${vendor ? moneySaid(vendor) : nothingStated}, reseller ${reseller ? moneySaid(reseller) : nothingStated}`
}
