/** Compiles the kernel of the quick look at messages. */
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import asc from 'assemblyscript/asc'

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)))
const SOURCE = 'src/sip/assembly/kernel.ts'
const OPTIONS = ['-O3', '--noAssert', '--runtime', 'stub', '--importMemory', '--sharedMemory', '--enable', 'simd', '--enable', 'threads']
/** Pages of memory that it may be given: as many as there are addresses for. */
const PAGES = ['--initialMemory', '3', '--maximumMemory', '65536']

export async function kernelBytes(): Promise<Uint8Array> {
  let made: Uint8Array | null = null
  const { error, stderr } = await asc.main(
    [SOURCE, '--baseDir', root, '--outFile', 'kernel.wasm', ...OPTIONS, ...PAGES],
    { writeFile: (_name, contents) => void (made = contents as Uint8Array) },
  )
  if (error || !made) throw new Error(`The kernel does not compile: ${error?.message ?? ''}\n${stderr.toString()}`)
  return made
}
