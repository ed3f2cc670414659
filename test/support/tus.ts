/** Uploads by the tus protocol with the usual client: whole, cut in the middle, and taken up again. */
import { randomBytes } from 'node:crypto'
import * as tus from 'tus-js-client'
import type { Walk } from './walk.ts'

/** A capture of so many bytes: frames of Ethernet that say they are ARP, which carries no sound, filled by chance. */
export function captureOf(bytes: number): Buffer {
  const made = randomBytes(bytes)
  made.write('d4c3b2a1020004000000000000000000ffff000001000000', 'hex')
  for (let at = HEADER; at < bytes;) {
    const left = bytes - at - RECORD_HEADER
    // The last two share what is left, so that neither is smaller than its header.
    const length = left > 2 * LONGEST_PACKET ? LONGEST_PACKET : left > LONGEST_PACKET ? left >> 1 : left
    made.fill(0, at, at + 8)
    made.writeUInt32LE(length, at + 8)
    made.writeUInt32LE(length, at + 12)
    if (length > ETHERNET_HEADER) made.writeUInt16BE(ARP, at + RECORD_HEADER + ETHERNET_HEADER - 2)
    at += RECORD_HEADER + length
  }
  return made
}

const HEADER = 24
const RECORD_HEADER = 16
const ETHERNET_HEADER = 14
const ARP = 0x0806
const LONGEST_PACKET = 1500

const PIECE = 50_000

function optionsFor(walk: Walk, who: string): tus.UploadOptions {
  return {
    endpoint: `${walk.address}/uploads`,
    headers: { authorization: `Bearer ${walk.values[who]}` },
    metadata: { filename: 'call.pcap' },
    chunkSize: PIECE,
    retryDelays: null,
  }
}

/** Sends until so many bytes have arrived, then drops the line in the middle of a piece; gives the upload's address. */
export function cutUpload(walk: Walk, who: string, bytes: Buffer, after: number): Promise<string> {
  return new Promise((resolve, reject) => {
    const upload = new tus.Upload(bytes, {
      ...optionsFor(walk, who),
      onChunkComplete: (_, arrived) => {
        if (arrived < after) return
        // The next piece is on its way when the line goes.
        setImmediate(() => void upload.abort().then(() => resolve(upload.url!)))
      },
      onError: reject,
      onSuccess: () => reject(new Error('it arrived before it could be cut')),
    })
    upload.start()
  })
}

/** Goes on with an upload known by its address alone; tells at which byte. */
export function resumeUpload(walk: Walk, who: string, bytes: Buffer, address: string): Promise<number> {
  return new Promise((resolve, reject) => {
    let first: number | null = null
    const upload = new tus.Upload(bytes, {
      ...optionsFor(walk, who),
      uploadUrl: new URL(address, walk.address).href,
      onProgress: (sent) => (first ??= sent),
      onError: reject,
      onSuccess: () => resolve(first ?? 0),
    })
    upload.start()
  })
}

export function wholeUpload(walk: Walk, who: string, bytes: Buffer): Promise<string> {
  return new Promise((resolve, reject) => {
    const upload: tus.Upload = new tus.Upload(bytes, {
      ...optionsFor(walk, who),
      onError: reject,
      onSuccess: () => resolve(upload.url!),
    })
    upload.start()
  })
}
