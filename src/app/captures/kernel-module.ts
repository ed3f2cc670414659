/** The kernel of the quick look, as it was compiled: read once for each thread that asks. */
import fs from 'node:fs'

let module: WebAssembly.Module | null | undefined

/** Null on machines whose processors, or whose Node, cannot run it. */
export function kernelModule(): WebAssembly.Module | null {
  if (module === undefined)
    module = compiled(fs.readFileSync(new URL('../../capture/quick-look.wasm', import.meta.url)))
  return module
}

function compiled(bytes: Uint8Array): WebAssembly.Module | null {
  try {
    return new WebAssembly.Module(bytes)
  } catch (fault) {
    if (fault instanceof WebAssembly.CompileError) return null
    throw fault
  }
}
