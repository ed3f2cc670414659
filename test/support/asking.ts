/** What somebody is told who tries a move, and the pages they see, in one line each. */
import { act } from '../../src/app/act.ts'
import { Refusal } from '../../src/kernel/refusal.ts'
import type { Actor } from '../../src/programme/permission.ts'
import type { TestHouse } from './house.ts'
import type { TestServer, Who } from './server.ts'

export function asking(at: () => readonly [TestHouse, TestServer]) {
  const send = (who: Who, path: string) => at()[1].send(who, path, { headers: { accept: 'text/html' } })
  return {
    /** `done`, or the code and the clause of the refusal, and what it points at. */
    told: async (who: Actor, move: string, id: string | null, input: object): Promise<string> => {
      try {
        await act(at()[0], who, { move, id, input })
        return 'done'
      } catch (fault) {
        if (!(fault instanceof Refusal)) throw fault
        return [fault.code, fault.clause, ...fault.faults.map((each) => each.at)].filter(Boolean).join(' ')
      }
    },
    page: async (who: Who, path: string) => (await (await send(who, path)).text()).replaceAll(/\s+/g, ' '),
    status: async (who: Who, path: string) => (await send(who, path)).status,
  }
}
