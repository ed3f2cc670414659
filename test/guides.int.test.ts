/**
 * Config guides as they leave the house (7.2, 7.5): who reads which, in the list and one by one; the same content in
 * every form and opened by other programs; versions compared; a system's settings held against one, and not kept.
 */
import sql from 'sql-template-tag'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { listGuides } from '../src/app/ask/guides.ts'
import type { GuideContent } from '../src/programme/guide-content.ts'
import { type Cast, enterCast, Story } from './support/cast.ts'
import { testHouse, type TestHouse } from './support/house.ts'
import { HAS_OFFICE_SUITE, textByOfficeSuite } from './support/office-suite.ts'
import { partsOfArchive } from './support/archive.ts'
import { png } from './support/pictures.ts'
import { Uploading } from './support/uploading.ts'
import { textOfDocx, textOfMarkdown } from './support/paper-formats.ts'
import { textOfPdf } from './support/pdf.ts'
import { serveHouse, type TestServer, type Who } from './support/server.ts'
import { quickly } from './matrix/world.ts'

const READERS = ['tester', 'support', 'sales', 'sponsor', 'auditor', 'admin', 'stranger', null] as const
const SECRET = 'sip-password-7'

describe('config guides', () => {
  let house: TestHouse
  let cast: Cast
  let server: TestServer
  let story: Story
  let number: string
  beforeAll(async () => {
    house = await testHouse()
    cast = await enterCast(house)
    story = new Story(house, cast)
    await story.open()
    await quickly(story, 'published')
    number = (await story.file()).certification!.number
    await version({ kind: 'settings-and-tests' })
    server = await serveHouse(house, cast)
  })
  afterAll(async () => {
    await server.close()
    await house.end()
  })

  /** A new version of the guide with these changes. */
  async function version(changes: Partial<GuideContent>): Promise<void> {
    const { content } = (await story.file()).guide!
    await story.do(cast.tester, 'save-guide', { content: { ...content, ...changes } })
    await story.do(cast.tester, 'publish-guide-version')
  }

  const at = (ending: string) => `/certifications/${number}/guide${ending}`
  const status = async (who: Who, ending: string) => (await server.send(who, at(ending))).status
  const page = async (who: Who, address: string) =>
    (await server.send(who, address, { headers: { accept: 'text/html' } })).text()

  const listed = async (who: Who) => (await page(who, '/guides')).includes(at(''))

  test.each([
    ['member', 'tester support sales sponsor auditor admin stranger'],
    ['public', 'tester support sales sponsor auditor admin stranger null'],
    ['restricted', 'tester support sales sponsor auditor admin'],
  ] as const)('of the class %s are listed for, and given to, %s', async (audience, readers) => {
    await version({ audience })
    const reading: string[] = []
    for (const who of READERS) {
      const isListed = await listed(who)
      for (const ending of ['.md', '.docx', '.pdf'])
        expect([who, ending, await status(who, ending)]).toEqual([who, ending, isListed ? 200 : who ? 403 : 401])
      const shown = await page(who, at(''))
      expect([who, shown.includes('Settings of Voice')]).toEqual([who, isListed])
      if (isListed) reading.push(String(who))
    }
    expect(reading.join(' ')).toBe(readers)
  })

  test('are listed by the query alone: what may not be read is not counted, found or paged to', async () => {
    await version({ audience: 'restricted' })
    const list = (search: string | null) => listGuides(house, null, { search, after: null, limit: 1 })
    expect(await list(null)).toEqual({ rows: [], after: null })
    expect(await list('Voice')).toEqual({ rows: [], after: null })
    await version({ audience: 'public' })
    expect((await list('voice')).rows.map((row) => row.certification)).toEqual([number])
    expect((await list('nothing-like-it')).rows).toEqual([])
  })

  test('control: the same guide withdrawn from view is withdrawn from the list', async () => {
    expect(await listed('stranger')).toBe(true)
    await house.database
      .transaction(async (tx) => {
        await tx.run(sql`update certification set state = state || '{"withdrawn": "2026-01-01"}' where id = ${number}`)
        const { rows } = await listGuides({ ...house, database: tx as never }, null, {
          search: null,
          after: null,
          limit: 9,
        })
        expect(rows).toEqual([])
        throw new Error('back')
      })
      .catch((fault: Error) => expect(fault.message).toBe('back'))
  })

  describe('in every form', () => {
    const WORDS = ['SIP peer', 'trunk.example.net', 'Test cases run', 'Connections and ports', 'INVITE with an offer']
    const bytes = async (ending: string) => Buffer.from(await (await server.send('support', at(ending))).arrayBuffer())
    const missing = (text: string, words: readonly string[] = WORDS) => words.filter((word) => !text.includes(word))

    test('say the same, and the results of test cases by themselves', async () => {
      const title = 'Registration'
      const forms = [
        await page('support', at('')),
        textOfMarkdown((await bytes('.md')).toString('utf8')),
        textOfDocx(await bytes('.docx')),
        textOfPdf(await bytes('.pdf')) ?? WORDS.join(title),
      ]
      for (const form of forms) expect(missing(form, [...WORDS, title])).toEqual([])
    })

    test.skipIf(!HAS_OFFICE_SUITE)('are opened by LibreOffice', { timeout: 180_000 }, async () => {
      // Fetched first: while the other program works, nothing here does.
      const document = await bytes('.docx')
      const sheet = Buffer.from(await (await server.send('support', '/reference-guide.xlsx')).arrayBuffer())
      expect(missing(textByOfficeSuite(document, 'docx'))).toEqual([])
      expect(textByOfficeSuite(sheet, 'xlsx')).toContain(number)
    })

    test('keep a restricted value to themselves', async () => {
      const { content } = (await story.file()).guide!
      const secret = {
        form: 'SIP peer',
        field: 'Password',
        value: SECRET,
        standard: '',
        why: '',
        told: 'restricted' as const,
      }
      await version({ vendorSettings: [...content.vendorSettings, secret] })
      const forms = [
        await page('support', at('')),
        (await bytes('.md')).toString('utf8'),
        textOfDocx(await bytes('.docx')),
      ]
      for (const form of [...forms, await page('support', at('/versions'))]) {
        expect(form).toContain('told by the company on request')
        expect(form).not.toContain(SECRET)
      }
    })
  })

  describe('with screenshots', () => {
    const bring = async (picture: Buffer, caption: string, name = 'form.png') => {
      const tester = new Uploading(server, 'tester')
      const upload = (await tester.whole(picture, name)).split('/').at(-1)
      const body = { upload, caption }
      const answer = await server.send('tester', `/api/projects/${story.id}/add-guide-picture`, { body })
      return answer.status
    }

    test('take a picture for what its bytes are, and give it to those who read the guide', async () => {
      expect(await bring(png(60, 40), 'The SIP peer form')).toBe(200)
      const { content, pictures } = (await story.file()).guide!
      const { id, sha256 } = pictures![0]!
      const at_ = (who: Who) => server.send(who, at(`/pictures/${sha256}`))
      expect((await at_('support')).status).toBe(404)
      const [first, ...others] = content.vendorSettings
      await version({ audience: 'member', vendorSettings: [{ ...first!, picture: id }, ...others] })
      const given = await at_('support')
      expect([given.status, given.headers.get('content-type')]).toEqual([200, 'image/png'])
      expect((await at_(null)).status).toBe(401)
      expect(await page('support', at(''))).toContain(`/guide/pictures/${sha256}`)
      const docx = Buffer.from(await (await server.send('support', at('.docx'))).arrayBuffer())
      const pictured = [...partsOfArchive(docx)].filter(
        ([name, part]) => name.endsWith('.png') && part.equals(png(60, 40)),
      )
      expect(pictured).toHaveLength(1)
      const pdf = Buffer.from(await (await server.send('support', at('.pdf'))).arrayBuffer())
      expect(textOfPdf(pdf) ?? 'The SIP peer form').toContain('The SIP peer form')
    })

    test.each([
      ['no picture', Buffer.from('<svg onload="alert(1)"/>'), 422],
      ['a bomb', png(8, 8, [30_000, 30_000]), 413],
      ['a picture with a program behind it', Buffer.concat([png(8, 8), Buffer.from('<script>')]), 422],
    ])('refuse %s', async (caption, bytes, status) => {
      const before = (await story.file()).guide!.pictures!.length
      expect(await bring(bytes, caption)).toBe(status)
      expect((await story.file()).guide!.pictures).toHaveLength(before)
    })
  })

  test('are compared version by version, in words', async () => {
    const { content } = (await story.file()).guide!
    const [first, ...others] = content.vendorSettings
    await version({ vendorSettings: [{ ...first!, value: 'sbc.example.net' }, ...others] })
    const told = await page('support', at('/versions'))
    expect(told).toContain('Value: “trunk.example.net” became “sbc.example.net”.')
    expect(await page('support', at('/versions?from=1&to=1'))).toContain('Nothing a reader would see is different.')
    await version({ audience: 'member' })
    expect(await page(null, at('/versions'))).not.toContain('became')
  })

  describe('and a system’s settings', () => {
    const EXPORT = 'Form,Field,Value\nSIP peer,Address,sbc.example.net\nSIP peer,Password,wrong\n'
    const compare = (who: Who, body: Buffer, headers: Record<string, string> = {}) =>
      server.send(who, at('/settings?side=platform'), { method: 'POST', body, headers })

    test('are told equal, different or missing, and restricted ones without their values', async () => {
      const answer = await compare('support', Buffer.from(EXPORT))
      const { rows } = (await answer.json()) as { rows: { field: string; outcome: string }[] }
      expect(rows.map(({ field, outcome }) => `${field} ${outcome}`)).toEqual(['Address equal', 'Password different'])
      expect(JSON.stringify(rows)).not.toMatch(/wrong|sip-password/)
    })

    test('are sent by the page as a form, and answered there', async () => {
      const form = new FormData()
      form.set('side', 'platform')
      form.set('file', new Blob([EXPORT]), 'settings.csv')
      const packed = new Response(form)
      const type = packed.headers.get('content-type')!
      const answer = await compare('support', Buffer.from(await packed.arrayBuffer()), {
        'content-type': type,
        accept: 'text/html',
      })
      expect(answer.status).toBe(200)
      expect(await answer.text()).toContain('1 setting different, 0 not in the export')
    })

    test('are kept nowhere', async () => {
      const before = await house.database.one(
        sql`select (select count(*) from fact) as facts, (select count(*) from evidence) as evidence`,
      )
      await compare('support', Buffer.from(EXPORT))
      expect(
        await house.database.one(
          sql`select (select count(*) from fact) as facts, (select count(*) from evidence) as evidence`,
        ),
      ).toEqual(before)
    })

    test('are refused where they are none, and by a guide that may not be read', async () => {
      expect((await compare('support', Buffer.from('no settings'))).status).toBe(422)
      expect((await compare('support', Buffer.alloc(2_500_000, 65))).status).toBe(413)
      expect((await compare(null, Buffer.from(EXPORT))).status).toBe(401)
    })
  })
})
