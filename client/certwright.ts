/**
 * A typed client of the API, without any dependency: take this file and `operations.ts` beside it into a program of your
 * own. What an operation takes and gives is known to the type checker; a no is thrown as `Refused`.
 *
 *   const certwright = connect({ url: 'https://certwright.example', token: process.env.CERTWRIGHT_TOKEN })
 *   const { rows } = await certwright.read('/api/reference-guide', { query: { platform: 'mivoice-business' } })
 *   const done = await certwright.move('order', { id: project, input: { … }, once: crypto.randomUUID() })
 */
import { MOVE_PATHS, type MoveInputs, type Reads } from './operations.ts'

export type Connection = {
  /** Where the server is, without a path. */
  readonly url: string
  /** A session's token or an access token; none for what is open to everybody. */
  readonly token?: string | undefined
}

export type Done = {
  readonly fact: number
  readonly kind: string
  readonly says: string
  readonly data: unknown
  /** Ids of what is new, by noun. */
  readonly made: Readonly<Record<string, string>>
  /** Whether it had been done before under the same key. */
  readonly repeated: boolean
  /** What the move made and nobody is shown again: the secret of an access token. */
  readonly secret?: string
}

/** What was not done, and why. */
export class Refused extends Error {
  override readonly name = 'Refused'
  readonly status: number
  readonly code: string
  readonly clause: string | null
  readonly next: string
  readonly faults: readonly { readonly at: string; readonly says: string }[]

  constructor(status: number, refused: RefusedBody) {
    super(refused.says)
    this.status = status
    this.code = refused.code
    this.clause = refused.clause
    this.next = refused.next
    this.faults = refused.faults ?? []
  }
}

/** Something else answered in place of the server, such as a proxy before it: whether it was done is not known. */
export class NotAnswered extends Error {
  override readonly name = 'NotAnswered'
}

type RefusedBody = Pick<Refused, 'code' | 'clause' | 'next'> & { says: string; faults?: Refused['faults'] }

export type Client = {
  readonly read: <Path extends keyof Reads>(path: Path, asked: Reads[Path]['asks']) => Promise<Reads[Path]['gives']>
  readonly move: <Move extends keyof MoveInputs>(move: Move, deed: Deed<MoveInputs[Move]>) => Promise<Done>
}

export type Deed<Input> = {
  /** What it is done to; left out where something new is made. */
  readonly id?: string
  readonly input: Input
  /** A key of your own: the same again is answered with the fact of the first time. */
  readonly once?: string
  /** The revision you read; refused when the project has moved on since. */
  readonly seen?: number
}

type Asked = {
  readonly path?: Readonly<Record<string, string>>
  readonly query?: Readonly<Record<string, string | number | undefined>>
  readonly body?: unknown
}

export function connect({ url, token }: Connection): Client {
  const headers = { accept: 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) }
  return {
    read: async (path, asked) => {
      const { path: parts = {}, query = {}, body } = asked as Asked
      const address = new URL(filled(path, parts), url)
      for (const [name, value] of Object.entries(query))
        if (value !== undefined) address.searchParams.set(name, String(value))
      return answerOf(
        await fetch(
          address,
          body === undefined
            ? { headers }
            : {
                method: 'POST',
                headers: { ...headers, 'content-type': 'application/json' },
                body: JSON.stringify(body),
              },
        ),
      )
    },
    move: async (move, { id, input, once, seen }) =>
      answerOf(
        await fetch(new URL(filled(MOVE_PATHS[move], id === undefined ? {} : { id }), url), {
          method: 'POST',
          headers: {
            ...headers,
            'content-type': 'application/json',
            ...(once ? { 'idempotency-key': once } : {}),
            ...(seen === undefined ? {} : { 'if-match': `"${seen}"` }),
          },
          body: JSON.stringify(input),
        }),
      ),
  }
}

function filled(path: string, parts: Readonly<Record<string, string>>): string {
  return path.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = parts[name]
    if (value === undefined) throw new TypeError(`${path} needs ${name}`)
    return encodeURIComponent(value)
  })
}

async function answerOf<Answer>(response: Response): Promise<Answer> {
  const text = await response.text()
  const body = parsed(text) as (Answer & { refused?: RefusedBody }) | undefined
  if (body?.refused) throw new Refused(response.status, body.refused)
  if (!response.ok || body === undefined)
    throw new NotAnswered(`${response.status} from ${response.url}, and no answer of Certwright: ${text.slice(0, 200)}`)
  return body
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
