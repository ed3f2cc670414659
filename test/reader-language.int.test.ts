/**
 * The language of whoever reads: what people wrote is left in it, the choice is kept whatever the answer is, a paper is
 * never given in part of another, and search engines are told one address for each.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import sql from 'sql-template-tag'
import { act } from '../src/app/act.ts'
import { follow } from '../src/app/ask/following.ts'
import { choose } from '../src/app/ask/mail-choices.ts'
import { giveDigests } from '../src/app/effects/digests.ts'
import { carryMail } from '../src/app/effects/mail.ts'
import { mailSaid } from '../src/app/effects/mail-words.ts'
import { LANGUAGE_TAGS } from '../src/kernel/language.ts'
import { inLanguage, wordsOf } from '../src/languages/speaking.ts'
import { valueSaid } from '../src/languages/say.ts'
import { VISITOR } from '../src/programme/permission.ts'
import { type Cast, enterCast, Story } from './support/cast.ts'
import { testHouse, type TestHouse } from './support/house.ts'
import { openPostbox, type Postbox } from './support/postbox.ts'
import { textOfPdf } from './support/pdf.ts'
import { serveHouse, type Sending, type TestServer, type Who } from './support/server.ts'
import { quickly } from './matrix/world.ts'

const GERMAN = wordsOf('de')
const german = (key: string): string => GERMAN.get(key)!

let house: TestHouse
let cast: Cast
let server: TestServer
let number: string
beforeAll(async () => {
  house = await testHouse()
  cast = await enterCast(house)
  const story = new Story(house, cast)
  await story.open()
  await quickly(story, 'published')
  ;({ number } = (await story.file()).certification!)
  server = await serveHouse(house, cast)
})
afterAll(async () => {
  await server.close()
  await house.end()
})

const ask = (who: Who, address: string, headers: Sending['headers'] = {}, body?: unknown) =>
  server.send(who, address, { headers: { accept: 'text/html', ...headers }, ...(body === undefined ? {} : { body }) })
const page = async (who: Who, address: string) => (await ask(who, address)).text()
const inGerman = { cookie: 'cw_language=de' }

describe('what somebody wrote', () => {
  /** A reason that happens to be a sentence of ours. */
  const reason = 'Nothing certified fits all of this on that day.'
  const ours = 'What was shown before stays shown. You can propose another text.'
  beforeAll(async () => {
    const does = (move: string, input: object) =>
      act(house, move.startsWith('decline') ? cast.manager : cast.admin, { move, id: 'north-trunk', input })
    house.clock.now += 3_600_000
    await does('propose-product-text', { text: 'Trunks for lighthouses.' })
    await does('decline-product-text', { proposal: 1, reason })
  })

  test('stays as it is on the pages of notices and of mails, beside what we say', async () => {
    for (const [who, address] of [
      ['admin', '/notices?language=de'],
      ['manager', '/outbox?language=de'],
    ] as const) {
      const shown = await page(who, address)
      expect(shown).toContain(reason)
      expect(shown).not.toContain(german(reason))
      expect(shown).toContain(german(ours))
    }
  })

  test('stays as it is in a mail; control: said as ours it is another', async () => {
    const mail = (await house.database.one<{ subject: string; body: string; quoted: readonly number[] }>(
      sql`select subject, body, quoted from notice where body like ${`%${reason}%`} limit 1`,
    ))!
    const said = (quoted: readonly number[]) => mailSaid({ ...mail, quoted }, { code: 'N36', notices: '' }, 'de').body
    expect(said(mail.quoted).split('\n')).toContain(reason)
    expect(said(mail.quoted)).not.toContain(ours)
    expect(said([]).split('\n')).toContain(german(reason))
  })
})

