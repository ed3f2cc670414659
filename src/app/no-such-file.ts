/** Refuses a name given at the console under which there is nothing to be read, and says what there is instead. */
import fs from 'node:fs'
import { refuse } from '../kernel/refusal.ts'

export function noSuchFile(file: string): never {
  const there = at(file)
  if (!there) return refuse('wrong-file', { says: `There is no file ${file}.`, next: 'Check the path.' })
  if (there.isDirectory())
    return refuse('wrong-file', { says: `${file} is a folder.`, next: 'Name the file in it that is meant.' })
  return there.isFile()
    ? refuse('wrong-file', { says: `${file} may not be read.`, next: 'Let whoever runs this read it.' })
    : refuse('wrong-file', { says: `${file} is no ordinary file.`, next: 'Save what comes from it, and name that.' })
}

/** What cannot even be looked at counts as not there. */
function at(file: string): fs.Stats | undefined {
  try {
    return fs.statSync(file)
  } catch {
    return undefined
  }
}
