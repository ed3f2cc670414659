/**
 * The HTTP server put together: who is asking, which route, its permission, and one place where a refusal
 * or a bug becomes an answer. Pages, moves, files, uploads and the API all pass through here.
 */
import { type Context, Hono, type MiddlewareHandler } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { tooLongToBeOurs } from '../app/checking.ts'
import { dayOf } from '../kernel/day.ts'
import { ownPath } from '../kernel/own-path.ts'
import { Refusal, refuse, statusOf } from '../kernel/refusal.ts'
import type { TokenScope } from '../programme/access-token.ts'
import { inLanguage } from '../languages/speaking.ts'
import { mightEver, VISITOR } from '../programme/permission.ts'
import { PAGES } from '../../web/pages/index.ts'
import { refusalPage } from '../../web/pages/refusal.ts'
import type { Visit } from '../../web/visit.ts'
import { mountApi } from './api.ts'
import { assetNamed, hashOfAssets } from '../../web/assets.ts'
import { visitorsPagesCompressed } from './compressed.ts'
import { callOf, mayReach, wantsPage } from './call.ts'
import { CAPTURE_ROUTES } from './capture-routes.ts'
import { FILE_ROUTES } from './files.ts'
import { FIND_ROUTES } from './find.ts'
import { FOLLOWING_ROUTES } from './following-routes.ts'
import { holding } from './held.ts'
import { PAPER_ROUTES } from './paper-files.ts'
import { formBounds, readForm } from './form-input.ts'
import { GUIDE_ROUTES } from './guide-files.ts'
import { HEALTH_ROUTES } from './health.ts'
import { IMPORT_ROUTES } from './import-guide.ts'
import { INSTALLED_BASE_ROUTES } from './installed-base.ts'
import { LIST_FILE_ROUTES } from './list-files.ts'
import { MOVE_ROUTES } from './moves.ts'
import { NOTICE_ROUTES } from './notice-routes.ts'
import { WEBHOOK_ROUTES } from './webhook-routes.ts'
import { REFERENCE_GUIDE_ROUTES } from './reference-guide-files.ts'
import { REPORT_ROUTES } from './report-files.ts'
import type { Call, Route, Services } from './route.ts'
import { addressOf, isOwnOrigin, securityHeaders, seeOther } from './security.ts'
import { SITEMAP_ROUTES } from './sitemap.ts'
import { STATEMENT_ROUTES } from './statement-routes.ts'
import { SESSION_ROUTES } from './sessions.ts'
import { UPLOAD_ROUTES } from './uploads.ts'
import { pageAt, showPage } from './show-page.ts'
import { refusedAsData } from './refused.ts'
import { keepLanguage, languageOf, themeOf } from './visit-parts.ts'

export const ROUTES: readonly Route[] = [
  ...HEALTH_ROUTES,
  ...FIND_ROUTES,
  ...SESSION_ROUTES,
  ...NOTICE_ROUTES,
  ...WEBHOOK_ROUTES,
  ...FOLLOWING_ROUTES,
  ...MOVE_ROUTES,
  ...FILE_ROUTES,
  ...REFERENCE_GUIDE_ROUTES,
  ...LIST_FILE_ROUTES,
  ...SITEMAP_ROUTES,
  ...GUIDE_ROUTES,
  ...REPORT_ROUTES,
  ...PAPER_ROUTES,
  ...CAPTURE_ROUTES,
  ...INSTALLED_BASE_ROUTES,
  ...IMPORT_ROUTES,
  ...STATEMENT_ROUTES,
  ...UPLOAD_ROUTES,
]

export function buildApp(services: Services): Hono {
  const app = new Hono()
  app.use(visitorsPagesCompressed)
  app.use(securityHeaders)
  app.use(headHasNoBody)
  app.use(keepLanguage)
  app.get('/assets/:hash/*', serveAsset)
  app.use(async (context, next) => {
    if (!isOwnOrigin(context)) return answerRefusal(context, services, foreignOrigin())
    if (/%00/.test(context.req.url)) return answerRefusal(context, services, brokenAddress())
    return next()
  })
  app.use(bodyWithinReason(services))
  mountApi(app, services)
  for (const route of ROUTES) {
    // The library looks up HEAD as GET; under its own name it would never be found.
    app.on(route.method === 'HEAD' ? 'GET' : route.method, route.path, (context) =>
      answered(context, services, route.permission, (call) => {
        mayReach(call, scopeOf(route))
        return route.handle(call)
      }),
    )
  }
  for (const page of PAGES) {
    app.get(page.path, (context) =>
      answered(context, services, page.permission, (call) => {
        mayReach(call, page.inPerson ? null : 'read')
        return showPage(call, page, null)
      }),
    )
  }
  app.notFound((context) =>
    answered(context, services, null, () =>
      refuse('not-found', {
        says: 'There is no page at this address.',
        next: 'Check the address, or start from the home page.',
      }),
    ),
  )
  app.onError((fault, context) => answerFault(context, services, fault))
  return app
}

/** What an access token needs for a route outside the API: forms are for people. */
function scopeOf({ kind, method }: Route): TokenScope | null {
  if (kind === 'upload') return 'projects'
  return kind === 'file' || method === 'GET' ? 'read' : null
}

const MOST_BYTES = 5_000_000

/** Nothing but an upload is taken in without an end; uploads count for themselves, piece by piece. */
function bodyWithinReason(services: Services): MiddlewareHandler {
  const limitOf = (maxSize: number) =>
    bodyLimit({
      maxSize,
      onError: (context) =>
        answerRefusal(context, services, context.req.path === '/check' ? tooLongToBeOurs() : tooLong(maxSize)),
    })
  const usual = limitOf(MOST_BYTES)
  const ofAGuide = limitOf(formBounds('save-guide').characters)
  return (context, next) => {
    const { path } = context.req
    if (path.startsWith('/uploads/')) return next()
    return path === '/moves/save-guide' ? ofAGuide(context, next) : usual(context, next)
  }
}

