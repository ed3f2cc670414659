/** One's own account: who I am, which mails I get, my password, where I am signed in, and how it looks. */
import { LEAST_PASSWORD, type SessionRow, sessionsOf } from '../../../src/app/sign-in.ts'
import { mightEver, PARTNER, SIGNED_IN } from '../../../src/programme/permission.ts'
import { ROLE_NAMES } from '../../../src/programme/person.ts'
import { textField } from '../../parts/form.ts'
import { formState } from '../../parts/form-state.ts'
import { refusalBox } from '../../parts/refusal.ts'
import { each, html, type Html, lowerFirst, nothing, say, when } from '../../parts/html.ts'
import { icon } from '../../parts/icon.ts'
import { portalPage } from '../../parts/layout.ts'
import { seeOther } from '../../parts/see-other.ts'
import { ledger } from '../../parts/table.ts'
import { sayInstant } from '../../parts/time.ts'
import { pageInPerson, type Visit } from '../../visit.ts'
import { mailSection } from './mail-section.ts'
import { ORGANISATION_ROLE_WORDS } from './organisation-parts.ts'
import { tokenSection } from './token-section.ts'
import { SEES_ORGANISATIONS } from './who.ts'

export const accountPage = pageInPerson('/account', SIGNED_IN, async (visit) => {
  const identity = visit.identity
  if (!identity) return seeOther('/sign-in')
  const { person, organisation, token } = identity
  const sessions = await sessionsOf(visit.house.database, person.email.toLowerCase(), token)
  const content = html`<div class="spread">
      <div class="page-head">
        <p class="eyebrow">Account</p>
        <h1>${person.name}</h1>
      </div>
      <form method="post" action="/sign-out" data-turbo="false"><button class="button plain">Sign out</button></form>
    </div>
    <section class="section">
      <h2>Who you are here</h2>
      <dl class="facts">
        <dt>You sign in as</dt>
        <dd>${person.email}</dd>
        <dt>Organisation</dt>
        <dd>
          ${ownOrganisation(visit, organisation)},
          ${organisation.roles.map((role) => lowerFirst(say(ORGANISATION_ROLE_WORDS[role]))).join(', ')}
        </dd>
        <dt>Roles</dt>
        <dd>${person.roles.map((role) => say(ROLE_NAMES[role])).join(', ')}</dd>
      </dl>
      <p class="small soft">
        Roles are given by
        ${say(mightEver(visit.actor, PARTNER) ? "your organisation's administrator or the programme office" : 'the programme office')}.
      </p>
    </section>
    ${await mailSection(visit)} ${await tokenSection(visit)} ${passwordSection(visit)} ${appearance(visit)}
    <section class="section flush">
      <h2>Where you are signed in</h2>
      ${sessionLedger(sessions)}
    </section>`
  return portalPage({ visit, title: 'Account', content, crumbs: [['/account', 'Account']] })
})

function ownOrganisation(visit: Visit, organisation: { readonly id: string; readonly name: string }): Html {
  if (mightEver(visit.actor, PARTNER)) return html`<a href="/our-organisation">${organisation.name}</a>`
  return mightEver(visit.actor, SEES_ORGANISATIONS)
    ? html`<a href="/organisations/${organisation.id}">${organisation.name}</a>`
    : html`${organisation.name}`
}

