/**
 * Mails that gather: the day's notices in one mail for those who chose so, and on Mondays everybody's own week (N48):
 * what waits for them, what waits for others, and what is coming. A digest tells nothing that is not in the portal.
 */
import sql from 'sql-template-tag'
import { addDays, dateWords, type Day, instantOf } from '../../kernel/day.ts'
import { count } from '../../kernel/text.ts'
import type { Person } from '../../programme/person.ts'
import { STAGES } from '../../programme/stage.ts'
import type { Transaction } from '../../store/database.ts'
import { choicesOf } from '../ask/mail-choices.ts'
import { takeGathered } from '../ask/notices.ts'
import { homeOf, type Home } from '../ask/home.ts'
import type { ProjectRow } from '../ask/projects.ts'
import { type House, today } from '../house.ts'
import { actorOf } from '../identity.ts'
import { post } from '../notices.ts'
import { everyRow } from '../../store/every-row.ts'
import { isFirstTime } from './reminders.ts'

const CODE = 'N48'
/** A digest names this many notices; the others are counted. */
const MOST_NAMED = 100

/** How many mails were made. Told to stop, it stops after the one at hand; the rest is made the next time. */
export async function giveDigests(house: House, until?: AbortSignal): Promise<number> {
  const made = (await giveDaily(house, until)) + (await giveWeekly(house, until))
  if (made > 0) house.stir()
  return made
}

/** What was gathered up to yesterday, a mail for each person; taken off the pile in the same transaction. */
async function giveDaily(house: House, until?: AbortSignal): Promise<number> {
  const day = today(house)
  const people = await house.database.all<{ person: string; email: string }>(
    sql`select p.id as person, p.email from person p where p.state_word = 'active' and exists
          (select 1 from notice where person = p.id and mail = 'gathered' and created < ${day}::timestamptz) order by p.id`,
  )
  let made = 0
  for (const { person, email } of people) {
    if (until?.aborted) return made
    await house.database.transaction(async (tx) => {
      const notices = await takeGathered(tx, person, day)
      if (notices.length === 0) return
      const named = notices.toSorted((a, b) => (a.id < b.id ? -1 : 1)).slice(0, MOST_NAMED)
      const lines = named.map(
        ({ subject, link }) => `- ${subject}${link ? `\n  ${house.settings.publicUrl}${link}` : ''}`,
      )
      const more = notices.length - named.length
      const others = more > 0 ? [`and ${count(more, 'more notice')} in the portal.`] : []
      await write(tx, house, email, {
        occasion: `daily/${day}/${person}`,
        subject: `${count(notices.length, 'notice')} since your last mail`,
        body: [
          'You chose to have these in one mail a day. The whole of each is in the portal.',
          ...lines,
          ...others,
        ].join('\n\n'),
        link: '/notices',
      })
      made += 1
    })
  }
  return made
}

/** Once a week for everybody who was here before it began, and has not said that they want none. */
async function giveWeekly(house: House, until?: AbortSignal): Promise<number> {
  const day = today(house)
  const monday = mondayOf(day)
  const key = `weekly/${monday}`
  if (await house.database.one(sql`select 1 as there from reminder where key = ${key}`)) return 0
  let made = 0
  const people = everyRow<{ person: Person }>(
    house.database,
    ({ person }) => person.id,
    (after, limit) =>
      sql`select state as person from person where state_word = 'active' and id > ${after} order by id limit ${limit}`,
  )
  for await (const { person } of people) {
    if (until?.aborted) return made
    if (person.invited.day < monday && (await giveWeek(house, person, monday, day))) made += 1
  }
  await isFirstTime(house.database, key)
  return made
}

async function giveWeek(house: House, person: Person, monday: Day, day: Day): Promise<boolean> {
  const { weekly } = await choicesOf(house.database, person.id)
  if (!weekly) return false
  const text = weekOf(await homeOf(house.database, actorOf(person), day), house.settings.publicUrl)
  if (text === null) return false
  return house.database.transaction(async (tx) => {
    if (!(await isFirstTime(tx, `weekly/${monday}/${person.id}`))) return false
    await write(tx, house, person.email, { occasion: `weekly/${monday}`, ...text, link: '/home' })
    return true
  })
}

type Text = { readonly subject: string; readonly body: string }

/** Null where there is nothing to say: nobody is written to about nothing. */
export function weekOf(home: Home, publicUrl: string): Text | null {
  const { mine, others, coming, waiting, allQuestions } = home
  const office = waiting.map(({ says, link }) => `- ${says}\n  ${publicUrl}${link}`)
  const questions = allQuestions > 0 ? [`- ${count(allQuestions, 'question')} to answer\n  ${publicUrl}/home`] : []
  const asked = [
    ...office,
    ...questions,
    ...mine.map((project) => line(project, STAGES[project.stage].asks, publicUrl)),
  ]
  const meanwhile = others.map((project) => line(project, STAGES[project.stage].meanwhile, publicUrl))
  const ahead = coming.map(({ on, says, link }) => `- ${dateWords(on)}: ${says}\n  ${publicUrl}${link}`)
  if (asked.length + meanwhile.length + ahead.length === 0) return null
  const parts = [part('Waiting for you', asked), part('Waiting for others', meanwhile), part('Coming up', ahead)]
  const more = mine.length + allQuestions + waiting.reduce((sum, work) => sum + work.count, 0)
  return {
    subject: more === 0 ? 'Your week: nothing is asked of you' : `Your week: ${count(more, 'thing')} for you`,
    body: [...parts.flat(), 'Whether this mail comes is chosen on the page of your account.'].join('\n\n'),
  }
}

function part(title: string, lines: readonly string[]): readonly string[] {
  return lines.length > 0 ? [`${title}:`, ...lines] : []
}

function line(project: ProjectRow, says: string, publicUrl: string): string {
  return `- ${project.number} ${project.productName} on ${project.platformName}: ${says}\n  ${publicUrl}/projects/${project.id}`
}

/** It goes to an address and stands in nobody’s portal: all of it is there already. */
async function write(
  tx: Transaction,
  house: House,
  email: string,
  { occasion, subject, body, link }: Text & { readonly occasion: string; readonly link: string },
): Promise<void> {
  const created = new Date(house.now()).toISOString()
  const notice = { fact: 0, code: CODE, occasion, project: null, subject, body, link, secretLink: null, created }
  await post(tx, house, notice, { person: null, email })
}

function mondayOf(day: Day): Day {
  const weekday = new Date(instantOf(day)).getUTCDay()
  return addDays(day, -((weekday + 6) % 7))
}
