/**
 * What a page tells search engines of its subject (schema.org, JSON-LD). It is data: no browser runs it, and the policy
 * on scripts has nothing to allow. Inside the element nothing is decoded, so what could end it is written as JSON
 * writes signs by their number.
 */
import { html, type Html, raw } from './html.ts'

export type LinkedData = { readonly '@type': string; readonly [property: string]: unknown }

export function linkedData(data: LinkedData): Html {
  return html`<script type="application/ld+json">
    ${raw(asData(data))}
  </script>`
}

/** `<`, `>` and `&` by their number, and the two line ends that JSON takes for letters and scripts do not. */
export function asData(data: LinkedData): string {
  return JSON.stringify({ '@context': 'https://schema.org', ...data }).replaceAll(
    /[<>&\u2028\u2029]/g,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}
