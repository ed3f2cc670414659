/** The glossary has a word for every noun that is kept, and none twice. */
import fs from 'node:fs'
import { describe, expect, test } from 'vitest'
import { NOUN_NAMES } from '../src/programme/nouns.ts'

const GLOSSARY = fs.readFileSync(new URL('../GLOSSARY.md', import.meta.url), 'utf8')

const heads = [...GLOSSARY.matchAll(/^\| ([^|]+) \|/gm)].map(([, head = '']) => head).filter((head) => head !== 'word')
const words = (all: readonly string[]) =>
  new Set(all.flatMap((head) => head.split(/[,()]/)).map((word) => word.trim().replaceAll(' ', '').toLowerCase()))

const missing = (all: readonly string[]) => NOUN_NAMES.filter((noun) => !words(all).has(noun.replaceAll('-', '')))

describe('the glossary', () => {
  test('has every noun', () => {
    expect(heads.length).toBeGreaterThan(100)
    expect(missing(heads)).toEqual([])
  })

  test('control: a noun that is not in it is missed', () => {
    expect(missing(heads.filter((head) => !head.includes('Webhook')))).toEqual(['webhook'])
  })

  test('has no head twice', () => {
    expect(heads.length).toBe(new Set(heads).size)
  })
})
