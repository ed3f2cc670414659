/**
 * Walking a programme over HTTP alone: the requests of a page of documentation sent in their order, what answers gave
 * remembered by name, every done deed kept in a ledger.
 */
import { createORPCClient } from '@orpc/client'
import type { ContractRouterClient } from '@orpc/contract'
import type { JsonifiedClient } from '@orpc/openapi-client'
import { OpenAPILink } from '@orpc/openapi-client/fetch'
import { CONTRACT } from '../../src/api/contract.ts'
import { filled, type Request } from './http-document.ts'

export type Client = JsonifiedClient<ContractRouterClient<typeof CONTRACT>>

export type Done = {
  readonly fact: number
  readonly kind: string
  readonly says: string
  readonly made: Readonly<Record<string, string>>
  readonly repeated: boolean
}

export type Refused = {
  readonly status: number
  readonly code: string
  readonly says: string
  readonly clause: string | null
  readonly next: string
  readonly faults: readonly { readonly at: string; readonly says: string }[]
}

export class Walk {
  readonly address: string
  /** What is written in double braces: tokens by the name of their person, ids of what was made, and what was read. */
  readonly values: Record<string, string> = {}
  /** Every deed that was answered as done, in order. */
  readonly ledger: Done[] = []

  constructor(address: string) {
    this.address = address
  }

  async send(request: Request): Promise<Response> {
    const { method, path, headers, body } = filled(request, this.values)
    return fetch(`${this.address}${path}`, {
      method,
      redirect: 'manual',
      headers: { ...(body === null ? {} : { 'content-type': 'application/json' }), ...headers },
      ...(body === null ? {} : { body }),
    })
  }

  /** Sends what has to be done, and remembers what it gave. */
  async done(request: Request): Promise<Response> {
    const response = await this.send(request)
    if (response.status !== 200)
      throw new Error(`${request.method} ${request.path}: ${response.status} ${await response.text()}`)
    if (!response.headers.get('content-type')?.startsWith('application/json')) return response
    const answer = (await response.clone().json()) as Done
    if (typeof answer.fact === 'number') this.ledger.push(answer)
    Object.assign(this.values, answer.made)
    return response
  }

  /** Sends what has to be refused, and gives the refusal in the one form that refusals have. */
  async refused(request: Request): Promise<Refused> {
    const response = await this.send(request)
    const text = await response.text()
    if (response.status < 400) throw new Error(`${request.method} ${request.path} was not refused: ${text}`)
    const { refused, ...rest } = JSON.parse(text) as { refused: Omit<Refused, 'status'> }
    const fields = Object.keys(refused).filter((field) => field !== 'faults' && field !== 'see')
    if (Object.keys(rest).length > 0 || fields.join() !== 'code,says,clause,next')
      throw new Error(`no refusal as it was promised: ${text}`)
    if (!refused.says || !refused.next) throw new Error(`a refusal without its words: ${text}`)
    return { ...refused, faults: refused.faults ?? [], status: response.status }
  }

  /** Signs in and calls the token by a name. */
  async signedIn(request: Request, as: string): Promise<void> {
    const response = await this.done(request)
    this.values[as] = ((await response.json()) as { token: string }).token
  }

  /** The reads of the contract, typed, as somebody who signed in before, or as a visitor. */
  reads(who: string | null): Client {
    return createORPCClient(
      new OpenAPILink(CONTRACT, {
        url: `${this.address}/api`,
        headers: () => (who ? { authorization: `Bearer ${this.values[who]}` } : {}),
      }),
    )
  }
}

/** A request in a line: `POST /api/…`, by whom, with what. */
export function request(
  line: string,
  who: string | null = null,
  body: unknown = null,
  headers: Readonly<Record<string, string>> = {},
): Request {
  const [method = '', path = ''] = line.split(' ')
  return {
    method,
    path,
    headers: { ...(who ? { authorization: `Bearer {{${who}}}` } : {}), ...headers },
    body: body === null ? null : typeof body === 'string' ? body : JSON.stringify(body),
  }
}
