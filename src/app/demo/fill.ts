/**
 * Fills an empty installation with the demo programme, through the same door as everybody: the set-up link,
 * an import, invitations, and moves. Only the clock is ours, so that the past lies in the past.
 */
import { randomBytes } from 'node:crypto'
import fs from 'node:fs/promises'
import path from 'node:path'
import sql, { raw } from 'sql-template-tag'
import { addDays, type Day, instantOf } from '../../kernel/day.ts'
import { CONSOLE, VISITOR } from '../../programme/permission.ts'
import type { Person } from '../../programme/person.ts'
import type { Database } from '../../store/database.ts'
import { act } from '../act.ts'
import { importExchange } from '../exchange/importing.ts'
import { setUpLink } from '../first-person.ts'
import { type House, today } from '../house.ts'
import { actorOf } from '../identity.ts'
import type { SignIn } from '../sign-in.ts'
import { partnerPeople } from './cast.ts'
import { DemoClock } from './clock.ts'
import { playProjects } from './play.ts'
import { legacyProgramme, MANAGER, STAFF, VENDOR } from './world.ts'

/** Nothing happened yet but what a start does by itself: a key to sign with was taken into use. */
export async function isEmpty(house: House): Promise<boolean> {
  const other = sql`select 1 as there from fact where kind <> 'signing-key-introduced' limit 1`
  return (await house.database.one(other)) === null
}

/** A filling that a kill cut short is swept away, so that no half of a demo is ever met by anybody. */
async function sweepHalfFilled(house: House): Promise<void> {
  const row = await house.database.one<{ demo: string }>(sql`select demo from installation`)
  if (row?.demo !== 'filling') return
  const tables = await house.database.all<{ name: string }>(
    sql`select tablename as name from pg_tables where schemaname = current_schema() and tablename not in ('migration', 'installation', 'journal_head')`,
  )
  await house.database.transaction(async (tx) => {
    await tx.run(raw(`truncate ${tables.map((table) => table.name).join(', ')}`))
    await tx.run(sql`update journal_head set seq = 0, hash = repeat('0', 64)`)
    await tx.run(sql`update installation set demo = 'no', set_up = null, sections = '[]'`)
  })
}

/** Whether this installation is a demo, and the password its people share. */
export async function demoState(house: House): Promise<{ isOn: boolean; password: string | null }> {
  const row = await house.database.one<{ demo: string }>(sql`select demo from installation`)
  if (row?.demo !== 'yes') return { isOn: false, password: null }
  return {
    isOn: true,
    password: await fs.readFile(passwordFile(house), 'utf8').then(
      (text) => text.trim(),
      () => null,
    ),
  }
}

/** Fills an installation that holds nothing yet; one that holds anything is left as it is. */
export async function fillDemo(house: House, signIn: SignIn, say: (line: string) => void): Promise<boolean> {
  await sweepHalfFilled(house)
  if (!(await isEmpty(house))) {
    await sayHowToSignIn(house, say)
    return false
  }
  say('Filling the demo programme …')
  const started = performance.now()
  await house.database.run(sql`update installation set demo = 'filling'`)
  const cast = await new Filling(house).run(signIn)
  await house.database.run(sql`update installation set demo = 'yes'`)
  say(`Filled in ${((performance.now() - started) / 1000).toFixed(1)} s: ${cast} people, every stage of a project.`)
  await sayHowToSignIn(house, say)
  return true
}

async function sayHowToSignIn(house: House, say: (line: string) => void): Promise<void> {
  const { isOn, password } = await demoState(house)
  if (isOn)
    say(
      `Demo programme: sign in as anybody with one click on the sign-in page, or as ${MANAGER.email} with the password ${password ?? 'you chose'}`,
    )
}

function passwordFile(house: House): string {
  return path.join(house.settings.dataDir, 'demo-password')
}

class Filling {
  private readonly house: House
  private readonly clock: DemoClock
  private readonly day: Day

