/** Packages of the tests that come without types. */
declare module '@digitalbazaar/data-integrity' {
  export const DataIntegrityProof: new (options: { cryptosuite: unknown }) => object
}
declare module '@digitalbazaar/ed25519-multikey' {
  export function from(key: object): Promise<object>
}
declare module '@digitalbazaar/eddsa-jcs-2022-cryptosuite' {
  export function createVerifyCryptosuite(): object
}
declare module '@digitalbazaar/security-document-loader' {
  export function securityLoader(): {
    addStatic(address: string, document: object): void
    build(): (address: string) => Promise<unknown>
  }
}
declare module '@digitalbazaar/vc' {
  export function verifyCredential(options: object): Promise<object>
}
declare module '*/bin/ground.mjs' {
  export function hasTools(wanted: object, there: object): boolean
}
