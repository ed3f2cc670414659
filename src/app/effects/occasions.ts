/**
 * What falls due by time alone: terms of membership and quotes about to end or ended (N04, N23), questions
 * that wait for an answer (N08), SATs to be updated (N19), retests still open (N30), and what a day of testing
 * brought (N28); with what stands in the files beside this one.
 */
import sql from 'sql-template-tag'
import { addDays, addMonths, dateWords, type Day, dayOf } from '../../kernel/day.ts'
import { count } from '../../kernel/text.ts'
import { type Membership, membershipOn } from '../../programme/membership.ts'
import { onClause, quoted } from '../../programme/notice.ts'
import type { Organisation } from '../../programme/organisation.ts'
import { retestUntil } from '../../programme/due.ts'
import { firmQuote } from '../../programme/quote.ts'
import { progressOf, type Run, sayCounts } from '../../programme/run.ts'
import type { Stage } from '../../programme/stage.ts'
import type { Thread } from '../../programme/thread.ts'
import type { Figures } from '../../rulebook/parameters.ts'
import type { Queryable } from '../../store/database.ts'
import { subjectOf, type Told } from '../notices.ts'
import { aboutProject, headed, type Occasion } from './occasion.ts'
import { everyRow } from '../../store/every-row.ts'
import { contactsToConfirm, contactsUnanswered, mailsThatBounced } from './contact-occasions.ts'
import { entryChecksFailing, placesInLine } from './slot-occasions.ts'
import { accessEnding, credentialsEnding } from './technician-occasions.ts'
import { tiersTooLow } from './tier-occasions.ts'

export async function occasionsOn(on: Queryable, day: Day, figure: Figures): Promise<readonly Occasion[]> {
  return [
    ...(await termsEnding(on, day, figure)),
    ...(await quotesExpiring(on, day, figure)),
    ...(await retestsOpen(on, day, figure)),
    ...(await satUpdatesDue(on, day, figure)),
    ...(await questionsWaiting(on, day, figure)),
    ...(await daysOfTesting(on, day)),
    ...(await credentialsEnding(on, day, figure)),
    ...(await accessEnding(on, day)),
    ...(await tiersTooLow(on, day, figure)),
    ...(await placesInLine(on, day, figure)),
    ...(await entryChecksFailing(on, day, figure)),
    ...(await contactsToConfirm(on, day, figure)),
    ...(await contactsUnanswered(on, day)),
    ...(await mailsThatBounced(on, day)),
  ]
}

/** The notice that is due today: of several, the one closest to the end. */
export function noticeDue(end: Day, today: Day, days: readonly number[]): number | null {
  const due = days.filter((each) => addDays(end, -each) <= today).toSorted((a, b) => a - b)
  return today <= end ? (due[0] ?? null) : null
}

/** Days counted from the other end: of several that have passed, the longest. */
function waitedFor(since: Day, today: Day, days: readonly number[]): number | null {
  return days.filter((each) => addDays(since, each) <= today).toSorted((a, b) => b - a)[0] ?? null
}

async function termsEnding(on: Queryable, day: Day, figure: Figures): Promise<readonly Occasion[]> {
  const days = figure.numbers('membership.notice-days')
  const grace = figure.number('membership.grace-days')
  const longest = Math.max(0, ...days)
  // A term that ended long ago is no news: it came in with old records.
  const rows = await on.all<{ state: Membership; organisation: Organisation }>(
    sql`select m.state, o.state as organisation from membership m join organisation o on o.id = m.id
        where m.state->'terminated' = 'null'::jsonb
          and m.until between ${addDays(day, -grace - longest)} and ${addDays(day, longest)} order by m.until, m.id`,
  )
  return rows.flatMap(({ state, organisation }) => {
    const { until } = state.terms.at(-1)!
    const about = { code: 'N04', to: ['partner'] as const, organisation: organisation.id, project: null }
    const before = noticeDue(until, day, days)
    if (before !== null) {
      return [
        {
          ...about,
          key: `membership/${organisation.id}/${until}/${before}`,
          subject: `Your membership ends on ${dateWords(until)}`,
          body: onClause(
            'G-12',
            `The membership of ${organisation.name} runs until ${dateWords(until)}. When the fee for the next term is received by then it goes on without a gap; otherwise guides, logos and listings rest from ${dateWords(addDays(until, grace + 1))} on. Certifications stay.`,
          ),
          link: '/our-organisation',
        },
      ]
    }
    if (membershipOn(state, day, grace) !== 'lapsed') return []
    return [
      {
        ...about,
        key: `membership/${organisation.id}/${until}/lapsed`,
        subject: `Your membership has lapsed`,
        body: onClause(
          'G-12',
          `The membership of ${organisation.name} ended on ${dateWords(until)}, and the time of grace is over. Guides, logos and listings rest until a fee is received; certifications stay. Pay the fee to go on.`,
        ),
        link: '/our-organisation',
      },
    ]
  })
}

