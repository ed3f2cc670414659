/** What falls due for field technicians: credentials about to end or ended (N10), access about to end (N12). */
import sql from 'sql-template-tag'
import { addDays, type Day } from '../../kernel/day.ts'
import { lastAccess } from '../../programme/self-test.ts'
import type { Technician } from '../../programme/technician.ts'
import type { Figures } from '../../rulebook/parameters.ts'
import type { Queryable } from '../../store/database.ts'
import { subjectOf, type Told } from '../notices.ts'
import { aboutProject, type Occasion } from './occasion.ts'

/** How long after its end a credential is still news. */
const NEWS_DAYS = 7

/** The technician and their side are told so many days before a credential ends, and once it has (4A.14). */
export async function credentialsEnding(on: Queryable, day: Day, figure: Figures): Promise<readonly Occasion[]> {
  const before = figure.number('technician.notice-days')
  const rows = await on.all<{ state: Technician }>(sql`select state from technician order by id limit 10000`)
  return rows.flatMap(({ state: { person, name, organisation, credentials } }) =>
    credentials.flatMap((each): Occasion[] => {
      const { expires, withdrawn, confirmed, number } = each
      if (withdrawn || !confirmed || day < addDays(expires, -before) || day > addDays(expires, NEWS_DAYS)) return []
      const isOver = expires < day
      return [
        {
          key: `credential/${each.id}/${expires}/${isOver ? 'expired' : before}`,
          code: 'N10',
          to: ['technician', 'sponsor'],
          organisation,
          sponsor: organisation,
          technicians: [person],
          project: null,
          subject: `${name}: credential ${number} ${isOver ? 'ended' : 'ends'} on ${expires}`,
          body: isOver
            ? `Credential ${number} of ${name} on ${each.platform} ended on ${expires}. Nobody is assigned, given access, runs or hands in a self-test on it until a newer one is registered and confirmed.\n\nClause 4A.14.`
            : `Credential ${number} of ${name} on ${each.platform} ends on ${expires}. Renew it with the vendor and register the new one by then, so that no self-test stops.\n\nClause 4A.14.`,
          link: `/technicians/${person}`,
        },
      ]
    }),
  )
}

/** The last days of an access in which work can still be handed in. */
const LAST_DAYS = 3

export async function accessEnding(on: Queryable, day: Day): Promise<readonly Occasion[]> {
  const rows = await on.all<Told>(
    sql`select p.state as project, product.name as product, platform.name as platform
        from project p join product on product.id = p.product join platform on platform.id = p.platform
        where p.stage = 'self-testing' order by p.id limit 10000`,
  )
  return rows.flatMap((told): Occasion[] => {
    const access = lastAccess(told.project)
    if (!access || access.revoked || access.until < day || access.until > addDays(day, LAST_DAYS)) return []
    return [
      {
        ...aboutProject(told, ['technician', 'sponsor']),
        key: `access/${told.project.id}/${access.until}`,
        code: 'N12',
        subject: `${subjectOf(told)}: self-test access ends on ${access.until}`,
        body: `Access to the self-test portal ends on ${access.until}. Hand the report in by then, or ask the lab to renew the access.\n\nClause 4A.6.`,
        link: `/projects/${told.project.id}/self-test`,
      },
    ]
  })
}
