/** A receiver of webhooks on loopback: a real HTTP server that keeps what it got and answers as it is told. */
import http from 'node:http'
import type { AddressInfo } from 'node:net'

export type Got = {
  readonly path: string
  readonly headers: http.IncomingHttpHeaders
  readonly body: string
  /** The address of ours that was connected to. */
  readonly to: string
}

export type Receiver = {
  readonly url: string
  readonly port: number
  /** As an operator allows it. */
  readonly place: string
  readonly got: Got[]
  /** How it answers from now on. */
  says: (got: Got, response: http.ServerResponse) => void | Promise<void>
  readonly close: () => Promise<void>
}

export const takesIt: Receiver['says'] = (_, response) => void response.writeHead(204).end()

export async function openReceiver(): Promise<Receiver> {
  const got: Got[] = []
  const server = http.createServer((request, response) => {
    const chunks: Buffer[] = []
    response.on('error', () => {})
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const one = {
        path: request.url ?? '',
        headers: request.headers,
        body: Buffer.concat(chunks).toString(),
        to: request.socket.localAddress ?? '',
      }
      got.push(one)
      void receiver.says(one, response)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const receiver: Receiver = {
    url: `http://127.0.0.1:${port}`,
    port,
    place: `127.0.0.1:${port}`,
    got,
    says: takesIt,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
  return receiver
}
