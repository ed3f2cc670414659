/**
 * Signing in the name of the installation: the keys on record, the first one made at the first start, a change of key,
 * and documents signed with the key of the day. A private half is on disk before the fact that takes it into use, and
 * goes only after the fact that ends it, so that a kill in between leaves a file nobody needs and never a gap.
 */
import { Refusal, refuse } from '../kernel/refusal.ts'
import { KEYRING, type Keyring } from '../programme/keyring.ts'
import { CONSOLE } from '../programme/permission.ts'
import { didDocument, didOf, methodOf } from '../signing/did.ts'
import type { Signer } from '../signing/judging.ts'
import { type Branch, type Secured, secured } from '../signing/proof.ts'
import type { Issuer } from '../signing/statement.ts'
import { load } from '../store/nouns.ts'
import { isSigned, type KeyFiles, openKeyFiles } from '../store/key-files.ts'
import { act } from './act.ts'
import type { House } from './house.ts'
import { vendorName } from './papers.ts'

export { isSigned }

type Keys = Pick<House, 'database' | 'settings'>

const keyFiles = ({ settings }: Keys): KeyFiles => openKeyFiles(settings.dataDir, settings.signingKey ?? null)

/** Takes a first key into use where there is none, and the operator's own where another was used so far. */
export async function ensureSigningKey(house: House): Promise<void> {
  const files = keyFiles(house)
  const named = await files.named()
  const current = await currentKey(house)
  if (current && (named === null || named === current)) return
  const key = named ?? (await files.make())
  await changeTo(house, key, current).catch(async (fault: unknown) => {
    // Another server on the same database was faster; its key is the installation's.
    const now = await currentKey(house)
    if (!(fault instanceof Refusal && fault.code === 'conflict') || !now || now === current) throw fault
    await files.drop(key)
  })
}

/** Ends the present key and takes a fresh one into use; both in Multikey spelling. */
export async function rotateSigningKey(house: House): Promise<{ former: string | null; key: string }> {
  const files = keyFiles(house)
  if (house.settings.signingKey) {
    return refuse('not-now', {
      says: 'The signing key of this installation is a file that its operator named.',
      next: 'Let CERTWRIGHT_SIGNING_KEY name another file, and start the server again.',
      clause: 'G-09',
    })
  }
  const former = await currentKey(house)
  const key = await files.make()
  await changeTo(house, key, former)
  if (former) await files.drop(former)
  return { former, key }
}

async function changeTo(house: House, key: string, after: string | null): Promise<void> {
  await act(house, CONSOLE, { move: 'change-signing-key', id: null, input: { key, after } })
}

async function keyring({ database }: Pick<Keys, 'database'>): Promise<Keyring> {
  return (await load(database, 'keyring', KEYRING))?.state ?? { keys: [] }
}

async function currentKey(house: Pick<Keys, 'database'>): Promise<string | null> {
  return (await keyring(house)).keys.at(-1)?.key ?? null
}

/** The installation as whoever checks its word knows it. */
export async function ownSigner(house: Keys): Promise<Signer> {
  return { did: didOf(house.settings.publicUrl), keys: (await keyring(house)).keys }
}

export async function ownDidDocument(house: Keys) {
  const { did, keys } = await ownSigner(house)
  return didDocument(did, keys)
}

export async function ownIssuer(house: Keys): Promise<Issuer> {
  const { publicUrl } = house.settings
  return { did: didOf(publicUrl), publicUrl, name: await vendorName(house) }
}

/**
 * Signs a document as of an instant: the same document gets the same bytes, whenever it is asked for. A key signs
 * nothing as of a time before it was taken into use.
 */
export async function signDocument<Document extends Branch>(
  house: Keys,
  document: Document,
  asOf: string,
): Promise<Secured<Document>> {
  const current = (await keyring(house)).keys.at(-1)
  if (!current) return noKey()
  const sign = await keyFiles(house).signWith(current.key)
  const instant = `${asOf.slice(0, 19)}Z`
  const created = instant < current.from ? current.from : instant
  return secured(
    document,
    { verificationMethod: methodOf(didOf(house.settings.publicUrl), current.key), created },
    sign,
  )
}

function noKey(): never {
  return refuse('unavailable', {
    says: 'This installation has no key to sign with yet.',
    next: 'Start the server once: it makes one.',
    clause: 'G-09',
  })
}
