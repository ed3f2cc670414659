/**
 * What islands say, in the language of the page: its words are fetched once and kept for good, like all of this version.
 * English needs none; where they do not come, English is said.
 */
import { type Language, languageNamed } from '../../src/kernel/language.ts'
import { learn, type Room, speakBy } from '../../src/languages/say.ts'

/** Of every page with scripts, or of those that read captures as well. */
type Words = 'islands' | 'captures'

const fetched = new Map<string, Promise<void>>()
const known = new Map<Language, Record<Room, Map<string, string>>>()

const languageOfPage = (): Language => languageNamed(document.documentElement.lang) ?? 'en'

speakBy(languageOfPage)

export function fetchWords(words: Words): Promise<void> {
  const language = languageOfPage()
  if (language === 'en') return Promise.resolve()
  const name = `${language}-${words}`
  const coming = fetched.get(name) ?? take(name, language).catch(() => void fetched.delete(name))
  fetched.set(name, coming)
  return coming
}

async function take(name: string, language: Language): Promise<void> {
  const answer = await fetch(new URL(`../../words/${name}.json`, import.meta.url))
  const rooms = (await answer.json()) as Readonly<Record<Room, Readonly<Record<string, string>>>>
  const all = known.get(language) ?? { pages: new Map(), findings: new Map() }
  known.set(language, all)
  for (const room of ['pages', 'findings'] as const) {
    for (const [english, said] of Object.entries(rooms[room])) all[room].set(english, said)
    learn(language, all[room], room)
  }
}
