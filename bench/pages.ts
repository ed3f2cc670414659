/**
 * `npm run bench -- pages`: what a browser that was never here fetches of a public page, and when it shows something;
 * beside the same words as bare HTML, served by the same process to the same browser in turns.
 *
 *   npm run bench -- pages --rounds 15
 *   npm run bench -- pages --peer http://127.0.0.1:4873/ --peer-name 'Verdaccio 6, its list of packages'
 *                                           a page of another system on this machine as well, however it was started
 *   npm run bench -- pages --write          puts the table into docs/performance.md
 */
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import type { Server } from 'node:http'
import { gzipSync } from 'node:zlib'
import { serve } from '@hono/node-server'
import sql from 'sql-template-tag'
import { type Browser, chromium, type Page } from 'playwright-core'
import { MEDIA_TYPES } from '../src/api/media-types.ts'
import { demoState, fillDemo } from '../src/app/demo/fill.ts'
import { openHouse } from '../src/app/house.ts'
import { ensureSigningKey } from '../src/app/keyring.ts'
import { settingsFrom } from '../src/app/settings.ts'
import { installationSecret, openSignIn } from '../src/app/sign-in.ts'
import { buildApp } from '../src/server/app.ts'
import { type Timing, timingOf } from './measure.ts'
import { sayMachine, writeSection } from './report.ts'

const PAGES = ['/', '/catalogue', '/catalogue/products/northwind-sip-trunk', '/reference-guide'] as const

const KINDS = { Document: 'HTML', Stylesheet: 'CSS', Script: 'scripts', Font: 'fonts' } as const

const COLUMNS = [...Object.values(KINDS), 'other'] as const
type Column = (typeof COLUMNS)[number]

/** Bytes as they came, headers included. */
type Loaded = { readonly bytes: Map<Column, number>; readonly requests: number; readonly paintMs: number }

const HEAD = [
  `| page | as | ${COLUMNS.map((column) => `${column} kB`).join(' | ')} | all kB | requests | first paint p50 | slowest | p50 over bare |`,
  `|---|---|${'---:|'.repeat(COLUMNS.length + 5)}`,
]

/** A page of another system on this machine, however it was started. */
export type Peer = { readonly address: string; readonly name: string }

export async function benchPages(
  rounds: number,
  peer: Peer | null,
  isWritten: boolean,
  say: (line: string) => void,
): Promise<void> {
  const ground = await serveDemo()
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--no-first-run'],
  })
  const ours = [...PAGES, `/certifications/${ground.number}`].map((path) => ({
    name: `\`${path}\``,
    address: ground.address + path,
  }))
  const lines: string[] = []
  try {
    for (const line of HEAD) say(line)
    for (const page of peer ? [...ours, peer] : ours) {
      const bare = ground.beBare(await bareWords(browser, page.address))
      const loads = await inTurns(browser, page.address, bare, rounds)
      const limit = timingOf(loads.bare.map(({ paintMs }) => paintMs))
      const rows = [rowOf(page.name, 'it is', loads.page, limit), rowOf(page.name, 'bare HTML', loads.bare, limit)]
      lines.push(...rows)
      for (const row of rows) say(row)
    }
  } finally {
    await browser.close()
    await ground.remove()
  }
  if (isWritten) writeSection('pages', sectionOf(lines, rounds, peer, browser.version()))
}

type Ground = {
  readonly address: string
  /** Of a certification that the demo has, whatever the day. */
  readonly number: string
  /** Where these words are from now on. */
  readonly beBare: (words: string) => string
  readonly remove: () => Promise<void>
}

const BARE = '/bare'

/** The demo, served in this process, with the bare page beside it. */
async function serveDemo(): Promise<Ground> {
  const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'certwright-bench-'))
  const { choice, settings } = settingsFrom({ DATA_DIR: dataDir }, 'server')
  const house = await openHouse(choice, settings)
  const signIn = openSignIn(house.database, settings)
  await fillDemo(house, signIn, () => {})
  await ensureSigningKey(house)
  const app = buildApp({ house, signIn, secret: installationSecret(dataDir), demo: await demoState(house) })
  const certified = await house.database.one<{ id: string }>(sql`select max(id) as id from certification`)
  let bare = gzipSync('')
  const headers = { 'content-type': MEDIA_TYPES.html, 'content-encoding': 'gzip' }
  const fetch = (request: Request) => {
    const isBare = new URL(request.url).pathname === BARE
    return isBare ? new Response(bare, { headers }) : app.fetch(request)
  }
  const server = await new Promise<Server>((resolve) => {
    const opened: Server = serve({ fetch, hostname: '127.0.0.1', port: 0 }, () => resolve(opened)) as Server
  })
  const address = `http://127.0.0.1:${(server.address() as { port: number }).port}`
  return {
    address,
    number: certified!.id,
    beBare: (words) => {
      bare = gzipSync(words)
      return address + BARE
    },
    remove: async () => {
      server.closeAllConnections()
      await new Promise<void>((resolve) => void server.close(() => resolve()))
      await house.close()
      fs.rmSync(dataDir, { recursive: true, force: true })
    },
  }
}

