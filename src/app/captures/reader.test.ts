/** The reader as a process has it: what it read, and that it lets the process end. */
import { spawn } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { expect, test } from 'vitest'
import { sampleCapture } from '../demo/sample-capture.ts'

test('an idle reader does not hold a server that was told to stop', async () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'reader-'))
  const file = path.join(folder, 'call.pcap')
  fs.writeFileSync(file, sampleCapture(1_780_000_000))
  const script = path.join(folder, 'reads.mjs')
  // It holds itself until the file has been read, as a server does by listening, and then has nothing left to do.
  fs.writeFileSync(
    script,
    `import { openCaptureReader } from ${JSON.stringify(path.join(import.meta.dirname, 'reader.ts'))}
     const holds = setInterval(() => {}, 1000)
     const wanted = { kind: 'reading', file: ${JSON.stringify(file)}, sides: {}, testCases: [] }
     const { inspection } = await openCaptureReader().read(wanted, () => {})
     console.log(inspection.calls.length)
     clearInterval(holds)`,
  )
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', script])
  const said: string[] = []
  child.stdout.on('data', (chunk: Buffer) => said.push(chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => said.push(chunk.toString()))
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve))
  const late = setTimeout(() => child.kill('SIGKILL'), 20_000)
  const code = await ended
  clearTimeout(late)
  fs.rmSync(folder, { recursive: true })
  expect({ code, said: said.join('').trim() }).toEqual({ code: 0, said: '1' })
})
