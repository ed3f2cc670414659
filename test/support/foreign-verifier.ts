/** Somebody else's software for Verifiable Credentials, offline: it knows the installation by its DID document alone. */
import { DataIntegrityProof } from '@digitalbazaar/data-integrity'
import * as Ed25519Multikey from '@digitalbazaar/ed25519-multikey'
import * as suites from '@digitalbazaar/eddsa-jcs-2022-cryptosuite'
import { securityLoader } from '@digitalbazaar/security-document-loader'
import * as vc from '@digitalbazaar/vc'

/** W3C's context of terms that nobody defined, as it is published. */
const UNDEFINED_TERMS = { '@context': { '@vocab': 'https://www.w3.org/ns/credentials/undefined-term#' } }

type Document = Record<string, unknown>

type DidDocument = { id: string; verificationMethod: { id: string }[]; assertionMethod: string[] }

/** What it says of a credential: whether it takes it, and its own words where it does not. */
export async function foreignVerdict(credential: unknown, did: DidDocument, now: Date): Promise<string> {
  const loader = securityLoader()
  loader.addStatic('https://www.w3.org/ns/credentials/undefined-terms/v2', UNDEFINED_TERMS)
  loader.addStatic(did.id, did)
  for (const method of did.verificationMethod) {
    const described = { '@context': 'https://w3id.org/security/multikey/v1', ...method }
    // It reads the key by itself first, and refuses one that is not as Multikeys are.
    await Ed25519Multikey.from(described)
    loader.addStatic(method.id, described)
  }
  const answer = (await vc.verifyCredential({
    credential: structuredClone(credential) as Document,
    suite: new DataIntegrityProof({ cryptosuite: suites.createVerifyCryptosuite() }),
    documentLoader: loader.build(),
    // The list is fetched and judged by itself.
    checkStatus: async () => ({ verified: true }),
    now,
  })) as { verified: boolean; error?: Error & { errors?: Error[] } }
  return answer.verified ? 'verified' : String(answer.error?.errors?.[0]?.message ?? answer.error?.message)
}
