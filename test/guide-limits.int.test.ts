/** A config guide as long as a guide may be: it is kept as it is typed, and saved whole, in letters of any alphabet. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type GuideContent, guideContent } from '../src/programme/guide-content.ts'
import { longestOf, type Shape, shapeOf } from '../src/programme/input-shape.ts'
import { quickly } from './matrix/world.ts'
import { type Cast, enterCast, Story } from './support/cast.ts'
import { testHouse, type TestHouse } from './support/house.ts'
import { formBounds } from '../src/server/form-input.ts'
import { serveHouse, type TestServer, type Who } from './support/server.ts'

/** What is chosen, and not written; there are no pictures. */
const CHOSEN: Readonly<Record<string, string | null>> = {
  audience: 'member',
  kind: 'settings',
  side: 'platform',
  result: 'ok',
  told: null,
  picture: null,
}

function filled(shape: Shape, letter: string, name = ''): unknown {
  if (shape.items) return Array.from({ length: shape.maxItems! }, () => filled(shape.items!, letter))
  if (shape.properties)
    return Object.fromEntries(Object.entries(shape.properties).map(([key, of]) => [key, filled(of, letter, key)]))
  return name in CHOSEN ? CHOSEN[name] : letter.repeat(longestOf(shape)!)
}

const longest = (letter: string) => filled(shapeOf(guideContent), letter) as GuideContent

/** As the page sends it: rows by their number, lines one after the other. */
function fieldsOf(content: object): URLSearchParams {
  const fields = new URLSearchParams()
  for (const [part, of] of Object.entries(content)) {
    if (!Array.isArray(of)) fields.append(`content.${part}`, String(of))
    else
      for (const [index, row] of (of as (string | object)[]).entries()) {
        if (typeof row === 'string') fields.append(`content.${part}`, row)
        else
          for (const [cell, text] of Object.entries(row) as [string, string | null][])
            fields.append(`content.${part}[${index}].${cell}`, text ?? '')
      }
    fields.append(`seen[${part}]`, '0')
  }
  return fields
}

describe('a config guide at its own limits', () => {
  let house: TestHouse
  let cast: Cast
  let server: TestServer
  let story: Story
  beforeAll(async () => {
    house = await testHouse()
    cast = await enterCast(house)
    story = await new Story(house, cast).open()
    await quickly(story, 'guide')
    server = await serveHouse(house, cast)
  })
  afterAll(async () => {
    await server.close()
    await house.end()
  })

  const send = async (move: string, fields: URLSearchParams, who: Who = 'tester') => {
    fields.set('_id', story.id)
    fields.set('_back', `/projects/${story.id}/guide`)
    const answer = await server.send(who, `/moves/${move}`, { body: fields, headers: { accept: 'text/html' } })
    return { status: answer.status, text: await answer.text() }
  }
  const guide = async () => (await story.file()).guide!

  test('is saved whole, in the letters that take most to send', async () => {
    const content = longest('漢')
    const fields = fieldsOf(content)
    expect(fields.size).toBeGreaterThan(5000)
    expect(fields.toString().length).toBeGreaterThan(8_000_000)
    expect((await send('save-guide', fields)).status).toBe(303)
    expect((await guide()).content).toEqual(content)
  })

  test('is kept as it is typed as well', async () => {
    const { audience, kind, ...parts } = longest('é')
    const empty = (row: unknown) =>
      typeof row === 'string'
        ? row
        : Object.fromEntries(Object.entries(row as object).map(([cell, text]) => [cell, (text as string | null) ?? '']))
    const typed = Object.fromEntries(
      Object.entries(parts).map(([part, of]) => [part, Array.isArray(of) ? of.map(empty) : of]),
    )
    const { versions } = (await story.file()).guideWriting!
    const body = { parts: typed, seen: versions }
    expect((await server.send('tester', `/api/projects/${story.id}/write-guide`, { body })).status).toBe(200)
    expect((await story.file()).guideWriting!.parts.vendorSettings).toHaveLength(200)
  })

  test('control: one row more is refused by name, with what was typed; no other form takes as much', async () => {
    const { versions } = (await story.file()).guideWriting!
    const content = longest('é')
    const fields = fieldsOf({ ...content, features: [...content.features, content.features[0]!] })
    for (const [part, version] of Object.entries(versions)) fields.set(`seen[${part}]`, String(version))
    const refused = await send('save-guide', fields)
    expect(refused.status).toBe(422)
    expect(refused.text).toContain('At most 200 rows.')
    expect(refused.text).toContain('é'.repeat(2000))
    expect((await send('review-guide', fieldsOf(content))).status).toBe(413)
  })

  test('sent after its session ended is answered with the way in, however long', async () => {
    const content = longest('漢')
    const answer = await send('save-guide', fieldsOf(content), null)
    expect(answer.status).toBe(401)
    expect(answer.text).toContain('Your session has ended meanwhile')
    expect(answer.text).toContain(`name="next" value="/projects/${story.id}/guide"`)
    expect((await send('review-guide', fieldsOf(content), null)).status, 'control: of no other form').toBe(413)
  })

  test('what is longer than any form is told the limit that holds where it was sent', async () => {
    const limitTold = async (move: string) => {
      const { status, text } = await send(move, new URLSearchParams({ summary: 'x'.repeat(20_000_000) }))
      return [status, /A request has ([\d,]+) kilobytes at most/.exec(text)?.[1]]
    }
    const most = Math.floor(formBounds('save-guide').characters / 1000).toLocaleString('en-US')
    expect(await limitTold('save-guide')).toEqual([413, most])
    expect(await limitTold('review-guide')).toEqual([413, '5,000'])
    expect(most).not.toBe('5,000')
  })
})
