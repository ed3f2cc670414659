/**
 * Texts for the catalogue (4C.6h): a partner proposes, the programme office approves or declines, and until then what
 * was approved before stays shown everywhere and what waits is nowhere to be read by anybody else.
 */
import fs from 'node:fs'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import sql from 'sql-template-tag'
import { act } from '../src/app/act.ts'
import { exportExchange } from '../src/app/exchange/exporting.ts'
import { importExchange } from '../src/app/exchange/importing.ts'
import { verifyInstallation } from '../src/app/verify.ts'
import { type Actor, CONSOLE } from '../src/programme/permission.ts'
import { load } from '../src/store/nouns.ts'
import { type Cast, enterCast, importRecords } from './support/cast.ts'
import { tellingIn, type Told } from './support/dry.ts'
import { KINDS, testHouse, type TestHouse } from './support/house.ts'
import { serveHouse, type TestServer, type Who } from './support/server.ts'

const SHOWN = 'Trunks for harbours.'
const NEW = 'Trunks for lighthouses.'
const COMPANY = 'We connect harbours.'

describe.each(KINDS)('listing texts on the %s database', (kind) => {
  let house: TestHouse
  let cast: Cast
  let server: TestServer
  beforeEach(async () => {
    house = await testHouse(kind)
    cast = await enterCast(house)
    server = await serveHouse(house, cast)
    await importRecords(house, {
      format: 'certwright/1',
      certifications: [
        {
          number: 'MCT-2026-00201',
          product: 'north-trunk',
          platform: 'voice',
          level: 'MCT',
          granted: '2026-05-01',
          pairs: [{ platformRelease: '10.0', productRelease: '3.1' }],
        },
      ],
    })
    await does(cast.manager, 'change-product-text', 'north-trunk', { text: SHOWN })
    await does(cast.manager, 'change-company-text', 'northwind', { text: COMPANY })
  })
  afterEach(async () => {
    expect((await verifyInstallation(house)).faults).toEqual([])
    await server.close()
    await house.end()
  })

  const does = (actor: Actor, move: string, id: string, input: object) => act(house, actor, { move, id, input })
  const told: Told = (...tried) => tellingIn(house)(...tried)
  const page = async (who: Who, address: string) => (await server.send(who, address)).text()
  const shown = async () => (await load(house.database, 'product', 'north-trunk'))!.state.summary
  const listing = async (id = 'products/north-trunk') => (await load(house.database, 'listing-text', id))?.state
  const noticesOf = (fact: number) =>
    house.database.all<{ code: string; email: string; subject: string; body: string; link: string }>(
      sql`select code, email, subject, body, link from notice where fact = ${fact} order by email`,
    )
  const propose = (text = NEW) => does(cast.admin, 'propose-product-text', 'north-trunk', { text })
  const onPage = async () => {
    const [form = ''] =
      /<form[^>]*approve-product-text[\s\S]*?<\/form>/.exec(await page('manager', '/listing-texts')) ?? []
    return /name="shown" value="([^"]*)"/.exec(form)![1]!
  }
  const exported = async () => {
    const file = path.join(house.settings.dataDir, `export-${process.hrtime.bigint()}.json`)
    const out = fs.createWriteStream(file)
    await exportExchange(house.database, out)
    await new Promise<void>((resolve) => out.end(resolve))
    return file
  }

  test('a text that waits is read by its partner and the office, and nowhere else, until it is approved', async () => {
    await propose()
    const places: readonly (readonly [Who, string])[] = [
      [null, '/catalogue'],
      [null, '/catalogue.json'],
      [null, '/catalogue/products/north-trunk'],
      [null, '/catalogue/compare?product=north-trunk&product=north-trunk'],
      ['stranger', '/catalogue/products/north-trunk'],
      ['tester', '/products/north-trunk'],
    ]
    const show = (text: string) =>
      Promise.all(places.map(async ([who, address]) => [who, address, (await page(who, address)).includes(text)]))
    const all = (isShown: boolean) => places.map((place) => [...place, isShown])
    expect(await show(NEW)).toEqual(all(false))
    expect(await show(SHOWN)).toEqual(all(true))
    expect(fs.readFileSync(await exported(), 'utf8')).not.toContain(NEW)
    for (const who of ['admin', 'engineer', 'manager', 'auditor'] as const) {
      const html = await page(who, '/products/north-trunk')
      expect(html, who).toContain(SHOWN)
      expect(html, who).toContain(NEW)
    }
    await does(cast.manager, 'approve-product-text', 'north-trunk', { proposal: 1 })
    // Control: the same places show what is approved.
    expect(await show(NEW)).toEqual(all(true))
    expect(await show(SHOWN)).toEqual(all(false))
    expect(fs.readFileSync(await exported(), 'utf8')).toContain(NEW)
  })

  test('is the office’s work until it is decided on, both texts beside each other', async () => {
    expect(await page('manager', '/home')).not.toContain('to approve')
    await propose()
    await does(cast.admin, 'propose-company-text', 'northwind', { text: '' })
    expect(await page('manager', '/home')).toContain('2 listing texts to approve')
    expect(await page('admin', '/home')).not.toContain('to approve')
    const work = await page('manager', '/listing-texts')
    for (const text of [SHOWN, NEW, COMPANY, 'To show no text.']) expect(work).toContain(text)
    expect((await server.send('tester', '/listing-texts')).status).toBe(403)
    expect((await server.send('admin', '/listing-texts')).status).toBe(403)
    await does(cast.manager, 'approve-company-text', 'northwind', { proposal: 1 })
    expect(await page('manager', '/home')).toContain('1 listing text to approve')
    expect(await page(null, '/catalogue/companies/northwind')).not.toContain(COMPANY)
  })

  test('what the office approves on a page is what stands on it, whatever is proposed while the page is made', async () => {
    await propose()
    const { all } = house.database
    const meanwhile = (work: () => Promise<unknown>) =>
      vi.spyOn(house.database, 'all').mockImplementation(async (statement) => {
        const rows = await all(statement)
        if (statement.text.includes('from listing_text t')) {
          vi.restoreAllMocks()
          await work()
        }
        return rows
      })
    meanwhile(() => propose('Trunks for piers.'))
    const html = await page('manager', '/listing-texts')
    expect(html).toContain('Trunks for piers.')
    expect(html).not.toContain(NEW)
    expect(html).toContain('name="proposal" value="2"')
    meanwhile(() => does(cast.granter, 'approve-product-text', 'north-trunk', { proposal: 2 }))
    expect(await page('manager', '/listing-texts')).not.toContain('Trunks for piers.')
  })

  test('a no says why, and what was shown stays shown', async () => {
    const { fact: asked } = await propose()
    expect(await told(cast.manager, 'decline-product-text', 'north-trunk', { proposal: 1 })).toBe('wrong-input 4C.6h')
    const { fact } = await does(cast.manager, 'decline-product-text', 'north-trunk', {
      proposal: 1,
      reason: 'No lighthouse was tested.',
    })
    expect(await shown()).toBe(SHOWN)
    expect(await page('engineer', '/products/north-trunk')).toContain('No lighthouse was tested.')
    expect(await page(null, '/catalogue/products/north-trunk')).not.toContain('lighthouse')
    const office = await noticesOf(asked.seq)
    expect(office.map(({ code, email }) => `${code} ${email}`)).toEqual([
      'N36 granter@vendor.test',
      'N36 manager@vendor.test',
    ])
    expect(office[0]).toMatchObject({ link: '/products/north-trunk#listing', body: expect.stringContaining(NEW) })
    expect(office[0]!.body).toContain('by 18 Jun 2026')
    const partner = await noticesOf(fact.seq)
    expect(partner.map(({ code, email }) => `${code} ${email}`)).toEqual([
      'N36 admin@northwind.test',
      'N36 engineer@northwind.test',
    ])
    expect(partner[0]!.body).toContain('No lighthouse was tested.')
    expect(fact.data).toMatchObject({ edition: 'March 2018', text: NEW })
    // Afterwards nothing waits, and another can be proposed.
    expect(await told(cast.manager, 'approve-product-text', 'north-trunk', { proposal: 1 })).toBe('not-now 4C.6h')
    await propose('Trunks for piers.')
    expect(await listing()).toMatchObject({ proposals: 2, waiting: { text: 'Trunks for piers.' }, declined: null })
  })

  test('is taken back or replaced by its partner; nobody decides on a text they did not read', async () => {
    await propose()
    const replaced = await does(cast.engineer, 'propose-product-text', 'north-trunk', { text: 'Trunks for piers.' })
    expect(replaced.fact.says).toBe('Listing text of North Trunk replaced while it waited')
    for (const move of ['approve-product-text', 'decline-product-text'])
      expect(
        await told(cast.manager, move, 'north-trunk', {
          proposal: 1,
          ...(/decline/.test(move) ? { reason: 'No.' } : {}),
        }),
      ).toBe('stale 4C.6h')
    expect(await told(cast.admin, 'take-product-text-back', 'north-trunk', { proposal: 1 })).toBe('stale 4C.6h')
    expect(await told(cast.admin, 'take-product-text-back', 'north-trunk', { proposal: 2 })).toBe('done')
    expect(await told(cast.manager, 'approve-product-text', 'north-trunk', { proposal: 2 })).toBe('not-now 4C.6h')
    expect(await shown()).toBe(SHOWN)
    expect(await page('manager', '/home')).not.toContain('to approve')
  })

  test('the text that waits is proposed no second time, and a colleague’s is replaced by whoever has read it', async () => {
    const text = 'Trunks for piers\nand quays.'
    const input = { text, proposal: 0, shown: SHOWN }
    expect(await told(cast.admin, 'propose-product-text', 'north-trunk', input)).toBe('done')
    // As a browser sends the same text.
    const again = { text: text.replace('\n', '\r\n') }
    expect(await told(cast.engineer, 'propose-product-text', 'north-trunk', again)).toBe('wrong-input 4C.6h')
    const other = { text: 'Trunks for rocks.' }
    expect(await told(cast.engineer, 'propose-product-text', 'north-trunk', { ...other, proposal: 0 })).toBe(
      'stale 4C.6h',
    )
    expect(await listing()).toMatchObject({ proposals: 1, waiting: { text } })
    // Control: who read it replaces it, and so does who says nothing of what was read.
    expect(await told(cast.engineer, 'propose-product-text', 'north-trunk', { ...other, proposal: 1 })).toBe('done')
    expect(await told(cast.admin, 'propose-product-text', 'north-trunk', { text })).toBe('done')
  })

  test('nobody replaces a shown text that they have not seen', async () => {
    await propose()
    const page = await onPage()
    await does(cast.manager, 'change-product-text', 'north-trunk', { text: 'Trunks for quays.', shown: page })
    for (const [who, move, input] of [
      ['manager', 'approve-product-text', { proposal: 1 }],
      ['manager', 'change-product-text', { text: 'Trunks.' }],
      ['admin', 'propose-product-text', { text: 'Trunks.', proposal: 1 }],
    ] as const) {
      for (const read of [SHOWN, page])
        expect(await told(cast[who], move, 'north-trunk', { ...input, shown: read }), move).toBe('stale 4C.6h')
      expect(await shown(), move).toBe('Trunks for quays.')
    }
    // Control: seen, it is replaced; by a page as by whoever sends the text itself.
    expect(
      await told(cast.manager, 'approve-product-text', 'north-trunk', { proposal: 1, shown: await onPage() }),
    ).toBe('done')
    expect(await shown()).toBe(NEW)
    const seen = { text: 'Trunks for piers.', shown: NEW }
    expect(await told(cast.manager, 'change-product-text', 'north-trunk', seen)).toBe('done')
  })

  test('ends of lines of any kind are no other text: what a page shows can be approved from it', async () => {
    await propose()
    await does(cast.manager, 'change-product-text', 'north-trunk', { text: 'Trunks\rfor\r\nquays.' })
    const again = { text: 'Trunks\nfor\rquays.' }
    expect(await told(cast.manager, 'change-product-text', 'north-trunk', again)).toBe('wrong-input 4C.6h')
    const input = { proposal: 1, shown: 'Trunks\r\nfor\r\nquays.' }
    // Control: a line more is another text.
    const other = { ...input, shown: 'Trunks\r\n\r\nfor\r\nquays.' }
    expect(await told(cast.manager, 'approve-product-text', 'north-trunk', other)).toBe('stale 4C.6h')
    expect(await told(cast.manager, 'approve-product-text', 'north-trunk', input)).toBe('done')
  })

  test('a refused approval tells nothing as typed that nobody typed', async () => {
    await propose()
    const shownThen = await onPage()
    await does(cast.admin, 'take-product-text-back', 'north-trunk', { proposal: 1 })
    const refused = async (move: string, fields: Record<string, string>) => {
      const control = { _id: 'north-trunk', _key: 'north-trunk', _back: '/listing-texts', proposal: '1' }
      const body = new URLSearchParams({ ...control, ...fields })
      return (await server.send('manager', `/moves/${move}`, { body, headers: { accept: 'text/html' } })).text()
    }
    const html = await refused('approve-product-text', { shown: shownThen })
    expect(html).toContain('No text waits for approval.')
    expect(html).not.toContain('What you had typed')
    // Control: what was typed is.
    expect(await refused('decline-product-text', { reason: 'No lighthouse.' })).toContain('What you had typed')
  })

  test('is proposed by those who could change it before, and decided on by another person (G-08)', async () => {
    const text = { text: NEW }
    expect(await told(cast.engineer, 'propose-company-text', 'northwind', text)).toBe('not-permitted 4C.6h')
    expect(await told(cast.stranger, 'propose-product-text', 'north-trunk', text)).toBe('not-found')
    expect(await told(cast.admin, 'change-product-text', 'north-trunk', text)).toBe('not-permitted 4C.6h')
    expect(await told(cast.admin, 'describe-product', 'north-trunk', { summary: NEW })).toBe('wrong-input 4C.6h')
    expect(await told(cast.admin, 'propose-product-text', 'north-trunk', { text: SHOWN })).toBe('wrong-input 4C.6h')
    await propose()
    expect(await told(cast.admin, 'approve-product-text', 'north-trunk', { proposal: 1 })).toBe('not-permitted 4C.6h')
    const twoHats: Actor = { ...cast.admin, parts: ['partner-admin', 'programme-manager'] }
    expect(await told(twoHats, 'approve-product-text', 'north-trunk', { proposal: 1 })).toBe('not-now G-08')
    expect(await told(twoHats, 'change-product-text', 'north-trunk', text)).toBe('not-now G-08')
    expect(await told(twoHats, 'change-company-text', 'northwind', text)).toBe('not-now G-08')
    // A colleague's proposal is no more theirs to say yes or no to than one of their own.
    const { fact } = await does(cast.engineer, 'propose-product-text', 'north-trunk', { text: 'Trunks for piers.' })
    expect(fact.by.id).not.toBe(twoHats.id)
    expect(await told(twoHats, 'approve-product-text', 'north-trunk', { proposal: 2 })).toBe('not-now G-08')
    const declined = { proposal: 2, reason: 'No.' }
    expect(await told(twoHats, 'decline-product-text', 'north-trunk', declined)).toBe('not-now G-08')
    const engineer: Actor = { ...cast.engineer, parts: ['partner-engineer', 'programme-manager'] }
    await expect(does(engineer, 'change-company-text', 'northwind', text)).rejects.toMatchObject({
      next: expect.stringContaining('Somebody of your company proposes it'),
    })
    // Control: of other companies they speak for the office alone.
    expect(await told(twoHats, 'change-product-text', 'south-trunk', text)).toBe('done')
    expect(await told(cast.granter, 'approve-product-text', 'north-trunk', { proposal: 2 })).toBe('done')
  })

  test('the office’s own words are shown at once, told to the partner, and leave what waits waiting', async () => {
    await propose()
    const { fact } = await does(cast.manager, 'change-product-text', 'north-trunk', { text: 'Trunks for quays.' })
    expect(await page(null, '/catalogue/products/north-trunk')).toContain('Trunks for quays.')
    expect((await noticesOf(fact.seq)).map(({ email }) => email)).toEqual([
      'admin@northwind.test',
      'engineer@northwind.test',
    ])
    expect(await listing()).toMatchObject({ waiting: { text: NEW } })
  })

  test('the first text of a product waits where its partner registers it, and is shown where the office does', async () => {
    const product = (name: string) => ({
      name,
      family: 'sip-trunk',
      interfaces: ['sip-trunk'],
      version: '1',
      summary: NEW,
    })
    const { fact } = await does(cast.admin, 'add-product', 'northwind', product('Lamp'))
    expect((await load(house.database, 'product', 'lamp'))!.state.summary).toBe('')
    expect(await listing('products/lamp')).toMatchObject({ waiting: { text: NEW }, proposals: 1 })
    expect((await noticesOf(fact.seq)).map(({ code }) => code)).toEqual(['N36', 'N36'])
    const plain = await does(cast.admin, 'add-product', 'northwind', { ...product('Bare'), summary: '' })
    expect(await noticesOf(plain.fact.seq)).toEqual([])
    await does(cast.manager, 'approve-product-text', 'lamp', { proposal: 1 })
    expect((await load(house.database, 'product', 'lamp'))!.state.summary).toBe(NEW)
    const twoHats: Actor = { ...cast.admin, parts: ['partner-admin', 'programme-manager'] }
    await does(twoHats, 'add-product', 'northwind', product('Globe'))
    expect((await load(house.database, 'product', 'globe'))!.state.summary).toBe('')
    expect(await listing('products/globe')).toMatchObject({ waiting: { text: NEW } })
    await does(cast.manager, 'add-product', 'northwind', product('Wick'))
    expect((await load(house.database, 'product', 'wick'))!.state.summary).toBe(NEW)
    expect(await listing('products/wick')).toBeUndefined()
  })

  test('is read and decided on over the API; a partner is given its own alone', async () => {
    await propose()
    await does(cast.stranger, 'propose-product-text', 'south-trunk', { text: 'South.' })
    const rows = async (who: Who) =>
      ((await (await server.send(who, '/api/listing-texts')).json()) as { rows: Record<string, unknown>[] }).rows
    expect((await rows('manager')).map(({ product }) => product)).toEqual(['north-trunk', 'south-trunk'])
    expect((await rows('stranger')).map(({ product }) => product)).toEqual(['south-trunk'])
    expect((await server.send('tester', '/api/listing-texts')).status).toBe(403)
    const [row] = await rows('engineer')
    expect(row).toMatchObject({ shown: SHOWN, waiting: { text: NEW }, proposal: 1, productName: 'North Trunk' })
    const first = (await (await server.send('manager', '/api/listing-texts?limit=1')).json()) as { after: string }
    const rest = await server.send('manager', `/api/listing-texts?limit=1&after=${encodeURIComponent(first.after)}`)
    expect(await rest.json()).toMatchObject({ rows: [{ product: 'south-trunk' }], after: null })
    const approved = await server.send('manager', '/api/products/north-trunk/approve-product-text', {
      body: { proposal: row!.proposal },
    })
    expect(approved.status).toBe(200)
    expect(await shown()).toBe(NEW)
  })

  test('everything about it stays in the journal: what was proposed, what it replaced, who said yes', async () => {
    await propose()
    await does(cast.manager, 'approve-product-text', 'north-trunk', { proposal: 1 })
    const facts = await house.database.all<{ body: string }>(
      sql`select body from fact where body like '%listing-text-%' order by seq desc limit 2`,
    )
    expect(facts.map(({ body }) => JSON.parse(body) as object)).toMatchObject([
      { kind: 'listing-text-approved', by: { id: cast.manager.id }, data: { text: NEW, before: SHOWN } },
      { kind: 'listing-text-proposed', by: { id: cast.admin.id }, data: { text: NEW, before: SHOWN } },
    ])
  })

  test('what is exported is what is shown, and taking it in again changes nothing that waits', async () => {
    await propose()
    const file = await exported()
    const other = await testHouse(kind)
    await importExchange(other, CONSOLE, file, false)
    expect((await load(other.database, 'product', 'north-trunk'))!.state.summary).toBe(SHOWN)
    expect(await load(other.database, 'listing-text', 'products/north-trunk')).toBeNull()
    await other.end()
    expect(await listing()).toMatchObject({ waiting: { text: NEW } })
  })

  test('of an approval and a replacement in the same instant, nothing is shown that nobody approved', async () => {
    const ends = new Set<string>()
    for (let round = 1; round <= 12; round += 1) {
      const text = `Text ${round}.`
      const [{ proposals = 0 } = {}, before] = [(await listing()) ?? undefined, await shown()]
      await propose(text)
      // Each first in turn; with luck alone one of the two might never be.
      const contenders = [
        () => told(cast.manager, 'approve-product-text', 'north-trunk', { proposal: proposals + 1 }),
        () => told(cast.engineer, 'propose-product-text', 'north-trunk', { text: `Instead ${round}.` }),
      ]
      const run = Promise.all((round % 2 ? contenders : contenders.toReversed()).map((each) => each()))
      const [approval, replacement] = round % 2 ? await run : (await run).toReversed()
      expect(replacement).toBe('done')
      expect(await shown()).toBe(approval === 'done' ? text : before)
      expect(await listing()).toMatchObject({ proposals: proposals + 2, waiting: { text: `Instead ${round}.` } })
      ends.add(approval!)
    }
    expect([...ends].filter((end) => end !== 'done' && end !== 'stale 4C.6h')).toEqual([])
  })
})
