/** Browsers are given words for all that their scripts say. */
import { expect, test } from 'vitest'
import { findingKeys, spokenKeys } from '../bin/spoken.ts'
import { OTHER_LANGUAGES } from '../src/kernel/language.ts'
import { assetNamed, scriptsOfOurs } from './assets.ts'

type Words = { readonly pages: Readonly<Record<string, string>>; readonly findings: Readonly<Record<string, string>> }

function wordsFor(language: string, name: string): Words {
  return JSON.parse(assetNamed(`words/${language}-${name}.json`)!.body.toString('utf8')) as Words
}

/** Which scripts say it, by the file in which it was found first. */
const isScript = new Set(scriptsOfOurs())
const said = [...spokenKeys()].filter(
  ([, file]) => isScript.has(file) && /^web\/|^src\/languages\/|verdicts|dns-outcomes/.test(file),
)

test('scripts say something, and the reader of captures is among them', () => {
  expect(said.length).toBeGreaterThan(150)
  expect(isScript).toContain('web/islands/look.ts')
})

test.each(OTHER_LANGUAGES)('in %s there are words for all of it', (language) => {
  const pages = { ...wordsFor(language, 'islands').pages, ...wordsFor(language, 'captures').pages }
  expect(said.filter(([key]) => !Object.hasOwn(pages, key))).toEqual([])
  expect(
    [...findingKeys().keys()].filter((key) => !Object.hasOwn(wordsFor(language, 'captures').findings, key)),
  ).toEqual([])
  expect(pages['Blind transfer back to an outside number'], 'titles of test cases are shown as well').toBeDefined()
})

test('they are small: those of every page a few kilobytes, those of captures less than a picture', () => {
  for (const language of OTHER_LANGUAGES) {
    expect(assetNamed(`words/${language}-islands.json`)!.gzipped!.length).toBeLessThan(5_000)
    expect(assetNamed(`words/${language}-captures.json`)!.gzipped!.length).toBeLessThan(60_000)
  }
})
