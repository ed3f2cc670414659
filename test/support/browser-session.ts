/** What a browser does with forms and cookies, over real HTTP: fills in, keeps what it is given, follows nothing by itself. */

export type Cookie = {
  readonly name: string
  readonly value: string
  readonly attributes: Readonly<Record<string, string>>
}

export type Answer = {
  readonly status: number
  readonly location: string | null
  readonly cookies: readonly Cookie[]
  readonly text: string
  readonly headers: Headers
}

export class BrowserSession {
  private readonly address: string
  readonly jar = new Map<string, string>()

  constructor(address: string, jar: Readonly<Record<string, string>> = {}) {
    this.address = address
    for (const [name, value] of Object.entries(jar)) this.jar.set(name, value)
  }

  get(path: string, headers: Readonly<Record<string, string>> = {}): Promise<Answer> {
    return this.ask(path, { headers })
  }

  post(
    path: string,
    form: Readonly<Record<string, string>>,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<Answer> {
    const type = { 'content-type': 'application/x-www-form-urlencoded' }
    return this.ask(path, {
      method: 'POST',
      body: new URLSearchParams(form).toString(),
      headers: { ...type, ...headers },
    })
  }

  signIn(email: string, password: string, more: Readonly<Record<string, string>> = {}): Promise<Answer> {
    return this.post('/sign-in', { email, password, ...more })
  }

  /** Who the server takes us for. */
  async me(): Promise<string | null> {
    const answer = await this.get('/api/me')
    return answer.status === 200 ? (JSON.parse(answer.text) as { name: string }).name : null
  }

  private async ask(path: string, init: RequestInit): Promise<Answer> {
    const cookie = [...this.jar].map(([name, value]) => `${name}=${value}`).join('; ')
    const headers = { accept: 'text/html', ...(cookie ? { cookie } : {}), ...(init.headers as Record<string, string>) }
    const response = await fetch(`${this.address}${path}`, { ...init, headers, redirect: 'manual' })
    const cookies = response.headers.getSetCookie().map(readCookie)
    for (const { name, value, attributes } of cookies) {
      if (attributes['max-age'] === '0') this.jar.delete(name)
      else this.jar.set(name, value)
    }
    const text = await response.text()
    return {
      status: response.status,
      location: response.headers.get('location'),
      cookies,
      text,
      headers: response.headers,
    }
  }
}

function readCookie(line: string): Cookie {
  const [first = '', ...rest] = line.split(/;\s*/)
  const [name = '', ...value] = first.split('=')
  const attributes = rest.map((each): [string, string] => {
    const [key = '', said = ''] = each.split('=')
    return [key.toLowerCase(), said]
  })
  return { name, value: value.join('='), attributes: Object.fromEntries(attributes) }
}
