/** The forms of a page as a browser would send them: every field with what it shows, the hidden ones too. */

export type PageForm = { readonly move: string; readonly fields: URLSearchParams }

/** The form of a move on a page, of the thing with this id. */
export function formOn(page: string, move: string, id: string): URLSearchParams {
  const found = formsOn(page).find((form) => form.move === move && form.fields.get('_id') === id)
  if (!found) throw new Error(`the page has no form for ${move} on ${id}`)
  return found.fields
}

export function formsOn(page: string): readonly PageForm[] {
  const forms = [...page.matchAll(/<form\s[^>]*?action="\/moves\/([a-z-]+)"[^>]*>([^]*?)<\/form>/g)]
  return forms.map(([, move = '', inside = '']) => ({ move, fields: fieldsIn(inside) }))
}

const CONTROL = /<input([^>]*)>|<textarea([^>]*)>([^]*?)<\/textarea>|<select([^>]*)>([^]*?)<\/select>/g

function fieldsIn(inside: string): URLSearchParams {
  const fields = new URLSearchParams()
  for (const [, input, area, text = '', select, options = ''] of inside.matchAll(CONTROL)) {
    const tag = input ?? area ?? select ?? ''
    const name = attribute(tag, 'name')
    if (name === null) continue
    const isBox = /type="(?:checkbox|radio)"/.test(tag)
    if (isBox && !/\schecked(?:\s|$|\/)/.test(tag)) continue
    if (input !== undefined) fields.append(name, attribute(tag, 'value') ?? (isBox ? 'on' : ''))
    else if (area !== undefined) fields.append(name, plain(text.replace(/^\n/, '')))
    else fields.append(name, chosenIn(options))
  }
  return fields
}

function chosenIn(options: string): string {
  const all = [...options.matchAll(/<option([^>]*)>/g)].map(([, tag = '']) => tag)
  const chosen = all.find((tag) => /\sselected(?:\s|$)/.test(tag)) ?? all[0] ?? ''
  return attribute(chosen, 'value') ?? ''
}

function attribute(tag: string, name: string): string | null {
  const found = new RegExp(`(?:^|\\s)${name}="([^"]*)"`).exec(tag)
  return found ? plain(found[1]!) : null
}

function plain(text: string): string {
  return text
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
}
