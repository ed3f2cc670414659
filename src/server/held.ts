/**
 * What is held while a request is answered: the connections of walks through the database, and open files. All of it is
 * let go when the answer ends, however it ends. A generator that nobody has entered yet does nothing when it is told to
 * return, and neither does what stands behind it: so that what makes the answer cannot be relied on for this.
 */
import type { Readable } from 'node:stream'
import type { House } from '../app/house.ts'

export type Holding = {
  /** The house, in which what is opened is remembered. */
  readonly house: House
  readonly letGo: () => void
  /** The answer, at whose last byte, or wherever it is cut, all is let go. */
  readonly until: (answer: Response) => Response
}

type Held = { readonly isOpen: () => boolean; readonly end: () => unknown }

export function holding(opened: House): Holding {
  const held: Held[] = []
  const rows = <Row>(walk: AsyncGenerator<Row>): AsyncGenerator<Row> => {
    held.push({ isOpen: () => true, end: () => walk.return(undefined).catch(alreadyTold) })
    return walk
  }
  const file = (stream: Readable): Readable => {
    held.push({ isOpen: () => !stream.readableEnded && !stream.destroyed, end: () => stream.destroy() })
    return stream
  }
  const { database, evidence } = opened
  const house: House = {
    ...opened,
    database: {
      ...database,
      walk: (statement, batch) => rows(database.walk(statement, batch)),
      reading: (work) => rows(database.reading(work)),
    },
    evidence: { ...evidence, read: (sha256, range) => file(evidence.read(sha256, range)) },
  }
  const letGo = () => held.splice(0).forEach(({ end }) => end())
  return {
    house,
    letGo,
    until: (answer) =>
      answer.body && held.some(({ isOpen }) => isOpen()) ? new Response(ending(answer.body, letGo), answer) : answer,
  }
}

/** What breaks while it is let go was told already to whoever was reading. */
function alreadyTold(): void {}

/** The same bytes, not fetched before they are asked for; `over` is called at their end, whichever it is. */
function ending(body: ReadableStream<Uint8Array>, over: () => void): ReadableStream<Uint8Array> {
  const reader = body.getReader()
  return new ReadableStream(
    {
      pull: async (controller) => {
        const { done, value } = await reader.read().catch((fault: unknown) => {
          over()
          throw fault
        })
        if (!done) return controller.enqueue(value)
        over()
        controller.close()
      },
      cancel: (reason) => {
        // Told to whoever makes the bytes first: it ends by itself what it has entered, and breaks over nothing.
        const cancelled = reader.cancel(reason)
        over()
        return cancelled
      },
    },
    { highWaterMark: 0 },
  )
}
