/** Ways in: signing in, an invitation, the first person of an installation. */
import { demoPeople, type DemoPerson } from '../../../src/app/demo-people.ts'
import { invitationOf } from '../../../src/app/ask/people.ts'
import { isSetUpToken } from '../../../src/app/first-person.ts'
import { allCountries } from '../../../src/kernel/country.ts'
import { refuse } from '../../../src/kernel/refusal.ts'
import { EVERYBODY } from '../../../src/programme/permission.ts'
import { ROLE_NAMES } from '../../../src/programme/person.ts'
import { selectField, textField } from '../../parts/form.ts'
import { type FormState, formState } from '../../parts/form-state.ts'
import { refusalBox } from '../../parts/refusal.ts'
import { allSaid, each, html, type Html, lowerFirst, nothing, say, when } from '../../parts/html.ts'
import { publicPage } from '../../parts/layout.ts'
import { page, type Visit } from '../../visit.ts'

/** The fields, and above them what was refused of them. */
function refusable(visit: Visit, move: string, fields: (form: FormState) => Html): Html {
  const refused = visit.refused?.move === move ? visit.refused : null
  const form = formState(refused?.typed ?? null, refused?.refusal.faults ?? [], move)
  const shown = fields(form)
  return html`${when(refused, ({ refusal }) => refusalBox(refusal, form))} ${shown}`
}

export const signInPage = page('/sign-in', EVERYBODY, async (visit) => {
  const next = visit.query.get('next') ?? ''
  const people = visit.isDemo ? await demoPeople(visit.house) : []
  const content = html`<div class="sign-in">
    <div class="stack">
      <h1>Sign in</h1>
      ${next ? html`<p class="soft">You come back to where you were going.</p>` : nothing}
      <form method="post" action="/sign-in" class="stack" data-turbo="false">
        <input type="hidden" name="next" value="${next}" />
        ${refusable(
          visit,
          'sign-in',
          (form) =>
            html`${textField({ form, name: 'email', label: 'E-mail address', type: 'email', autocomplete: 'username' })}
            ${textField({ form, name: 'password', label: 'Password', type: 'password', autocomplete: 'current-password' })}`,
        )}
        <div class="actions"><button class="button primary">Sign in</button></div>
      </form>
      <p class="soft small">
        No account? <a href="/join">Join the partner programme</a>, or ask your administrator for an invitation.
        Forgotten your password? Your administrator or the programme office sends you a link for a new one.
      </p>
    </div>
    ${people.length > 0 ? demoDoor(people, next) : nothing}
  </div>`
  return publicPage({ visit, title: 'Sign in', content, wide: people.length > 0 })
})

/** One click for each person of the demo: the quickest way to see the same project from every chair. */
function demoDoor(people: readonly DemoPerson[], next: string): Html {
  return html`<section class="card demo-door">
    <h2>Demo programme</h2>
    <p class="soft">Everything here is invented. Take any chair; sign out and take another to see the other side.</p>
    <ul class="plain-list demo-people">
      ${each(
        people,
        (person) =>
          html`<li>
            <form method="post" action="/sign-in/demo" data-turbo="false">
              <input type="hidden" name="email" value="${person.email}" /><input
                type="hidden"
                name="next"
                value="${next}"
              />
              <button class="demo-person">
                <strong>${person.name}</strong
                ><span>${person.roles.map((role) => say(ROLE_NAMES[role])).join(', ')}</span
                ><span class="soft">${person.organisation}</span>
              </button>
            </form>
          </li>`,
      )}
    </ul>
  </section>`
}

export const invitationPage = page('/invitation/:token', EVERYBODY, async (visit) => {
  const token = visit.part('token')
  const { person, organisation } = await invitationOf(visit.house, token)
  const content = html`<div class="page-head">
      <p class="eyebrow">${say(person.state === 'active' ? 'New password' : 'Invitation')}</p>
      <h1>Welcome, ${person.name}</h1>
    </div>
    <p class="lead">
      ${
        person.state === 'active'
          ? say('Choose a new password. Wherever you are signed in now, you are signed out.')
          : say`You are invited for ${organisation.name} as ${allSaid(person.roles.map((role) => lowerFirst(say(ROLE_NAMES[role]))))}. Choose a password, and you are in.`
      }
    </p>
    <form method="post" action="/invitation" class="stack narrow" data-turbo="false">
      <input type="hidden" name="token" value="${token}" />
      <p class="soft small">You will sign in as ${person.email}.</p>
      ${refusable(visit, 'accept-invitation', passwordPair)}
      <div class="actions"><button class="button primary">Choose this password</button></div>
    </form>`
  return publicPage({ visit, title: 'Invitation', content })
})

function passwordPair(form: FormState): Html {
  return html`${textField({ form, name: 'password', label: 'Password', type: 'password', autocomplete: 'new-password', help: 'At least ten characters; a few words in a row are easy to remember.' })}
  ${textField({ form, name: 'again', label: 'The same once more', type: 'password', autocomplete: 'new-password' })}`
}

export const setUpPage = page('/set-up', EVERYBODY, async (visit) => {
  const token = visit.query.get('token') ?? ''
  if (!(await isSetUpToken(visit.house, token))) {
    return refuse('not-found', {
      says: 'The programme has been set up already, or this is not its link.',
      next: 'Sign in, or use the link that the server printed at its last start.',
    })
  }
  const countries = allCountries().map(({ code, name }) => ({ value: code, says: name }))
  const content = html`<div class="page-head">
      <p class="eyebrow">Set-up</p>
      <h1>Begin the programme</h1>
    </div>
    <p class="lead">
      You are the first. Name the vendor whose programme this is and yourself as its programme manager; everybody else
      is invited from inside.
    </p>
    <form method="post" action="/set-up" class="stack narrow" data-turbo="false">
      <input type="hidden" name="token" value="${token}" />
      ${refusable(
        visit,
        'set-up',
        (form) =>
          html`${textField({ form, name: 'organisation', label: 'The vendor', most: 160 })}
          ${selectField({ form, name: 'country', label: 'Country', choices: countries, empty: 'Choose …' })}
          ${textField({ form, name: 'name', label: 'Your name', most: 120, autocomplete: 'name' })}
          ${textField({ form, name: 'email', label: 'Your e-mail address', type: 'email', autocomplete: 'username' })}
          ${passwordPair(form)}`,
      )}
      <div class="actions"><button class="button primary">Begin</button></div>
    </form>`
  return publicPage({ visit, title: 'Set-up', content })
})
