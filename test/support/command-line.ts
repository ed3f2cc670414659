/** The command line without a process of its own: the same words, exit code and output, in milliseconds. */
import { Writable } from 'node:stream'
import { runCommand } from '../../src/cli/run.ts'
import type { Environment, Ran } from './process.ts'

export async function commandLine(words: readonly string[], environment: Environment): Promise<Ran> {
  const out = collecting()
  const error = collecting()
  const code = await runCommand(words, { environment, out: out.stream, error: error.stream })
  return { code, out: out.bytes().toString(), error: error.bytes().toString(), bytes: out.bytes() }
}

function collecting(): { stream: Writable; bytes: () => Buffer } {
  const chunks: Buffer[] = []
  const stream = new Writable({
    write: (chunk: Buffer | string, encoding, done) => {
      chunks.push(typeof chunk === 'string' ? Buffer.from(chunk, encoding) : chunk)
      done()
    },
  })
  return { stream, bytes: () => Buffer.concat(chunks) }
}

/** The refusal on standard error, in JSON and nothing beside it. */
export function refusalIn({ error }: Pick<Ran, 'error'>): Refused {
  const { refused, ...rest } = JSON.parse(error) as { refused: Refused }
  if (Object.keys(rest).length > 0) throw new Error(`more than a refusal: ${error}`)
  for (const field of ['code', 'says', 'clause', 'next'])
    if (!(field in refused)) throw new Error(`a refusal without ${field}: ${error}`)
  return refused
}

type Refused = {
  readonly code: string
  readonly says: string
  readonly clause: string | null
  readonly next: string
  readonly faults?: readonly { readonly at: string; readonly says: string }[]
}

/** Where a command finds the database and files of a test house. */
export function surroundingsOf(house: { readonly dataDir: string; readonly url: string }): Environment {
  return { DATA_DIR: house.dataDir, DATABASE_URL: house.url }
}
