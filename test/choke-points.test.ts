/**
 * Nothing goes round: what is dangerous is found in the source by its own words, and is compared, in both
 * directions, with the table of choke points in ARCHITECTURE.md. Each word is tried on a planted fault.
 */
import fs from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { NOUN_NAMES } from '../src/programme/nouns.ts'

const root = path.resolve(import.meta.dirname, '..')

type Source = { readonly file: string; readonly text: string }

function sources(): readonly Source[] {
  return ['src', 'web']
    .flatMap((room) =>
      fs.readdirSync(path.join(root, room), { recursive: true, encoding: 'utf8' }).map((name) => `${room}/${name}`),
    )
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts') && !file.includes('/migrations/'))
    .map((file) => ({ file, text: withoutComments(fs.readFileSync(path.join(root, file), 'utf8')) }))
}

/** Words in a comment do nothing. */
function withoutComments(text: string): string {
  return text.replace(/^\s*\/\*\*?[\s\S]*?\*\//gm, '').replace(/^\s*\/\/.*$/gm, '')
}

const nounTables = NOUN_NAMES.map((noun) => noun.replaceAll('-', '_'))

const CHANGES = String.raw`\b(insert into|update|delete from|truncate)\s+`

/** A statement that changes one of these tables. */
const changes = (...tables: readonly string[]) => new RegExp(`${CHANGES}(${tables.join('|')})(?![a-z_])`)

/** A statement that changes a table whose name is put together. */
const changesAny = new RegExp(String.raw`${CHANGES}\$\{`)

/** The words by which each dangerous act is known; the names are those of the table. */
const ACTS: Readonly<Record<string, RegExp>> = {
  'a statement of SQL': /from 'sql-template-tag'|\btext: `\s*(select|insert|update|delete)\b/,
  'the database’s driver': /from 'pg'/,
  'writing nouns and facts': new RegExp(
    [
      String.raw`import \{[^}]*\b(save|append|takeHead)\b[^}]*\} from '[^']*store/`,
      changes('fact', 'fact_subject', 'journal_head', ...nounTables).source,
      changesAny.source,
    ].join('|'),
  ),
  'drawing a number, keeping a sender’s key': changes('series', 'once'),
  'passwords and sessions written': changes('sign_in', 'sign_in_session', 'sign_in_credential', 'sign_in_rate'),
  'notices written, marked, noted as sent': changes('notice'),
  'webhooks posted, sent, their secrets kept': changes('webhook_delivery', 'webhook_secret'),
  'reminders marked as given': changes('reminder'),
  'the state of the installation': changes('installation'),
  'type set anew': changes('paper'),
  'what of mails somebody chose, and in which language they asked': changes('mail_choice', 'asked_in'),
  'when an access token was used': changes('access_token_use'),
  'what somebody follows': changes('following'),
  'readings of captures kept': changes('capture_reading'),
  'checkpoints kept': changes('checkpoint'),
  'a file written':
    /\bfs\.(writeFile|appendFile|mkdir|rm|rmdir|unlink|rename|link|symlink|truncate|chmod|chown|utimes|copyFile|cp|mkdtemp)(Sync)?\(|\bcreateWriteStream\(|\bfs\.open(Sync)?\([^)]*, ?'[wa]|\b(writeFile|rename|unlink)\b[^;\n]*from 'node:fs/,
  'the bytes of evidence taken away': /\bremove: async \(sha256\)|\bevidence\.remove\(/,
  'the sign-in library': /from 'better-auth/,
  'a signature made or checked': /\b(createHmac|timingSafeEqual)\(/,
  'signing, and a signature of ours checked':
    /import \{[^}]*\b(sign|verify|createSign|createVerify|createPrivateKey|createPublicKey|generateKeyPair\w*)\b[^}]*\} from 'node:crypto'/,
  mail: /from 'nodemailer|from 'node:(smtp)/,
  'a redirect': /\.redirect\(|\blocation: (?!`\/uploads\/)|['"]location['"]\s*[:,]/i,
  'what was sent read as text or as a form': /\breq\.(text|json|parseBody|blob)\(|\.formData\(/,
  'a file given out': /content-disposition['"]?\s*:\s*['"`{]|attachment;/i,
  typesetting: /'@myriaddreamin\//,
  'a line of CSV': /replaceAll\('"', '""'\)/,
  DOCX: /from 'docx'/,
  XLSX: /from 'hucre/,
  'markup that is not escaped':
    /import \{[^}]*\braw\b[^}]*\} from '[^']*html|\binnerHTML\b|insertAdjacentHTML|outerHTML|document\.write/,
  'a route mounted': /\bapp\.(get|post|put|patch|delete|all|on|route|mount)\(/,
  'another program started': /from 'node:(child_process|worker_threads|cluster)'/,
  'a connection to elsewhere':
    /^import (?!type)[^\n]*from 'node:(https?|http2|tls|dgram|dns)|^import \{(?! isIP \})[^}]*\} from 'node:net'|\bnew WebSocket\(|\bfetch\(['"`]https?:/m,
  'bytes compiled and run': /\bnew WebAssembly\.(Module|Instance)\(|\bWebAssembly\.(compile|instantiate)\w*\(/,
  'text run as a program': /\beval\(|\bnew Function\(|from 'node:vm'|setTimeout\(['"`]/,
}

/** Where the table says each act is done. */
function table(): ReadonlyMap<string, readonly string[]> {
  const [, rows = ''] =
    /\| what is dangerous \| is done only in \|\n\|[-| ]+\n((?:\|.*\n)+)/.exec(
      fs.readFileSync(path.join(root, 'ARCHITECTURE.md'), 'utf8'),
    ) ?? []
  return new Map(
    [...rows.matchAll(/^\| ([^|]+) \| ([^|]+) \|$/gm)].map(([, act = '', where = '']) => [
      act.replaceAll("'", '’'),
      [...where.matchAll(/`([^`]+)`/g)].map(([, place = '']) => (place.startsWith('web/') ? place : `src/${place}`)),
    ]),
  )
}

const isAt = (file: string, place: string) => (place.endsWith('/') ? file.startsWith(place) : file === `${place}.ts`)

/** Files that do what only others may, by act. */
function strays(read: readonly Source[], act: string, places: readonly string[]): readonly string[] {
  return read
    .filter(({ text }) => ACTS[act]!.test(text))
    .map(({ file }) => file)
    .filter((file) => !places.some((place) => isAt(file, place)))
}

const read = sources()

describe('the choke points', () => {
  test('the table names every act that is looked for, and no other', () => {
    expect(read.length).toBeGreaterThan(300)
    expect([...table().keys()].toSorted()).toEqual(Object.keys(ACTS).toSorted())
  })

  test.each(Object.keys(ACTS))('%s: nowhere else', (act) => {
    expect(strays(read, act, table().get(act)!)).toEqual([])
  })

  test('the table names no place where nothing of the kind is done', () => {
    const idle = [...table()].flatMap(([act, places]) =>
      places
        .filter((place) => !read.some(({ file, text }) => isAt(file, place) && ACTS[act]!.test(text)))
        .map((place) => `${act}: ${place}`),
    )
    expect(idle).toEqual([])
  })
})

/** Planted faults: a file that goes round each of them. */
const PLANTED: readonly (readonly [act: string, file: string, text: string])[] = [
  ['a statement of SQL', 'src/server/x.ts', `import sql from 'sql-template-tag'`],
  ['a statement of SQL', 'web/pages/x.ts', 'const found = await on.all({ name: "x", text: `select 1`, values: [] })'],
  ['the database’s driver', 'src/app/x.ts', `import pg from 'pg'`],
  ['writing nouns and facts', 'src/app/x.ts', `import { load, save } from '../store/nouns.ts'`],
  ['writing nouns and facts', 'src/app/ask/x.ts', 'await on.run(sql`update project set state = ${state}`)'],
  ['writing nouns and facts', 'src/app/ask/x.ts', 'await on.run(sql`delete from field_issue where id = ${id}`)'],
  ['writing nouns and facts', 'src/app/effects/x.ts', 'await on.run(sql`insert into ${raw(table)} values (1)`)'],
  ['writing nouns and facts', 'src/app/x.ts', 'await on.run(sql`insert into fact (seq) values (1)`)'],
  ['drawing a number, keeping a sender’s key', 'src/app/x.ts', 'sql`update series set last = last + 1`'],
  ['passwords and sessions written', 'src/server/x.ts', 'sql`delete from sign_in_session where token = ${token}`'],
  ['notices written, marked, noted as sent', 'src/server/x.ts', 'sql`update notice set read = now()`'],
  ['webhooks posted, sent, their secrets kept', 'src/app/ask/x.ts', 'sql`update webhook_delivery set attempts = 0`'],
  ['webhooks posted, sent, their secrets kept', 'src/server/x.ts', 'sql`insert into webhook_secret (id) values (1)`'],
  ['reminders marked as given', 'src/app/x.ts', 'sql`insert into reminder (key) values (${key})`'],
  ['the state of the installation', 'src/app/x.ts', `sql\`update installation set demo = 'yes'\``],
  ['type set anew', 'src/server/x.ts', 'sql`insert into paper (key) values (${key})`'],
  [
    'what of mails somebody chose, and in which language they asked',
    'src/server/x.ts',
    'sql`delete from mail_choice where person = ${id}`',
  ],
  ['when an access token was used', 'src/server/x.ts', 'sql`delete from access_token_use`'],
  ['what somebody follows', 'src/server/x.ts', 'sql`delete from following where person = ${id}`'],
  ['readings of captures kept', 'src/server/x.ts', 'sql`insert into capture_reading (key) values (${key})`'],
  ['a file written', 'src/app/x.ts', 'await fs.writeFile(file, text)'],
  ['a file written', 'src/server/x.ts', 'createWriteStream(file)'],
  ['a file written', 'src/cli/x.ts', `import { writeFile } from 'node:fs/promises'`],
  ['a file written', 'src/cli/x.ts', `const handle = await fs.open(file, 'w')`],
  ['the bytes of evidence taken away', 'src/server/x.ts', 'await house.evidence.remove(sha256)'],
  ['the sign-in library', 'src/server/x.ts', `import { betterAuth } from 'better-auth'`],
  ['a signature made or checked', 'src/server/x.ts', `createHmac('sha256', secret)`],
  ['signing, and a signature of ours checked', 'src/app/x.ts', `import { createHash, sign } from 'node:crypto'`],
  ['checkpoints kept', 'src/cli/x.ts', 'sql`delete from checkpoint where facts = 1`'],
  ['mail', 'src/app/notices.ts', `import nodemailer from 'nodemailer'`],
  ['a redirect', 'src/server/x.ts', 'return context.redirect(next, 303)'],
  ['a redirect', 'web/pages/x.ts', `return new Response(null, { status: 302, headers: { Location: next } })`],
  ['a redirect', 'web/pages/x.ts', `headers.set('location', next)`],
  ['what was sent read as text or as a form', 'src/server/x.ts', 'const sent = await context.req.text()'],
  ['what was sent read as text or as a form', 'src/server/x.ts', 'const form = await call.context.req.formData()'],
  ['a file given out', 'web/pages/x.ts', `headers: { 'Content-Disposition': 'inline' }`],
  ['typesetting', 'src/server/x.ts', `import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler'`],
  ['a line of CSV', 'src/server/x.ts', `cell.replaceAll('"', '""')`],
  ['DOCX', 'src/server/x.ts', `import { Packer } from 'docx'`],
  ['XLSX', 'src/server/x.ts', `import { XlsxStream } from 'hucre'`],
  ['markup that is not escaped', 'web/pages/x.ts', `import { html, raw } from '../parts/html.ts'`],
  ['markup that is not escaped', 'web/islands/x.ts', 'place.innerHTML = text'],
  ['a route mounted', 'src/server/x.ts', `app.get('/back-door', answer)`],
  ['another program started', 'src/app/x.ts', `import { spawn } from 'node:child_process'`],
  ['a connection to elsewhere', 'src/app/x.ts', `import https from 'node:https'`],
  ['a connection to elsewhere', 'src/app/x.ts', `import { connect } from 'node:net'`],
  ['a connection to elsewhere', 'web/islands/x.ts', `await fetch('https://elsewhere.test')`],
  ['bytes compiled and run', 'src/server/x.ts', 'new WebAssembly.Module(bytes)'],
  ['bytes compiled and run', 'web/islands/x.ts', 'await WebAssembly.instantiateStreaming(fetched)'],
  ['text run as a program', 'web/islands/x.ts', 'eval(text)'],
  ['text run as a program', 'src/rulebook/x.ts', `new Function('d', text)`],
]

describe('control', () => {
  test.each(PLANTED)('%s in %s is found: %s', (act, file, text) => {
    expect(strays([{ file, text }], act, table().get(act)!)).toEqual([file])
  })

  test('every act has a planted fault, and what merely speaks of it is none', () => {
    expect(new Set(PLANTED.map(([act]) => act))).toEqual(new Set(Object.keys(ACTS)))
    const harmless = withoutComments('/** Never delete from fact, never eval(text). */\n// app.get(x)\nconst a = 1')
    expect(Object.keys(ACTS).flatMap((act) => strays([{ file: 'src/x.ts', text: harmless }], act, []))).toEqual([])
  })
})
