/**
 * The private keys, and the only place where anything is signed with one or a signature of ours is checked: a file a
 * key under `keys/`, named for its public half, readable by its owner alone; or one file that the operator names.
 * Which of them signs is not settled here but by the keyring on record.
 */
import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, sign, verify } from 'node:crypto'
import fs from 'node:fs/promises'
import path from 'node:path'
import { refuse } from '../kernel/refusal.ts'
import { multikeyOf, publicKeyOf } from '../signing/did.ts'
import type { Sign } from '../signing/proof.ts'
import { realDisk } from './evidence-store.ts'

export type KeyFiles = {
  /** Makes a pair, puts the private half safely on disk, and gives the public one in Multikey spelling. */
  readonly make: () => Promise<string>
  /** What signs with the private half of this key; its own signature is checked before anybody gets it. */
  readonly signWith: (key: string) => Promise<Sign>
  /** Takes the private half away, where it lies here. */
  readonly drop: (key: string) => Promise<void>
  /** The public half of the key that the operator named, where one was named. */
  readonly named: () => Promise<string | null>
}

/** `file` is a private key of the operator's own, as PKCS #8 in PEM; it goes before those that lie in the directory. */
export function openKeyFiles(dataDir: string, file: string | null): KeyFiles {
  const directory = path.join(path.resolve(dataDir), 'keys')
  const placeOf = (key: string) => path.join(directory, `${key}.pem`)
  const namedKey = async () => (file ? readKey(await fs.readFile(file, 'utf8').catch(() => missing(file))) : null)
  return {
    named: async () => {
      const key = await namedKey()
      return key && multikey(key)
    },
    make: async () => {
      const { privateKey } = generateKeyPairSync('ed25519')
      const key = multikey(privateKey)
      await realDisk.makeDirectory(directory)
      await fs.writeFile(placeOf(key), privateKey.export({ type: 'pkcs8', format: 'pem' }), { flag: 'wx', mode: 0o600 })
      await realDisk.syncFile(placeOf(key))
      await realDisk.syncDirectory(directory)
      return key
    },
    signWith: async (key) => {
      const named = await namedKey()
      const own = named && multikey(named) === key ? named : null
      const privateKey = own ?? readKey(await fs.readFile(placeOf(key), 'utf8').catch(() => missing(placeOf(key))))
      return (bytes) => {
        const signature = sign(null, bytes, privateKey)
        if (!isSigned(publicKeyOf(key)!, bytes, signature)) throw new Error(`${key} does not sign as it should`)
        return signature
      }
    },
    drop: (key) => fs.rm(placeOf(key), { force: true }),
  }
}

/** Whether the holder of an Ed25519 key signed exactly these bytes. */
export function isSigned(publicKey: Uint8Array, bytes: Uint8Array, signature: Uint8Array): boolean {
  const key = createPublicKey({
    key: { kty: 'OKP', crv: 'Ed25519', x: Buffer.from(publicKey).toString('base64url') },
    format: 'jwk',
  })
  return verify(null, bytes, key, signature)
}

function readKey(pem: string): KeyObject {
  try {
    const key = createPrivateKey(pem)
    if (key.asymmetricKeyType === 'ed25519') return key
  } catch {
    // Told below, like a key of another kind.
  }
  return refuse('unavailable', {
    says: 'The signing key is no Ed25519 private key.',
    next: 'Make one with: openssl genpkey -algorithm ed25519',
    clause: 'G-09',
  })
}

function multikey(privateKey: KeyObject): string {
  const { x = '' } = createPublicKey(privateKey).export({ format: 'jwk' })
  return multikeyOf(Buffer.from(x, 'base64url'))
}

function missing(file: string): never {
  return refuse('unavailable', {
    says: `The private half of the signing key is not there: ${path.basename(file)}.`,
    next: 'Bring the file back from a backup, or take a new key into use: certwright keys rotate',
    clause: 'G-09',
  })
}
