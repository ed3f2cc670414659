/** The certification report as a file: one HTML document that works without a network, and as PDF (layout 4.7). */
import { MEDIA_TYPES } from '../api/media-types.ts'
import { openProjectFile } from '../app/ask/projects.ts'
import { reportSubject, reportTestCases } from '../app/ask/report.ts'
import { paperAsPdf } from '../app/papers.ts'
import { paperAsHtml } from '../documents/paper-html.ts'
import { type Block, plainPaper } from '../documents/paper.ts'
import { blockSaid, paperSaid } from '../documents/paper-words.ts'
import { reportPaper } from '../documents/report-paper.ts'
import { say } from '../languages/say.ts'
import { inSameLanguage } from '../languages/speaking.ts'
import { SEES_PROJECT } from '../programme/permission.ts'
import { file, given, notThere, spoken, streamed } from './files.ts'
import type { Call, Route } from './route.ts'

export const REPORT_ROUTES: readonly Route[] = [
  file('/projects/:project/report.html', SEES_PROJECT, spoken(asHtml)),
  file('/projects/:project/report.pdf', SEES_PROJECT, spoken(asPdf)),
]

const TEST_CASES = 'Test cases one by one'

/** Whoever sees the project sees its report, once something was tested. */
async function reportFor({ house, context, actor }: Call) {
  const open = await openProjectFile(house, actor, context.req.param('project') ?? '')
  if (open.file.runs.length === 0) return notThere()
  const subject = await reportSubject(house, open)
  return { subject, head: reportPaper(subject), testCases: () => reportTestCases(house, open, subject) }
}

async function asHtml(call: Call): Promise<Response> {
  const { subject, testCases, ...report } = await reportFor(call)
  const head = paperSaid(report.head)
  const headings = head.blocks.flatMap((block) => (block.type === 'heading' ? [block.text] : []))
  const pieces = paperAsHtml({
    head,
    contents: [...headings, say(TEST_CASES)],
    names: new Set(subject.testCases.map(({ plan }) => plan)),
    blocks: (async function* (): AsyncGenerator<Block> {
      yield* head.blocks
      yield { type: 'heading', text: say(TEST_CASES) }
      for await (const block of testCases()) yield blockSaid(block)
    })(),
  })
  return streamed(inSameLanguage(pieces), MEDIA_TYPES.html, `${subject.number}-report.html`)
}

/** Drawn ladders would be too small to read on paper: there they are lists. */
async function asPdf(call: Call): Promise<Response> {
  const { subject, head, testCases } = await reportFor(call)
  const blocks: Block[] = [...head.blocks, { type: 'heading', text: TEST_CASES }]
  for await (const block of testCases()) if (block.type !== 'drawing') blocks.push(block)
  const made = await paperAsPdf(call.house, plainPaper({ ...head, blocks }))
  return given(call, made.sha256, { name: `${subject.number}-report.pdf`, type: MEDIA_TYPES.pdf, inline: true })
}
