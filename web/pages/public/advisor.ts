/** Where do I start: five questions, and an answer with its clauses that has an address of its own. */
import { allRegions } from '../../../src/app/ask/platforms.ts'
import { figures } from '../../../src/app/house.ts'
import type { Fault } from '../../../src/kernel/refusal.ts'
import { FAMILIES, FAMILY_NAMES, type Family, NAMED_INTERFACES } from '../../../src/programme/interface.ts'
import { type Level, LEVEL_NAMES, LEVELS } from '../../../src/programme/level.ts'
import { TIER_NAMES, TIERS } from '../../../src/programme/membership.ts'
import type { Region } from '../../../src/programme/organisation.ts'
import { EVERYBODY } from '../../../src/programme/permission.ts'
import { adviseApplicant, type Applicant } from '../../../src/rulebook/advice.ts'
import { LEVEL_TABLE } from '../../../src/rulebook/level-table.ts'
import type { Figures } from '../../../src/rulebook/parameters.ts'
import { type Choice, choiceCards, selectField, tickBox } from '../../parts/form.ts'
import { type FormState, formState } from '../../parts/form-state.ts'
import { refusalBox } from '../../parts/refusal.ts'
import { address, allSaid, html, type Html, lowerFirst, nothing, say } from '../../parts/html.ts'
import { publicPage } from '../../parts/layout.ts'
import { page, type Visit } from '../../visit.ts'
import { advisorAnswer } from './advisor-answer.ts'
import { asked, oneOf } from './respond.ts'

const SPONSORS = ['none', 'reseller', 'sales-unit', 'sales-prime'] as const

export const advisorPage = page('/advisor', EVERYBODY, async (visit) => {
  const { database } = visit.house
  const [regions, figure] = await Promise.all([allRegions(database), figures(database, visit.day)])
  const isAsked = visit.query.size > 0
  const applicant = isAsked ? applicantOf(visit, regions) : null
  const faults = isAsked && !applicant ? missing(visit) : []
  const form = formState(isAsked ? withDefaults(visit.query) : null, faults, 'advisor')
  const asking = questions(form, figure, regions)
  const content = applicant
    ? html`${advisorAnswer({
          visit,
          applicant,
          advice: adviseApplicant(applicant, visit.day, figure),
          figures: figure,
          link: `${visit.house.settings.publicUrl}${address('/advisor', queryOf(applicant))}`,
        })}
        <details class="change" ${faults.length > 0 ? 'open' : ''}>
          <summary>Change an answer</summary>
          ${asking}
        </details>`
    : html`<div class="page-head">
          <h1>Get your product certified</h1>
          <p class="lead">
            Five questions. The answer tells whether you have to, which paths are open, what it takes and what it costs.
          </p>
        </div>
        ${faults.length > 0 ? refusalBox({ says: faults.length === 1 ? 'One more answer is needed.' : 'Two more answers are needed.', next: 'Choose the kind of product and the level; everything else can stay as it is.', clause: null, faults }, form) : nothing}
        ${asking}`
  return publicPage({
    visit,
    title: applicant
      ? say`Advice: ${say(FAMILY_NAMES[applicant.family])}, ${applicant.level}`
      : 'Get your product certified',
    description:
      'Is certification required, which paths are open, what membership and self-assessment it takes, what it costs, and what to have ready.',
    content,
  })
})

/** An address that leaves a question out leaves its first answer chosen, as the empty form does. */
function withDefaults(query: URLSearchParams): URLSearchParams {
  const whole = new URLSearchParams(query)
  for (const [name, value] of Object.entries(DEFAULTS)) if (!whole.has(name)) whole.set(name, value)
  return whole
}

const DEFAULTS = { resoldByVendor: 'no', sponsor: 'none', tier: 'none' } as const

function applicantOf(visit: Visit, regions: readonly Region[]): Applicant | null {
  const family = oneOf(asked(visit, 'family'), FAMILIES)
  const level = oneOf(asked(visit, 'level'), LEVELS)
  if (!family || !level) return null
  const region = asked(visit, 'region')
  const isTicked = (name: string) => ['on', 'yes', 'true'].includes(asked(visit, name))
  return {
    family,
    level,
    resoldByVendor: isTicked('resoldByVendor'),
    sponsor: oneOf(asked(visit, 'sponsor'), SPONSORS) ?? 'none',
    technicianCertified: isTicked('technicianCertified'),
    isReseller: isTicked('isReseller'),
    tier: oneOf(asked(visit, 'tier'), TIERS),
    region: level === 'MQT' && regions.some((each) => each.id === region) ? region : null,
    satAccepted: isTicked('satAccepted'),
  }
}

/** The answers as they stand in a permanent link: only what was said. */
function queryOf(applicant: Applicant): Readonly<Record<string, string | null>> {
  const yes = (is: boolean) => (is ? 'yes' : null)
  return {
    family: applicant.family,
    resoldByVendor: applicant.resoldByVendor ? 'yes' : 'no',
    sponsor: applicant.sponsor,
    isReseller: yes(applicant.isReseller),
    technicianCertified: yes(applicant.technicianCertified),
    level: applicant.level,
    region: applicant.region,
    tier: applicant.tier ?? 'none',
    satAccepted: yes(applicant.satAccepted),
  }
}

