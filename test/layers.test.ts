/** The doors between the rooms: every import line of src and web against the table in ARCHITECTURE.md. */
import fs from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'

const root = path.resolve(import.meta.dirname, '..')

/** Rooms that decide without looking at the world: no file, no clock, no chance. */
const PURE = ['kernel', 'sip', 'capture', 'programme', 'conformance', 'rulebook', 'signing', 'api']

/** What is loaded in browsers as well. */
const IN_BROWSERS: ReadonlySet<string> = new Set(['views', 'islands'])
/** Asks Node whose request it is; everything else in its room is pure. */
const SPEAKING = 'src/languages/speaking.ts'

type Source = { readonly file: string; readonly text: string }

function sources(): readonly Source[] {
  return ['src', 'web']
    .flatMap((room) =>
      fs.readdirSync(path.join(root, room), { recursive: true, encoding: 'utf8' }).map((name) => `${room}/${name}`),
    )
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
    .map((file) => ({ file, text: fs.readFileSync(path.join(root, file), 'utf8') }))
}

/** Which rooms each room may import, as the table says it. */
function doors(): ReadonlyMap<string, ReadonlySet<string>> {
  const [, table = ''] =
    /\| room \| may import \|\n\|[-| ]+\n((?:\|.*\n)+)/.exec(
      fs.readFileSync(path.join(root, 'ARCHITECTURE.md'), 'utf8'),
    ) ?? []
  const rows = [...table.matchAll(/^\| (\w+)(?: \(in web\))? \| ((?:nothing|\w+)[^|]*) \|$/gm)]
  const words = (text: string) => text.replace('nothing but themselves and ', '').split(/, /)
  return new Map(rows.map(([, room = '', may = '']) => [room, new Set(may === 'nothing' ? [] : words(may))] as const))
}

function roomOf(file: string): string {
  if (file.startsWith('web/islands/')) return 'islands'
  if (file.startsWith('web/views/')) return 'views'
  return file.startsWith('web/') ? 'web' : (file.split('/')[1] ?? '')
}

function importsOf({ file, text }: Source): readonly string[] {
  return [...text.matchAll(/(?:^import|^export|\bimport\()[^'"`;]*?['"`]([^'"`]+)['"`]/gm)].map(([, from = '']) =>
    from.startsWith('.') ? path.posix.join(path.posix.dirname(file), from) : from,
  )
}

function trespasses(source: Source, table: ReadonlyMap<string, ReadonlySet<string>>): readonly string[] {
  const room = roomOf(source.file)
  const may = table.get(room)
  if (!may) return [`${source.file}: the room ${room} is not in the table`]
  return importsOf(source).flatMap((target) => {
    const needsNode = target.startsWith('node:') || target === SPEAKING
    if (needsNode && (PURE.includes(room) || IN_BROWSERS.has(room))) return [`${source.file} imports ${target}`]
    if (target.startsWith('node:')) return []
    if (!/^(src|web)\//.test(target)) return []
    const to = roomOf(target)
    return to === room || may.has(to) ? [] : [`${source.file} imports ${target}`]
  })
}

test('every import goes through a door', () => {
  const table = doors()
  const read = sources()
  expect(read.length).toBeGreaterThan(250)
  expect(read.flatMap(importsOf).length).toBeGreaterThan(1000)
  expect([...table.keys()].toSorted()).toEqual([...new Set(read.map(({ file }) => roomOf(file)))].toSorted())
  expect(read.flatMap((source) => trespasses(source, table))).toEqual([])
})

/** Planted faults, each of which has to be found. */
test.each([
  ['src/programme/x.ts', `import { stands } from '../rulebook/rule.ts'`],
  ['src/rulebook/x.ts', `import type { Queryable } from '../store/database.ts'`],
  ['src/kernel/x.ts', `import fs from 'node:fs'`],
  ['web/pages/office/x.ts', `import { load } from '../../../src/store/nouns.ts'`],
  ['web/views/x.ts', `import { act } from '../../src/app/act.ts'`],
  ['web/islands/x.ts', `import { act } from '../../src/app/act.ts'`],
  ['src/server/x.ts', `const later = await import('../store/migrate.ts')`],
  ['src/store/x.ts', `export { act } from '../app/act.ts'`],
  ['src/sip/x.ts', `import { readCapture } from '../capture/reading.ts'`],
  ['src/capture/x.ts', `import fs from 'node:fs'`],
  ['web/views/x.ts', `import { inLanguage } from '../../src/languages/speaking.ts'`],
  ['src/cellar/x.ts', `export {}`],
])('%s with "%s" is found', (file, text) => {
  expect(trespasses({ file, text }, doors())).toHaveLength(1)
})

test.each(PURE)('%s asks neither the clock nor chance', (room) => {
  const own = sources().filter(({ file }) => roomOf(file) === room)
  expect(own).not.toHaveLength(0)
  expect(own.filter(({ text }) => WORLD.test(text)).map(({ file }) => file)).toEqual([])
})

const WORLD = /\bDate\.now\(|\bnew Date\(\)|\bMath\.random\(|\bcrypto\.|\bprocess\./

test('a clock would be found', () => {
  expect(WORLD.test('const now = Date.now()')).toBe(true)
})

/** Names of packages as the table of dependencies gives them; a star stands for anything. */
function dependenciesTold(architecture: string): readonly RegExp[] {
  const [, table = ''] = /\| package \| for \|\n\|[-| ]+\n((?:\|.*\n?)+)/.exec(architecture) ?? []
  return [...table.matchAll(/^\| ([^|]+) \|/gm)]
    .flatMap(([, names = '']) => [...names.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name))
    .map((name) => new RegExp(`^${name.replaceAll('*', '.*')}$`))
}

test('every package that is run with is in the table of dependencies, with why, and none besides', () => {
  const told = dependenciesTold(fs.readFileSync(path.join(root, 'ARCHITECTURE.md'), 'utf8'))
  const { dependencies, optionalDependencies } = JSON.parse(
    fs.readFileSync(path.join(root, 'package.json'), 'utf8'),
  ) as Record<string, Record<string, string>>
  const had = Object.keys({ ...dependencies, ...optionalDependencies })
  expect(had.length).toBeGreaterThan(10)
  expect(had.filter((name) => !told.some((each) => each.test(name)))).toEqual([])
  expect(told.filter((each) => !had.some((name) => each.test(name))).map(String)).toEqual([])
  // Control: a package that the table does not name is found.
  expect(told.some((each) => each.test('left-pad'))).toBe(false)
})
