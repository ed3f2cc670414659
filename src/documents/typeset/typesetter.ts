/**
 * Sets papers as PDF, in a worker of its own so that nobody waits for type being set. The same paper gives
 * the same bytes: no clock and no chance is involved.
 */
import { createRequire } from 'node:module'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { parentPort, Worker } from 'node:worker_threads'
import type { Paper } from '../paper.ts'

const HERE = path.dirname(fileURLToPath(import.meta.url))

/** Raised when the template changes the look of papers, so that they are set anew. */
export const TEMPLATE = 3

/** The bytes of the pictures a paper shows, by their hash. */
export type PictureBytes = ReadonlyMap<string, Uint8Array>

export type Typesetter = {
  readonly set: (paper: Paper, pictures?: PictureBytes) => Promise<Uint8Array>
  readonly close: () => Promise<void>
}

type Job = { readonly resolve: (pdf: Uint8Array) => void; readonly reject: (fault: Error) => void }

/** The worker is started with the first paper and lives on. */
export function openTypesetter(): Typesetter {
  const jobs = new Map<number, Job>()
  let worker: Worker | null = null
  let last = 0
  const start = () => {
    const fresh = new Worker(fileURLToPath(import.meta.url), { execArgv: ['--disable-warning=ExperimentalWarning'] })
    fresh.on('message', ({ id, pdf, fault }: { id: number; pdf?: Uint8Array; fault?: string }) => {
      const job = jobs.get(id)
      jobs.delete(id)
      if (pdf) job?.resolve(pdf)
      else job?.reject(new Error(fault ?? 'typesetting failed'))
    })
    fresh.on('error', (fault) => {
      for (const job of jobs.values()) job.reject(fault as Error)
      jobs.clear()
      worker = null
    })
    // After the listeners: to listen for messages holds the process.
    fresh.unref()
    return fresh
  }
  return {
    set: (paper, pictures = new Map()) =>
      new Promise((resolve, reject) => {
        worker ??= start()
        last += 1
        jobs.set(last, { resolve, reject })
        worker.postMessage({ id: last, paper, pictures })
      }),
    close: async () => {
      await worker?.terminate()
      worker = null
    },
  }
}

async function work(port: NonNullable<typeof parentPort>): Promise<void> {
  const { NodeCompiler } = await import('@myriaddreamin/typst-ts-node-compiler')
  const fonts = createRequire(import.meta.url)
  const folder = (family: string) => path.dirname(fonts.resolve(`@expo-google-fonts/${family}/package.json`))
  const fontPaths = [
    ...['400Regular', '500Medium', '600SemiBold'].map((weight) => path.join(folder('ibm-plex-sans'), weight)),
    path.join(folder('ibm-plex-mono'), '400Regular'),
  ]
  const compiler = NodeCompiler.create({ workspace: HERE, fontArgs: [{ fontPaths }] })
  port.on('message', ({ id, paper, pictures }: { id: number; paper: Paper; pictures: PictureBytes }) => {
    try {
      compiler.resetShadow()
      for (const [sha256, bytes] of pictures)
        compiler.mapShadow(path.join(HERE, 'pictures', sha256), Buffer.from(bytes))
      const pdf = compiler.pdf(
        { mainFilePath: path.join(HERE, 'paper.typ'), inputs: { paper: JSON.stringify(paper) } },
        { creationTimestamp: 0 },
      )
      port.postMessage({ id, pdf: new Uint8Array(pdf) })
    } catch (fault) {
      port.postMessage({ id, fault: fault instanceof Error ? fault.message : String(fault) })
    }
  })
}

if (parentPort) await work(parentPort)
