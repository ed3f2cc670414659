/** What every part is written with: templates that escape what is put into them. */
import { html, raw } from 'hono/html'

export { html, raw }

export { count } from '../../src/kernel/text.ts'

export type Html = ReturnType<typeof html>

export const nothing = html``

/** The part when there is something to show, nothing otherwise. */
export function when<Value>(value: Value | null | undefined | false | '', show: (value: Value) => Html): Html {
  return value === null || value === undefined || value === false || value === '' ? nothing : show(value)
}

export function each<Item>(items: readonly Item[], show: (item: Item, index: number) => Html): Html {
  return html`${items.map(show)}`
}

/** An address with its query, values escaped, empty ones left out. */
export function address(path: string, query: Readonly<Record<string, string | null | undefined>> = {}): string {
  const params = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) if (value) params.set(name, value)
  const text = params.toString()
  return text === '' ? path : `${path}?${text}`
}

/** A name within a sentence: `Other product` becomes `other product`, `SIP trunk` stays. */
export function lowerFirst(name: string): string {
  return /^[A-Z][a-z]/.test(name) ? name.charAt(0).toLowerCase() + name.slice(1) : name
}