/** Asked for the head alone, what would have been streamed is let go, with all that it holds. */
const headHasNoBody: MiddlewareHandler = async (context, next) => {
  await next()
  if (context.req.method !== 'HEAD' || !context.res.body) return
  await context.res.body.cancel()
  context.res = new Response(null, context.res)
}

/** Finds out who is asking, holds the route's permission against them, and lets it answer. */
async function answered(
  context: Context,
  services: Services,
  permission: Route['permission'] | null,
  answer: (call: Call) => Promise<Response> | Response,
): Promise<Response> {
  const held = holding(services.house)
  try {
    const call = await callOf(context, { ...services, house: held.house })
    if (permission && !mightEver(call.actor, permission)) return await noEntry(call)
    return held.until(await answer(call))
  } catch (fault) {
    held.letGo()
    return answerFault(context, services, fault)
  }
}

/** A visitor is sent to sign in and comes back afterwards; somebody signed in is told it is not theirs. */
async function noEntry(call: Call): Promise<Response> {
  const { context, actor } = call
  if (actor === VISITOR && context.req.method === 'GET' && wantsPage(context)) {
    const back = new URL(context.req.url)
    return seeOther(context, `/sign-in?next=${encodeURIComponent(back.pathname + back.search)}`)
  }
  if (actor === VISITOR && context.req.method === 'POST' && wantsPage(context)) return signInAgain(call)
  if (actor === VISITOR)
    return refuse('not-signed-in', { says: 'You have to sign in for this.', next: 'Sign in, then try again.' })
  return refuse('not-permitted', {
    says: 'This is not for your role.',
    next: 'Ask a programme manager if you should have it.',
  })
}

/** A form sent after its session ended: the way in is shown at once, and it leads back to the form's page. */
async function signInAgain(call: Call): Promise<Response> {
  const typed = await readForm(call.context, formBounds(call.context.req.path.replace('/moves/', '')))
  const url = new URL('/sign-in', 'http://own.invalid')
  url.searchParams.set('next', ownPath(typed.get('_back'), '/home'))
  const refusal = new Refusal('not-signed-in', {
    says: 'Your session has ended meanwhile; what you sent was not taken.',
    next: 'Sign in again: you come back to the page you sent it from.',
  })
  const typedHere = new URLSearchParams()
  return showPage(call, pageAt('/sign-in')!, { move: 'sign-in', id: '', key: '', refusal, typed: typedHere }, url)
}

function serveAsset(context: Context): Response {
  const name = context.req.path.split('/').slice(3).join('/')
  const asset = assetNamed(name)
  if (!asset) return context.text('There is no such file.', 404)
  const isCurrent = context.req.param('hash') === hashOfAssets()
  const zipped = asset.gzipped && (context.req.header('accept-encoding') ?? '').includes('gzip') ? asset.gzipped : null
  return new Response(new Uint8Array(zipped ?? asset.body), {
    headers: {
      'content-type': asset.type,
      'cache-control': isCurrent ? 'public, max-age=31536000, immutable' : 'no-cache',
      vary: 'accept-encoding',
      ...(zipped ? { 'content-encoding': 'gzip' } : {}),
    },
  })
}

function tooLong(mostBytes: number): Refusal {
  return new Refusal('too-large', {
    says: `A request has ${Math.floor(mostBytes / 1000).toLocaleString('en-US')} kilobytes at most.`,
    next: 'Shorten the texts; files go in by upload.',
  })
}

function foreignOrigin(): Refusal {
  return new Refusal('not-permitted', {
    says: 'This request came from another site.',
    next: 'Open the page here and try again.',
  })
}

function brokenAddress(): Refusal {
  return new Refusal('wrong-input', {
    says: 'The address holds a character that is no text.',
    next: 'Check the address, or start from the home page.',
  })
}

function answerFault(context: Context, services: Services, fault: unknown): Promise<Response> | Response {
  if (fault instanceof Refusal) return answerRefusal(context, services, fault)
  const reference = crypto.randomUUID().slice(0, 8)
  const says = fault instanceof Error ? (fault.stack ?? fault.message) : String(fault)
  process.stderr.write(
    `${JSON.stringify({ at: new Date().toISOString(), reference, path: context.req.path, from: addressOf(context, services.house.settings.proxies), bug: says })}\n`,
  )
  const bug = new Refusal('unavailable', {
    says: 'Something on our side broke; nothing of what you sent was taken.',
    next: `Try again. If it stays, tell the operator this reference: ${reference}.`,
  })
  return answerRefusal(context, services, bug, 500)
}

async function answerRefusal(
  context: Context,
  services: Services,
  refusal: Refusal,
  status = statusOf(refusal),
): Promise<Response> {
  if (!wantsPage(context)) return refusedAsData(context, refusal, status)
  const call = await callOf(context, services).catch(() => null)
  const visit: Visit = {
    house: services.house,
    actor: call?.actor ?? VISITOR,
    identity: call?.identity ?? null,
    day: dayOf(services.house.now()),
    path: context.req.path,
    query: new URLSearchParams(),
    part: () => '',
    refused: null,
    done: null,
    secret: null,
    isDemo: false,
    theme: themeOf(context),
    lastFact: null,
    unread: 0,
  }
  return context.html(
    String(await inLanguage(languageOf(context), () => refusalPage(visit, refusal, status))),
    status as 422,
  )
}
