/**
 * What is sent as text is text in UTF-8, or it is refused: as JSON, as a form, in a form beside files, as CSV. Nothing is
 * kept that nobody wrote; what somebody did write, in whatever script, is kept as it was.
 */
import sql from 'sql-template-tag'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { headOf } from '../src/store/journal.ts'
import { enterCast, Story } from './support/cast.ts'
import { testHouse, type TestHouse } from './support/house.ts'
import { refusalOf, serveHouse, type TestServer } from './support/server.ts'

let house: TestHouse
let server: TestServer
let story: Story
beforeAll(async () => {
  house = await testHouse()
  story = await new Story(house, await enterCast(house)).open()
  server = await serveHouse(house, story.cast)
})
afterAll(async () => {
  await server.close()
  await house.end()
})

/** Each `\xNN` in the text is the byte itself. */
const bytes = (text: string) =>
  Buffer.from(
    Buffer.from(text)
      .toString('latin1')
      .replace(/\\x([0-9a-f]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  )

const FORM = 'application/x-www-form-urlencoded'
const PARTS = 'multipart/form-data; boundary=sea'

const parts = (list: string, file = 'a') =>
  [
    `--sea\r\nContent-Disposition: form-data; name="list"\r\n\r\n${list}\r\n`,
    `--sea\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\n\r\n${file}\r\n--sea--\r\n`,
  ].join('')

const sending = (path: string, type: string, body: string) =>
  server.send('admin', path, { method: 'POST', headers: { 'content-type': type }, body: bytes(body) })

const asking = () => `/api/projects/${story.id}/ask`
const head = async () => (await headOf(house.database)).seq

describe('bytes that are no text', () => {
  const wrong = (): readonly (readonly [string, string, string])[] => [
    [asking(), 'application/json', '{"about":{"kind":"project"},"text":"bad \\xff\\xfe"}'],
    [asking(), 'application/json', '{"text":"cut \\xc3"}'],
    [asking(), 'application/json', '{"text":"a surrogate \\xed\\xa0\\x80"}'],
    [asking(), 'application/json', '{"te\\xffxt":"a name"}'],
    [asking(), 'text/plain', '{"text":"bad \\xff"}'],
    ['/moves/ask', FORM, `_id=${story.id}&about.kind=project&text=bad+%FF%FE`],
    ['/moves/ask', FORM, `_id=${story.id}&text=bad+\\xff`],
    ['/moves/ask', FORM, `_id=${story.id}&text=%C3&other=%A9`],
    ['/moves/ask', FORM, `_id=${story.id}&te%ffxt=a`],
    ['/installed-base.csv', 'text/csv', 'product,release\n\\xff,1\n'],
    ['/installed-base.csv', PARTS, parts('product\n\\xff\n')],
    ['/installed-base.csv', PARTS.replace('sea', '"sea"'), parts('product\n\\xff\n')],
    ['/api/sessions', 'application/json', '{"email":"a\\xff","password":"b"}'],
    ['/api/advice', 'application/json', '{"family":"\\xff"}'],
  ]

  test('are refused, and nothing is written', async () => {
    const before = await head()
    for (const [path, type, body] of wrong()) {
      const answer = await sending(path, type, body)
      expect(answer.status, `${path} ${type} ${body}`).toBe(422)
      expect(await refusalOf(answer), body).toMatchObject({
        code: 'wrong-input',
        says: 'What was sent holds characters that are no text.',
        next: 'Type it anew, or send it as UTF-8.',
      })
    }
    expect(await head()).toBe(before)
  })

  test('in a file beside the form are for whoever reads the file', async () => {
    const answer = await sending('/check', PARTS, parts('', '%PDF \\xff\\xfe'))
    expect(answer.status).toBe(200)
    expect(await answer.json()).toMatchObject({ genuine: false })
  })
})

describe('text in whatever script', () => {
  const TEXT = 'Grüße, 日本語, 🙂, a sign for none: \uFFFD, 100%'

  test('is kept as it was written, sent as JSON and as a form', async () => {
    expect(
      (
        await sending(
          asking(),
          'application/json',
          JSON.stringify({ about: { kind: 'project' }, text: `json ${TEXT}` }),
        )
      ).status,
    ).toBe(200)
    const form = new URLSearchParams({ _id: story.id, 'about.kind': 'project', text: `form ${TEXT}` })
    expect((await sending('/moves/ask', FORM, form.toString())).status).toBeLessThan(400)
    const raw = `_id=${story.id}&about.kind=project&text=raw ${TEXT}`
    expect((await sending('/moves/ask', FORM, raw)).status).toBeLessThan(400)
    const facts = await house.database.all<{ body: string }>(
      sql`select body from fact where kind = 'question-asked' order by seq`,
    )
    const kept = facts.map(({ body }) => (JSON.parse(body) as { data: { text: string } }).data)
    expect(kept.map(({ text }) => text)).toEqual([`json ${TEXT}`, `form ${TEXT}`, `raw ${TEXT}`])
  })

  test('a form of more parts than any of ours is not read', async () => {
    const many = `${'--sea\r\nContent-Disposition: form-data; name="a"\r\n\r\nb\r\n'.repeat(3000)}--sea--\r\n`
    expect(await refusalOf(await sending('/installed-base.csv', PARTS, many))).toMatchObject({
      says: 'This form cannot be read.',
    })
  })

  test('a form with files is read as before', async () => {
    const answer = await sending('/installed-base.csv', PARTS, parts('produit\né\n', ''))
    expect(await refusalOf(answer)).not.toMatchObject({ says: 'What was sent holds characters that are no text.' })
  })
})
