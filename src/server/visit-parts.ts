/** Small things a page is told of the visit besides what it reads itself. */
import type { Context, MiddlewareHandler } from 'hono'
import { beginningOf } from '../kernel/text.ts'
import { type Language, languageAccepted, languageNamed } from '../kernel/language.ts'
import type { Services } from './route.ts'

export function demoOn(services: Services): boolean {
  return services.demo.isOn
}

export function themeOf(context: Context): 'light' | 'dark' | null {
  const chosen = /(?:^|;\s*)cw_theme=(light|dark)/.exec(context.req.header('cookie') ?? '')?.[1]
  return chosen === 'light' || chosen === 'dark' ? chosen : null
}

/** What the reader chose: by the link they came by, earlier, or in their browser. */
export function languageOf(context: Context): Language {
  const earlier = /(?:^|;\s*)cw_language=([a-z]{2})(?:;|$)/.exec(context.req.header('cookie') ?? '')?.[1]
  return (
    languageNamed(context.req.query('language')) ??
    languageNamed(earlier) ??
    languageAccepted(context.req.header('accept-language')) ??
    'en'
  )
}

/** A language chosen by a link stays chosen, whatever the answer is; but what anybody may keep tells nobody anything. */
export const keepLanguage: MiddlewareHandler = async (context, next) => {
  await next()
  const chosen = languageNamed(context.req.query('language'))
  if (!chosen || context.res.headers.get('cache-control')?.startsWith('public')) return
  context.header('set-cookie', languageCookie(chosen), { append: true })
}

export function languageCookie(language: Language): string {
  return `cw_language=${language}; Path=/; Max-Age=31536000; SameSite=Lax`
}

/** What the move before this page did, said once. */
export function flashOf(context: Context): string | null {
  const found = /(?:^|;\s*)cw_done=([^;]*)/.exec(context.req.header('cookie') ?? '')?.[1]
  if (!found) return null
  try {
    return decodeURIComponent(found).slice(0, 300)
  } catch {
    return null
  }
}

export function flashCookie(says: string): string {
  return `cw_done=${encodeURIComponent(beginningOf(says, 300).toWellFormed())}; Path=/; Max-Age=30; HttpOnly; SameSite=Lax`
}
