/** A page that leads on to another page of ours instead of being shown. */
import { ownPath } from '../../src/kernel/own-path.ts'

export function seeOther(path: string): Response {
  return new Response(null, { status: 303, headers: { location: ownPath(path, '/') } })
}
