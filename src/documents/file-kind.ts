/** What a file is by its bytes and not by its name: an archive such as a spreadsheet, or text in UTF-8. */
export function isZip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b
}

/** Null for what is no text in UTF-8; a byte order mark at its beginning is left out. */
export function textIn(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return null
  }
}
