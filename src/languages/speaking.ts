/** In which language something is done: it goes with the request or the mail, through everything that is awaited. */
import { AsyncLocalStorage } from 'node:async_hooks'
import fs from 'node:fs'
import { type Language, OTHER_LANGUAGES } from '../kernel/language.ts'
import { learn, type Room, speakBy } from './say.ts'

const spoken = new AsyncLocalStorage<Language>()
let isLearnt = false

/** Does the work, with all that it says in a language. */
export function inLanguage<Done>(language: Language, work: () => Done): Done {
  learnAll()
  return spoken.run(language, work)
}

/** What is made piece by piece after the answer has begun, still in the language it was begun in. */
export function inSameLanguage<Piece>(pieces: AsyncIterable<Piece>): AsyncGenerator<Piece> {
  return piecesIn(spoken.getStore() ?? 'en', pieces)
}

async function* piecesIn<Piece>(language: Language, pieces: AsyncIterable<Piece>): AsyncGenerator<Piece> {
  const each = pieces[Symbol.asyncIterator]()
  try {
    for (;;) {
      const next = await inLanguage(language, () => each.next())
      if (next.done) return
      yield next.value
    }
  } finally {
    await each.return?.()
  }
}

function learnAll(): void {
  if (isLearnt) return
  isLearnt = true
  for (const language of OTHER_LANGUAGES) {
    learn(language, wordsOf(language))
    learn(language, wordsOf(language, 'findings'), 'findings')
  }
  speakBy(() => spoken.getStore() ?? 'en')
}

/** What is found in captures has a file of its own; all others are what pages say. */
const FINDINGS = 'findings.json'

/** English to the words of a language, out of its files. */
export function wordsOf(language: (typeof OTHER_LANGUAGES)[number], room: Room = 'pages'): ReadonlyMap<string, string> {
  const folder = new URL(`./words/${language}/`, import.meta.url)
  const files = fs
    .readdirSync(folder)
    .filter((name) => name.endsWith('.json') && (name === FINDINGS) === (room === 'findings'))
    .toSorted()
  return new Map(
    files.flatMap((name) =>
      Object.entries(JSON.parse(fs.readFileSync(new URL(name, folder), 'utf8')) as Record<string, string>),
    ),
  )
}
