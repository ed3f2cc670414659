/** A house in which everything is really done and then taken back, so that a thousand things can be tried on one state. */
import { act, type Deed, type Done } from '../../src/app/act.ts'
import type { House } from '../../src/app/house.ts'
import { Refusal, type RefusalCode } from '../../src/kernel/refusal.ts'
import type { Actor } from '../../src/programme/permission.ts'
import type { Transaction } from '../../src/store/database.ts'

class TakenBack extends Error {
  readonly result: unknown
  constructor(result: unknown) {
    super('done, and taken back')
    this.result = result
  }
}

export function dry<Kind extends House>(house: Kind): Kind {
  const transaction = <Result>(work: (tx: Transaction) => Promise<Result>) =>
    house.database.transaction(async (tx) => {
      throw new TakenBack(await work(tx))
    }) as Promise<Result>
  return { ...house, database: { ...house.database, transaction } }
}

export type Answer = {
  readonly code: RefusalCode | 'done'
  readonly clause: string | null
  readonly says: string
  readonly done: Done | null
}

/** What a deed comes to: done, or the code of its refusal. Anything else is a bug and is thrown. */
export async function answerOf(house: House, actor: Actor, deed: Deed): Promise<Answer> {
  try {
    const done = await act(house, actor, deed)
    return { code: 'done', clause: null, says: done.fact.says, done }
  } catch (fault) {
    if (fault instanceof TakenBack)
      return { code: 'done', clause: null, says: (fault.result as Done).fact.says, done: fault.result as Done }
    if (fault instanceof Refusal) return { code: fault.code, clause: fault.clause, says: fault.says, done: null }
    throw fault
  }
}

export type Told = (actor: Actor, move: string, id: string | null, input?: object) => Promise<string>

/** What somebody is told who tries a move: `done`, or the refusal's code with its clause, such as `not-now G-08`. */
export function tellingIn(house: House): Told {
  return async (actor, move, id, input = {}) => {
    const { code, clause } = await answerOf(house, actor, { move, id, input })
    return `${code} ${clause ?? ''}`.trim()
  }
}
