/** Uploaded files never run (R23): a real browser opens each as it is given out, framed and linked, and no script of theirs is heard. */
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Browser, Page } from 'playwright-core'
import sql from 'sql-template-tag'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { HAS_BROWSER, launchBrowser } from '../support/browser.ts'
import { enterCast, Story } from '../support/cast.ts'
import { testHouse, type TestHouse } from '../support/house.ts'
import { serveHouse, type TestServer } from '../support/server.ts'
import { Uploading } from '../support/uploading.ts'

/** Says its name where anybody can hear it. */
const script = (name: string) => `console.log('ran: ${name}')`

const page = (name: string) =>
  `<!doctype html><title>x</title><script>${script(name)}</script><img src=x onerror="${script(name)}">`

const svg = (name: string) =>
  `<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" onload="${script(name)}"><script>${script(name)}</script></svg>`

const xhtml = (name: string) =>
  `<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><body><script>${script(name)}</script></body></html>`

/** A document that asks its reader to run something when it is opened. */
const pdf = (name: string) =>
  `%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R/OpenAction<</S/JavaScript/JS(app.alert\\('${name}'\\);${script(name).replaceAll(/[()]/g, '\\$&')})>>>>endobj\n` +
  `2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n`

const PNG = Buffer.from('89504e470d0a1a0a', 'hex')

/** What is sent under which name; all of it is taken as evidence, as what it pretends to be. */
const FILES: readonly (readonly [name: string, content: Buffer, plainType: string])[] = [
  ['page.txt', Buffer.from(page('page.txt')), 'text/html'],
  ['page', Buffer.from(page('page')), 'text/html'],
  ['drawing.xml', Buffer.from(svg('drawing.xml')), 'image/svg+xml'],
  ['document.xml', Buffer.from(xhtml('document.xml')), 'application/xhtml+xml'],
  ['script.log', Buffer.from(script('script.log')), 'text/javascript'],
  ['picture.png', Buffer.concat([PNG, Buffer.from(page('picture.png'))]), 'text/html'],
  ['photo.jpg', Buffer.concat([Buffer.from('ffd8ffe1', 'hex'), Buffer.from(page('photo.jpg'))]), 'text/html'],
  ['report.pdf', Buffer.from(pdf('report.pdf')), 'application/pdf'],
  ['page.pdf', Buffer.from(`%PDF-1.4\n${page('page.pdf')}`), 'text/html'],
  ['call.pcap', Buffer.concat([Buffer.from('d4c3b2a1', 'hex'), Buffer.from(page('call.pcap'))]), 'text/html'],
]

