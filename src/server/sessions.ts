/** Signing in and out, invitations, the first person of an installation, and one's own sessions. */
import { setCookie } from 'hono/cookie'
import { act } from '../app/act.ts'
import { demoPeople } from '../app/demo-people.ts'
import { invitationOf } from '../app/ask/people.ts'
import { setUpFirstPerson } from '../app/first-person.ts'
import { endSession } from '../app/sign-in.ts'
import { ownPath } from '../kernel/own-path.ts'
import { refuse, Refusal } from '../kernel/refusal.ts'
import { EVERYBODY, SIGNED_IN, VISITOR } from '../programme/permission.ts'
import { wantsPage } from './call.ts'
import { invitedComesIn } from './first-password.ts'
import { pageAt, showPage } from './show-page.ts'
import { readForm } from './form-input.ts'
import type { Call, Route } from './route.ts'
import { clientOf, isLoopback, seeOther } from './security.ts'
import { flashCookie } from './visit-parts.ts'

const session = (
  method: Route['method'],
  path: string,
  permission: Route['permission'],
  handle: Route['handle'],
): Route => ({
  method,
  path,
  permission,
  kind: 'session',
  handle,
})

export const SESSION_ROUTES: readonly Route[] = [
  session('POST', '/sign-in', EVERYBODY, (call) =>
    fromPage(call, '/sign-in', 'sign-in', (typed) => signIn(call, typed)),
  ),
  session('POST', '/sign-in/demo', EVERYBODY, async (call) => demoSignIn(call, await readForm(call.context))),
  session('POST', '/sign-out', SIGNED_IN, signOut),
  session('POST', '/invitation', EVERYBODY, (call) => fromInvitation(call)),
  session('POST', '/set-up', EVERYBODY, (call) => fromPage(call, '/set-up', 'set-up', (typed) => setUp(call, typed))),
  session('POST', '/account/password', SIGNED_IN, (call) =>
    fromPage(call, '/account', 'password', (typed) => changePassword(call, typed)),
  ),
  session('POST', '/account/sessions/end', SIGNED_IN, async (call) => {
    const typed = await readForm(call.context)
    await endSession(call.house.database, call.identity!.person.email, typed.get('session') ?? '')
    return seeOther(call.context, '/account', [flashCookie('The session was ended')])
  }),
  session('POST', '/appearance', EVERYBODY, appearance),
]

/** Runs what a form asks; refused, its page is shown again with what was typed. */
async function fromPage(
  call: Call,
  path: string,
  move: string,
  work: (typed: URLSearchParams) => Promise<Response>,
): Promise<Response> {
  const typed = await readForm(call.context)
  try {
    return await work(typed)
  } catch (fault) {
    const page = pageAt(path)
    if (!(fault instanceof Refusal) || !page || !wantsPage(call.context)) throw fault
    const url = new URL(path, 'http://own.invalid')
    const next = typed.get('next')
    if (next) url.searchParams.set('next', next)
    const token = typed.get('token')
    if (token) url.searchParams.set('token', token)
    return showPage(call, page, { move, id: '', key: '', refusal: fault, typed }, url)
  }
}

async function signIn(call: Call, typed: URLSearchParams): Promise<Response> {
  const email = (typed.get('email') ?? '').trim().toLowerCase()
  return enter(call, email, typed.get('password') ?? '', typed.get('next'))
}

async function enter(call: Call, email: string, password: string, next: string | null): Promise<Response> {
  const { cookies } = await call.services.signIn.signIn({ email, password }, clientOf(call))
  return seeOther(call.context, ownPath(next, '/home'), cookies)
}