describe('what people wrote that is a sentence of ours', () => {
  const ours = 'Nothing certified fits all of this on that day.'
  beforeAll(async () => {
    // Wherever a reason or a remark stands in a project, it is this one.
    const filled = `"\\1": "${ours}"`
    await house.database.run(
      sql`update project set state = regexp_replace(state::text, '"(reason|remark)": "[^"]+"', ${filled}, 'g')::jsonb`,
    )
  })

  test('stays as it is on the page of a decision', async () => {
    const { id } = (await house.database.one<{ id: string }>(
      sql`select state->>'project' as id from certification where state->>'number' = ${number}`,
    ))!
    const shown = await (await ask('manager', `/projects/${id}/decision`, inGerman)).text()
    expect(shown).toContain('<html lang="de"')
    expect(shown).toContain(ours)
    expect(shown).not.toContain(german(ours))
  })

  test('control: a value of a page that is that sentence is said', () => {
    expect(inLanguage('de', () => valueSaid(ours))).toBe(german(ours))
  })
})

describe('the links of a page that is not there', () => {
  const linksOf = (html: string) => [...html.matchAll(/\bhref="([^"]*)"/g)].map(([, link]) => link!)

  test.each(['//evil.example/x', '/.//evil.example/x', '//evil.example'])('%s lead nowhere else', async (path) => {
    const shown = await page(null, path)
    const away = linksOf(shown).filter((link) => new URL(link, 'http://127.0.0.1:3000').host !== '127.0.0.1:3000')
    expect(away).toEqual([])
  })

  test('control: they lead to the same page in another language', async () => {
    expect(linksOf(await page(null, '/not/there?x=1'))).toContain('/not/there?language=fr')
    expect(new URL('//evil.example/x?language=fr', 'http://127.0.0.1:3000').host).toBe('evil.example')
  })
})

describe('the language chosen by a link', () => {
  const chosen = (answer: Response) =>
    answer.headers.getSetCookie().flatMap((cookie) => /^cw_language=(\w\w);/.exec(cookie)?.[1] ?? [])
  const refusedMove = (query: string) =>
    ask(
      'admin',
      `/moves/propose-product-text${query}`,
      { origin: server.address },
      new URLSearchParams({ _id: 'north-trunk', _back: '/products/north-trunk', text: 'x'.repeat(50_000) }),
    )

  test.each([
    ['a page', 200, () => ask(null, '/catalogue?language=fr')],
    ['a redirect', 303, () => ask(null, '/home?language=fr')],
    ['a page that is not there', 404, () => ask(null, '/not/there?language=fr')],
    ['a refused move', 422, () => refusedMove('?language=fr')],
    ['a refused role', 403, () => ask('stranger', '/outbox?language=fr')],
  ] as const)('is kept by %s', async (_, status, send) => {
    const answer = await send()
    expect([answer.status, chosen(answer)]).toEqual([status, ['fr']])
  })

  test('control: nothing is kept where none was chosen, or what anybody may keep is given out', async () => {
    for (const answer of [
      await ask(null, '/home'),
      await ask(null, '/not/there?language=xx'),
      await refusedMove(''),
      await ask(null, '/.well-known/did.json?language=fr'),
    ])
      expect(chosen(answer)).toEqual([])
  })
})

