/** Writes everything anew that is made from the code. */
import { writeDocuments } from './documents.ts'

process.stdout.write(`Written: ${(await writeDocuments()).join(', ')}\n`)
