/** The glossary has a word for every noun that is kept, and none twice. */
import fs from 'node:fs'
import { describe, expect, test } from 'vitest'
import { NOUN_NAMES } from '../src/programme/nouns.ts'

const GLOSSARY = fs.readFileSync(new URL('../GLOSSARY.md', import.meta.url), 'utf8')

const heads = [...GLOSSARY.matchAll(/^\| ([^|]+) \|/gm)].map(([, head = '']) => head).filter((head) => head !== 'word')
/** Every word of a head by itself, those in brackets as well: `Lab line` and `LabLine` are one. */
const words = (all: readonly string[]) =>
  all
    .flatMap((head) => head.split(/[,()]/))
    .map((word) => word.trim().replaceAll(' ', '').toLowerCase())
    .filter((word) => word !== '')

const missing = (all: readonly string[]) => NOUN_NAMES.filter((noun) => !words(all).includes(noun.replaceAll('-', '')))
const twice = (all: readonly string[]) => words(all).filter((word, index, every) => every.indexOf(word) !== index)

describe('the glossary', () => {
  test('has every noun', () => {
    expect(heads.length).toBeGreaterThan(100)
    expect(missing(heads)).toEqual([])
  })

  test('control: a noun that is not in it is missed', () => {
    expect(missing(heads.filter((head) => !head.includes('Webhook')))).toEqual(['webhook'])
  })

  test('has no word twice', () => {
    expect(twice(heads)).toEqual([])
  })

  test('control: a word of two heads is seen, in a list and in brackets', () => {
    expect(twice([...heads, 'Spot, Place', 'Strange (request)', 'Quota (lab line)'])).toEqual([
      'place',
      'request',
      'labline',
    ])
  })
})