async function quotesExpiring(on: Queryable, day: Day, figure: Figures): Promise<readonly Occasion[]> {
  const days = figure.numbers('quote.notice-days')
  return ofEach(projectsIn(on, 'quote-offered', 'quote-with-sponsor'), (told) => {
    const quote = firmQuote(told.project)
    if (!quote?.validUntil) return []
    const isOver = quote.validUntil < day
    const before = isOver ? 'expired' : noticeDue(quote.validUntil, day, days)
    if (before === null) return []
    return [
      {
        ...aboutProject(told, [told.project.stage === 'quote-offered' ? 'partner' : 'sponsor']),
        key: `quote/${quote.number}/${quote.version}/${before}`,
        code: 'N23',
        subject: headed(
          subjectOf(told),
          isOver
            ? `quotation ${quote.number} expired on ${dateWords(quote.validUntil)}`
            : `quotation ${quote.number} is valid until ${dateWords(quote.validUntil)}`,
        ),
        body: onClause(
          'G-04',
          isOver
            ? `Quotation ${quote.number} was valid until ${dateWords(quote.validUntil)} and can no longer be ordered. Ask the programme office for a new version.`
            : `Order quotation ${quote.number} by its ordering instructions, by ${dateWords(quote.validUntil)}, or ask the programme office for a new version. Later it can no longer be ordered.`,
        ),
        link: `/projects/${told.project.id}/quote`,
      },
    ]
  })
}

async function retestsOpen(on: Queryable, day: Day, figure: Figures): Promise<readonly Occasion[]> {
  const days = figure.numbers('retest.notice-days')
  return ofEach(projectsIn(on, 'not-granted'), (told) => {
    const until = retestUntil(told.project, figure.number)
    const before = until ? noticeDue(until, day, days) : null
    if (until === null || before === null) return []
    return [
      {
        ...aboutProject(told, ['partner']),
        key: `retest/${told.project.id}/${until}/${before}`,
        code: 'N30',
        subject: `${subjectOf(told)}: a retest can be asked for until ${dateWords(until)}`,
        body: onClause(
          'G-02',
          `Mend what the findings name and ask for the retest, by ${dateWords(until)}. Later a new project has to be opened.`,
        ),
        link: `/projects/${told.project.id}/decision`,
      },
    ]
  })
}

/**
 * The yearly update of a SAT whose product is certified on the platform: only there does its age tell (8.9b, X-06).
 * The test of a certification counts as evidence of its day where the programme says so.
 */
async function satUpdatesDue(on: Queryable, day: Day, figure: Figures): Promise<readonly Occasion[]> {
  const days = figure.numbers('sat.notice-days')
  const isCounted = figure.isOn('status.certification-counts-as-sat-evidence')
  const rows = everyRow<Told & { evidence: Day; certified: Day }>(
    on,
    ({ project }) => project.id,
    (after, limit) => sql`select p.state as project, product.name as product, platform.name as platform,
          (select max(e.accepted) from sat_evidence e where e.product = p.product and e.platform = p.platform) as evidence,
          c.granted as certified
        from project p join product on product.id = p.product join platform on platform.id = p.platform
          join lateral (select max(granted) as granted from certification
            where product = p.product and platform = p.platform and level <> 'SAT' and withdrawn is null) c on c.granted is not null
        where p.stage = 'sat-accepted' and p.id > ${after} and not exists (select 1 from project later
            where later.product = p.product and later.platform = p.platform and later.stage = 'sat-accepted'
              and (later.since, later.id) > (p.since, p.id))
        order by p.id limit ${limit}`,
  )
  return ofEach(rows, ({ evidence, certified, ...told }) => {
    const last = isCounted && certified > evidence ? certified : evidence
    const until = addMonths(last, figure.number('status.stale.sat-months'))
    const before = noticeDue(until, day, days)
    if (before === null) return []
    return [
      {
        ...aboutProject(told, ['partner']),
        key: `sat-update/${told.project.id}/${until}/${before}`,
        code: 'N19',
        subject: `${subjectOf(told)}: the SAT is to be updated by ${dateWords(until)}`,
        body: onClause(
          '8.9b',
          `The last SAT evidence is of ${dateWords(last)}. Ask for the update in this project, by ${dateWords(until)}: run the plan again and say what changed. Later the certification turns yellow.`,
        ),
        link: `/projects/${told.project.id}`,
      },
    ]
  })
}

