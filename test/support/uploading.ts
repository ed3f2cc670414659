/** Uploads piece by piece, as a sender makes them that keeps to the protocol, or does not. */
import fs from 'node:fs/promises'
import path from 'node:path'
import type { House } from '../../src/app/house.ts'
import { refusalOf, type TestServer } from './server.ts'
import type { Cast } from './cast.ts'

export const PIECE = 'application/offset+octet-stream'

export type Said = { readonly status: number; readonly says: string; readonly next: string; readonly headers: Headers }

export class Uploading {
  private readonly server: TestServer
  readonly who: keyof Cast

  constructor(server: TestServer, who: keyof Cast) {
    this.server = server
    this.who = who
  }

  async begin(length: string | number | null, name = 'notes.txt'): Promise<Said> {
    return this.ask('/uploads', 'POST', {
      'upload-metadata': `filename ${Buffer.from(name).toString('base64')}`,
      ...(length === null ? {} : { 'upload-length': String(length) }),
    })
  }

  /** Its address. */
  async begun(length: number, name?: string): Promise<string> {
    const { status, headers } = await this.begin(length, name)
    if (status !== 201) throw new Error(`no upload was begun: ${status}`)
    return headers.get('location')!
  }

  async whole(bytes: Buffer, name?: string): Promise<string> {
    const address = await this.begun(bytes.length, name)
    const { status } = await this.piece(address, 0, bytes)
    if (status !== 204) throw new Error(`the piece was refused: ${status}`)
    return address
  }

  piece(address: string, offset: number | string | null, body: Buffer | ReadableStream, type = PIECE): Promise<Said> {
    const headers = { 'content-type': type, ...(offset === null ? {} : { 'upload-offset': String(offset) }) }
    return this.ask(address, 'PATCH', headers, body)
  }

  async offset(address: string): Promise<number | null> {
    const { status, headers } = await this.ask(address, 'HEAD', {})
    return status === 200 ? Number(headers.get('upload-offset')) : null
  }

  drop(address: string): Promise<Said> {
    return this.ask(address, 'DELETE', {})
  }

  async add(project: string, address: string, testCase: string | null = null): Promise<Said> {
    const body = { upload: address.split('/').at(-1), testCase }
    return said(await this.server.send(this.who, `/api/projects/${project}/add-evidence`, { body }))
  }

  private async ask(
    address: string,
    method: string,
    headers: Record<string, string>,
    body?: Buffer | ReadableStream,
  ): Promise<Said> {
    const init: RequestInit & { duplex?: 'half' } = {
      method,
      headers: { authorization: `Bearer ${this.server.token(this.who)}`, ...headers },
      ...(body === undefined ? {} : { body: Buffer.isBuffer(body) ? new Uint8Array(body) : body, duplex: 'half' }),
    }
    return said(await fetch(`${this.server.address}${address}`, init))
  }
}

async function said(response: Response): Promise<Said> {
  const { status, headers } = response
  if (status < 400) await response.arrayBuffer()
  const refused = status < 400 ? null : await refusalOf(response)
  return { status, headers, says: refused?.says ?? '', next: refused?.next ?? '' }
}

/** Bytes that come in several chunks, so that nobody can know before how many there will be. */
export function chunked(...chunks: readonly Buffer[]): ReadableStream {
  return new ReadableStream({
    start: (controller) => {
      for (const chunk of chunks) controller.enqueue(new Uint8Array(chunk))
      controller.close()
    },
  })
}

/** Every file under the data directory's two stores, by its path there. */
export async function filesOf(house: Pick<House, 'settings'>): Promise<readonly string[]> {
  const { dataDir } = house.settings
  const found = await fs.readdir(dataDir, { recursive: true, withFileTypes: true })
  return found
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(dataDir, path.join(entry.parentPath, entry.name)))
    .toSorted()
}
