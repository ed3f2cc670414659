/**
 * A typed client of the API, without any dependency: take this file and `operations.ts` beside it into a program of your
 * own. What an operation takes and gives is known to the type checker; a no is thrown as `Refused`.
 *
 *   const certwright = connect({ url: 'https://certwright.example', token: process.env.CERTWRIGHT_TOKEN })
 *   const { rows } = await certwright.read('/api/reference-guide', { query: { platform: 'mivoice-business' } })
 *   const done = await certwright.move('order', { id: project, input: { … }, once: crypto.randomUUID() })
 *
 * Days are texts as 2026-06-15, instants texts of UTC as 2026-06-15T09:00:00Z, sums of money whole cents of their
 * currency. A list gives 50 rows unless `limit` says otherwise, 200 at most; `after` (of facts and deliveries `before`)
 * is where it goes on, given back in the next question, and null at the end.
 */
import { MOVE_PATHS, type MoveInputs, type Reads, type RefusalCode } from './operations.ts'

export type Connection = {
  /** Where the server is, without a path. */
  readonly url: string
  /** A session's token or an access token; none for what is open to everybody. */
  readonly token?: string | undefined
}

export type Done = {
  /** The number of the fact in the journal. */
  readonly fact: number
  /** What happened, for programs, such as `order-placed`. */
  readonly kind: string
  /** The same in a sentence, for people; it may be worded otherwise one day. */
  readonly says: string
  /** What the journal keeps of it; differs from kind to kind. */
  readonly data: unknown
  /** Ids of what is new, by noun. */
  readonly made: Readonly<Record<string, string>>
  /**
   * Whether it was done before: under the same key, or, where something is saved as it is typed, because it stands there
   * already; nothing is made then and `data` is null, the fact being the one it stands by.
   */
  readonly repeated: boolean
  /** What the move made and nobody is shown again: the secret of an access token. */
  readonly secret?: string
}

/** What was not done, and why; `message` says it in a sentence. Nothing of what was sent was taken. */
export class Refused extends Error {
  override readonly name = 'Refused'
  /** Of HTTP: 401, 403, 404, 409, 413, 422, 429, 500 or 503. */
  readonly status: number
  readonly code: RefusalCode
  /** The paragraph of the programme it rests on; null where it rests on none. */
  readonly clause: string | null
  /** What to do next, in a sentence. */
  readonly next: string
  /** Where several things are wrong, each with its place: a field, a name in the address, a cell; of `stale`, when what changed. */
  readonly faults: readonly { readonly at: string; readonly says: string }[]
  /** The page of what stands in the way, as a path of the server; null where there is none. */
  readonly see: string | null

  constructor(status: number, refused: RefusedBody) {
    super(refused.says)
    this.status = status
    this.code = refused.code
    this.clause = refused.clause
    this.next = refused.next
    this.faults = refused.faults ?? []
    this.see = refused.see ?? null
  }
}

/**
 * Something else answered in place of the server, such as a proxy before it: whether it was done is not known. Send it
 * again with the same `once`, and it is done once.
 */
export class NotAnswered extends Error {
  override readonly name = 'NotAnswered'
}

type RefusedBody = Pick<Refused, 'code' | 'clause' | 'next'> & {
  says: string
  faults?: Refused['faults']
  see?: string
}

export type Client = {
  /**
   * Ids in the path stand under `path`, filters under `query`. Throws `Refused`: `not-found` also for what is not yours
   * to see, `wrong-input` for a filter that is not known or left empty; `NotAnswered`; and what `fetch` throws where
   * nobody answers.
   */
  readonly read: <Path extends keyof Reads>(path: Path, asked: Reads[Path]['asks']) => Promise<Reads[Path]['gives']>
  /**
   * Throws as `read` does, and `not-permitted` where it is somebody else’s to do, `not-now` out of its time, `rule`
   * where the rulebook is against it, `stale` where `seen` is not the revision any more, `conflict` where `once` was
   * used for something else.
   */
  readonly move: <Move extends keyof MoveInputs>(move: Move, deed: Deed<MoveInputs[Move]>) => Promise<Done>
}

export type Deed<Input> = {
  /** What it is done to; left out where something new is made. */
  readonly id?: string
  readonly input: Input
  /** A key of your own, 100 characters at most: the same again is answered with the fact of the first time. */
  readonly once?: string
  /** The revision of what it is done to, as you read it; refused when that has changed since. */
  readonly seen?: number
}

type Asked = {
  readonly path?: Readonly<Record<string, string>>
  readonly query?: Readonly<Record<string, string | number | undefined>>
  readonly body?: unknown
}

/** Asks nothing of the server by itself; each call is one request. */
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