/** In a demo on this machine alone, anybody named in it can be chosen with one click. */
async function demoSignIn(call: Call, typed: URLSearchParams): Promise<Response> {
  const { demo } = call.services
  const person = (await demoPeople(call.house)).find((each) => each.email === typed.get('email'))
  const host = URL.parse(`http://${call.context.req.header('host') ?? ''}`)?.hostname ?? ''
  // By another name this machine may be asked by a page from elsewhere (DNS rebinding).
  if (!demo.isOn || demo.password === null || !person || !isLoopback(host.replace(/^\[|\]$/g, ''))) {
    return refuse('not-permitted', {
      says: 'This is not a demo on your own machine.',
      next: 'Sign in with address and password.',
    })
  }
  return enter(call, person.email, demo.password, typed.get('next'))
}

async function signOut(call: Call): Promise<Response> {
  const cookies = await call.services.signIn.signOut(call.identity!.token, call.context.req.header('cookie') ?? '')
  return seeOther(call.context, '/', cookies)
}

/** Accepting an invitation and having a password are one: of two who hold the link only one gets in. */
async function fromInvitation(call: Call): Promise<Response> {
  const typed = await readForm(call.context)
  const token = typed.get('token') ?? ''
  const path = `/invitation/${encodeURIComponent(token)}`
  return fromForm(call, typed, path, async () => {
    // Whether the link is still good is said before anything about the password.
    await invitationOf(call.house, token)
    const password = chosenPassword(typed)
    const { email, alongside } = await invitedComesIn(call, token, password)
    await act(call.house, VISITOR, { move: 'accept-invitation', id: token, input: {} }, alongside)
    return enter(call, email, password, '/home')
  })
}

async function fromForm(
  call: Call,
  typed: URLSearchParams,
  path: string,
  work: () => Promise<Response>,
): Promise<Response> {
  try {
    return await work()
  } catch (fault) {
    const page = pageAt(path)
    if (!(fault instanceof Refusal) || !page || !wantsPage(call.context)) throw fault
    return showPage(
      call,
      page,
      { move: 'accept-invitation', id: '', key: '', refusal: fault, typed },
      new URL(path, 'http://own.invalid'),
    )
  }
}

async function setUp(call: Call, typed: URLSearchParams): Promise<Response> {
  const password = chosenPassword(typed)
  const email = await setUpFirstPerson(call.house, call.services.signIn, {
    token: typed.get('token') ?? '',
    organisation: typed.get('organisation') ?? '',
    country: typed.get('country') ?? '',
    name: typed.get('name') ?? '',
    email: typed.get('email') ?? '',
    password,
  })
  return enter(call, email, password, '/home')
}

async function changePassword(call: Call, typed: URLSearchParams): Promise<Response> {
  const change = { before: typed.get('before') ?? '', after: chosenPassword(typed) }
  const cookie = call.context.req.header('cookie') ?? ''
  const cookies = await call.services.signIn.changePassword(cookie, change, clientOf(call))
  return seeOther(call.context, '/account', [
    ...cookies,
    flashCookie('Password changed; every other session was ended'),
  ])
}

function chosenPassword(typed: URLSearchParams): string {
  const password = typed.get('password') ?? ''
  if (password === (typed.get('again') ?? '')) return password
  return refuse('wrong-input', {
    says: 'The two passwords are not the same.',
    next: 'Type the same password twice.',
    faults: [{ at: 'again', says: 'Not the same as above.' }],
  })
}

/** Light, dark, or as the system has it: whichever was pressed. */
async function appearance(call: Call): Promise<Response> {
  const { context } = call
  const wanted = (await readForm(context)).get('theme')
  const theme = wanted === 'light' || wanted === 'dark' ? wanted : ''
  setCookie(context, 'cw_theme', theme, { path: '/', maxAge: theme === '' ? 0 : 31_536_000, sameSite: 'Lax' })
  return seeOther(context, ownPath(refererOf(context), '/'))
}

/** The path a browser came from; nothing where it says none, or something that is no address. */
function refererOf(context: Call['context']): string | null {
  return URL.parse(context.req.header('referer') ?? '')?.pathname ?? null
}
