/**
 * The certification report as a file (layout 4.7): whole, by itself, for those who see the project; ladders and hashes
 * of the evidence in it, and nothing in it that reaches outside.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import sql from 'sql-template-tag'
import { openProjectFile } from '../src/app/ask/projects.ts'
import { REPORT_LADDERS, reportSubject, reportTestCases } from '../src/app/ask/report.ts'
import type { Block } from '../src/documents/paper.ts'
import { restsOn } from '../src/programme/run.ts'
import { sampleCapture } from '../src/app/demo/sample-capture.ts'
import { type Cast, enterCast, Story } from './support/cast.ts'
import { testHouse, type TestHouse } from './support/house.ts'
import { textOfPdf } from './support/pdf.ts'
import { reachesOut } from './support/self-contained.ts'
import { serveHouse, type TestServer, type Who } from './support/server.ts'
import { addEvidence } from './matrix/world.ts'

const NOTE = '<img src=https://evil.example/x onerror=alert(1)> \u202Egnp.exe'

describe('the report of a certification', () => {
  let house: TestHouse
  let cast: Cast
  let server: TestServer
  let story: Story
  let early: number
  beforeAll(async () => {
    house = await testHouse()
    cast = await enterCast(house)
    story = await new Story(house, cast).bringTo('scheduled')
    server = await serveHouse(house, cast)
    early = (await ask('admin', 'html')).status
    await story.bringTo('testing')
    await addEvidence(story, cast.tester, sampleCapture(1_780_000_000), 'OUT-01', 'capture')
    await addEvidence(story, cast.tester, 'what was seen', 'OUT-02')
    const limited = {
      verdict: 'passed-with-limitation',
      note: NOTE,
      limitation: { effect: 'Slow.', workaround: 'None.' },
    }
    await story.do(cast.tester, 'record-result', { testCase: 'OUT-02', seen: 0, ...limited })
  })
  afterAll(async () => {
    await server.close()
    await house.end()
  })

  const ask = (who: Who, ending: string) => server.send(who, `/projects/${story.id}/report.${ending}`)
  const html = async (who: Who = 'admin') => (await ask(who, 'html')).text()

  test('is there once something was tested', async () => {
    expect(early).toBe(404)
    expect((await ask('admin', 'html')).status).toBe(200)
  })

  test.each([
    ['tester', 200],
    ['manager', 200],
    ['auditor', 200],
    ['engineer', 200],
    ['stranger', 404],
    ['support', 403],
    [null, 401],
  ] as const)('is given to %s: %s', async (who, status) => {
    expect((await ask(who, 'html')).status).toBe(status)
    expect((await ask(who, 'pdf')).status).toBe(status)
  })

  test('is given as a file and never shown as a page of ours', async () => {
    const { headers } = await ask('admin', 'html')
    expect(headers.get('content-disposition')).toMatch(/^attachment; filename="P-\d+-\d+-report\.html"$/)
  })

  test('says that it is a draft, and names every test case with its expectation', async () => {
    const text = await html()
    expect(text).toContain('not decided yet')
    const { runs } = await story.file()
    for (const { plan } of runs[0]!.testCases) expect(text).toContain(`id="at-${plan.toLowerCase()}"`)
    expect(text).toContain('<dt>Expected</dt>')
  })

  test('names each piece of evidence by its hash', async () => {
    const text = await html()
    const { evidence } = await story.file()
    expect(evidence.length).toBeGreaterThan(1)
    for (const { sha256 } of evidence.filter((each) => each.testCase)) expect(text).toContain(sha256)
  })

  test('names whoever signed what stands in it, and not a signature that changed evidence made worth nothing', async () => {
    const signed = { at: '2026-06-15T09:00:00.000Z', day: '2026-06-15' }
    const signatures = [
      { ...signed, by: cast.reviewer.id, side: 'vendor', rests: restsOn(await story.file()) },
      { ...signed, by: cast.engineer.id, side: 'partner', rests: 'what stood there before' },
    ]
    await house.database.run(
      sql`update project set state = jsonb_set(state, '{signatures}', ${JSON.stringify(signatures)}::jsonb) where id = ${story.id}`,
    )
    const text = await html()
    expect(text).toContain('Signed for the vendor')
    expect(text).not.toContain('Signed for the partner')
  })

  test('says of ladders that some are not drawn only where some are not', async () => {
    const open = await openProjectFile(house, cast.tester, story.id)
    const subject = await reportSubject(house, open)
    const capture = open.file.evidence.find(({ kind, testCase }) => kind === 'capture' && testCase === 'OUT-01')!
    const notes = async (captures: number) => {
      const evidence = Array.from({ length: captures }, () => ({ ...capture, kind: 'capture' }))
      const testCases = [{ ...subject.testCases[0]!, evidence }]
      const blocks: Block[] = []
      for await (const block of reportTestCases(house, open, { ...subject, testCases })) blocks.push(block)
      return blocks.filter((block) => block.type === 'note').map(({ text }) => text)
    }
    expect(await notes(REPORT_LADDERS.most)).toEqual([])
    expect(await notes(REPORT_LADDERS.most + 1)).toEqual([`Only the first ${REPORT_LADDERS.most} ladders are drawn.`])
  })

  test('draws the ladder of a capture, and says it in words', async () => {
    const text = await html()
    expect(text).toMatch(/<img src="data:image\/svg\+xml;base64,[\w+/=]+" width="\d+" height="\d+" alt="Ladder of/)
    expect(text).toMatch(/<li>0\.000 s, [^<]+ → [^<]+: INVITE/)
  })

  test('reaches nowhere: every link leads to a place within it', async () => {
    expect(reachesOut(await html())).toEqual([])
  })

  test('control: a link, a script, a style and a drawing from elsewhere would be seen', () => {
    const drawing = Buffer.from('<svg><image href="https://x.example"/></svg>').toString('base64')
    for (const planted of [
      '<a href="https://x.example">x</a>',
      '<a href="#nowhere">x</a>',
      '<img src=//x.example/y>',
      '<script>1</script>',
      '<style>@import "x"</style>',
      `<img src="data:image/svg+xml;base64,${drawing}">`,
    ])
      expect(reachesOut(planted)).not.toEqual([])
  })

  test('takes what people wrote for words', async () => {
    const text = await html()
    expect(text).toContain('&#60;img src&#61;https://evil.example/x onerror&#61;alert(1)&#62;')
    expect(text).not.toMatch(/\u202E|<img src=https/u)
  })

  test('is a PDF with the same content', async () => {
    const text = textOfPdf(Buffer.from(await (await ask('admin', 'pdf')).arrayBuffer()), 'cells')
    if (text === null) return
    const { evidence } = await story.file()
    const signs = text.replaceAll(/[\s\u200b]+/gu, '')
    for (const { sha256 } of evidence.filter((each) => each.testCase)) expect(signs).toContain(sha256)
    expect(text).toMatch(/0\.000 s, .* → .*: INVITE/)
  })
})
