/** The reference guide given out: as a table, as data, on paper. Each is what the filter in its address shows (8.8). */
import { dayFrom } from './asked-day.ts'
import { Readable } from 'node:stream'
import { MEDIA_TYPES } from '../api/media-types.ts'
import { guideCalendar, guideFeed } from '../app/ask/feeds.ts'
import { guideAsCsv, guideAsJson, guideAsXlsx } from '../app/ask/guide-formats.ts'
import { guideOnPaper } from '../app/ask/guide-on-paper.ts'
import { mayReadReferenceGuide } from '../app/ask/entitlement.ts'
import { namesIn } from '../app/ask/guide-words.ts'
import { guideAskedStrictly } from '../app/ask/guide-asked.ts'
import { type GuideQuestion, walkReferenceGuide } from '../app/ask/reference-guide.ts'
import { today } from '../app/house.ts'
import { listAsPdf, vendorName } from '../app/papers.ts'
import { asTyped } from '../kernel/text.ts'
import { EVERYBODY } from '../programme/permission.ts'
import { begun, file, shownAs, spoken, streamed } from './files.ts'
import type { Call, Route } from './route.ts'

export const REFERENCE_GUIDE_ROUTES: readonly Route[] = [
  file('/reference-guide.csv', EVERYBODY, (call) => guideFile(call, 'csv')),
  file('/reference-guide.json', EVERYBODY, (call) => guideFile(call, 'json')),
  file('/reference-guide.xlsx', EVERYBODY, (call) => guideFile(call, 'xlsx')),
  file('/reference-guide.pdf', EVERYBODY, spoken(guidePdf)),
  file('/reference-guide.atom', EVERYBODY, guideAtom),
  file('/reference-guide.ics', EVERYBODY, guideIcs),
]

async function questionOf({ house, context }: Call): Promise<Question> {
  const { searchParams: query } = new URL(context.req.url)
  const day = today(house)
  const asked = await guideAskedStrictly(house.database, query)
  return { ...asked, on: dayFrom(asTyped(query.get('on') ?? '', 200), day), today: day }
}

type Question = Pick<GuideQuestion, 'on' | 'today' | 'filter' | 'standing'>

/** Streamed from the first row on. */
async function guideFile(call: Call, format: 'csv' | 'json' | 'xlsx'): Promise<Response> {
  const { house, actor } = call
  await mayReadReferenceGuide(house, actor)
  const question = await questionOf(call)
  const rows = await begun(call, walkReferenceGuide(house.database, question))
  const write = { csv: guideAsCsv, json: guideAsJson, xlsx: guideAsXlsx }[format]
  const pieces: AsyncIterable<string | Uint8Array> = write(rows, question.on)
  return streamed(pieces, MEDIA_TYPES[format], `reference-guide-${question.on}.${format}`)
}

async function guidePdf(call: Call): Promise<Response> {
  const { house, actor, context } = call
  await mayReadReferenceGuide(house, actor)
  const question = await questionOf(call)
  const pdf = context.req.method === 'HEAD' ? [] : [await setGuide(call, question)]
  return streamed(Readable.from(pdf), MEDIA_TYPES.pdf, `reference-guide-${question.on}.pdf`, 'inline')
}

async function setGuide({ house, context }: Call, question: Question): Promise<Uint8Array> {
  const { search } = new URL(context.req.url)
  const paper = await guideOnPaper(walkReferenceGuide(house.database, question), {
    ...question,
    vendor: await vendorName(house),
    address: `${house.settings.publicUrl}/reference-guide${search}`,
    names: await namesIn(house.database, [question.filter]),
  })
  return listAsPdf(paper)
}

/** For programs that read news: the filter of the address, without the day, since news is of today. */
async function guideAtom(call: Call): Promise<Response> {
  const { house, actor } = call
  await mayReadReferenceGuide(house, actor)
  const { filter, standing, today: day } = await questionOf(call)
  const query = new URLSearchParams({ ...filter, ...(standing ? { standing } : {}) }).toString()
  const feed = await guideFeed(house, { filter, standing, today: day }, query === '' ? '' : `?${query}`)
  return shownAs([feed], MEDIA_TYPES.atom)
}

async function guideIcs(call: Call): Promise<Response> {
  const { house, actor } = call
  await mayReadReferenceGuide(house, actor)
  return shownAs([await guideCalendar(house, await questionOf(call))], MEDIA_TYPES.calendar)
}
