/** Addresses where there is little room: they may break where people would break them, never within a host or a number. */
import { each, html, type Html, nothing, written } from '../parts/html.ts'

/** `"Anna" <sip:+493090@192.0.2.10>`: before the address and after the at. */
export function sipAddress(text: string): Html {
  return breakable(text.split(/(?<=@)|(?=<)/))
}

/** A host, IPv6 ones among them: after a colon or a dot. */
export function hostName(text: string): Html {
  return breakable(text.split(/(?<=[:.])/))
}

function breakable(groups: readonly string[]): Html {
  return html`${each(groups, (group, index) => html`${index > 0 ? html`<wbr />` : nothing}${written(group)}`)}`
}