function missing(visit: Visit): readonly Fault[] {
  return [
    ...(oneOf(asked(visit, 'family'), FAMILIES) ? [] : [{ at: 'family', says: 'Choose the kind of product.' }]),
    ...(oneOf(asked(visit, 'level'), LEVELS) ? [] : [{ at: 'level', says: 'Choose the level you want.' }]),
  ]
}

function questions(form: FormState, figure: Figures, regions: readonly Region[]): Html {
  const exempt = figure.words('sat.exempt-families')
  const needsSat = FAMILIES.filter((family) => !exempt.includes(family))
  return html`<form class="stack questions" method="get" action="/advisor">
    ${choiceCards({ form, name: 'family', label: '1. What kind of product is it?', choices: FAMILIES.map((value) => ({ value, says: FAMILY_NAMES[value], help: FAMILY_HELP[value] })) })}
    ${choiceCards({
      form,
      name: 'resoldByVendor',
      label: '2. Does the vendor sell it, too?',
      value: DEFAULTS.resoldByVendor,
      choices: [
        { value: 'no', says: 'No', help: 'You or your resellers sell it.' },
        { value: 'yes', says: 'Yes', help: 'It is in the price list of the vendor, or is to be.' },
      ],
    })}
    <div class="stack tight">
      ${choiceCards({ form, name: 'sponsor', label: '3. Who stands behind you?', help: 'A sponsor sees the business in it and speaks for you in the programme.', value: DEFAULTS.sponsor, choices: SPONSOR_CHOICES })}
      ${tickBox({ form: yesAsTicked(form), name: 'isReseller', label: 'We are an authorised reseller of the vendor ourselves.' })}
      ${tickBox({ form: yesAsTicked(form), name: 'technicianCertified', label: 'A technician of ours or of the sponsor holds a certificate for the platform that is in date.' })}
    </div>
    <div class="stack tight">
      ${choiceCards({ form, name: 'level', label: '4. Which level do you want?', choices: LEVELS.map((level): Choice => ({ value: level, says: `${level}, ${say(LEVEL_NAMES[level])}`, help: levelHelp(level) })) })}
      ${selectField({ form, name: 'region', label: 'Region, for an MQT', required: false, empty: 'Not named yet', choices: regions.map(({ id, name }) => ({ value: id, says: name })), help: 'An MQT is valid only in the region of its sponsor. It counts for no other level.' })}
    </div>
    <div class="stack tight">
      ${choiceCards({
        form,
        name: 'tier',
        label: '5. Are you a member of the partner programme?',
        value: DEFAULTS.tier,
        choices: [
          { value: 'none', says: 'Not yet' },
          ...TIERS.map((value): Choice => ({ value, says: TIER_NAMES[value] })),
        ],
      })}
      ${tickBox({ form: yesAsTicked(form), name: 'satAccepted', label: 'A self-assessment (SAT) of this product has been accepted.', help: say`Only asked of ${sayFamilies(needsSat)}.` })}
    </div>
    <div class="actions"><button class="button primary">Show the answer</button></div>
  </form>`
}

/** A tick comes back from the address as \`yes\` as well as \`on\`. */
function yesAsTicked(form: FormState): FormState {
  return {
    ...form,
    ticked: (name, value, isKept) => form.ticked(name, value, isKept) || form.ticked(name, 'yes', isKept),
  }
}

function sayFamilies(families: readonly Family[]): string {
  return families.length === 0 ? say('nobody') : allSaid(families.map((family) => FAMILY_PLURALS[family]))
}

const FAMILY_PLURALS: Readonly<Record<Family, string>> = {
  'sip-trunk': 'SIP trunking services',
  'sip-lineside': 'SIP lineside products',
  'advanced-api': 'applications on an API',
  other: 'other products',
}

const APIS = NAMED_INTERFACES.filter((each) => each.family === 'advanced-api').map((each) => each.name)

const FAMILY_HELP: Readonly<Record<Family, string>> = {
  'sip-trunk': 'Calls between the platform and the public network.',
  'sip-lineside': 'Phones, door stations, fax servers: whatever registers as an extension.',
  'advanced-api': `Software on ${APIS.join(', ')}.`,
  other: 'Anything else that meets the platform at an interface.',
}

const SPONSOR_CHOICES: readonly Choice[] = [
  { value: 'none', says: 'Nobody so far', help: 'You take the path yourself.' },
  { value: 'reseller', says: 'A reseller', help: 'An authorised channel partner who knows you.' },
  { value: 'sales-unit', says: 'A sales unit of the vendor', help: 'The country organisation.' },
  { value: 'sales-prime', says: 'Other sales people of the vendor', help: 'An account or business owner.' },
]

function levelHelp(level: Level): string {
  const terms = LEVEL_TABLE[level]
  const who = say`Tested by: ${lowerFirst(say(terms.testedBy))}. Support by: ${lowerFirst(say(terms.support))}.`
  return terms.validIn === 'everywhere' ? who : `${who} ${say('Valid in one region.')}`
}
