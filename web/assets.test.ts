/** Browsers are given words for all that their scripts say. */
import fs from 'node:fs'
import { expect, test } from 'vitest'
import { findingKeys, keysIn } from '../bin/spoken.ts'
import { OTHER_LANGUAGES } from '../src/kernel/language.ts'
import { assetNamed, scriptsOfOurs } from './assets.ts'

type Words = { readonly pages: Readonly<Record<string, string>>; readonly findings: Readonly<Record<string, string>> }

function wordsFor(language: string, name: string): Words {
  return JSON.parse(assetNamed(`words/${language}-${name}.json`)!.body.toString('utf8')) as Words
}

/** What scripts say, each by itself: words of a page elsewhere are no words in a browser. */
const scripts = scriptsOfOurs()
const said = scripts
  .filter((file) => /^web\/|^src\/languages\/say|verdicts|dns-outcomes/.test(file))
  .flatMap((file) => keysIn(file, fs.readFileSync(file, 'utf8')).map((key) => [key, file] as const))
  .filter(([key]) => key !== '')

test('scripts say something, and the reader of captures is among them', () => {
  expect(said.length).toBeGreaterThan(150)
  expect(scripts).toContain('web/islands/look.ts')
})

test.each(OTHER_LANGUAGES)('in %s there are words for all of it', (language) => {
  const pages = { ...wordsFor(language, 'islands').pages, ...wordsFor(language, 'captures').pages }
  const { findings } = wordsFor(language, 'captures')
  expect(said.filter(([key]) => !Object.hasOwn(pages, key) && !Object.hasOwn(findings, key))).toEqual([])
  expect([...findingKeys().keys()].filter((key) => !Object.hasOwn(findings, key))).toEqual([])
  expect(pages['Blind transfer back to an outside number'], 'titles of test cases are shown as well').toBeDefined()
})

test('they are small: those of every page a few kilobytes, those of captures less than a picture', () => {
  for (const language of OTHER_LANGUAGES) {
    expect(assetNamed(`words/${language}-islands.json`)!.gzipped!.length).toBeLessThan(5_000)
    expect(assetNamed(`words/${language}-captures.json`)!.gzipped!.length).toBeLessThan(60_000)
  }
})
