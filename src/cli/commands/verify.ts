/**
 * `certwright verify`: a certification number, a document of ours, or the installation itself, alone or against a
 * checkpoint that somebody kept. With `--key` a document is checked without an installation and without a network.
 */
import fs from 'node:fs/promises'
import { checkDocument, type DocumentVerdict, MOST_BYTES, readCheckpoint } from '../../app/checking.ts'
import { checkHere } from '../../app/check-here.ts'
import { faultAgainst } from '../../app/checkpoints.ts'
import { ownSigner } from '../../app/keyring.ts'
import { noSuchFile } from '../../app/no-such-file.ts'
import { verifyInstallation, verifyNumber } from '../../app/verify.ts'
import type { House } from '../../app/house.ts'
import { dayOf } from '../../kernel/day.ts'
import { refuse } from '../../kernel/refusal.ts'
import { count } from '../../kernel/text.ts'
import { readDidDocument } from '../../signing/did.ts'
import type { Signer } from '../../signing/judging.ts'
import { readSigned } from '../../signing/reading.ts'
import { type Call, type Command, done, type Outcome, wanting, withInstallation, wrongUsage } from '../command.ts'

export const command: Command = {
  name: 'verify',
  usage: 'verify [FILE or NUMBER] [--key DID.JSON [--status LIST.JSON]] [--checkpoint FILE]',
  says: 'Checks a signed document or a certification number; without one, that journal, records and evidence are as they were written.',
  example: 'certwright verify certificate.pdf --key did.json',
  options: {
    key: {
      type: 'string',
      value: 'DID.JSON',
      says: 'The published keys, kept as a file: a document is checked by them and nothing else is asked.',
    },
    status: { type: 'string', value: 'LIST.JSON', says: 'The status list that the statement names, with --key.' },
    checkpoint: { type: 'string', value: 'FILE', says: 'A checkpoint kept elsewhere: was history before it changed?' },
  },
  run: async (call) => {
    const [word, ...more] = call.words
    if (more.length > 0) wrongUsage(command, 'One file or number at most')
    if (word !== undefined && call.text('checkpoint') !== undefined)
      wrongUsage(command, 'A checkpoint is for the journal, not for a file or number')
    if (call.text('status') !== undefined && call.text('key') === undefined)
      wrongUsage(command, 'A status list is for --key: beside the record there is no need of one')
    if (call.text('key') !== undefined && word === undefined && call.text('checkpoint') === undefined)
      wrongUsage(command, 'Keys are for a file or a checkpoint')
    const bytes = word === undefined ? null : await bytesOf(word)
    if (word !== undefined && bytes === null && /[./\\]/.test(word)) noSuchFile(word)
    if (word !== undefined && call.text('key') !== undefined)
      return told(await checkFromAfar(call, bytes ?? noSuchFile(word)))
    return withInstallation(call, async (house) => {
      if (bytes) return told(await checkHere(house, bytes))
      return word === undefined ? verifyAll(call, house) : verifyOne(house, word)
    })
  },
}

function told(verdict: DocumentVerdict): Outcome {
  const number = verdict.number ? ` (${verdict.number})` : ''
  const text = `${verdict.says}${number}\n${verdict.next}`
  return verdict.genuine && verdict.inForce !== false && verdict.verdict !== 'superseded'
    ? done(text, verdict)
    : wanting(text, verdict)
}

async function checkFromAfar(call: Call, bytes: Uint8Array): Promise<DocumentVerdict> {
  const list = call.text('status')
  return checkDocument(bytes, {
    signer: await keptKeys(call.text('key') ?? ''),
    record: null,
    list: list === undefined ? null : ((await bytesOf(list)) ?? noSuchFile(list)),
    now: `${new Date().toISOString().slice(0, 19)}Z`,
  })
}

async function keptKeys(file: string): Promise<Signer> {
  const read = readSigned((await bytesOf(file)) ?? noSuchFile(file))
  const signer = read.state === 'read' ? readDidDocument(read.value) : null
  return (
    signer ??
    refuse('wrong-file', {
      says: `${file} is not a DID document with keys.`,
      next: 'Keep what the installation serves at /.well-known/did.json.',
    })
  )
}

async function verifyOne(house: House, number: string): Promise<Outcome> {
  const found = await verifyNumber(house, number, dayOf(Date.now()))
  return found.genuine && found.inForce ? done(found.says, found) : wanting(found.says, found)
}

async function verifyAll(call: Call, house: House): Promise<Outcome> {
  const report = await verifyInstallation(house)
  const file = call.text('checkpoint')
  const against = file === undefined ? null : await faultOfCheckpoint(house, call, file)
  const faults = against === null ? report.faults : [against, ...report.faults]
  const summary = `${report.facts} facts, ${report.records} records, ${report.files} evidence files checked${report.removed > 0 ? `, ${count(report.removed, 'capture')} removed on their day` : ''}.`
  if (faults.length === 0) return done(`${summary} All is as it was written.`, report)
  const lines = faults.map((fault) => `  - ${fault}`).join('\n')
  return wanting(`${summary} ${count(faults.length, 'fault')}:\n${lines}`, { ...report, faults })
}

/** The checkpoint's own signature first: by the keys on record, or by kept ones, since those might be changed too. */
async function faultOfCheckpoint(house: House, call: Call, file: string): Promise<string | null> {
  const kept = call.text('key')
  const signer = kept === undefined ? await ownSigner(house) : await keptKeys(kept)
  const read = readCheckpoint((await bytesOf(file)) ?? noSuchFile(file), signer)
  return typeof read === 'string' ? read : faultAgainst(house.database, read)
}

/** The bytes of a file, one more than are looked at; null where there is no such file. */
async function bytesOf(file: string): Promise<Uint8Array | null> {
  const handle = await fs.open(file).catch(() => null)
  if (!handle) return null
  try {
    const { buffer, bytesRead } = await handle.read(new Uint8Array(MOST_BYTES + 1), 0, MOST_BYTES + 1, 0)
    return buffer.subarray(0, bytesRead)
  } catch {
    return null
  } finally {
    await handle.close()
  }
}