  constructor(house: House) {
    this.day = today(house)
    const begin = instantOf(addDays(this.day, -200))
    this.clock = new DemoClock(begin, house.now())
    this.house = { ...house, database: unhurried(house.database), now: () => this.clock.now(), stir: () => {} }
  }

  async run(signIn: SignIn): Promise<number> {
    const manager = await this.found()
    await this.describeVendor(manager)
    await this.importPast()
    const people = [manager, ...(await this.invite(manager))]
    await givePasswords(this.house, signIn, people)
    await playProjects(
      this.house,
      this.clock,
      this.day,
      new Map(people.map((person) => [person.email, actorOf(person)])),
    )
    return people.length
  }

  private async found(): Promise<Person> {
    const link = await setUpLink(this.house)
    const token = new URL(link ?? '', 'http://own.invalid').searchParams.get('token') ?? ''
    const done = await act(this.house, VISITOR, {
      move: 'found-programme',
      id: null,
      input: { token, organisation: VENDOR.name, country: VENDOR.country, ...MANAGER },
    })
    await this.house.database.run(sql`update installation set set_up = null`)
    return this.person(done.made.person!)
  }

  /** Where a support answer sends people (6.4). */
  private async describeVendor(manager: Person): Promise<void> {
    await act(this.house, actorOf(manager), {
      move: 'describe-organisation',
      id: manager.organisation,
      input: {
        web: 'https://www.aldermoor.example',
        supportEmail: 'support@aldermoor.example',
        supportPhone: '',
      },
    })
    await act(this.house, actorOf(manager), {
      move: 'change-company-text',
      id: manager.organisation,
      input: { text: 'Call servers and border gateways for offices of every size.' },
    })
  }

  private async importPast(): Promise<void> {
    const file = path.join(this.house.settings.dataDir, 'demo-programme.json')
    await fs.writeFile(file, JSON.stringify(legacyProgramme(this.day)))
    this.clock.pass(30)
    await importExchange(this.house, CONSOLE, file, false)
    await fs.rm(file)
  }

  /** Staff first, then an administrator and an engineer for every partner. */
  private async invite(manager: Person): Promise<readonly Person[]> {
    const invited: Person[] = []
    for (const account of [...STAFF, ...partnerPeople()]) {
      this.clock.pass(7)
      const done = await act(this.house, actorOf(manager), {
        move: 'invite-person',
        id: account.organisation,
        input: { name: account.name, email: account.email, roles: [...account.roles] },
      })
      const token = await this.tokenInMail(done.fact.seq)
      this.clock.pass(3)
      await act(this.house, VISITOR, { move: 'accept-invitation', id: token, input: {} })
      invited.push(await this.person(done.made.person!))
    }
    return invited
  }

  /** The invitation's link as its receiver finds it. */
  private async tokenInMail(fact: number): Promise<string> {
    const row = await this.house.database.one<{ link: string }>(
      sql`select secret_link as link from notice where fact = ${fact}`,
    )
    await this.house.database.run(sql`update notice set secret_link = null where fact = ${fact}`)
    return row?.link.split('/').at(-1) ?? ''
  }

  private async person(id: string): Promise<Person> {
    const row = await this.house.database.one<{ state: Person }>(sql`select state from person where id = ${id}`)
    return row!.state
  }
}

/**
 * The same database without waiting for the disk at every step: nothing of the demo has been promised to
 * anybody yet, and a filling that was cut short begins anew.
 */
function unhurried(database: Database): Database {
  return {
    ...database,
    transaction: (work) =>
      database.transaction(async (tx) => {
        await tx.run(sql`set local synchronous_commit = off`)
        return work(tx)
      }),
  }
}

/** One password for all, made for this installation and kept beside its data. */
async function givePasswords(house: House, signIn: SignIn, people: readonly Person[]): Promise<void> {
  const password = `demo-${randomBytes(5).toString('hex')}`
  await fs.writeFile(passwordFile(house), `${password}\n`, { mode: 0o600 })
  await signIn.sharePassword(people, password)
}