describe('what is followed', () => {
  const filter = { platform: 'voice', level: 'MCT' } as const
  const inWords = `${german('on the platform {0}').replace('{0}', 'Voice')}, ${german('at {0}, {1}').split(',')[0]!.replace('{0}', 'MCT')}`
  beforeAll(() => follow(house, cast.support.id, { filter, standing: 'yellow' }))

  test('is read out in the language of the page, of the mail’s link and of the paper', async () => {
    const { token } = (await house.database.one<{ token: string }>(sql`select token from following`))!
    for (const address of ['/following?language=de', `/following/end?token=${token}&language=de`]) {
      const shown = (await page('support', address)).toLowerCase()
      expect(shown).toContain(inWords.toLowerCase())
      expect(shown).toContain(german('stale'))
      expect(shown).not.toContain('on the platform')
    }
    const paper = (language: string) =>
      ask(null, `/reference-guide.pdf?platform=voice&level=MCT&language=${language}`).then(async (answer) =>
        textOfPdf(Buffer.from(await answer.arrayBuffer()))?.replaceAll(/\s+/g, ' '),
      )
    expect((await paper('de')) ?? inWords).toContain(inWords)
    expect((await paper('en')) ?? 'on the platform Voice').toContain('on the platform Voice')
  })

  test('is in English in a feed and a calendar, as files to be exchanged are', async () => {
    const given = async (ending: string, headers: Sending['headers'] = {}) =>
      (await ask(null, `/reference-guide.${ending}?platform=voice&level=MCT`, headers)).text()
    expect(await given('atom', inGerman)).toContain('Interop reference guide: on the platform Voice, at MCT')
    for (const ending of ['atom', 'ics']) expect(await given(ending, inGerman)).toBe(await given(ending))
  })
})

describe('search engines', () => {
  const told = async (address: string) => {
    const head = (await page(null, address)).split('</head>')[0]!
    const alternates = [...head.matchAll(/rel="alternate" hreflang="([^"]+)" href="([^"]+)"/g)]
    return {
      canonical: [...head.matchAll(/rel="canonical" href="([^"]+)"/g)].map(([, link]) => link),
      alternates: Object.fromEntries(alternates.map(([, tag, link]) => [tag!, link!])),
    }
  }
  const ORIGIN = 'http://127.0.0.1:3000'

  test.each(['/', '/catalogue', '/catalogue/products/north-trunk', '/reference-guide', '/support', '/handbook'])(
    'are told of %s that each language is itself, and names all others and itself',
    async (path) => {
      const { canonical, alternates } = await told(path)
      expect(canonical).toEqual([`${ORIGIN}${path}`])
      expect(Object.keys(alternates)).toEqual([...LANGUAGE_TAGS, 'x-default'])
      for (const link of Object.values(alternates))
        expect(await told(link.slice(ORIGIN.length)), link).toEqual({ canonical: [link], alternates })
    },
  )

  test('are told of a list under a filter which list it is of, in its language, and of no other languages', async () => {
    expect(await told('/catalogue?search=trunk&language=de')).toEqual({
      canonical: [`${ORIGIN}/catalogue?language=de`],
      alternates: {},
    })
  })

  test.each(['/not/there', '/reference-guide?search=trunk'])('are told nothing of %s', async (address) => {
    expect(await told(address)).toEqual({ canonical: [], alternates: {} })
  })

  test('may look at every address they are told, and at no list under a filter', async () => {
    const robots = await page(null, '/robots.txt')
    const rules = [...robots.matchAll(/^(Allow|Disallow): (.+)$/gm)].map(([, rule, path]) => ({ rule, path: path! }))
    /** RFC 9309 §2.2.2: the longest rule that fits. */
    const isAllowed = (address: string) =>
      rules
        .filter(({ path }) => (path.endsWith('$') ? address === path.slice(0, -1) : address.startsWith(path)))
        .toSorted((one, other) => other.path.length - one.path.length)[0]?.rule !== 'Disallow'
    for (const path of ['/catalogue', '/reference-guide', '/support'])
      for (const link of Object.values((await told(path)).alternates))
        expect([link, isAllowed(link.slice(ORIGIN.length))]).toEqual([link, true])
    expect(isAllowed('/catalogue?language=de&search=x')).toBe(false)
  })
})

