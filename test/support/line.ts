/** A line to the server that can be cut or stalled after so many bytes, and mended again. */
import net from 'node:net'

export type Line = {
  readonly address: string
  /** Every connection breaks once so many more bytes went to the server; none is made until it is mended. */
  readonly cutAfter: (bytes: number) => void
  /** Nothing more goes through after so many bytes, and nobody is told. */
  readonly stallAfter: (bytes: number) => void
  readonly isDown: () => boolean
  readonly mend: () => void
  readonly close: () => Promise<void>
}

export async function openLine(target: string): Promise<Line> {
  const { hostname, port } = new URL(target)
  const ends = new Set<net.Socket>()
  let left = Infinity
  let isCut = false
  let whenSpent = () => {}

  const server = net.createServer((browser) => {
    if (isCut) return void browser.destroy()
    const upstream = net.connect(Number(port), hostname)
    for (const [end, other] of [
      [browser, upstream],
      [upstream, browser],
    ] as const) {
      ends.add(end)
      end.on('error', () => other.destroy())
      end.on('close', () => ends.delete(end) && other.destroy())
    }
    upstream.pipe(browser)
    browser.on('data', (chunk) => {
      if (left <= 0) return
      left -= chunk.length
      if (!upstream.write(chunk)) {
        browser.pause()
        upstream.once('drain', () => browser.resume())
      }
      if (left <= 0) whenSpent()
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))

  const hangUp = () => {
    for (const end of ends) end.destroy()
  }
  const after = (bytes: number, spent: () => void) => {
    left = bytes
    whenSpent = spent
  }
  return {
    address: `http://127.0.0.1:${(server.address() as net.AddressInfo).port}`,
    cutAfter: (bytes) =>
      after(bytes, () => {
        isCut = true
        hangUp()
      }),
    stallAfter: (bytes) => after(bytes, () => {}),
    isDown: () => left <= 0,
    mend: () => {
      left = Infinity
      isCut = false
      hangUp()
    },
    close: () => {
      hangUp()
      return new Promise((resolve) => void server.close(() => resolve()))
    },
  }
}
