/**
 * Papers of the house as PDF: each is set once from its value, kept under its hash, and given out again
 * as the same bytes.
 */
import { buffer } from 'node:stream/consumers'
import sql from 'sql-template-tag'
import { canonical } from '../kernel/canonical.ts'
import { refuse } from '../kernel/refusal.ts'
import type { Paper } from '../documents/paper.ts'
import { paperSaid } from '../documents/paper-words.ts'
import { openTypesetter, type PictureBytes, TEMPLATE } from '../documents/typeset/typesetter.ts'
import { hashText } from '../signing/journal.ts'
import { storedBytes } from './ask/evidence.ts'
import type { House } from './house.ts'

const typesetter = openTypesetter()

export type SetPaper = { readonly sha256: string; readonly bytes: number }

/** In the language of whoever asks. */
export async function paperAsPdf(house: House, written: Paper): Promise<SetPaper> {
  const paper = paperSaid(written)
  const key = hashText(`${TEMPLATE}\n${canonical(paper)}`)
  const kept = await house.database.one<{ sha256: string; bytes: number }>(
    sql`select sha256, bytes from paper where key = ${key}`,
  )
  if (kept && (await house.evidence.size(kept.sha256)) !== null) return kept
  const made = await house.evidence.put(await typesetter.set(paper, await picturesOf(house, paper)))
  await house.database.run(
    sql`insert into paper (key, sha256, bytes) values (${key}, ${made.sha256}, ${made.bytes})
        on conflict (key) do update set sha256 = excluded.sha256, bytes = excluded.bytes`,
  )
  return made
}

/** So many lists are set at a time; the next one is refused, since whoever asks for them need not be known. */
const MOST_LISTS = 3
let listsBeingSet = 0

/** A list of a day as PDF: made for whoever asks, and not kept, since tomorrow it is another one. */
export async function listAsPdf(paper: Paper): Promise<Uint8Array> {
  if (listsBeingSet >= MOST_LISTS)
    refuse('too-many', {
      says: 'Several lists are being set as PDF at the moment.',
      next: 'Try again in a few seconds, or take the list as CSV, XLSX or JSON.',
    })
  listsBeingSet += 1
  try {
    return await typesetter.set(paperSaid(paper))
  } finally {
    listsBeingSet -= 1
  }
}

/** The bytes of the pictures on a paper; each is small, and a guide has few. */
export async function picturesOf(house: House, { blocks }: Paper): Promise<PictureBytes> {
  const wanted = blocks.flatMap((block) => (block.type === 'picture' ? [block.picture.sha256] : []))
  const found = new Map<string, Uint8Array>()
  for (const sha256 of new Set(wanted)) found.set(sha256, await buffer((await storedBytes(house, sha256)).read()))
  return found
}

/** The name of the vendor as papers and pages give it: the first organisation that is the vendor. */
export async function vendorName(house: Pick<House, 'database'>): Promise<string> {
  const row = await house.database.one<{ name: string }>(
    sql`select name from organisation where state->'roles' ? 'vendor' order by id limit 1`,
  )
  return row?.name ?? 'The vendor'
}