describe('a paper in one language', () => {
  const guide = (language: string, headers: Sending['headers'] = {}) =>
    ask('support', `/certifications/${number}/guide.pdf`, { cookie: `cw_language=${language}`, ...headers })
  const etagOf = async (language: string) => (await guide(language)).headers.get('etag')!

  test('is told from that in another', async () => {
    const [ours, theirs] = [await guide('de'), await guide('fr')]
    expect(ours.headers.get('cache-control')).toBe('private, no-cache')
    expect(ours.headers.get('etag')).not.toBe(theirs.headers.get('etag'))
    expect(Buffer.from(await ours.arrayBuffer()).equals(Buffer.from(await theirs.arrayBuffer()))).toBe(false)
  })

  test('that no browser may keep in English, it keeps in no language', async () => {
    const { headers } = await ask('support', `/certifications/${number}/guide.md?language=de`)
    expect(headers.get('cache-control')).toBe('no-store')
  })

  test('is not taken for one that is there in another language', async () => {
    const etag = await etagOf('de')
    expect((await guide('fr', { 'if-none-match': etag })).status).toBe(200)
    // Control: in its own it is there.
    const same = await guide('de', { 'if-none-match': `"x", W/${etag}` })
    expect([same.status, same.headers.get('etag'), (await same.arrayBuffer()).byteLength]).toEqual([304, etag, 0])
  })

  test('is not gone on with in another language', async () => {
    const [etag, whole] = [await etagOf('de'), Buffer.from(await (await guide('fr')).arrayBuffer())]
    const rest = { range: 'bytes=100-', 'if-range': etag }
    const anew = await guide('fr', rest)
    expect([anew.status, Buffer.from(await anew.arrayBuffer()).equals(whole)]).toEqual([200, true])
    // Control: in its own it is, and without a condition as well.
    expect((await guide('de', rest)).status).toBe(206)
    expect((await guide('fr', { range: 'bytes=100-' })).status).toBe(206)
  })
})

describe('a file that is checked', () => {
  const check = (headers: Sending['headers']) =>
    server.send(null, '/check', { body: Buffer.from('%PDF-1.7 x'), headers })

  test('is answered in the language of the page, and as data in English', async () => {
    const shown = await (await check({ accept: 'text/html', ...inGerman })).text()
    const { says, next } = (await (await check({ accept: 'application/json', ...inGerman })).json()) as Record<
      string,
      string
    >
    expect(shown).toContain('<html lang="de"')
    for (const words of [says!.replace(/\.$/, ''), next!]) expect(shown).not.toContain(words)
    expect(shown).toContain(german(next!))
    // Control: who asked for none is answered in English.
    expect(await (await check({ accept: 'text/html' })).text()).toContain(next)
  })
})

describe('what is refused to a program or a script', () => {
  const FRENCH = wordsOf('fr')
  type Refused = { readonly refused: { readonly code: string; readonly says: string; readonly next: string } }
  const told = async (answer: Response) => {
    const { refused } = (await answer.json()) as Refused
    return { ...refused, language: answer.headers.get('content-language') }
  }
  const saved = (headers: Sending['headers']) =>
    server
      .send('admin', '/moves/save-answers', {
        headers: { accept: 'application/json', origin: server.address, ...headers },
        body: new URLSearchParams({ _id: 'none' }),
      })
      .then(told)
  const uploaded = (headers: Sending['headers']) =>
    server
      .send('admin', '/uploads/none', { method: 'DELETE', headers: { origin: server.address, ...headers } })
      .then(told)
  const asked = (headers: Sending['headers']) => server.send('admin', '/api/projects/none', { headers }).then(told)

  test.each([
    ['an answer that is saved as it is typed', saved],
    ['an upload', uploaded],
  ])('%s: in the language of the page', async (_, refusal) => {
    const [ours, theirs] = [await refusal({}), await refusal(inGerman)]
    expect([ours.language, theirs.language, theirs.code]).toEqual(['en', 'de', ours.code])
    expect([theirs.says, theirs.next]).toEqual([german(ours.says), german(ours.next)])
    expect((await refusal({ 'accept-language': 'fr-CH, en;q=0.5' })).says).toBe(FRENCH.get(ours.says))
  })

  test('of the API: in English, unless another of ours is asked for', async () => {
    const ours = await asked({})
    expect(ours.language).toBe('en')
    for (const headers of [{ 'accept-language': '*' }, { 'accept-language': 'pt' }, inGerman])
      expect(await asked(headers)).toEqual(ours)
    const theirs = await asked({ 'accept-language': 'fr' })
    expect([theirs.code, theirs.says, theirs.next]).toEqual([ours.code, FRENCH.get(ours.says), FRENCH.get(ours.next)])
  })

  test('names its faults in it as well', async () => {
    const answer = await server.send(null, '/api/enquiries', { headers: { 'accept-language': 'de' }, body: {} })
    const { refused } = (await answer.json()) as { refused: { faults: readonly { says: string }[] } }
    expect(refused.faults.length).toBeGreaterThan(1)
    for (const { says } of refused.faults) expect([...GERMAN.values()]).toContain(says)
  })
})

