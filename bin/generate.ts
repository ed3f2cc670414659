/** Writes every generated page of docs/ anew. */
import { writeDocuments } from './documents.ts'

process.stdout.write(`Written: ${(await writeDocuments()).join(', ')}\n`)
