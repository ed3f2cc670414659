/** A file written beside its target and renamed, so that a broken one never stands where a whole one should. */
import fs from 'node:fs/promises'

export async function writeWhole(file: string, text: string): Promise<void> {
  const half = `${file}.part`
  await fs.writeFile(half, text)
  await fs.rename(half, file)
}