describe('who asks without an account', () => {
  const EMAIL = 'ines@faro.test'
  const spanish = wordsOf('es')
  let box: Postbox
  beforeAll(async () => {
    box = await openPostbox()
    await house.database.run(sql`delete from notice`)
  })
  afterAll(() => box.close())

  /** The mails to an address, by their subject’s words and their language. */
  async function mailsTo(email: string): Promise<readonly (readonly [subject: string, language: string])[]> {
    const from = box.mails.length
    await carryMail({ ...house, settings: { ...house.settings, smtpUrl: box.url } })
    return box.mails
      .slice(from)
      .filter((mail) => mail.to[0] === email)
      .map((mail) => [mail.subject.split(': ').slice(1).join(': '), mail.header('content-language')])
  }
  const sent = (move: string, input: Record<string, string>) =>
    ask(
      null,
      `/moves/${move}`,
      { origin: server.address, 'accept-language': 'es-ES' },
      new URLSearchParams({ _back: '/enquire', ...input }),
    )

  test('is written to in the language they asked in, also when somebody else answers', async () => {
    const question = { name: 'Inés', email: EMAIL, organisation: 'Faro', question: '¿Podemos?' }
    expect((await sent('enquire', question)).status).toBe(303)
    expect(await mailsTo(EMAIL)).toEqual([[spanish.get('we received your enquiry'), 'es']])
    const { id } = (await house.database.one<{ id: string }>(sql`select id from enquiry order by id desc limit 1`))!
    await act(house, cast.manager, { move: 'answer-enquiry', id, input: { text: 'You may.' } })
    expect(await mailsTo(EMAIL)).toEqual([[spanish.get('your enquiry was answered'), 'es']])
  })

  test('control: who asks in English, and the office that is told, are written to in English', async () => {
    await act(house, VISITOR, {
      move: 'enquire',
      id: null,
      input: { name: 'Kim', email: 'kim@faro.test', organisation: 'Faro', question: 'May we?' },
    })
    expect(await mailsTo('kim@faro.test')).toEqual([['we received your enquiry', 'en']])
    const rows = await house.database.all<{ email: string }>(
      sql`select email from notice where language is not null order by email`,
    )
    expect(new Set(rows.map(({ email }) => email))).toEqual(new Set([EMAIL]))
  })

  test('the mail of a week goes out in the language its reader chose', async () => {
    await choose(house.database, cast.admin.id, { kinds: {}, weekly: true, language: 'fr' })
    await new Story(house, cast).open()
    house.clock.now += 8 * 86_400_000
    await giveDigests(house)
    const before = box.mails.length
    await carryMail({ ...house, settings: { ...house.settings, smtpUrl: box.url } })
    const weeks = box.mails.slice(before).filter((mail) => mail.text.includes('N48'))
    const french = weeks.filter((mail) => mail.header('content-language') === 'fr')
    expect(weeks.length).toBeGreaterThan(french.length)
    expect(french.map((mail) => mail.to[0]!.split('@')[0])).toEqual(['admin'])
  })
})
