/**
 * Files that are given out: evidence, papers, guides, forecasts. Evidence is always
 * an attachment under a policy that runs nothing; who may have it is settled like for the page it lies on.
 */
import { Readable } from 'node:stream'
import { FORECAST_HEAD, forecastCells } from '../app/ask/guide-formats.ts'
import { walkForecast } from '../app/ask/forecast.ts'
import { ownCalendar } from '../app/ask/own-calendar.ts'
import { badgeOf } from '../app/ask/badge.ts'
import { evidenceFor, removalOf, storedBytes } from '../app/ask/evidence.ts'
import { redactedCapture } from '../app/captures/captures.ts'
import { openProjectFile } from '../app/ask/projects.ts'
import { figures, today } from '../app/house.ts'
import { FORECAST_ASKS } from '../app/lists/certifications.ts'
import { refuseAskedAmiss } from '../app/ask/misread.ts'
import { LIST_FORMATS, listAs, type ListFormat } from '../app/lists/list.ts'
import { measures, monthsAsked } from '../app/ask/management.ts'
import { badgeAsData, badgeAsSvg } from '../documents/badge.ts'
import { csvLine } from '../documents/csv.ts'
import { paperAsPdf, vendorName } from '../app/papers.ts'
import { workbookOf } from '../documents/workbook.ts'
import { quotePaper } from '../documents/quote-papers.ts'
import { addMonths } from '../kernel/day.ts'
import { refuse } from '../kernel/refusal.ts'
import type { Evidence } from '../programme/evidence.ts'
import { EVERYBODY, whoseAlone, SEES_CERTIFICATIONS, SEES_PROJECT, SIGNED_IN, STAFF } from '../programme/permission.ts'
import { inLanguage } from '../languages/speaking.ts'
import { MEDIA_TYPES, SHOWN_EVIDENCE } from '../api/media-types.ts'
import { QUOTE_PAPERS, type QuotePaper } from '../programme/quote.ts'
import { sheetOf } from '../programme/sat/sheet.ts'
import type { Call, Route } from './route.ts'
import { languageOf } from './visit-parts.ts'

export const file = (path: string, permission: Route['permission'], handle: Route['handle']): Route => ({
  method: 'GET',
  path,
  permission,
  kind: 'file',
  handle,
})

/**
 * Papers speak the reader's language; what programs read is the same for everybody. What a browser may keep
 * it asks after each time: under the same address it is another once the reader chooses another language.
 */
export const spoken =
  (handle: Route['handle']): Route['handle'] =>
  async (call) => {
    const answer = await inLanguage(languageOf(call.context), () => handle(call))
    if (answer.headers.has('cache-control')) answer.headers.set('cache-control', 'private, no-cache')
    return answer
  }

export const FILE_ROUTES: readonly Route[] = [
  file('/home/calendar.ics', SIGNED_IN, async ({ house, actor }) =>
    streamed(Readable.from([await ownCalendar(house, actor)]), MEDIA_TYPES.calendar, 'certwright.ics'),
  ),
  file('/evidence/:evidence', SEES_PROJECT, evidence),
  file('/evidence/:evidence/redacted.pcap', SEES_PROJECT, redacted),
  file('/projects/:project/plan.csv', SEES_PROJECT, (call) => planFile(call, 'csv')),
  file('/projects/:project/plan.xlsx', SEES_PROJECT, (call) => planFile(call, 'xlsx')),
  file('/projects/:project/papers/:quote/:version/:paper', SEES_PROJECT, spoken(quotePdf)),
  file('/certifications/:number/badge.svg', EVERYBODY, (call) => badge(call, 'svg')),
  file('/certifications/:number/badge.json', EVERYBODY, (call) => badge(call, 'json')),
  ...LIST_FORMATS.flatMap((format) => [
    file(`/forecast.${format}`, SEES_CERTIFICATIONS, (call) => forecastFile(call, format)),
    file(`/management.${format}`, STAFF, (call) => measureFile(call, format)),
  ]),
]

async function evidence(call: Call): Promise<Response> {
  const open = await evidenceFor(call.house, call.actor, call.context.req.param('evidence') ?? '')
  if (!open) return notThere()
  const { evidence: kept, isInside } = open
  if (kept.removed) throw removalOf(kept, kept.removed)
  if (kept.kind === 'capture' && !isInside) return withoutSecrets(call, kept)
  return given(call, kept.sha256, {
    name: kept.name,
    type: mediaTypeOf(kept),
    inline: mediaTypeOf(kept).startsWith('image/'),
  })
}

/** A capture as it may be handed on: without sound, keys and proofs of passwords. */
async function redacted(call: Call): Promise<Response> {
  const kept = (await evidenceFor(call.house, call.actor, call.context.req.param('evidence') ?? ''))?.evidence
  if (kept?.removed) throw removalOf(kept, kept.removed)
  return kept?.kind === 'capture' ? withoutSecrets(call, kept) : notThere()
}