async function questionsWaiting(on: Queryable, day: Day, figure: Figures): Promise<readonly Occasion[]> {
  const days = figure.numbers('question.notice-days')
  const rows = everyRow<Told & { thread: Thread }>(
    on,
    ({ thread }) => thread.id,
    (
      after,
      limit,
    ) => sql`select t.state as thread, p.state as project, product.name as product, platform.name as platform
        from thread t join project p on p.id = t.project join product on product.id = p.product join platform on platform.id = p.platform
        where t.state_word = 'open' and p.stage not in ('published', 'sat-accepted', 'closed') and t.id > ${after} order by t.id limit ${limit}`,
  )
  return ofEach(rows, ({ thread, ...told }) => {
    const { day: asked, text } = thread.messages.at(-1)!
    const waited = waitedFor(asked, day, days)
    if (waited === null) return []
    return [
      {
        ...aboutProject(told, thread.waitsFor === 'partner' ? ['partner'] : ['lab', 'office']),
        key: `question/${thread.id}/${thread.messages.length}/${waited}`,
        code: 'N08',
        subject: `${subjectOf(told)}: a question waits since ${dateWords(asked)}`,
        body: onClause('5T.d', `For ${waited} days or more this waits for your answer:`, quoted(text)),
        link: `/projects/${told.project.id}/questions`,
      },
    ]
  })
}

/** What the day before brought, where anything was recorded on it. */
async function daysOfTesting(on: Queryable, day: Day): Promise<readonly Occasion[]> {
  const yesterday = addDays(day, -1)
  const rows = everyRow<Told & { run: Run }>(
    on,
    ({ project }) => project.id,
    (after, limit) => sql`select r.state as run, p.state as project, product.name as product, platform.name as platform
        from project p join run r on r.id = p.state->'runs'->>-1 join product on product.id = p.product join platform on platform.id = p.platform
        where p.stage = 'testing' and p.id > ${after} order by p.id limit ${limit}`,
  )
  return ofEach(rows, ({ run, ...told }) => {
    const recorded = Object.values(run.results).filter((result) => dayOf(Date.parse(result.at)) === yesterday)
    if (recorded.length === 0) return []
    const { done, of } = progressOf(run)
    return [
      {
        ...aboutProject(told, ['partner']),
        key: `testing/${run.id}/${yesterday}`,
        code: 'N28',
        subject: `${subjectOf(told)}: testing on ${dateWords(yesterday)}, ${done} of ${of}`,
        body: onClause(
          '3C.1',
          `On ${dateWords(yesterday)} ${count(recorded.length, 'test case')} got a result. ${done} of ${of} have one now: ${sayCounts(run)}. Nothing is asked of you; a test case that fails is told at once.`,
        ),
        link: `/projects/${told.project.id}/testing`,
      },
    ]
  })
}

function projectsIn(on: Queryable, ...stages: readonly Stage[]): AsyncGenerator<Told> {
  return everyRow<Told>(
    on,
    ({ project }) => project.id,
    (after, limit) => sql`select p.state as project, product.name as product, platform.name as platform
        from project p join product on product.id = p.product join platform on platform.id = p.platform
        where p.stage = any(${stages}) and p.id > ${after} order by p.id limit ${limit}`,
  )
}

async function ofEach<R>(rows: AsyncIterable<R>, of: (row: R) => readonly Occasion[]): Promise<readonly Occasion[]> {
  const found: Occasion[] = []
  for await (const row of rows) found.push(...of(row))
  return found
}
