/** What is used of WebAssembly: Node has it, and its types leave it out. */
declare namespace WebAssembly {
  class CompileError extends Error {}
  interface Module {
    readonly [Symbol.toStringTag]: 'WebAssembly.Module'
  }
  const Module: new (bytes: Uint8Array) => Module
  interface Memory {
    readonly buffer: SharedArrayBuffer
  }
  const Memory: new (descriptor: {
    readonly initial: number
    readonly maximum: number
    readonly shared: boolean
  }) => Memory
  interface Instance {
    readonly exports: unknown
  }
  const Instance: new (module: Module, imports: { readonly env: { readonly memory: Memory } }) => Instance
}
