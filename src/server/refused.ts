/**
 * A refusal as programs and the scripts of pages read it: its words in the language of whoever reads them, code and
 * clause as they are. A program gets English unless it asks for another of ours; a script has the language of its page.
 */
import type { Context } from 'hono'
import { type Language, languageAccepted } from '../kernel/language.ts'
import { type Refusal, refusalAsData, statusOf } from '../kernel/refusal.ts'
import { say } from '../languages/say.ts'
import { inLanguage } from '../languages/speaking.ts'
import { languageOf } from './visit-parts.ts'

export function refusedAsData(context: Context, refusal: Refusal, status = statusOf(refusal)): Response {
  const language = languageOfData(context)
  context.header('content-language', language)
  return context.json(
    inLanguage(language, () => said(refusal)),
    status as 422,
  )
}

/** What a program sent: a cookie that a browser adds by itself tells nothing of what it wants of the API. */
export function languageOfData(context: Context): Language {
  return context.req.path.startsWith('/api/')
    ? (languageAccepted(context.req.header('accept-language')) ?? 'en')
    : languageOf(context)
}

function said(refusal: Refusal) {
  const { refused } = refusalAsData(refusal)
  const { says, next, faults } = refused
  return {
    refused: {
      ...refused,
      says: say(says),
      next: say(next),
      ...(faults ? { faults: faults.map((fault) => ({ ...fault, says: say(fault.says) })) } : {}),
    },
  }
}
