/**
 * What every answer says to the browser that gets it (R23, R26): what may run, that nothing is guessed at,
 * that nobody frames it, where its address may be told; and no page holds a script or a style of its own.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { RouteCaller } from './matrix/calling.ts'
import { knownRoutes } from './matrix/routes.ts'
import { testHouse, type TestHouse } from './support/house.ts'

const routes = knownRoutes()

let house: TestHouse
let caller: RouteCaller
beforeAll(async () => {
  house = await testHouse()
  caller = await RouteCaller.begin(house)
}, 180_000)
afterAll(async () => {
  await caller.end()
  await house.end()
})

function directives(policy: string): ReadonlyMap<string, string> {
  return new Map(
    policy.split(/;\s*/).map((each): [string, string] => {
      const [name = '', ...values] = each.trim().split(/\s+/)
      return [name, values.join(' ')]
    }),
  )
}

/** What is wrong with the headers of an answer. */
function faultsOfHeaders(headers: Headers): readonly string[] {
  const policy = directives(headers.get('content-security-policy') ?? '')
  const said = (name: string) => headers.get(name) ?? 'nothing'
  const scripts = policy.get('script-src') ?? policy.get('default-src') ?? '*'
  const checks: readonly (readonly [isSo: boolean, fault: string])[] = [
    [policy.get('default-src') === "'none'", `what is not named may be loaded: ${policy.get('default-src')}`],
    [scripts === "'self'" || scripts === "'none'", `scripts may run: ${scripts}`],
    [policy.get('frame-ancestors') === "'none'", 'anybody may frame it'],
    [policy.has('sandbox') || policy.get('base-uri') === "'none'", 'its addresses may be bent'],
    [policy.has('sandbox') || policy.get('form-action') === "'self'", 'its forms may be sent elsewhere'],
    [said('x-content-type-options') === 'nosniff', 'its type is guessed at'],
    [said('referrer-policy') === 'same-origin', 'its address is told to others'],
    [said('cross-origin-opener-policy') === 'same-origin', 'who opened it may reach in'],
    [said('permissions-policy').includes('camera=()'), 'it may ask for the camera'],
    [headers.has('cache-control'), 'nobody says whether it may be kept'],
    [headers.get('x-powered-by') === null && headers.get('server') === null, 'it says what it runs on'],
  ]
  return checks.filter(([isSo]) => !isSo).map(([, fault]) => fault)
}

/** Data for search engines: of this type alone nothing runs. */
const DATA = '<script type="application/ld+json">'