describe.skipIf(!HAS_BROWSER)('evidence opened in a browser', { timeout: 300_000 }, () => {
  let house: TestHouse
  let server: TestServer
  let browser: Browser
  let story: Story
  let lab: Page
  const ran: string[] = []
  let opened = 0
  let plain: { address: string; close: () => Promise<void> }

  beforeAll(async () => {
    house = await testHouse()
    const cast = await enterCast(house)
    server = await serveHouse(house, cast)
    story = await new Story(house, cast).open()
    // What cannot be read to its end is taken as evidence only where sound may stay.
    await story.do(cast.tester, 'choose-sound', { sound: 'kept', reason: 'Whatever it is, it is to be seen.' })
    const admin = new Uploading(server, 'admin')
    for (const [name, content] of FILES) {
      const { status, says } = await admin.add(story.id, await admin.whole(content, name))
      expect(status, `${name}: ${says}`).toBe(200)
    }
    plain = await servePlain(server.address)
    browser = await launchBrowser()
    const context = await browser.newContext({ baseURL: server.address })
    const [name = '', value = ''] = server.cookie('tester').split('=')
    await context.addCookies([{ name, value, url: server.address }])
    context.on('console', (message) => ran.push(message.text()))
    lab = await context.newPage()
    await lab.goto('/home')
    expect(lab.url()).toBe(`${server.address}/home`)
  })
  afterAll(async () => {
    await browser.close()
    await plain.close()
    await server.close()
    await house.end()
  })

  const addressesOf = async () => {
    const { evidence } = await story.file()
    return FILES.map(([name]) => [name, `/evidence/${evidence.find((each) => each.name === name)!.id}`] as const)
  }

  const heard = () => ran.filter((text) => text.startsWith('ran: '))

  /** Opens an address as somebody who clicks it does; what comes as a download is let go. */
  async function open(address: string): Promise<'shown' | 'downloaded'> {
    const download = lab.waitForEvent('download', { timeout: 10_000 }).then(() => 'downloaded' as const)
    download.catch(() => {})
    try {
      // Each time anew, and not out of what the browser kept of it.
      opened += 1
      await lab.goto(`${address}?${opened}`, { waitUntil: 'load' })
      return 'shown'
    } catch (fault) {
      if (!/Download is starting|ERR_ABORTED/.test((fault as Error).message)) throw fault
      return await download
    } finally {
      await lab.waitForTimeout(150)
    }
  }

  test('is kept by the browser or shown as a picture, and runs nothing', async () => {
    ran.length = 0
    const found: Record<string, string> = {}
    for (const [name, address] of await addressesOf()) found[name] = await open(address)
    expect(heard()).toEqual([])
    const shown = Object.entries(found).flatMap(([name, how]) => (how === 'shown' ? [name] : []))
    expect(shown).toEqual(['picture.png', 'photo.jpg'])
  })

  test('whatever the record says it is: only pictures and PDF are given out as what they are', async () => {
    await house.database.run(
      sql`update evidence set state = jsonb_set(jsonb_set(state, '{kind}', '"document"'), '{mediaType}', '"text/html"') where project = ${story.id}`,
    )
    ran.length = 0
    for (const [name, address] of await addressesOf()) {
      const response = await server.send('tester', address)
      expect(response.headers.get('content-type'), name).toBe('application/octet-stream')
      expect(await open(address), name).toBe('downloaded')
    }
    expect(heard()).toEqual([])
    const types = new Map([
      ['picture.png', 'image/png'],
      ['photo.jpg', 'image/jpeg'],
      ['report.pdf', 'application/pdf'],
    ])
    for (const [name, type] of types)
      await house.database.run(
        sql`update evidence set state = jsonb_set(state, '{mediaType}', to_jsonb(${type}::text)) where project = ${story.id} and state->>'name' = ${name}`,
      )
  })

  test('goes out with what forbids it to run: as bytes to keep, unsniffed, sandboxed, framed by nobody', async () => {
    for (const [name, address] of await addressesOf()) {
      const { headers } = await server.send('tester', address)
      expect(headers.get('x-content-type-options'), name).toBe('nosniff')
      const policy = headers.get('content-security-policy')!
      for (const words of ["default-src 'none'", 'sandbox', "frame-ancestors 'none'"])
        expect(policy, name).toContain(words)
      expect(policy).not.toMatch(/allow-scripts|script-src|unsafe-eval/)
      const isPicture = /\.(png|jpg)$/.test(name)
      expect(headers.get('content-disposition'), name).toMatch(isPicture ? /^inline;/ : /^attachment;/)
    }
  })

  test('nor does it when another page frames it, loads it as a script, an object or a picture', async () => {
    ran.length = 0
    await lab.goto(
      `${plain.address}/using?${(await addressesOf()).map(([, address]) => `a=${encodeURIComponent(address)}`).join('&')}`,
    )
    await lab.waitForTimeout(1500)
    expect(heard().filter((text) => text !== 'ran: the page itself')).toEqual([])
    expect(heard(), 'the control: the page that uses them does run').toContain('ran: the page itself')
  })

  test('control: the same files, given out plainly, do run', async () => {
    ran.length = 0
    for (const [index, [, , type]] of FILES.entries())
      if (type !== 'application/pdf') await open(`${plain.address}/${index}`)
    const names = FILES.filter(([, , type]) => /html|svg/.test(type)).map(([name]) => `ran: ${name}`)
    expect(new Set(heard())).toEqual(new Set(names))
  })
})

/** The same files as a careless server gives them out, and a page that uses somebody else's in every way there is. */
async function servePlain(victim: string): Promise<{ address: string; close: () => Promise<void> }> {
  const careless = http.createServer((request, response) => {
    const url = new URL(request.url!, 'http://plain.test')
    const file = FILES[Number(url.pathname.slice(1))]
    if (file) return void response.writeHead(200, { 'content-type': file[2] }).end(file[1])
    const uses = url.searchParams.getAll('a').map((address) => {
      const at = `${victim}${address}`
      return `<iframe src="${at}"></iframe><object data="${at}"></object><embed src="${at}"><script src="${at}"></script><img src="${at}">`
    })
    const body = `<!doctype html><script>${script('the page itself')}</script>${uses.join('')}`
    return void response.writeHead(200, { 'content-type': 'text/html' }).end(body)
  })
  await new Promise<void>((resolve) => void careless.listen(0, '127.0.0.1', () => resolve()))
  const { port } = careless.address() as AddressInfo
  return {
    address: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve) => {
        careless.close(() => resolve())
        careless.closeAllConnections()
      }),
  }
}
