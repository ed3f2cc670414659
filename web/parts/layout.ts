/** The frames of all pages: the public one, one column with the question first; and the portal with its rail. */
import type { Html, Visit } from '../visit.ts'
import { asset } from './asset.ts'
import { untoldRefusal } from './refusal.ts'
import { ownPath } from '../../src/kernel/own-path.ts'
import { LANGUAGE_TAGS, languageNamed, LANGUAGES } from '../../src/kernel/language.ts'
import { languageNow } from '../../src/languages/say.ts'
import { each, html, nothing, say, when } from './html.ts'
import { icon, type IconName } from './icon.ts'
import { linkedData, type LinkedData } from './linked-data.ts'
import { railFor } from './rail.ts'

type Frame = {
  readonly visit: Visit
  readonly title: string
  readonly content: Html
  /** A wider column for pages whose heart is a table. */
  readonly wide?: boolean
  readonly description?: string
  /** The one address of what can be reached by several, such as a list under a filter. */
  readonly canonical?: string
  /** What search engines are told of the page’s subject. */
  readonly data?: LinkedData
  /** Not where it stands for a page that is not there. */
  readonly isIndexed?: boolean
}

const PUBLIC_PLACES: readonly (readonly [string, string])[] = [
  ['/support', 'Support check'],
  ['/reference-guide', 'Reference guide'],
  ['/catalogue', 'Catalogue'],
  ['/advisor', 'Get certified'],
  ['/handbook', 'Handbook'],
]

function document({
  visit,
  title,
  description,
  canonical,
  data,
  isIndexed = true,
  body,
  kind,
}: {
  visit: Visit
  title: string
  description: string | undefined
  canonical?: string | undefined
  data?: LinkedData | undefined
  isIndexed?: boolean
  body: Html
  kind: string
}): Html {
  return html`<!doctype html>
    <html lang="${languageNow()}" class="${kind}" ${visit.theme ? html`data-theme="${visit.theme}"` : nothing}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${say(title)} · Certwright</title>
        ${when(description, (text) => html`<meta name="description" content="${say(text)}" />`)}
        ${isIndexed && kind === 'public-page' ? addressesOf(visit, canonical) : nothing} ${when(data, linkedData)}
        <meta name="color-scheme" content="light dark" />
        <meta name="turbo-refresh-method" content="morph" />
        <meta name="turbo-refresh-scroll" content="preserve" />
        <meta name="turbo-cache-control" content="no-preview" />
        <link rel="icon" href="${asset('web/look/mark.svg')}" type="image/svg+xml" />
        <link
          rel="preload"
          href="${asset('fonts/ibm-plex-sans-latin-400-normal.woff2')}"
          as="font"
          type="font/woff2"
          crossorigin
        />
        <link rel="stylesheet" href="${asset('web/look/all.css')}" data-turbo-track="reload" />
        <script type="module" src="${asset('web/islands/main.ts')}" data-turbo-track="reload"></script>
      </head>
      <body data-signed-in="${visit.identity ? 'yes' : 'no'}">
        <a class="skip" href="#main">Skip to the content</a>
        ${body}
      </body>
    </html>`
}

export function publicPage({ visit, content, wide = false, ...head }: Frame): Html {
  const body = html`<header class="public-header">
      <div class="bar">
        ${wordmark('/')}
        <nav aria-label="Places">
          ${each(PUBLIC_PLACES, ([path, name]) => html`<a href="${path}" ${isAt(visit.path, path) ? html`aria-current="page"` : nothing}>${say(name)}</a>`)}
        </nav>
        <div class="who">
          ${visit.identity ? html`<a class="button plain small" href="/home">Portal</a>` : html`<a class="button plain small" href="/sign-in">Sign in</a>`}
        </div>
      </div>
    </header>
    <main id="main" class="public ${wide ? 'wide' : ''}" tabindex="-1">
      ${doneNote(visit)}${untoldRefusal(visit)}${content}
    </main>
    ${footer(visit)}`
  return document({ description: undefined, ...head, visit, body, kind: 'public-page' })
}

export type Crumb = readonly [path: string, name: string]

export function portalPage({
  visit,
  title,
  content,
  crumbs = [],
  aside,
}: Frame & { readonly crumbs?: readonly Crumb[]; readonly aside?: Html }): Html {
  const person = visit.identity?.person
  const body = html`<div class="portal">
      <aside class="rail" aria-label="Places">
        ${wordmark('/home')}
        <nav>
          ${each(
            railFor(visit.actor),
            (group) =>
              html`<ul>
                ${each(group, ([path, name, picture]) => railLink(visit, path, name, picture))}
              </ul>`,
          )}
        </nav>
        <p class="rail-foot"><a href="/">Public pages</a></p>
      </aside>
      <div class="desk">
        <header class="desk-header">
          <input type="checkbox" id="rail-open" class="visually-hidden" aria-label="Show the places" />
          <label for="rail-open" class="rail-button">${icon('menu')}<span class="visually-hidden">Places</span></label>
          <nav class="crumbs" aria-label="Where you are">
            <ol>
              ${each(crumbs, ([path, name]) => html`<li><a href="${path}">${say(name)}</a></li>`)}
            </ol>
          </nav>
          <button type="button" class="palette-button" data-palette aria-label="Go to… Ctrl K" hidden>
            ${icon('search')}<span>Go to…</span><kbd>Ctrl K</kbd>
          </button>
          <a
            class="header-link"
            href="/notices"
            aria-label="${visit.unread === 0 ? say('Notices') : say`Notices, ${visit.unread} unread`}"
            >${icon('bell')}${visit.unread > 0 ? html`<span class="badge-count">${visit.unread > 99 ? '99+' : visit.unread}</span>` : nothing}</a
          >
          <a class="header-link" href="/account" aria-label="Your account: ${person?.name ?? ''}"
            >${icon('person')}<span class="who-name" data-who>${person?.name ?? ''}</span></a
          >
        </header>
        <div class="desk-body ${aside ? 'with-aside' : ''}">
          <main id="main" tabindex="-1">${doneNote(visit)}${untoldRefusal(visit)}${content}</main>
          ${when(aside, (part) => html`<aside class="side" aria-label="Whose turn, and who is involved">${part}</aside>`)}
        </div>
      </div>
    </div>
    ${palette(visit)}`
  return document({ visit, title, description: undefined, body, kind: 'portal-page' })
}

