/**
 * Export as an exchange file, section by section in one snapshot, with bounded memory. What was taken in
 * comes out as it came: fields and sections that were left out stay left out.
 */
import type { Writable } from 'node:stream'
import { once } from 'node:events'
import sql from 'sql-template-tag'
import { FORMAT, SECTION_NAMES, type SectionName } from '../../programme/exchange.ts'
import type { FieldIssue } from '../../programme/field-issue.ts'
import type { Membership } from '../../programme/membership.ts'
import type { Organisation } from '../../programme/organisation.ts'
import type { Database, Transaction } from '../../store/database.ts'

const QUERIES: Readonly<Record<SectionName, string>> = {
  regions: 'select state from region order by id',
  platforms: 'select state from platform order by id',
  organisations:
    'select o.state, m.state as membership from organisation o left join membership m on m.id = o.id order by o.id',
  products: 'select state from product order by id',
  certifications: 'select state from certification order by id',
  satEvidence: 'select state from sat_evidence order by id',
  fieldIssues: 'select state from field_issue order by id',
}

export async function exportExchange(database: Database, out: Writable): Promise<Readonly<Record<string, number>>> {
  return database.transaction(async (tx) => {
    await tx.run(sql`set transaction isolation level repeatable read, read only`)
    const row = await tx.one<{ sections: string[] }>(sql`select sections from installation`)
    const written: Record<string, number> = {}
    await write(out, `{ "format": ${JSON.stringify(FORMAT)}`)
    for (const section of SECTION_NAMES) {
      const count = await writeSection(tx, section, out, row?.sections.includes(section) ?? false)
      if (count !== null) written[section] = count
    }
    await write(out, '\n}\n')
    return written
  })
}

/** A section that is empty and that no import ever named is left out. */
async function writeSection(
  tx: Transaction,
  section: SectionName,
  out: Writable,
  isNamed: boolean,
): Promise<number | null> {
  const cursor = `export_${section.toLowerCase()}`
  await tx.client.query(`declare ${cursor} no scroll cursor for ${QUERIES[section]}`)
  let count = 0
  for (;;) {
    const { rows } = await tx.client.query<{ state: never; membership?: Membership | null }>(
      `fetch 2000 from ${cursor}`,
    )
    if (rows.length === 0) break
    const lines = rows.map((row) => JSON.stringify(recordOf(section, row.state, row.membership ?? null)))
    await write(out, `${count === 0 ? `,\n  "${section}": [` : ','}\n    ${lines.join(',\n    ')}`)
    count += rows.length
  }
  await tx.client.query(`close ${cursor}`)
  if (count > 0) await write(out, '\n  ]')
  else if (isNamed) await write(out, `,\n  "${section}": []`)
  return count > 0 || isNamed ? count : null
}

function recordOf(section: SectionName, state: object, membership: Membership | null): object {
  if (section === 'organisations') return withMembership(state as Organisation, membership)
  if (section === 'fieldIssues') {
    const { ticket: _ticket, testCases: _testCases, ...issue } = state as Partial<FieldIssue>
    return issue
  }
  if (section !== 'certifications') return state
  return Object.fromEntries(Object.entries(state).filter(([field]) => !OF_THIS_PLACE.has(field)))
}

/** What only this installation knows of a certification: an exchange file has no place for it. */
const OF_THIS_PLACE: ReadonlySet<string> = new Set([
  'project',
  'recertifications',
  'supportTerms',
  'selfTestedFor',
  'call',
])

function withMembership(organisation: Organisation, membership: Membership | null): object {
  const last = membership?.terms.at(-1)
  if (!last) return organisation
  const earlier = membership!.terms.slice(0, -1)
  return { ...organisation, membership: { ...last, ...(earlier.length > 0 ? { earlier } : {}) } }
}

async function write(out: Writable, text: string): Promise<void> {
  if (!out.write(text)) await once(out, 'drain')
}
