/** The line between a server and its database, watched: what goes over it can be the moment at which a server is killed. */
import net from 'node:net'

export type DatabaseLine = {
  /** The same database, by way of this line. */
  readonly url: string
  /** From now on every message to the database is asked about, before it goes on; `cut` holds it and all after it. */
  watch: (each: (text: string, count: number) => 'cut' | 'last' | null, onCut: () => void) => void
  readonly close: () => Promise<void>
}

/** `url` names a PostgreSQL server by host and port, or by the directory of its socket. */
export async function openDatabaseLine(url: string): Promise<DatabaseLine> {
  const [, who = '', where = '', name = '', query = ''] =
    /^\w+:\/\/(?:([^/]*)@)?([^/]*)\/([^?]*)\??(.*)$/.exec(url) ?? []
  const [host = '', port = '5432'] = where.split(':')
  const words = new URLSearchParams(query)
  const directory = words.get('host')
  words.delete('host')
  const place = directory ? { path: `${directory}/.s.PGSQL.${port}` } : { host, port: Number(port) }
  let ask: Parameters<DatabaseLine['watch']>[0] = () => null
  let tell = () => {}
  let count = 0
  let isCut = false
  const sockets = new Set<net.Socket>()
  const server = net.createServer((from) => {
    const to = net.connect(place)
    let isLast = false
    for (const socket of [from, to]) {
      sockets.add(socket)
      socket.on('error', () => {}).on('close', () => (from.destroy(), to.destroy(), sockets.delete(socket)))
    }
    from.on('data', (bytes) => {
      if (isCut) return
      count += 1
      const answer = ask(bytes.toString('latin1'), count)
      if (answer === 'last') isLast = true
      if (answer !== 'cut') return void to.write(bytes)
      isCut = true
      tell()
    })
    to.on('data', (bytes) => {
      if (isCut) return
      // The answer to the last message is not passed on: it was done, and whoever asked never heard.
      if (!isLast) return void from.write(bytes)
      isCut = true
      tell()
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const through = `127.0.0.1:${(server.address() as net.AddressInfo).port}`
  return {
    url: `postgres://${who}@${through}/${name}${words.size > 0 ? `?${words.toString()}` : ''}`,
    watch: (each, onCut) => {
      ask = each
      tell = onCut
      count = 0
      isCut = false
    },
    close: async () => {
      for (const socket of sockets) socket.destroy()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
