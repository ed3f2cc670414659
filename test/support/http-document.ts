/** The requests that a page of documentation shows, by the heading they stand under, ready to be sent. */
import fs from 'node:fs'

export type Request = {
  readonly method: string
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | null
}

/** Reads every block marked `http` in a chapter; names in double braces stay as they are. */
export function requestsIn(file: string, chapter: string): ReadonlyMap<string, readonly Request[]> {
  const requests = new Map<string, Request[]>()
  const chapters = fs.readFileSync(file, 'utf8').split(/^## /m)
  const written = chapters.find((each) => each.startsWith(`${chapter}\n`))
  if (written === undefined) throw new Error(`no chapter ${chapter}`)
  const sections = written.split(/^### /m).slice(1)
  for (const section of sections) {
    const title = section.slice(0, section.indexOf('\n')).trim()
    const blocks = [...section.matchAll(/^```http\n([^]*?)^```$/gm)].map(([, text = '']) => requestOf(text))
    requests.set(title, blocks)
  }
  return requests
}

function requestOf(text: string): Request {
  const [head = '', ...rest] = text.trimEnd().split('\n\n')
  const [first = '', ...lines] = head.split('\n')
  const [, method, path] = /^(GET|POST) (\S+)$/.exec(first) ?? []
  if (!method || !path) throw new Error(`no request: ${first}`)
  const headers = lines.map((line): [string, string] => {
    const [, name, value] = /^([A-Za-z-]+): (.+)$/.exec(line) ?? []
    if (!name || !value) throw new Error(`no header: ${line}`)
    return [name.toLowerCase(), value]
  })
  return { method, path, headers: Object.fromEntries(headers), body: rest.length > 0 ? rest.join('\n\n') : null }
}

/** A request with every name in double braces put in; one that nobody gave is a fault of the page. */
export function filled(request: Request, values: Readonly<Record<string, string>>): Request {
  const put = (text: string) =>
    text.replace(/\{\{(\w+)\}\}/g, (_, name: string) => {
      const value = values[name]
      if (value === undefined) throw new Error(`${request.path} speaks of {{${name}}}, which no answer gave`)
      return value
    })
  return {
    method: request.method,
    path: put(request.path),
    headers: Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, put(value)])),
    body: request.body === null ? null : put(request.body),
  }
}
