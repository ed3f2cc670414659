/** People at work on a server that will be killed: what they were told was done goes into a ledger. */
import { createHash, randomBytes } from 'node:crypto'
import type { Evidence } from '../../src/programme/evidence.ts'
import { send, type Sending } from './server.ts'

type Acknowledged = { readonly key: string; readonly fact: number; readonly kind: string }

export class Ledger {
  readonly acknowledged: Acknowledged[] = []
  readonly files: { readonly project: string; readonly sha256: string }[] = []
  /** Requests of which nobody knows whether they were done. */
  cut = 0
  /** Uploads that went on where they had stopped. */
  resumed = 0

  /** What is not there, or is something else, among facts by their number. */
  lost(facts: ReadonlyMap<number, string>): readonly string[] {
    return this.acknowledged
      .filter(({ fact, kind }) => facts.get(fact) !== kind)
      .map(({ key, fact, kind }) => `${key}: fact ${fact}, ${kind}`)
  }
}

type Upload = { readonly address: string; readonly bytes: Buffer; acknowledged: number; isCut: boolean }

type Request = { readonly key: string; readonly move: string; readonly body: object; readonly done: () => void }

const PIECE = 40_000

/** Asks, answers and uploads on one project until the line breaks; then, with the next server, goes on where it was. */
export class Worker {
  private readonly project: string
  private readonly token: string
  private readonly ledger: Ledger
  private upload: Upload | null = null
  /** A request whose fate is unknown is sent again under the same key. */
  private unsure: Request | null = null
  private turn = 0

  constructor(project: string, token: string, ledger: Ledger) {
    this.project = project
    this.token = token
    this.ledger = ledger
  }

  async workUntilCut(address: string): Promise<void> {
    try {
      for (;;) {
        if (this.unsure) await this.do(address, this.unsure)
        this.turn += 1
        await (this.turn % 3 === 0 ? this.goOnUploading(address) : this.do(address, this.question()))
      }
    } catch (fault) {
      if (!(fault instanceof TypeError)) throw fault
      this.ledger.cut += 1
      if (this.upload) this.upload.isCut = true
    }
  }

  private question(): Request {
    return {
      key: key(),
      move: 'ask',
      body: { about: { kind: 'project' }, text: `Question ${this.turn}?` },
      done: () => {},
    }
  }

  /** Only what was answered with success counts; a line that broke before that leaves it unsure. */
  private async do(address: string, request: Request): Promise<void> {
    this.unsure = request
    const response = await this.send(`${address}/api/projects/${this.project}/${request.move}`, {
      body: request.body,
      headers: { 'idempotency-key': request.key },
    })
    const answer = (await response.json()) as { fact: number; kind: string }
    if (response.status !== 200) throw new Error(`${request.move}: ${response.status} ${JSON.stringify(answer)}`)
    this.ledger.acknowledged.push({ key: request.key, fact: answer.fact, kind: answer.kind })
    this.unsure = null
    request.done()
  }

  private async goOnUploading(address: string): Promise<void> {
    this.upload ??= await this.begin(address)
    const { upload } = this
    if (upload.isCut) await this.findPlace(address, upload)
    const piece = upload.bytes.subarray(upload.acknowledged, upload.acknowledged + PIECE)
    if (piece.length > 0) {
      const answer = await this.send(`${address}${upload.address}`, {
        method: 'PATCH',
        body: piece,
        headers: { 'upload-offset': String(upload.acknowledged) },
      })
      if (answer.status !== 204) throw new Error(`a piece was refused: ${answer.status} ${await answer.text()}`)
      upload.acknowledged = Number(answer.headers.get('upload-offset'))
    }
    if (upload.acknowledged < upload.bytes.length) return
    const sha256 = createHash('sha256').update(upload.bytes).digest('hex')
    const done = () => {
      this.ledger.files.push({ project: this.project, sha256 })
      this.upload = null
    }
    await this.do(address, {
      key: key(),
      move: 'add-evidence',
      body: { upload: upload.address.split('/').at(-1) },
      done,
    })
  }

  private async begin(address: string): Promise<Upload> {
    const bytes = Buffer.from(randomBytes(90_000).toString('base64'))
    const answer = await this.send(`${address}/uploads`, {
      method: 'POST',
      headers: { 'upload-length': String(bytes.length), 'upload-metadata': `filename ${btoa('trace.txt')}` },
    })
    if (answer.status !== 201) throw new Error(`no upload was begun: ${answer.status}`)
    return { address: answer.headers.get('location')!, bytes, acknowledged: 0, isCut: false }
  }

  /** The server says where to go on; never before what it had acknowledged. */
  private async findPlace(address: string, upload: Upload): Promise<void> {
    const answer = await this.send(`${address}${upload.address}`, { method: 'HEAD' })
    if (answer.status !== 200) throw new Error(`the upload is gone: ${answer.status}`)
    const offset = Number(answer.headers.get('upload-offset'))
    if (offset < upload.acknowledged)
      throw new Error(`${upload.acknowledged} bytes were acknowledged, ${offset} are there`)
    upload.acknowledged = offset
    upload.isCut = false
    this.ledger.resumed += 1
  }

  async evidenceHashes(address: string): Promise<readonly string[]> {
    const response = await this.send(`${address}/api/projects/${this.project}`, {})
    const { file } = (await response.json()) as { file: { evidence: Evidence[] } }
    const hashes: string[] = []
    for (const { id } of file.evidence) {
      const bytes = await (await this.send(`${address}/evidence/${id}`, {})).arrayBuffer()
      hashes.push(createHash('sha256').update(new Uint8Array(bytes)).digest('hex'))
    }
    return hashes
  }

  private send(url: string, sending: Sending): Promise<Response> {
    return send(url, this.token, sending)
  }
}

function key(): string {
  return randomBytes(8).toString('hex')
}
