/** A ZIP of a few small files, stored as they are (APPNOTE 6.3.10, 4.3): no clock is in it, so that the same files give the same bytes. */
import { crc32 } from 'node:zlib'

export type Packed = { readonly name: string; readonly bytes: Uint8Array }

/** 1980-01-01, the day that ZIP counts from. */
const NO_DAY = 0x21

export function zipOf(files: readonly Packed[]): Uint8Array {
  const parts: Uint8Array[] = []
  const directory: Uint8Array[] = []
  let at = 0
  for (const { name, bytes } of files) {
    const title = Buffer.from(name)
    const common = header(title, bytes)
    const local = Buffer.concat([Buffer.from('PK\u0003\u0004'), common, title])
    const entry = Buffer.alloc(14)
    entry.writeUInt32LE(at, 10)
    directory.push(Buffer.concat([Buffer.from('PK\u0001\u0002\u0014\u0000'), common, entry, title]))
    parts.push(local, bytes)
    at += local.length + bytes.length
  }
  const listed = Buffer.concat(directory)
  const end = Buffer.alloc(18)
  end.writeUInt16LE(files.length, 4)
  end.writeUInt16LE(files.length, 6)
  end.writeUInt32LE(listed.length, 8)
  end.writeUInt32LE(at, 12)
  return Buffer.concat([...parts, listed, Buffer.from('PK\u0005\u0006'), end])
}

/** What a file's own header and its line in the directory have in common: from the version needed to the lengths. */
function header(title: Uint8Array, bytes: Uint8Array): Buffer {
  const common = Buffer.alloc(26)
  common.writeUInt16LE(20, 0)
  // Names are UTF-8.
  common.writeUInt16LE(0x0800, 2)
  common.writeUInt16LE(NO_DAY, 8)
  common.writeUInt32LE(crc32(bytes), 10)
  common.writeUInt32LE(bytes.length, 14)
  common.writeUInt32LE(bytes.length, 18)
  common.writeUInt16LE(title.length, 22)
  return common
}
