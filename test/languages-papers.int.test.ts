/** Papers in the language of whoever asks for them, as they are given out: every kind, said once. */
import sql from 'sql-template-tag'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ensureSigningKey } from '../src/app/keyring.ts'
import type { Paper } from '../src/documents/paper.ts'
import { paperSaid } from '../src/documents/paper-words.ts'
import { inLanguage, wordsOf } from '../src/languages/speaking.ts'
import { MANAGER } from './support/page-states.ts'
import { textOfDocx } from './support/paper-formats.ts'
import { textOfPdf } from './support/pdf.ts'
import { type ServedDemo, serveDemo } from './support/served-demo.ts'

let demo: ServedDemo

beforeAll(async () => {
  demo = await serveDemo()
})
afterAll(() => demo.end())

/** How often a paper in French tells at the foot of its first page that the English counts. */
function timesAtFoot(said: string): number {
  const [page = ''] = said.split('\f')
  return page.replaceAll(/\s+/g, ' ').split(wordsOf('fr').get('If in doubt, the English version counts.')!).length - 1
}

describe('papers in French', () => {
  test('control: a foot that was said twice is seen', () => {
    const paper: Paper = { kind: '', title: '', number: '', day: '', facts: [], blocks: [], foot: 'Aldermoor' }
    const feet = inLanguage('fr', () => [paperSaid(paper), paperSaid(paperSaid(paper))].map(({ foot }) => foot))
    expect(feet.map(timesAtFoot)).toEqual([1, 2])
  })

  test('a guide is said once in each of its forms', async () => {
    const ask = async (ending: string) =>
      Buffer.from(
        await (
          await demo.server.send(demo.asker(MANAGER), `/certifications/MCT-2026-00001/guide.${ending}?language=fr`)
        ).arrayBuffer(),
      )
    expect(timesAtFoot((await ask('md')).toString('utf8'))).toBe(1)
    expect(timesAtFoot(textOfDocx(await ask('docx')))).toBe(1)
  })

  test('a quotation with its papers, a certificate, a config guide and the reference guide speak French when they are asked in it', async () => {
    await ensureSigningKey(demo.house)
    const french = wordsOf('fr')
    const { number } = (await demo.house.database.one<{ number: string }>(
      sql`select state->>'number' as number from certification where state->>'project' is not null and state->>'level' <> 'SAT' and state->>'withdrawn' is null limit 1`,
    ))!
    const quoted = (await demo.house.database.one<{ id: string; number: string; version: number }>(
      sql`select id, quote->>'number' as number, (quote->>'version')::int as version
          from project, jsonb_array_elements(state->'quotes') quote
          where quote->>'kind' = 'firm' and quote->'issued' <> 'null' and jsonb_array_length(quote->'lines') > 0
          order by id limit 1`,
    ))!
    const quotePaper = (which: string) =>
      `/projects/${quoted.id}/papers/${quoted.number}/${quoted.version}/${which}.pdf`
    const papers = [
      [quotePaper('quotation'), 'Quotation'],
      [quotePaper('statement-of-work'), 'Statement of work'],
      [quotePaper('ordering-instructions'), 'Ordering instructions'],
      [`/certifications/${number}/certificate.pdf`, 'Certificate'],
      ['/certifications/MCT-2026-00001/guide.pdf', 'Configuration guide'],
      ['/reference-guide.pdf', 'Interop reference guide'],
    ] as const
    for (const [address, title] of papers) {
      const ask = async (query: string) =>
        textOfPdf(
          Buffer.from(await (await demo.server.send(demo.asker(MANAGER), address + query)).arrayBuffer()),
          'cells',
        )
      expect.soft(await ask(''), address).toContain(title)
      const said = await ask('?language=fr')
      expect.soft(said === null ? 1 : timesAtFoot(said), address).toBe(1)
      expect.soft(said?.toLowerCase(), address).toContain(french.get(title)?.toLowerCase())
      expect
        .soft(said?.replaceAll(/\s+/g, ' '), address)
        .toContain(french.get('If in doubt, the English version counts.'))
    }
  })
})
