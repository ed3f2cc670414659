/** What falls due for field technicians: credentials about to end or ended (N10), access about to end (N12). */
import sql from 'sql-template-tag'
import { addDays, dateWords, type Day } from '../../kernel/day.ts'
import { onClause } from '../../programme/notice.ts'
import { lastAccess } from '../../programme/self-test.ts'
import type { Credential, Technician } from '../../programme/technician.ts'
import type { Figures } from '../../rulebook/parameters.ts'
import { platformsById } from '../../store/certifications.ts'
import type { Queryable } from '../../store/database.ts'
import { subjectOf, type Told } from '../notices.ts'
import { aboutProject, headed, type Occasion } from './occasion.ts'
import { everyRow } from '../../store/every-row.ts'

/** How long after its end a credential is still news. */
const NEWS_DAYS = 7

/** The technician and their side are told so many days before a credential ends, and once it has (4A.14). */
export async function credentialsEnding(on: Queryable, day: Day, figure: Figures): Promise<readonly Occasion[]> {
  const before = figure.number('technician.notice-days')
  const technicians = everyRow<{ state: Technician }>(
    on,
    ({ state }) => state.person,
    (after, limit) => sql`select state from technician where id > ${after} order by id limit ${limit}`,
  )
  const platforms = await platformsById(on)
  const due: Occasion[] = []
  for await (const { state } of technicians)
    for (const credential of state.credentials) {
      const { expires, withdrawn, confirmed } = credential
      if (withdrawn || !confirmed || day < addDays(expires, -before) || day > addDays(expires, NEWS_DAYS)) continue
      const platform = platforms.get(credential.platform)?.name ?? credential.platform
      due.push(credentialEnds(state, credential, platform, expires < day ? 'expired' : before))
    }
  return due
}

function credentialEnds(
  { person, name, organisation }: Technician,
  { id, number, expires }: Credential,
  platform: string,
  when: 'expired' | number,
): Occasion {
  const isOver = when === 'expired'
  return {
    key: `credential/${id}/${expires}/${when}`,
    code: 'N10',
    to: ['technician', 'sponsor'],
    organisation,
    sponsor: organisation,
    technicians: [person],
    project: null,
    subject: headed(
      name,
      isOver
        ? `credential ${number} ended on ${dateWords(expires)}`
        : `credential ${number} ends on ${dateWords(expires)}`,
    ),
    body: onClause(
      '4A.14',
      isOver
        ? `Credential ${number} of ${name} on ${platform} ended on ${dateWords(expires)}. Nobody is assigned, given access, runs or hands in a self-test on it until a newer one is registered and confirmed.`
        : `Credential ${number} of ${name} on ${platform} ends on ${dateWords(expires)}. Renew it with the vendor and register the new one by then, so that no self-test stops.`,
    ),
    link: `/technicians/${person}`,
  }
}

/** The last days of an access in which work can still be handed in. */
const LAST_DAYS = 3

export async function accessEnding(on: Queryable, day: Day): Promise<readonly Occasion[]> {
  const ending = everyRow<Told>(
    on,
    ({ project }) => project.id,
    (after, limit) => sql`select p.state as project, product.name as product, platform.name as platform
      from project p join product on product.id = p.product join platform on platform.id = p.platform
      where p.stage = 'self-testing' and p.state->'access'->-1->>'until' between ${day} and ${addDays(day, LAST_DAYS)}
        and p.id > ${after} order by p.id limit ${limit}`,
  )
  const due: Occasion[] = []
  for await (const told of ending) {
    const access = lastAccess(told.project)
    if (!access || access.revoked) continue
    due.push({
      ...aboutProject(told, ['technician', 'sponsor']),
      key: `access/${told.project.id}/${access.until}`,
      code: 'N12',
      subject: `${subjectOf(told)}: self-test access ends on ${dateWords(access.until)}`,
      body: onClause(
        '4A.6',
        `Access to the self-test portal ends on ${dateWords(access.until)}. Hand the report in by then, or ask the lab to renew the access.`,
      ),
      link: `/projects/${told.project.id}/self-test`,
    })
  }
  return due
}
