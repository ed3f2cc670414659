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

export type Asset = { readonly body: Buffer; readonly gzipped: Buffer | null; readonly type: string }

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..')
const packages = createRequire(import.meta.url)

/** Folders of the project that browsers may load scripts from: islands, and pure code they share with us. */
const SCRIPT_FOLDERS = ['web/islands', 'src/kernel'] as const

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

/** Packages that islands name, and the one file of each that browsers get. */
const BARE = { '@hotwired/turbo': 'dist/turbo.es2017-esm.js' } as const

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
  for (const folder of SCRIPT_FOLDERS) {
    for (const file of fs.readdirSync(path.join(root, folder))) {
      if (!file.endsWith('.ts') || file.endsWith('.test.ts')) continue
      found.set(
        `${folder}/${file}`,
        made(stripTypeScriptTypes(read(`${folder}/${file}`)), 'text/javascript; charset=utf-8'),
      )
    }
  }
  for (const [name, file] of Object.entries(BARE)) {
    found.set(
      `npm/${name}.js`,
      made(fs.readFileSync(path.join(packageFolder(name), file), 'utf8'), 'text/javascript; charset=utf-8'),
    )
  }
  return found
}

/** Names of packages become addresses once the hash is known. */
function linkPackages(): void {
  for (const [name, asset] of assets) {
    if (!name.startsWith('web/islands/')) continue
    const text = asset.body
      .toString('utf8')
      .replace(/(from\s*|import\s*)'([^'./][^']*)'/g, (whole, verb: string, bare: string) =>
        Object.hasOwn(BARE, bare) ? `${verb}'/assets/${hash}/npm/${bare}.js'` : whole,
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

function packageFolder(name: string): string {
  return path.join(root, 'node_modules', name)
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
