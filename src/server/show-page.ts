/** Shows a page of the table of pages, and finds the page that stands at an address. */
import { PAGES } from '../../web/pages/index.ts'
import type { Page, RefusedMove, Visit } from '../../web/visit.ts'
import { headOf } from '../app/ask/journal.ts'
import { unreadOf } from '../app/ask/notices.ts'
import { dayOf } from '../kernel/day.ts'
import { Refusal, statusOf } from '../kernel/refusal.ts'
import { inLanguage } from '../languages/speaking.ts'
import { mightEver } from '../programme/permission.ts'
import type { Call } from './route.ts'
import { demoOn, flashOf, languageOf, themeOf } from './visit-parts.ts'

/** What a move did, where its secret has to be shown at once and never again. */
type Made = { readonly says: string; readonly secret: string }

/** Shows a page, anew after a move from it was refused: with what was typed, and why. */
export async function showPage(
  call: Call,
  page: Page,
  refused: RefusedMove | null,
  location?: URL,
  made: Made | null = null,
): Promise<Response> {
  mayBeShown(call, page, refused)
  const url = location ?? new URL(call.context.req.url)
  const { context } = call
  const flash = refused ? null : flashOf(context)
  const visit: Visit = {
    ...(await visitOf(call, url)),
    ...visitPart(page, url),
    refused,
    done: made?.says ?? flash,
    secret: made?.secret ?? null,
  }
  const shown = await inLanguage(languageOf(context), () => page.show(visit))
  if (shown instanceof Response) return shown
  if (flash) context.header('set-cookie', 'cw_done=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax', { append: true })
  return context.html(String(shown), refused ? (statusOf(refused.refusal) as 422) : 200)
}

/** What a page is told of whoever asks, before it is known which page it is. */
export async function visitOf({ house, services, context, actor, identity }: Call, url: URL): Promise<Visit> {
  return {
    house,
    actor,
    identity,
    day: dayOf(house.now()),
    path: url.pathname,
    query: url.searchParams,
    part: () => '',
    refused: null,
    done: null,
    secret: null,
    isDemo: demoOn(services),
    theme: themeOf(context),
    lastFact: identity ? (await headOf(house.database)).seq : null,
    unread: identity ? await unreadOf(house.database, actor.id) : 0,
  }
}

function visitPart(page: Page, url: URL): Pick<Visit, 'part'> {
  const parts = partsOf(page.path, url.pathname)
  return { part: (name) => parts[name] ?? '' }
}

/** A page is shown to whoever may see it, however it was asked for: by its address, or after a refused move. */
function mayBeShown(call: Call, page: Page, refused: RefusedMove | null): void {
  if (mightEver(call.actor, page.permission)) return
  throw (
    refused?.refusal ??
    new Refusal('not-permitted', {
      says: 'This is not for your role.',
      next: 'Ask a programme manager if you should have it.',
    })
  )
}

export function pageAt(pathname: string): Page | null {
  return PAGES.find((page) => matches(page.path, pathname)) ?? null
}

function matches(pattern: string, pathname: string): boolean {
  const wanted = pattern.split('/')
  const given = pathname.split('/')
  return (
    wanted.length === given.length &&
    wanted.every((word, index) => (word.startsWith(':') ? given[index] !== '' : word === given[index]))
  )
}

function partsOf(pattern: string, pathname: string): Readonly<Record<string, string>> {
  const given = pathname.split('/')
  return Object.fromEntries(
    pattern
      .split('/')
      .flatMap((word, index): [string, string][] =>
        word.startsWith(':') ? [[word.slice(1), decodePart(given[index] ?? '')]] : [],
      ),
  )
}

function decodePart(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}
