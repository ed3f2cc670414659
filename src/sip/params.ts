/** The small grammar most headers share: values divided by a mark, parameters after semicolons, quoted text. */

const MOST_PARTS = 1024

/** Divides at a mark that stands neither in quotes nor in angle brackets. Empty parts are left out. */
export function divided(text: string, mark: ',' | ';' | ' '): readonly string[] {
  const parts: string[] = []
  let from = 0
  let isQuoted = false
  let depth = 0
  for (let at = 0; at <= text.length && parts.length < MOST_PARTS; at += 1) {
    const character = text[at]
    if (isQuoted && character === '\\') at += 1
    else if (character === '"') isQuoted = !isQuoted
    else if (isQuoted && at < text.length) continue
    else if (character === '<') depth += 1
    else if (character === '>') depth = Math.max(0, depth - 1)
    else if (at >= text.length || (character === mark && depth === 0)) {
      const part = text.slice(from, at).trim()
      if (part !== '') parts.push(part)
      from = at + 1
    }
  }
  if (from < text.length && parts.length < MOST_PARTS) parts.push(text.slice(from).trim())
  return parts
}

/** Parameters by their lower-case name; one without a value is there with an empty text. The first of a name counts. */
export type Params = ReadonlyMap<string, string>

export function paramsOf(parts: readonly string[]): Params {
  const params = new Map<string, string>()
  for (const part of parts) {
    const equals = part.indexOf('=')
    const name = (equals < 0 ? part : part.slice(0, equals)).trim().toLowerCase()
    if (!params.has(name)) params.set(name, equals < 0 ? '' : unquoted(part.slice(equals + 1).trim()))
  }
  return params
}

export function unquoted(text: string): string {
  const inside = /^"((?:[^"\\]|\\.)*)"$/s.exec(text)?.[1]
  return inside === undefined ? text : inside.replace(/\\(.)/gs, '$1')
}

/** A value with its parameters: `486;text="Busy"` and the like. */
export function withParams(text: string): { readonly value: string; readonly params: Params } {
  const [value = '', ...rest] = divided(text, ';')
  return { value, params: paramsOf(rest) }
}
