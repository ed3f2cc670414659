/** The lab's work at test cases through the pages: results with notes, captures and screenshots as evidence. */
import type { Locator, Page } from 'playwright-core'
import { field, press, sees } from '../support/browser.ts'

export type ByHand = {
  readonly verdict: 'passed' | 'passed with limitation' | 'failed'
  readonly note?: string
  readonly effect?: string
  readonly workaround?: string
}

const PASSED: ByHand = { verdict: 'passed' }

/** Records the result of the test case whose page is open. */
export async function recordResult(page: Page, plan: string, result: ByHand = PASSED): Promise<void> {
  const form = page.getByRole('main')
  await form.getByRole('radio', { name: result.verdict, exact: true }).check()
  if (result.note) await field(form, 'What was seen').fill(result.note)
  if (result.effect) await field(form, 'What people notice').fill(result.effect)
  if (result.workaround) await field(form, 'The way round it').fill(result.workaround)
  await press(page, form, 'Record the result', `${plan} ${result.verdict}`)
}

/** Each result leads on to the next test case without one, until there is none; the plan ids it met. */
export async function recordAll(
  page: Page,
  results: Readonly<Record<string, ByHand>> = {},
): Promise<readonly string[]> {
  const met: string[] = []
  const shown = () => new URL(page.url()).pathname.split('/').at(-1)!
  for (;;) {
    const plan = shown()
    await recordResult(page, plan, results[plan])
    met.push(plan)
    if (shown() === plan) return met
  }
}

export type Upload = { readonly name: string; readonly mimeType: string; readonly buffer: Buffer }

/** Chooses files at the drop zone of a test case and waits until each is listed as evidence. */
export async function addEvidence(page: Page, ...files: readonly Upload[]): Promise<void> {
  for (const each of files) {
    await chooseFiles(page).setInputFiles(each)
    await sees(evidence(page, each.name))
  }
}

export function chooseFiles(page: Page): Locator {
  return page.getByLabel('Choose files')
}

/** A file in the list of evidence, by its name; it says its hash. */
export function evidence(page: Page, name: string): Locator {
  return page
    .getByRole('listitem')
    .filter({ has: page.getByRole('link', { name, exact: true }) })
    .filter({ hasText: 'SHA-256' })
}

/** A capture of one OPTIONS request in the classic format, written here byte by byte. */
export function smallCapture(): Buffer {
  const text = Buffer.from('OPTIONS sip:trunk.example.net SIP/2.0\r\nMax-Forwards: 70\r\nContent-Length: 0\r\n\r\n')
  const udp = Buffer.alloc(8)
  udp.writeUInt16BE(5060, 0)
  udp.writeUInt16BE(5060, 2)
  udp.writeUInt16BE(8 + text.length, 4)
  const ip = Buffer.from('4500000000000000401100000a000001', 'hex')
  const to = Buffer.from('c0000214', 'hex')
  ip.writeUInt16BE(20 + 8 + text.length, 2)
  const frame = Buffer.concat([Buffer.from('0200000000020200000000010800', 'hex'), ip, to, udp, text])
  const header = Buffer.from('d4c3b2a1020004000000000000000000ffff000001000000', 'hex')
  const record = Buffer.alloc(16)
  record.writeUInt32LE(1_780_000_000, 0)
  record.writeUInt32LE(frame.length, 8)
  record.writeUInt32LE(frame.length, 12)
  return Buffer.concat([header, record, frame])
}

export async function finishTesting(page: Page, summary: string): Promise<void> {
  await page.getByRole('link', { name: 'All test cases' }).click()
  await field(page, 'Summary').fill(summary)
  await press(page, page, 'Finish testing', 'Testing finished')
  await sees(page.getByRole('heading', { name: 'Report', level: 2 }))
}
