/**
 * What an import remarks of names: an exchange file brings what exists, so nothing of this keeps a record out. Companies
 * that look the same by name, products of one company that do, and names with characters in them that nobody sees.
 */
import sql from 'sql-template-tag'
import { hiddenIn, lookOf, spellingOf } from '../../kernel/name-look.ts'
import type { Fault } from '../../kernel/refusal.ts'
import type { Exchanged } from '../../programme/exchange.ts'
import type { Queryable } from '../../store/database.ts'
import type { CheckedRecord } from './checking.ts'

type Named = { readonly id: string; readonly name: string }

/** So many remarks are told in full, and all are counted. */
const MOST_REMARKS = 50

export class NamesAlike {
  readonly remarks: Fault[] = []
  /** All there were. */
  count = 0
  private readonly first = new Map<string, Named>()

  /** Begins with the names that the installation holds already. */
  static async of(on: Queryable): Promise<NamesAlike> {
    const alike = new NamesAlike()
    for (const each of await on.all<Named & { owner: string }>(
      sql`select id, name, '' as owner from organisation union all select id, name, organisation from product`,
    ))
      alike.keep(each.owner, each)
    return alike
  }

  note({ section, record, at }: CheckedRecord): void {
    if (section !== 'organisations' && section !== 'products') return
    const named = record as Exchanged['organisations'] | Exchanged['products']
    const owner = 'organisation' in named ? named.organisation : ''
    const hidden = hiddenIn(named.name)
    if (hidden) this.remark(at, `character ${hidden.place} of its name is ${hidden.code}, which nobody sees`)
    const other = this.keep(owner, named)
    if (other) this.remark(at, `its name looks the same as that of ${other.id}: ${other.name}`)
  }

  /** The first other one by a name that looks the same; each is kept by its look and by its spelling. */
  private keep(owner: string, named: Named): Named | null {
    const keys = [lookOf(named.name), spellingOf(named.name)].map((key) => `${owner}\n${key}`)
    const found = keys.map((key) => this.first.get(key)).find((each) => each !== undefined && each.id !== named.id)
    for (const key of keys) if (!this.first.has(key)) this.first.set(key, named)
    return found ?? null
  }

  private remark(at: string, says: string): void {
    this.count += 1
    if (this.remarks.length < MOST_REMARKS) this.remarks.push({ at, says })
  }
}

/** As the command line tells it, a line for each; empty where there is nothing to remark. */
export function sayRemarks({ remarks, remarked }: { remarks: readonly Fault[]; remarked: number }): string {
  const more = remarked - remarks.length
  return [
    ...remarks.map(({ at, says }) => `\n  ${at}: ${says}`),
    ...(more > 0 ? [`\n  and ${more} more like these`] : []),
  ].join('')
}
