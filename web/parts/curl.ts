/** A call of the API as a line for the shell, the same on the page and in its script; what is still to be filled in stands as `<name>`. */

export type CallField = {
  readonly name: string
  readonly place: string
  readonly isNeeded: boolean
  readonly value: string
}

/** The parts of the path filled in, and of the query what was typed or has to be there. */
export function callAddress(path: string, fields: readonly CallField[]): string {
  const ofPath = fields.filter(({ place }) => place === 'path')
  const filled = ofPath.reduce((all, field) => all.replace(`{${field.name}}`, () => valueOf(field)), path)
  const query = fields
    .filter(({ place, isNeeded, value }) => place !== 'path' && (isNeeded || value !== ''))
    .map((field) => `${encoded(field.name)}=${valueOf(field)}`)
  return query.length > 0 ? `${filled}?${query.join('&')}` : filled
}

const valueOf = ({ name, value }: CallField): string => (value === '' ? `<${name}>` : encoded(value))

/** Nothing is left that means something to a shell between double quotes, or to curl in an address. */
const encoded = (text: string): string =>
  encodeURIComponent(text).replaceAll(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)

export type CurlCall = {
  readonly method: string
  readonly address: string
  /** Whether it is answered without a token. */
  readonly isOpen: boolean
  /** As it was typed: what is wrong with it the API says. */
  readonly body: string | null
}

export function curlOf({ method, address, isOpen, body }: CurlCall): string {
  return [
    `curl ${method === 'GET' ? '' : `-X ${method} `}"$CERTWRIGHT${address}"`,
    ...(isOpen ? [] : [`-H "Authorization: Bearer $TOKEN"`]),
    ...(body === null ? [] : [`-H 'content-type: application/json'`, ['--data-raw', quoted(body)].join(' ')]),
  ].join(' \\\n  ')
}

/** As one word to a shell. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`
}
