/** Addresses that people gave, as links that lead where they say and run nothing. */
import { html, type Html } from './html.ts'

/** A web address people gave: a link, shown without its scheme. */
export function webLink(web: string): Html {
  return /^https?:\/\//.test(web)
    ? html`<a href="${web}" rel="noopener nofollow">${web.replace(/^https?:\/\//, '').replace(/\/$/, '')}</a>`
    : html`${web}`
}