async function withoutSecrets(call: Call, kept: Evidence): Promise<Response> {
  const name = kept.name.replace(/(\.(pcapng|pcap|cap))?(\.gz)?$/i, '')
  const { notUnderstood, pieces: all } = await redactedCapture(call.house, kept)
  const pieces = await begun(call, all)
  return new Response(Readable.toWeb(Readable.from(pieces, { objectMode: false })) as ReadableStream, {
    headers: {
      'content-type': MEDIA_TYPES.bytes,
      'content-disposition': `attachment; filename*=UTF-8''${encodedName(`${name}-redacted.pcap`)}`,
      'certwright-packets-not-understood': String(notUnderstood),
      'content-security-policy': GIVEN_POLICY,
    },
  })
}

const SHOWN_AS: ReadonlySet<string> = new Set(SHOWN_EVIDENCE)

/** Pictures are shown as what they are; everything else, whatever the record calls it, is given as bytes to keep. */
function mediaTypeOf({ mediaType }: Evidence): string {
  return SHOWN_AS.has(mediaType) ? mediaType : MEDIA_TYPES.bytes
}

async function quotePdf(call: Call): Promise<Response> {
  const { house, context } = call
  const { file: project, figures: figure } = await openProjectFile(
    house,
    call.actor,
    context.req.param('project') ?? '',
  )
  const paper = (context.req.param('paper') ?? '').replace(/\.pdf$/, '') as QuotePaper
  const version = Number(context.req.param('version'))
  const quote = project.project.quotes.find(
    (each) => each.number === context.req.param('quote') && each.version === version,
  )
  const isShown = quote?.kind === 'firm' && quote.issued !== null && quote.lines.length > 0
  if (!isShown || !Object.hasOwn(QUOTE_PAPERS, paper)) return notThere()
  const made = await paperAsPdf(
    house,
    quotePaper(paper, project, quote, {
      vendor: await vendorName(house),
      publicUrl: house.settings.publicUrl,
      mailbox: house.settings.mailbox,
      freeMoveDays: figure.number('slot.free-move-days'),
      retestDays: figure.number('retest.days'),
    }),
  )
  return given(call, made.sha256, {
    name: `${quote.number}-v${version}-${paper}.pdf`,
    type: MEDIA_TYPES.pdf,
    inline: true,
  })
}

/** The SAT plan with its results, to be filled in and uploaded again (5N.d1). */
async function planFile({ house, context, actor }: Call, format: 'csv' | 'xlsx'): Promise<Response> {
  const { file: project } = await openProjectFile(house, actor, context.req.param('project') ?? '')
  const { number } = project.project
  const testCases = project.sat?.testCases ?? []
  const rows = sheetOf(number, testCases, project.project.level === 'SAT' ? (project.runs.at(-1)?.results ?? {}) : {})
  const pieces = format === 'csv' ? rows.map(csvLine) : workbookOf('SAT plan', rows)
  return new Response(Readable.toWeb(Readable.from(pieces, { objectMode: false })) as ReadableStream, {
    headers: {
      'content-type': MEDIA_TYPES[format],
      'content-disposition': `attachment; filename="${number}-sat-plan.${format}"`,
    },
  })
}

/** Looked up anew each time it is asked for, but not more often than every five minutes by one and the same browser. */
async function badge({ house, context }: Call, format: 'svg' | 'json'): Promise<Response> {
  const shown = await badgeOf(house, context.req.param('number') ?? '')
  return new Response(format === 'svg' ? badgeAsSvg(shown) : JSON.stringify(badgeAsData(shown)), {
    headers: {
      'content-type': MEDIA_TYPES[format],
      'content-security-policy': GIVEN_POLICY,
      ...forEverybody(300),
    },
  })
}

/** For anybody's programs, pages and caches: it is all public, and what is signed needs no other shield. */
export const forEverybody = (seconds: number) => ({
  'cache-control': `public, max-age=${seconds}`,
  'access-control-allow-origin': '*',
  'cross-origin-resource-policy': 'cross-origin',
})

/**
 * Rows whose first is there: what cannot be had is refused before the answer begins, not in the middle of it. Whoever
 * asks for the head alone fetches none, and nothing is held for them.
 */
export async function begun<Row>({ context }: Call, rows: AsyncGenerator<Row>): Promise<AsyncGenerator<Row>> {
  if (context.req.method === 'HEAD') {
    await rows.return(undefined)
    return rows
  }
  const first = await rows.next()
  return (async function* () {
    try {
      for (let step = first; !step.done; step = await rows.next()) yield step.value
    } finally {
      await rows.return(undefined)
    }
  })()
}

