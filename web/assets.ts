/**
 * What browsers load: styles, fonts, pictures, and scripts whose types are stripped as they are served. No
 * build step: a file is served under the path it has in the project, and the address carries one hash over
 * all of them, so that it can be kept for good and is never stale.
 */
import { createHash } from 'node:crypto'
import fs from 'node:fs'
import { createRequire, stripTypeScriptTypes } from 'node:module'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { OTHER_LANGUAGES } from '../src/kernel/language.ts'
import type { Room } from '../src/languages/say.ts'

export type Asset = { readonly body: Buffer; readonly gzipped: Buffer | null; readonly type: string }

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..')
const packages = createRequire(import.meta.url)

/** Where scripts begin: what each names is served as well, and nothing else is. */
const SCRIPTS = ['web/islands/main.ts', 'web/islands/capture-worker.ts'] as const

const STYLES = [
  'tokens',
  'base',
  'layout',
  'parts',
  'public-pages',
  'portal-pages',
  'project-pages',
  'captures',
  'print',
] as const

/** Packages that scripts name, and the file of each that browsers get. */
const BARE: Readonly<Record<string, string>> = {
  '@hotwired/turbo': '@hotwired/turbo/dist/turbo.es2017-esm.js',
  'hono/html': 'hono/dist/helper/html/index.js',
}

/** What a script names, in any of the ways there are; types are stripped by then. */
const NAMED = /((?<=[\s}])from\s+|\bimport\s+|\bimport\()(['"])([^'"\s]+)\2/g

const WEIGHTS = { sans: [400, 500, 600], mono: [400, 500] } as const

const RANGES = {
  latin:
    'U+0000-00FF,U+0131,U+0152-0153,U+02BB-02BC,U+02C6,U+02DA,U+02DC,U+2000-206F,U+20AC,U+2122,U+2191,U+2193,U+2212,U+2215,U+FEFF,U+FFFD',
  'latin-ext':
    'U+0100-0130,U+0132-0151,U+0154-02BA,U+02BD-02C5,U+02C7-02CC,U+02CE-02D7,U+1E00-1E9F,U+1EF2-1EFF,U+20A0-20AB,U+20AD-20C0,U+2113,U+2C60-2C7F,U+A720-A7FF',
} as const

const assets = gather()
const hash = createHash('sha256')
  .update([...assets].map(([name, asset]) => `${name}\n${sum(asset.body)}`).join('\n'))
  .digest('hex')
  .slice(0, 12)
linkPackages()

export function hashOfAssets(): string {
  return hash
}

export function assetNamed(name: string): Asset | null {
  return assets.get(name) ?? null
}

/** Scripts of ours that browsers load, by their paths in the project. */
export function scriptsOfOurs(): readonly string[] {
  return [...assets.keys()].filter((name) => name.endsWith('.ts'))
}

export function assetAddress(name: string): string {
  if (!assets.has(name)) throw new Error(`there is no asset ${name}`)
  return `/assets/${hash}/${name}`
}

function gather(): Map<string, Asset> {
  const found = new Map<string, Asset>()
  found.set(
    'web/look/all.css',
    made([fontFaces(), ...STYLES.map((name) => read(`web/look/${name}.css`))].join('\n'), 'text/css; charset=utf-8'),
  )
  found.set('web/look/mark.svg', made(read('web/look/mark.svg'), 'image/svg+xml'))
  for (const [name, file] of fontFiles())
    found.set(name, { body: fs.readFileSync(file), gzipped: null, type: 'font/woff2' })
  for (const script of SCRIPTS) follow(found, script)
  for (const language of OTHER_LANGUAGES) {
    const words = (name: string): object => JSON.parse(read(`src/languages/words/${language}/${name}.json`)) as object
    const take = (name: string, rooms: Readonly<Record<Room, object>>) =>
      found.set(`words/${language}-${name}.json`, made(JSON.stringify(rooms), 'application/json'))
    take('islands', { pages: words('islands'), findings: {} })
    take('captures', { pages: { ...words('views'), ...words('test-titles') }, findings: words('findings') })
  }
  return found
}

/** A script and all that it names, each once. What no browser has is a mistake of ours, found at the start. */
function follow(found: Map<string, Asset>, name: string): void {
  if (found.has(name)) return
  const isOurs = !name.startsWith('npm/')
  const source = isOurs ? stripTypeScriptTypes(read(name)) : read(name.replace('npm/', 'node_modules/'))
  found.set(name, made(source, 'text/javascript; charset=utf-8'))
  for (const [, , , named = ''] of source.matchAll(NAMED)) {
    const next = named.startsWith('.') ? path.posix.join(path.posix.dirname(name), named) : `npm/${BARE[named] ?? ''}`
    if (next === 'npm/') throw new Error(`${name} is for browsers and names ${named}`)
    follow(found, next)
  }
}

/** Names of packages become addresses once the hash is known. */
function linkPackages(): void {
  for (const [name, asset] of assets) {
    if (!name.endsWith('.ts')) continue
    const text = asset.body
      .toString('utf8')
      .replace(NAMED, (whole, verb: string, _: string, named: string) =>
        Object.hasOwn(BARE, named) ? `${verb}'/assets/${hash}/npm/${BARE[named]}'` : whole,
      )
    assets.set(name, made(text, asset.type))
  }
}

function made(text: string, type: string): Asset {
  const body = Buffer.from(text)
  return { body, gzipped: gzipSync(body, { level: 9 }), type }
}

function read(name: string): string {
  return fs.readFileSync(path.join(root, name), 'utf8')
}

function sum(body: Buffer): string {
  return createHash('sha256').update(body).digest('hex')
}

function fontFiles(): [string, string][] {
  return Object.entries(WEIGHTS).flatMap(([family, weights]) => {
    const folder = path.join(path.dirname(packages.resolve(`@fontsource/ibm-plex-${family}/package.json`)), 'files')
    return weights.flatMap((weight) =>
      ['latin', 'latin-ext'].map((range): [string, string] => {
        const name = `ibm-plex-${family}-${range}-${weight}-normal.woff2`
        return [`fonts/${name}`, path.join(folder, name)]
      }),
    )
  })
}

/** Fonts lie beside the style sheet's own address, so the rule can name them relative to it. */
function fontFaces(): string {
  return Object.entries(WEIGHTS)
    .flatMap(([family, weights]) =>
      weights.flatMap((weight) =>
        (['latin', 'latin-ext'] as const).map(
          (range) =>
            `@font-face{font-family:'IBM Plex ${family === 'sans' ? 'Sans' : 'Mono'}';font-weight:${weight};font-style:normal;font-display:swap;src:url(../../fonts/ibm-plex-${family}-${range}-${weight}-normal.woff2) format('woff2');unicode-range:${RANGES[range]}}`,
        ),
      ),
    )
    .join('\n')
}