/** Every place of the rail, for the palette: type a few letters, press Enter. */
function palette(visit: Visit): Html {
  const places = railFor(visit.actor).flat()
  return html`<dialog class="palette" data-palette-dialog aria-label="Go to">
    <form method="dialog">
      <input
        type="search"
        placeholder="A place, a project, a product, a company …"
        aria-label="Go to"
        autocomplete="off"
        data-palette-input
      />
    </form>
    <ul data-palette-list>
      ${each(places, ([path, name]) => html`<li><a href="${path}">${say(name)}</a></li>`)}
    </ul>
    <p class="soft" role="status" data-palette-nothing></p>
    <p class="hint"><kbd>↑</kbd> <kbd>↓</kbd> choose, <kbd>Enter</kbd> open, <kbd>Esc</kbd> close</p>
  </dialog>`
}

function railLink(visit: Visit, path: string, name: string, picture: IconName): Html {
  return html`<li>
    <a href="${path}" ${isAt(visit.path, path) ? html`aria-current="page"` : nothing}
      >${icon(picture)}<span>${say(name)}</span></a
    >
  </li>`
}

function isAt(current: string, path: string): boolean {
  return current === path || current.startsWith(`${path}/`)
}

function wordmark(path: string): Html {
  return html`<a class="wordmark" href="${path}"
    ><img src="${asset('web/look/mark.svg')}" alt="" width="22" height="22" /><span>Certwright</span></a
  >`
}

/** What was just done, said once where the eye is. */
function doneNote(visit: Visit): Html {
  return when(
    visit.done,
    (says) =>
      html`<p class="done-note" role="status" data-focus tabindex="-1">${icon('tick')} <span>${say(says)}.</span></p>`,
  )
}

function footer(visit: Visit): Html {
  return html`<footer class="public-footer">
    <p>
      Standing in the reference guide and every support answer are computed from facts for the day you ask about.
      <a href="/handbook">The handbook</a> tells by which rules.
    </p>
    <p class="footer-links">
      <a href="/captures/look">Look at a capture</a>
      <a href="/check">Is it genuine?</a>
      <a href="/api-reference">API</a>
      <a href="/enquire">Ask the programme office</a>
    </p>
    <div class="footer-choices">
      <nav class="languages" aria-label="Language">
        ${each(
          LANGUAGE_TAGS,
          (tag) =>
            html`<a
              href="${addressIn(visit, tag)}"
              lang="${tag}"
              hreflang="${tag}"
              data-turbo="false"
              ${tag === languageNow() ? html`aria-current="true"` : nothing}
              >${say(LANGUAGES[tag])}</a
            >`,
        )}
      </nav>
      ${appearance()}
    </div>
  </footer>`
}

/**
 * The other of light and dark, at one click. What a browser shows now only it knows, so the style sheet leaves the one
 * button that changes it: away from what the system has, and back to following it.
 */
function appearance(): Html {
  return html`<form method="post" action="/appearance" class="appearance" data-turbo="false">
    ${each(
      ['light', 'dark', 'system'],
      (theme) => html`<button class="quiet" name="theme" value="${theme}">${icon('sun')} Light or dark</button>`,
    )}
  </form>`
}

/**
 * For search engines: the one address of this page in the language it was asked for in; and, on that page itself, the
 * same in each of our languages and where the language is found out (the links stand at the foot for people). A list
 * under a filter names the whole list, and no other languages.
 */
function addressesOf(visit: Visit, given: string | undefined): Html {
  const base = visit.house.settings.publicUrl
  const query = new URLSearchParams(visit.query)
  const asked = languageNamed(query.get('language'))
  query.delete('language')
  const path = given ?? (query.size === 0 ? ownPath(visit.path, '/') : null)
  if (path === null) return nothing
  const at = (tag: string | null) => base + (tag === null ? path : `${path}?language=${tag}`)
  const canonical = html`<link rel="canonical" href="${at(asked)}" />`
  if (query.size > 0) return canonical
  return html`${canonical}
    ${each(LANGUAGE_TAGS, (tag) => html`<link rel="alternate" hreflang="${tag}" href="${at(tag)}" />`)}
    <link rel="alternate" hreflang="x-default" href="${at(null)}" />`
}

function addressIn(visit: Visit, language: string): string {
  const query = new URLSearchParams(visit.query)
  // Where somebody wants to go on to stays a place of ours.
  const next = query.get('next')
  if (next !== null) query.set('next', ownPath(next, '/'))
  query.set('language', language)
  return `${ownPath(visit.path, '/')}?${query.toString()}`
}
