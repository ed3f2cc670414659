/**
 * What a file is: by its first bytes, never by what the sender says. A name that says something else is no
 * small matter in evidence and is refused; so is whatever a browser would run if somebody kept and opened it.
 */
import fs from 'node:fs/promises'
import { refuse } from '../kernel/refusal.ts'
import { isPlainText } from '../kernel/text.ts'
import type { EvidenceKind } from '../programme/evidence.ts'

export type FileKind = { readonly kind: EvidenceKind; readonly mediaType: string }

const MAGIC: readonly (readonly [string, FileKind])[] = [
  ['d4c3b2a1', { kind: 'capture', mediaType: 'application/vnd.tcpdump.pcap' }],
  ['a1b2c3d4', { kind: 'capture', mediaType: 'application/vnd.tcpdump.pcap' }],
  ['4d3cb2a1', { kind: 'capture', mediaType: 'application/vnd.tcpdump.pcap' }],
  ['a1b23c4d', { kind: 'capture', mediaType: 'application/vnd.tcpdump.pcap' }],
  ['0a0d0d0a', { kind: 'capture', mediaType: 'application/x-pcapng' }],
  ['89504e470d0a1a0a', { kind: 'image', mediaType: 'image/png' }],
  ['ffd8ff', { kind: 'image', mediaType: 'image/jpeg' }],
  ['25504446', { kind: 'document', mediaType: 'application/pdf' }],
]

/** What the ending of a name promises; other endings promise nothing. */
const ENDINGS: readonly (readonly [RegExp, EvidenceKind])[] = [
  [/\.p?cap(ng)?(\.gz)?$/i, 'capture'],
  [/\.(png|jpe?g)$/i, 'image'],
  [/\.pdf$/i, 'document'],
  [/\.(txt|log|csv|json|xml|ini|conf|cfg|md|sip)$/i, 'log'],
]

const KIND_WORDS: Readonly<Record<EvidenceKind, string>> = {
  capture: 'a packet capture',
  image: 'a picture',
  document: 'a PDF',
  log: 'plain text',
}

/** A program, or a way to one, to whoever opens it, whatever it holds to us. */
const RUNS = new RegExp(
  String.raw`\.(${[
    'html?|xht(ml)?|svgz?|m?js|cjs|jse|hta|mht(ml)?|swf|xslt?|vbs|vbe|wsf|wsh|ps1|psm1|psd1|bat|cmd|com|exe|scr|pif|cpl|msc',
    'msi|msp|dll|jar|lnk|url|webloc|desktop|reg|scf|inf|chm|hlp|iqy|slk|gadget|library-ms|settingcontent-ms|application|app',
    'sh|bash|zsh|command|py|pyw|pl|rb|php\\d?|docm|dotm|xlsm|xltm|pptm|applescript|workflow',
  ].join('|')})$`,
  'i',
)

/** What plain text is called: by no ending at all, by one of these, and with whatever a log is put aside under. */
const NAMES_OF_TEXT =
  /^([^.]*|.*\.(txt|text|log|csv|tsv|json|jsonl|ndjson|xml|ya?ml|ini|conf|cfg|config|properties|md|sip|sdp|out|err|trace|trc|dump|diff|full|debug|verbose))(\.(\d[-\dT:_+]*|old|bak|orig)|~)*$/i

const TAKEN = 'Taken are captures (pcap, pcapng, also gzipped), pictures (PNG, JPEG), PDF and plain text.'

export async function kindOf(file: string, name: string): Promise<FileKind> {
  // Blanks and full stops at the end are dropped where such a name is kept.
  if (RUNS.test(name.replace(/[. ]+$/, ''))) {
    return wrongFile(`${name} is a file that runs when it is opened.`, `Print it to PDF, or take a picture. ${TAKEN}`)
  }
  const head = await headOf(file)
  const found = contentOf(head, name)
  if (!found)
    return wrongFile(
      `${name} is none of the files that count as evidence.`,
      isArchive(head) ? `Unpack it and upload what is in it. ${TAKEN}` : TAKEN,
    )
  const promised = ENDINGS.find(([ending]) => ending.test(name))?.[1]
  if (promised && promised !== found.kind) {
    const says = `${name} is called ${KIND_WORDS[promised]} and holds ${KIND_WORDS[found.kind]}.`
    return wrongFile(says, 'Look whether it is the file you meant; then call it what it is.')
  }
  if (found.kind === 'log' && !NAMES_OF_TEXT.test(name))
    return wrongFile(
      `${name} holds plain text and is called something else.`,
      'If it is there to be read, call it .txt and upload it again.',
    )
  return found
}

/** A gzipped capture is one by its name; text is what reads as text. */
function contentOf(start: Buffer, name: string): FileKind | null {
  const hex = start.subarray(0, 8).toString('hex')
  const known = MAGIC.find(([magic]) => hex.startsWith(magic))
  if (known) return known[1]
  if (hex.startsWith('1f8b') && /\.p?cap(ng)?\.gz$/i.test(name))
    return { kind: 'capture', mediaType: 'application/gzip' }
  return isText(start) ? { kind: 'log', mediaType: 'text/plain; charset=utf-8' } : null
}

/** Several files in one, or one that was packed: zip, gzip, 7z, rar, xz, bzip2, and tar at its place. */
function isArchive(start: Buffer): boolean {
  const hex = start.subarray(0, 6).toString('hex')
  return (
    ['504b0304', '1f8b', '377abcaf', '52617221', 'fd377a58', '425a68'].some((magic) => hex.startsWith(magic)) ||
    start.subarray(257, 262).toString('latin1') === 'ustar'
  )
}

const HEAD_BYTES = 4096

async function headOf(file: string): Promise<Buffer> {
  const handle = await fs.open(file, 'r')
  const head = Buffer.alloc(HEAD_BYTES)
  const { bytesRead } = await handle.read(head, 0, head.length, 0).finally(() => handle.close())
  return head.subarray(0, bytesRead)
}

function isText(bytes: Buffer): boolean {
  const whole = bytes.length === HEAD_BYTES ? bytes.subarray(0, HEAD_BYTES - 4) : bytes
  const text = new TextDecoder('utf-8').decode(whole)
  return isPlainText(text.replaceAll('\f', '').replaceAll('\u001b', '')) && (text.match(/\ufffd/g)?.length ?? 0) <= 1
}

function wrongFile(says: string, next: string): never {
  return refuse('wrong-file', { says, next, clause: '3C.1', faults: [{ at: 'upload', says }] })
}
