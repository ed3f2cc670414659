/** The series of numbers under an import: what is drawn later must not meet what was taken over, nor an import itself. */
import sql from 'sql-template-tag'
import type { Transaction } from '../../store/database.ts'

export class HighestNumbers {
  private readonly highest = new Map<string, number>()

  /** Notes a number if it is of one of the series here. */
  note(number: string): void {
    const [, name, last] = /^((?:SAT|MCT|MQT|MAT)-\d{4}|FI)-(\d{1,8})$/.exec(number) ?? []
    if (name) this.highest.set(name, Math.max(this.highest.get(name) ?? 0, Number(last)))
  }

  async raise(tx: Transaction): Promise<void> {
    await tx.run(
      sql`insert into series (name, last)
          select name, last from unnest(${[...this.highest.keys()]}::text[], ${[...this.highest.values()]}::int[]) as highest (name, last)
          on conflict (name) do update set last = greatest(series.last, excluded.last)`,
    )
  }
}

/** The next so many numbers of a series of certifications, such as `MCT-2019`, in order. */
export async function drawNumbers(tx: Transaction, series: string, many: number): Promise<readonly string[]> {
  const drawn = await tx.one<{ last: number }>(
    sql`insert into series (name, last) values (${series}, ${many}) on conflict (name) do update set last = series.last + ${many} returning last`,
  )
  const first = drawn!.last - many + 1
  return Array.from({ length: many }, (_, index) => `${series}-${String(first + index).padStart(5, '0')}`)
}
