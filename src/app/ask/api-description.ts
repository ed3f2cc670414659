/** The description of the API as OpenAPI, made once from the tables the server goes by, and looked up by operation. */
import { type ApiDescription, describeApi, type Operation } from '../../api/description.ts'
import packed from '../../../package.json' with { type: 'json' }
import { LISTS } from '../lists/all.ts'
import { SENT_MOVES } from '../targets.ts'

let made: Promise<ApiDescription> | null = null

export function apiDescription(): Promise<ApiDescription> {
  made ??= describeApi(SENT_MOVES, LISTS, packed.version)
  return made
}

export type Described = { readonly path: string; readonly method: string; readonly operation: Operation }

/** Every operation, in the order of the document. */
export async function apiOperations(): Promise<readonly Described[]> {
  const { paths } = await apiDescription()
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method: method.toUpperCase(), operation })),
  )
}
