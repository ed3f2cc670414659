/** Compiles the kernel of the quick look at messages. */
import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)))
const COMPILER = 'node_modules/assemblyscript/bin/asc.js'
const SOURCE = 'src/sip/assembly/kernel.ts'
const OPTIONS = ['-O3', '--noAssert', '--runtime', 'stub', '--importMemory', '--sharedMemory']
const FEATURES = ['--enable', 'simd', '--enable', 'threads']
/** Pages of memory: no fewer than it is ever given (two of its own, and one to look at), no more than there are addresses for. */
const PAGES = ['--initialMemory', '3', '--maximumMemory', '65536']

export function kernelBytes(): Uint8Array {
  const home = fs.mkdtempSync(path.join(os.tmpdir(), 'certwright-kernel-'))
  try {
    const made = path.join(home, 'kernel.wasm')
    const words = [COMPILER, SOURCE, '--outFile', made, ...OPTIONS, ...FEATURES, ...PAGES]
    const done = spawnSync(process.execPath, words, { cwd: root, encoding: 'utf8' })
    if (done.status !== 0) throw new Error(`The kernel does not compile:\n${done.stdout}${done.stderr}`)
    return fs.readFileSync(made)
  } finally {
    fs.rmSync(home, { recursive: true, force: true })
  }
}