function passwordSection(visit: Visit): Html {
  const refused = visit.refused?.move === 'password' ? visit.refused : null
  const form = formState(refused?.typed ?? null, refused?.refusal.faults ?? [], 'password')
  const fields = html`${textField({ form, name: 'before', label: 'Present password', type: 'password', autocomplete: 'current-password' })}
    <div class="field-row">
      ${textField({ form, name: 'password', label: 'New password', type: 'password', autocomplete: 'new-password', help: `At least ${LEAST_PASSWORD} characters; a few words in a row are easy to remember.` })}
      ${textField({ form, name: 'again', label: 'The same once more', type: 'password', autocomplete: 'new-password' })}
    </div>`
  return html`<section class="section">
    <h2>Password</h2>
    <details class="fold" ${refused ? 'open' : ''}>
      <summary><span class="button plain small">Change the password</span></summary>
      <div class="fold-body">
        <form method="post" action="/account/password" class="stack" data-turbo="false">
          ${when(refused, ({ refusal }) => refusalBox(refusal, form))} ${fields}
          <div class="actions"><button class="button primary">Change it</button></div>
          <p class="help">You stay signed in here; everywhere else you are signed out.</p>
        </form>
      </div>
    </details>
  </section>`
}

function sessionLedger(sessions: readonly SessionRow[]): Html {
  return ledger({
    caption: 'Sessions, newest first',
    items: sessions,
    columns: [
      {
        head: 'Browser',
        cell: (session) =>
          html`${sayAgent(session.agent)}${session.isThis ? html` <span class="tag strong">this one</span>` : nothing}`,
      },
      { head: 'From', kind: 'mono', cell: (session) => session.address ?? '' },
      { head: 'Since', cell: (session) => sayInstant(instantOf(session.created)) },
      { head: 'Ends by itself', cell: (session) => sayInstant(instantOf(session.expires)) },
      {
        head: 'End',
        cell: (session) => (session.isThis ? html`<span class="soft">sign out above</span>` : endForm(session)),
      },
    ],
    empty: html`<p>You are signed in nowhere else.</p>`,
  })
}

function endForm(session: SessionRow): Html {
  return html`<form method="post" action="/account/sessions/end" data-once>
    <input type="hidden" name="session" value="${session.id}" />
    <button class="quiet">End it<span class="visually-hidden">: ${sayAgent(session.agent)}</span></button>
  </form>`
}

/** The instant as the database writes it, made one that every reader of dates knows. */
function instantOf(text: string): string {
  const exact = text.replace(' ', 'T').replace(/([+-]\d{2})$/, '$1:00')
  return new Date(exact).toISOString()
}

const BROWSERS: readonly (readonly [RegExp, string])[] = [
  [/Edg\//, 'Edge'],
  [/Firefox\//, 'Firefox'],
  [/Chrome\/|Chromium\//, 'Chrome'],
  [/Safari\//, 'Safari'],
  [/curl\//, 'curl'],
]

const SYSTEMS: readonly (readonly [RegExp, string])[] = [
  [/Android/, 'Android'],
  [/iPhone|iPad/, 'iOS'],
  [/Windows/, 'Windows'],
  [/Mac OS X/, 'macOS'],
  [/Linux/, 'Linux'],
]

/** Which browser on which system, as far as it says so itself. */
function sayAgent(agent: string | null): string {
  const browser = BROWSERS.find(([sign]) => sign.test(agent ?? ''))?.[1]
  const system = SYSTEMS.find(([sign]) => sign.test(agent ?? ''))?.[1]
  if (!browser) return agent ? `A program (${agent.slice(0, 40)})` : 'A program'
  return system ? `${browser} on ${system}` : browser
}

const THEME_WORDS = { light: 'Light, whatever the system says', dark: 'Dark, whatever the system says' } as const

const THEMES = { light: 'Switch to light', dark: 'Switch to dark', system: 'Follow the system' } as const

function appearance(visit: Visit): Html {
  return html`<section class="section">
    <h2>Light or dark</h2>
    <form method="post" action="/appearance" class="row" data-turbo="false">
      <span>${say(visit.theme ? THEME_WORDS[visit.theme] : 'As your system has it')}</span>
      ${each(
        Object.entries(THEMES).filter(([theme]) => theme !== (visit.theme ?? 'system')),
        ([theme, says]) =>
          html`<button class="button plain small" name="theme" value="${theme}">${icon('sun')} ${say(says)}</button>`,
      )}
    </form>
  </section>`
}
