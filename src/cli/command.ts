/** The vocabulary of the command line: what a command is, and how it reads its words. */
import type { Writable } from 'node:stream'
import { parseArgs, type ParseArgsConfig } from 'node:util'
import { type Day, dayOf, parseDay } from '../kernel/day.ts'
import { Refusal, refuse } from '../kernel/refusal.ts'
import type { DatabaseChoice, House } from '../app/house.ts'
import type { Environment } from '../app/settings.ts'

export type Command = {
  readonly name: string
  readonly usage: string
  readonly says: string
  readonly example: string
  readonly options: Readonly<Record<string, Option>>
  readonly run: (call: Call) => Promise<Outcome>
}

export type Option = { readonly type: 'string' | 'boolean'; readonly says: string; readonly value?: string }

/** What a command leaves behind: its exit code, and what it prints as text or as JSON; JSON that is long in pieces. */
export type Outcome = {
  readonly code: 0 | 1
  readonly text: string
  readonly data?: unknown
  readonly json?: Iterable<string>
}

export type Call = {
  readonly words: readonly string[]
  readonly text: (name: string) => string | undefined
  readonly isOn: (name: string) => boolean
  readonly json: boolean
  readonly environment: Environment
  readonly out: Writable
}

export const done = (text: string, data?: unknown): Outcome => ({ code: 0, text, data })

/** Found wanting: the command did its work and the answer is no. */
export const wanting = (text: string, data?: unknown): Outcome => ({ code: 1, text, data })

export function readCall(command: Command, argv: readonly string[], around: Pick<Call, 'environment' | 'out'>): Call {
  const options: ParseArgsConfig['options'] = { json: { type: 'boolean' }, help: { type: 'boolean' } }
  for (const [name, option] of Object.entries(command.options)) options[name] = { type: option.type }
  const { values, positionals } = parse(command, argv, options)
  return {
    words: positionals,
    text: (name) => {
      const value = values[name]
      return typeof value === 'string' ? value : undefined
    },
    isOn: (name) => values[name] === true,
    json: values.json === true,
    environment: around.environment,
    out: around.out,
  }
}

type Parsed = { readonly values: Readonly<Record<string, unknown>>; readonly positionals: readonly string[] }

function parse(command: Command, argv: readonly string[], options: ParseArgsConfig['options']): Parsed {
  try {
    return parseArgs({ args: [...argv], options, allowPositionals: true, strict: true })
  } catch (fault) {
    return wrongUsage(
      command,
      fault instanceof Error ? fault.message.split('. ')[0]! : 'These words are not understood',
    )
  }
}

export function wrongUsage(command: Pick<Command, 'usage'>, says: string): never {
  return refuse('wrong-usage', { says: `${says.replace(/\.$/, '')}.`, next: `Usage: certwright ${command.usage}` })
}

/** A required option. */
export function needed(command: Command, call: Call, name: string): string {
  return call.text(name) ?? wrongUsage(command, `--${name} is missing`)
}

/** `--on DAY`; today when it is left out. */
export function dayOption(command: Command, call: Call, name = 'on'): Day {
  const text = call.text(name)
  if (text === undefined) return dayOf(Date.now())
  return parseDay(text) ?? wrongUsage(command, `--${name} wants a day as YYYY-MM-DD, not ${text}`)
}

type Work<Result> = (house: House) => Promise<Result>

/** Opens the house for one command, made first where there is none, and closes it again whatever happens. */
export function withHouse<Result>(call: Call, work: Work<Result>): Promise<Result> {
  return within(call, {}, work)
}

/** The same for a command that brings nothing: in a folder without an installation it has nothing to tell. */
export function withInstallation<Result>(call: Call, work: Work<Result>): Promise<Result> {
  return within(call, { mustExist: true }, work)
}

/** For a command that has something to tell without an installation too: `work` gets null where there is none. */
export async function withAnyInstallation<Result>(
  call: Call,
  work: (house: House | null) => Promise<Result>,
): Promise<Result> {
  let isThere = false
  try {
    return await within(call, { mustExist: true }, (house) => {
      isThere = true
      return work(house)
    })
  } catch (fault) {
    if (isThere || !(fault instanceof Refusal) || fault.code !== 'not-found') throw fault
    return work(null)
  }
}

/** The house is loaded here, so that a command that only reads a file does not wait for a database it never asks. */
async function within<Result>(call: Call, how: Pick<DatabaseChoice, 'mustExist'>, work: Work<Result>): Promise<Result> {
  const [{ openHouse }, { settingsFrom }] = await Promise.all([import('../app/house.ts'), import('../app/settings.ts')])
  const { choice, settings } = settingsFrom(call.environment, 'command')
  const house = await openHouse({ ...choice, ...how }, settings)
  try {
    return await work(house)
  } finally {
    await house.close()
  }
}