/** What in a page would run or style by itself. */
function faultsOfPage(text: string): readonly string[] {
  const tags = text.match(/<[a-z][^>]*>/gi) ?? []
  return tags.filter(
    (tag) =>
      (/^<script(?![^>]*\ssrc=)/i.test(tag) && tag !== DATA) ||
      /^<script[^>]*\ssrc=["']?(https?:|\/\/|data:)/i.test(tag) ||
      /^<style/i.test(tag) ||
      /\son[a-z]+\s*=/i.test(withoutValues(tag)) ||
      /\sstyle\s*=/i.test(withoutValues(tag)) ||
      /\s(href|src|action|formaction|xlink:href|data)\s*=\s*["']?\s*(javascript|vbscript|data:text)/i.test(tag) ||
      /^<(iframe|object|embed|base|applet)\b/i.test(tag) ||
      /^<meta[^>]*http-equiv=["']?(refresh|content-security)/i.test(tag),
  )
}

/** What people typed into an attribute is text and no attribute. */
function withoutValues(tag: string): string {
  return tag.replace(/"[^"]*"|'[^']*'/g, '""')
}

describe.each(['programme-manager', 'partner-admin', 'visitor'] as const)('every route, asked by a %s', (column) => {
  test('says what it must, and its pages hold no script or style of their own', async () => {
    await caller.become(column)
    const faults: string[] = []
    let pages = 0
    for (const route of routes) {
      const response = await caller.answer(route)
      faults.push(...faultsOfHeaders(response.headers).map((fault) => `${route.key}: ${fault}`))
      const text = await response.text()
      if (!(response.headers.get('content-type') ?? '').startsWith('text/html')) continue
      // A file to be kept has its looks with it; the browser does not show it from here.
      if ((response.headers.get('content-disposition') ?? '').startsWith('attachment')) continue
      pages += 1
      faults.push(...faultsOfPage(text).map((fault) => `${route.key}: ${fault}`))
    }
    expect(faults).toEqual([])
    expect(pages).toBeGreaterThan(80)
  }, 240_000)
})

describe('an answer that is none of a route', () => {
  const ask = (path: string, init: RequestInit = {}) =>
    fetch(`${caller.address}${path}`, { redirect: 'manual', ...init })
  const form = { 'content-type': 'application/x-www-form-urlencoded' }

  test.each<[string, string, RequestInit]>([
    ['an asset', '/assets/x/main.js', {}],
    ['an asset that is not there', '/assets/x/none.js', {}],
    ['an asset out of reach', '/assets/x/..%2f..%2fpackage.json', {}],
    ['a page that is not there', '/none', { headers: { accept: 'text/html' } }],
    ['an address that is no text', '/%00', {}],
    ['an address that cannot be read', '/%ff%', { headers: { accept: 'text/html' } }],
    ['an address of the API that is not there', '/api/none', {}],
    [
      'a body that is no JSON',
      '/api/sessions',
      { method: 'POST', body: '{', headers: { 'content-type': 'application/json' } },
    ],
    [
      'a form that came from elsewhere',
      '/sign-in',
      { method: 'POST', body: 'x=y', headers: { ...form, origin: 'https://evil.test' } },
    ],
    ['a form that is too large', '/sign-in', { method: 'POST', body: `x=${'y'.repeat(6_000_000)}`, headers: form }],
    ['another method', '/home', { method: 'PUT' }],
    ['a question what is allowed', '/home', { method: 'OPTIONS' }],
    ['the head of a page alone', '/', { method: 'HEAD' }],
  ])('%s says it too', async (_, path, init) => {
    const response = await ask(path, init)
    expect(faultsOfHeaders(response.headers)).toEqual([])
    expect(response.status).toBeLessThan(500)
    if ((response.headers.get('content-type') ?? '').startsWith('text/html'))
      expect(faultsOfPage(await response.text())).toEqual([])
  })

  test('the sign-in library answers nothing at its own addresses', async () => {
    for (const path of ['/sign-in/api/sign-in/email', '/sign-in/api/get-session', '/sign-in/api/ok', '/api/auth/ok']) {
      expect((await ask(path)).status, path).toBe(404)
      expect((await ask(path, { method: 'POST', body: '{}' })).status, path).toBe(404)
    }
  })

  test('nobody is let in from another origin by a header', async () => {
    for (const path of ['/api/platforms', '/api/me', '/reference-guide.json', '/uploads']) {
      const response = await ask(path, { headers: { origin: 'https://evil.test' } })
      expect(response.headers.get('access-control-allow-origin'), path).toBeNull()
    }
  })
})

describe('control', () => {
  test('headers that are missing or say too much are found', async () => {
    const good = (await fetch(`${caller.address}/`)).headers
    expect(faultsOfHeaders(good)).toEqual([])
    const bent = (name: string, value: string | null) => {
      const headers = new Headers(good)
      if (value === null) headers.delete(name)
      else headers.set(name, value)
      return faultsOfHeaders(headers)
    }
    const policy = good.get('content-security-policy')!
    expect(
      bent('content-security-policy', policy.replace("script-src 'self'", "script-src 'self' 'unsafe-inline'")),
    ).toHaveLength(1)
    expect(bent('content-security-policy', policy.replace("frame-ancestors 'none'", ''))).toHaveLength(1)
    expect(bent('content-security-policy', policy.replace("default-src 'none'", "default-src 'self'"))).toHaveLength(1)
    expect(bent('content-security-policy', policy.replace("form-action 'self'", ''))).toHaveLength(1)
    for (const name of [
      'x-content-type-options',
      'referrer-policy',
      'cross-origin-opener-policy',
      'permissions-policy',
      'cache-control',
    ])
      expect(bent(name, null), name).toHaveLength(1)
    expect(bent('content-security-policy', null).length).toBeGreaterThan(3)
  })

  test.each([
    '<script>alert(1)</script>',
    '<script nonce="x">',
    '<script type="application/ld+json" type="module">',
    '<script src="https://evil.test/x.js">',
    '<img src=x onerror=alert(1)>',
    '<p onclick="go()">',
    '<p style="color: red">',
    '<style>p{}</style>',
    '<a href="javascript:alert(1)">',
    '<form action="JAVASCRIPT:alert(1)">',
    '<iframe src="/home">',
    '<base href="//evil.test">',
    '<meta http-equiv="refresh" content="0;url=//evil.test">',
  ])('%s in a page is found', (tag) => {
    expect(faultsOfPage(`<p>before</p>${tag}<p>after</p>`)).toHaveLength(1)
  })

  test('what people typed about such things is text', () => {
    expect(faultsOfPage('<p title="onclick=go() style=x">&lt;script&gt;alert(1)&lt;/script&gt; onload=x</p>')).toEqual(
      [],
    )
    expect(faultsOfPage('<script src="/assets/1/main.js" type="module"></script><a href="/javascript:x">')).toEqual([])
  })
})

describe('a page that a visitor fetches', () => {
  const zip = { 'accept-encoding': 'gzip', accept: 'text/html' }
  const encodingOf = async (path: string, headers: Readonly<Record<string, string>>) => {
    const response = await fetch(`${caller.address}${path}`, { headers })
    await response.arrayBuffer()
    return response.headers.get('content-encoding') ?? 'as it is'
  }

  test('comes compressed where the browser takes that, and says the same', async () => {
    const page = await fetch(`${caller.address}/reference-guide`, { headers: zip })
    expect(page.headers.get('content-encoding')).toBe('gzip')
    expect(page.headers.get('vary')).toContain('Accept-Encoding')
    const plain = await fetch(`${caller.address}/reference-guide`, {
      headers: { ...zip, 'accept-encoding': 'identity' },
    })
    expect(plain.headers.get('content-encoding')).toBeNull()
    expect(await page.text()).toBe(await plain.text())
  })

  test('and as it is where it may hold something of somebody’s own, whose session it is or is not', async () => {
    for (const [name, claim] of [
      ['cookie', 'certwright.session_token=made-up'],
      ['authorization', 'Bearer made-up'],
    ] as const)
      expect(await encodingOf('/reference-guide', { ...zip, [name]: claim }), name).toBe('as it is')
    expect(await encodingOf('/reference-guide', { ...zip, cookie: 'cw_theme=dark' })).toBe('gzip')
  })
})