/** The forecast as the filter in the address shows it; partners have their own. */
async function forecastFile(call: Call, format: ListFormat): Promise<Response> {
  const { house, context, actor } = call
  const day = today(house)
  refuseAskedAmiss(new URL(context.req.url).searchParams, FORECAST_ASKS)
  const standing = context.req.query('standing')
  const own = whoseAlone(actor, SEES_CERTIFICATIONS) ?? undefined
  const rows = await begun(
    call,
    walkForecast(house.database, {
      today: day,
      filter: {
        ...named('platform', context.req.query('platform') || undefined),
        ...(own === undefined ? {} : { organisation: own }),
      },
      standing: standing === 'yellow' || standing === 'red' ? standing : null,
    }),
  )
  const pieces = listAs(format, { name: 'forecast', head: FORECAST_HEAD }, day, forecastCells(rows))
  return streamed(pieces, MEDIA_TYPES[format], `forecast-${day}.${format}`)
}

/** One measure of the management page as it stands there. */
async function measureFile({ house, context }: Call, format: ListFormat): Promise<Response> {
  const day = today(house)
  const since = addMonths(day, -monthsAsked(context.req.query('months')))
  const all = await measures(house.database, since, day, await figures(house.database, day))
  const measure = all.find(({ id }) => id === context.req.query('measure'))
  if (!measure) return notThere()
  const { id, columns, rows } = measure
  const cells = Readable.from(rows.map((row) => row.map(String)))
  return streamed(
    listAs(format, { name: id, head: columns }, day, cells),
    MEDIA_TYPES[format],
    `${id}-${day}.${format}`,
  )
}

/** Something programs read at its address and nobody keeps: a map of the pages, a feed. */
export function shownAs(pieces: Iterable<string> | AsyncIterable<string>, type: string): Response {
  return new Response(Readable.toWeb(Readable.from(pieces, { objectMode: false })) as ReadableStream, {
    headers: { 'content-type': type },
  })
}

/** A file made while it is fetched; `inline` where the browser shows it. */
export function streamed(
  pieces: AsyncIterable<string | Uint8Array>,
  type: string,
  name: string,
  disposition: 'attachment' | 'inline' = 'attachment',
): Response {
  return new Response(Readable.toWeb(Readable.from(pieces, { objectMode: false })) as ReadableStream, {
    headers: { 'content-type': type, 'content-disposition': `${disposition}; filename="${name}"` },
  })
}

function named(name: string, value: string | undefined): Record<string, string> {
  return value ? { [name]: value } : {}
}

/** Nothing in a file runs, loads or sends anything, and no page frames it; a picture is shown by the browser itself. */
export const GIVEN_POLICY =
  "default-src 'none'; sandbox; style-src 'unsafe-inline'; img-src 'self'; frame-ancestors 'none'"

/** A name as RFC 8187 §3.2.1 writes it: three signs more than an address needs are encoded. */
function encodedName(name: string): string {
  return encodeURIComponent(name.toWellFormed()).replace(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  )
}

/** A stored file, whole or from where a broken download stopped. */
export async function given(
  { house, context }: Call,
  sha256: string,
  as: { name: string; type: string; inline: boolean },
): Promise<Response> {
  const { size, read } = await storedBytes(house, sha256)
  const etag = `"${sha256}"`
  const range = isOf(context.req.header('if-range'), etag) ? rangeOf(context.req.header('range'), size) : null
  const headers = {
    'content-type': as.type,
    'content-disposition': `${as.inline ? 'inline' : 'attachment'}; filename*=UTF-8''${encodedName(as.name)}`,
    'content-security-policy': GIVEN_POLICY,
    'cache-control': 'private, max-age=3600',
    'accept-ranges': 'bytes',
    etag,
  }
  const stream = (part?: { start: number; end: number }) => Readable.toWeb(read(part)) as ReadableStream
  if (isNamed(context.req.header('if-none-match'), etag)) return new Response(null, { status: 304, headers })
  if (!range) return new Response(stream(), { headers: { ...headers, 'content-length': String(size) } })
  return new Response(stream(range), {
    status: 206,
    headers: {
      ...headers,
      'content-length': String(range.end - range.start + 1),
      'content-range': `bytes ${range.start}-${range.end}/${size}`,
    },
  })
}

/** A part is given only of what the rest was of (RFC 9110 §13.1.5): in another language it is another file. */
function isOf(condition: string | undefined, etag: string): boolean {
  return condition === undefined || condition === etag
}

/** Whether whoever asks has these very bytes (RFC 9110 §13.1.2). */
function isNamed(condition: string | undefined, etag: string): boolean {
  return (condition ?? '').split(',').some((each) => each.trim().replace(/^W\//, '') === etag)
}

function rangeOf(header: string | undefined, size: number): { start: number; end: number } | null {
  const [, from, to] = /^bytes=(\d*)-(\d*)$/.exec(header ?? '') ?? []
  if (!from) return null
  const start = Number(from)
  const end = to ? Math.min(Number(to), size - 1) : size - 1
  return start <= end ? { start, end } : null
}

export function notThere(): never {
  return refuse('not-found', {
    says: 'There is no such file, or it is not yours to have.',
    next: 'Go back to the page it was linked from.',
  })
}