/** For a page that a script draws; it is not measured. */
const SETTLED_MS = 5000

/** Every line that one reads on the page, a paragraph each; with a picture named, so that the browser asks for none. */
async function bareWords(browser: Browser, url: string): Promise<string> {
  const context = await browser.newContext({ locale: 'en-GB' })
  const page = await context.newPage()
  await page.goto(url, { waitUntil: 'networkidle' })
  await painted(page)
  await page.waitForTimeout(SETTLED_MS)
  const text = await page.locator('body').innerText()
  const title = await page.title()
  await context.close()
  const safe = (words: string) => words.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
  const lines = text.split('\n').filter((line) => line.trim() !== '')
  return `<!doctype html><html lang="en"><meta charset="utf-8"><link rel="icon" href="data:,"><title>${safe(title)}</title>
${lines.map((line) => `<p>${safe(line)}</p>`).join('\n')}
`
}

async function inTurns(browser: Browser, page: string, bare: string, rounds: number) {
  const loads = { page: [] as Loaded[], bare: [] as Loaded[] }
  // Once for the programs that are not warm yet.
  await loadOnce(browser, page)
  await loadOnce(browser, bare)
  for (let round = 0; round < rounds; round += 1) {
    if (round % 2 === 0) loads.page.push(await loadOnce(browser, page))
    loads.bare.push(await loadOnce(browser, bare))
    if (round % 2 === 1) loads.page.push(await loadOnce(browser, page))
  }
  return loads
}

/** In a context of its own: nothing is cached, no cookie is there. */
async function loadOnce(browser: Browser, url: string): Promise<Loaded> {
  const context = await browser.newContext({ locale: 'en-GB', viewport: { width: 1280, height: 900 } })
  try {
    const page = await context.newPage()
    const counted = await count(page)
    const answer = await page.goto(url, { waitUntil: 'networkidle' })
    if (answer?.status() !== 200)
      throw new Error(`${url} answered ${answer?.status()}: that is not the page to be measured`)
    const paintMs = await painted(page)
    return { ...counted(), paintMs }
  } finally {
    await context.close()
  }
}

/** What a script draws may come after everything was fetched. */
async function painted(page: Page): Promise<number> {
  const found = await page.waitForFunction(() => performance.getEntriesByName('first-contentful-paint')[0]?.startTime)
  return (await found.jsonValue())!
}

async function count(page: Page): Promise<() => Omit<Loaded, 'paintMs'>> {
  const network = await page.context().newCDPSession(page)
  await network.send('Network.enable')
  const kinds = new Map<string, Column>()
  const bytes = new Map<Column, number>(COLUMNS.map((column) => [column, 0]))
  network.on('Network.requestWillBeSent', ({ requestId, type = '', request }) => {
    if (/^https?:/.test(request.url)) kinds.set(requestId, KINDS[type as keyof typeof KINDS] ?? 'other')
  })
  network.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    const kind = kinds.get(requestId)
    if (kind) bytes.set(kind, bytes.get(kind)! + encodedDataLength)
  })
  return () => ({ bytes, requests: kinds.size })
}

function rowOf(name: string, as: string, loads: readonly Loaded[], bare: Timing): string {
  const middle = (values: readonly number[]) => timingOf(values).p50
  const kilobytes = (column: Column) => middle(loads.map(({ bytes }) => bytes.get(column)!)) / 1000
  const sizes = COLUMNS.map(kilobytes)
  const all = sizes.reduce((sum, size) => sum + size, 0)
  const { p50, p99 } = timingOf(loads.map(({ paintMs }) => paintMs))
  return `| ${name} | ${as} | ${[...sizes, all].map((size) => size.toFixed(1)).join(' | ')} | ${middle(loads.map(({ requests }) => requests))} | ${p50.toFixed(0)} ms | ${p99.toFixed(0)} ms | ${(p50 / bare.p50).toFixed(2)} |`
}

function sectionOf(lines: readonly string[], rounds: number, peer: Peer | null, version: string): string {
  const beside = peer
    ? `The page of another system beside ours, ${peer.name}, was served on the same machine.`
    : 'No page of another system stands beside ours: none was running on this machine.'
  return `## Public pages in a browser

Written by \`npm run bench -- pages --write\`. Each page was opened ${rounds} times by a visitor whose browser had nothing
of it: Chromium ${version} without a window, over loopback, the demo as the programme; in turns with the words that one
reads on it as bare HTML, a paragraph a line, served by our process. That is the limit: nothing that says the same is
smaller or sooner. Bytes are those that came over the connection, headers included, until nothing more was asked for:
pages, scripts and styles are compressed, the bare page as well, and fonts are as they are. A first paint is the
browser's own \`first-contentful-paint\`, reckoned from when it was told to go there. ${beside}

${sayMachine()} The load of the machine over the last quarter of an hour was ${os.loadavg()[2]!.toFixed(1)}: times are to be
read beside the bare page of the same turns.

${[...HEAD, ...lines].join('\n')}`
}
