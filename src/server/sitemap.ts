/** For search engines: where the public pages are, and which pages are none of theirs. */
import { MEDIA_TYPES } from '../api/media-types.ts'
import { listedProducts, MOST_ADDRESSES, productStretches } from '../app/ask/sitemap.ts'
import { today } from '../app/house.ts'
import { xmlText } from '../documents/xml.ts'
import { LANGUAGE_TAGS } from '../kernel/language.ts'
import { EVERYBODY } from '../programme/permission.ts'
import { begun, file, notThere, shownAs } from './files.ts'
import type { Call, Route } from './route.ts'

export const SITEMAP_ROUTES: readonly Route[] = [
  file('/robots.txt', EVERYBODY, ({ house }) => shownAs([robots(house.settings.publicUrl)], MEDIA_TYPES.text)),
  file('/sitemap.xml', EVERYBODY, sitemap),
  file('/sitemap/products.xml', EVERYBODY, productMap),
]

/** Lists under every possible filter, files of them and what is behind the sign-in lead a crawler nowhere. */
const NOT_FOR_CRAWLERS = [
  '/catalogue?',
  '/catalogue/compare',
  '/reference-guide?',
  '/reference-guide.',
  '/support?',
  '/home',
  '/projects',
  '/api/',
  '/moves/',
  '/uploads/',
  '/find',
]

const PLACES = ['/', '/support', '/reference-guide', '/catalogue', '/catalogue/companies', '/advisor', '/handbook']

/** A list without a filter is no other list for being in another language; the longest rule counts (RFC 9309 §2.2.2). */
const inLanguages = ['/catalogue', '/reference-guide', '/support'].flatMap((path) =>
  LANGUAGE_TAGS.map((tag) => `${path}?language=${tag}`),
)

function robots(publicUrl: string): string {
  return [
    'User-agent: *',
    ...NOT_FOR_CRAWLERS.map((path) => `Disallow: ${path}`),
    ...inLanguages.map((path) => `Allow: ${path}$`),
    '',
    `Sitemap: ${publicUrl}/sitemap.xml`,
    '',
  ].join('\n')
}

const SPACE = 'http://www.sitemaps.org/schemas/sitemap/0.9'

/** One list where all fits into one; an index of lists where it does not. */
async function sitemap(call: Call): Promise<Response> {
  const { database, settings } = call.house
  const stretches = await productStretches(database)
  if (stretches.length <= 1)
    return shownAs(addresses(call, PLACES, listed(call, stretches[0] ?? null)), MEDIA_TYPES.xml)
  const maps = stretches.map((from) => `${settings.publicUrl}/sitemap/products.xml?from=${encodeURIComponent(from)}`)
  const entries = [`${settings.publicUrl}/sitemap/products.xml`, ...maps].slice(0, MOST_ADDRESSES)
  return shownAs(
    [
      `<?xml version="1.0" encoding="UTF-8"?>\n<sitemapindex xmlns="${SPACE}">\n`,
      ...entries.map((entry) => `<sitemap><loc>${xmlText(entry)}</loc></sitemap>\n`),
      '</sitemapindex>\n',
    ],
    MEDIA_TYPES.xml,
  )
}

/** The products of one stretch; without one, the pages that are no product's. */
async function productMap(call: Call): Promise<Response> {
  const from = call.context.req.query('from') ?? null
  if (from !== null && (from === '' || from.length > 200)) return notThere()
  const rows = await begun(call, listed(call, from))
  return shownAs(addresses(call, from === null ? PLACES : [], rows), MEDIA_TYPES.xml)
}

async function* listed({ house }: Call, from: string | null): AsyncGenerator<string> {
  if (from === null) return
  for await (const id of listedProducts(house.database, from, today(house)))
    yield `/catalogue/products/${encodeURIComponent(id)}`
}

async function* addresses(
  { house }: Call,
  places: readonly string[],
  products: AsyncIterable<string>,
): AsyncGenerator<string> {
  const entry = (path: string) => `<url><loc>${xmlText(`${house.settings.publicUrl}${path}`)}</loc></url>\n`
  yield `<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="${SPACE}">\n`
  yield* places.map(entry)
  for await (const path of products) yield entry(path)
  yield '</urlset>\n'
}
