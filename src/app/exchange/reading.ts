/**
 * Reads an exchange file of any length record by record, with bounded memory: each record with its
 * section and place in the file. What is no JSON, no such file, or no such section is refused with its path.
 */
import { createReadStream } from 'node:fs'
import fs from 'node:fs/promises'
import { createGunzip } from 'node:zlib'
import { JSONParser } from '@streamparser/json'
import { refuse } from '../../kernel/refusal.ts'
import { noSuchFile } from '../no-such-file.ts'
import { FORMAT, SECTION_NAMES, type SectionName } from '../../programme/exchange.ts'

export type Piece = { readonly section: SectionName; readonly index: number; readonly record: unknown }

export type FileFacts = { readonly sections: readonly SectionName[] }

/** Feeds every record to `take`, waiting for it where it asks to; tells which sections the file has. */
export async function readExchange(
  file: string,
  take: (pieces: readonly Piece[]) => Promise<void>,
): Promise<FileFacts> {
  await mustBeAFile(file)
  const sections = new Set<SectionName>()
  let format: unknown
  let pending: Piece[] = []
  const parser = new JSONParser({ paths: ['$.*', '$.*.*'], keepStack: false })
  parser.onValue = ({ value, key, stack }) => {
    if (stack.length === 1) {
      if (key === 'format') format = value
      else if (isSection(key) && Array.isArray(value)) sections.add(key)
      else wrong(String(key), isSection(key) ? 'a list of records' : `one of format, ${SECTION_NAMES.join(', ')}`)
      return
    }
    const section = stack[1]?.key
    if (!isSection(section)) wrong(String(section), `one of format, ${SECTION_NAMES.join(', ')}`)
    pending.push({ section, index: Number(key), record: value })
  }
  const stream = file.endsWith('.gz')
    ? createReadStream(file).pipe(createGunzip())
    : createReadStream(file, { highWaterMark: 1 << 18 })
  try {
    for await (const chunk of stream) {
      parser.write(chunk as Buffer)
      if (pending.length === 0) continue
      const pieces = pending
      pending = []
      await take(pieces)
    }
    if (!parser.isEnded) parser.end()
  } catch (fault) {
    if (fault instanceof Error && fault.name === 'Refusal') throw fault
    if (isParseFault(fault)) return notJson(file, fault)
    throw fault
  }
  if (pending.length > 0) await take(pending)
  if (format !== FORMAT) wrong('format', `"${FORMAT}"`)
  return { sections: SECTION_NAMES.filter((section) => sections.has(section)) }
}

function isSection(key: unknown): key is SectionName {
  return typeof key === 'string' && SECTION_NAMES.includes(key as SectionName)
}

/** What the parser says of text that is no JSON, and zlib of a file that is not what its name ends in. */
function isParseFault(fault: unknown): fault is Error {
  if ((fault as NodeJS.ErrnoException).code?.startsWith('Z_')) return true
  return fault instanceof Error && (/Token|JSON/.test(fault.name) || /Unexpected|parser|tokeniz/i.test(fault.message))
}

function notJson(file: string, fault: Error): never {
  return refuse('wrong-file', {
    says: `${file} is not whole JSON: ${fault.message.split('\n')[0]}`,
    next: 'Check how the file was written; nothing of it was taken.',
    clause: 'G-25',
  })
}

function wrong(at: string, expected: string): never {
  return refuse('wrong-file', {
    says: `At ${at} stands something else than ${expected}.`,
    next: 'Correct the file; nothing of it was taken.',
    clause: 'G-25',
    faults: [{ at, says: `Expected ${expected}.` }],
  })
}

async function mustBeAFile(file: string): Promise<void> {
  const found = await fs.stat(file).catch(() => null)
  const isReadable = await fs.access(file, fs.constants.R_OK).then(
    () => true,
    () => false,
  )
  if (!found?.isFile() || !isReadable) noSuchFile(file)
  if (found?.size === 0) notJson(file, new Error('it is empty'))
}
