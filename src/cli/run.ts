/**
 * One command run to its end. Exit code 0 done, 1 refused or found wanting, 2 wrong usage, 3 broken; with
 * --json the answer is JSON on standard output and a refusal is JSON on standard error.
 */
import type { Writable } from 'node:stream'
import { exitCodeOf, type Fault, Refusal, refusalAsData } from '../kernel/refusal.ts'
import type { Environment } from '../app/settings.ts'
import { type Command, type Outcome, readCall, wrongUsage } from './command.ts'

/** Commands are loaded when they are called: none waits for what another needs. */
export const COMMANDS: Readonly<Record<string, () => Promise<{ command: Command }>>> = {
  serve: () => import('./commands/serve.ts'),
  demo: () => import('./commands/demo.ts'),
  import: () => import('./commands/import.ts'),
  'import-guide': () => import('./commands/import-guide.ts'),
  export: () => import('./commands/export.ts'),
  advise: () => import('./commands/advise.ts'),
  'reference-guide': () => import('./commands/reference-guide.ts'),
  support: () => import('./commands/support.ts'),
  verify: () => import('./commands/verify.ts'),
  keys: () => import('./commands/keys.ts'),
  checkpoint: () => import('./commands/checkpoint.ts'),
  capture: () => import('./commands/capture.ts'),
}

/** What a command reads from and writes to; a process has its own, a test another. */
export type Surroundings = { readonly environment: Environment; readonly out: Writable; readonly error: Writable }

export async function runCommand(argv: readonly string[], around: Surroundings): Promise<number> {
  const [name = '--help', ...rest] = argv
  if (name === '--help' || name === 'help' || name === '-h') return help(around)
  if (name === '--version') return print(around.out, `${await version()}\n`, 0)
  const json = rest.includes('--json')
  try {
    const load = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined
    if (!load) return wrongUsage({ usage: 'COMMAND' }, `There is no command ${name}; certwright --help lists them`)
    const { command } = await load()
    if (rest.includes('--help')) return await print(around.out, helpOf(command), 0)
    return await report(await command.run(readCall(command, rest, around)), json, around)
  } catch (fault) {
    return refused(fault, json, around)
  }
}

async function version(): Promise<string> {
  return (await import('../../package.json', { with: { type: 'json' } })).default.version
}

async function report(outcome: Outcome, json: boolean, { out }: Surroundings): Promise<number> {
  if (json && outcome.json) {
    for (const piece of outcome.json) await print(out, piece, 0)
    return outcome.code
  }
  const text = json && outcome.data !== undefined ? `${JSON.stringify(outcome.data)}\n` : outcome.text
  if (text !== '') await print(out, text.endsWith('\n') ? text : `${text}\n`, 0)
  return outcome.code
}

function refused(fault: unknown, json: boolean, { error }: Surroundings): Promise<number> {
  if (!(fault instanceof Refusal)) {
    const says = fault instanceof Error ? (fault.stack ?? fault.message) : String(fault)
    return print(error, `Something broke that should not have:\n${says}\n`, 3)
  }
  if (json) return print(error, `${JSON.stringify(refusalAsData(fault))}\n`, exitCodeOf(fault))
  const clause = fault.clause ? ` (clause ${fault.clause})` : ''
  const faults = fault.faults.map((each) => `  - ${sayFault(each)}\n`).join('')
  return print(error, `Refused: ${fault.says}${clause}\n${faults}${fault.next}\n`, exitCodeOf(fault))
}

/** With its place in front, where it has one and does not say it itself: whoever fills in a table reads the cell first. */
function sayFault({ at, says }: Fault): string {
  return at === '' || says.startsWith(`${at}: `) ? says : `${at}: ${says}`
}

async function help({ out }: Surroundings): Promise<number> {
  const commands = await Promise.all(Object.values(COMMANDS).map(async (load) => (await load()).command))
  const width = Math.max(...commands.map((command) => command.name.length))
  const lines = commands.map((command) => `  ${command.name.padEnd(width)}  ${command.says}`)
  return print(
    out,
    `certwright runs an interoperability-certification programme.\n\n${lines.join('\n')}\n\ncertwright COMMAND --help tells more. Every command takes --json.\n`,
    0,
  )
}

function helpOf(command: Command): string {
  const options: [string, { says: string; value?: string }][] = [
    ...Object.entries(command.options),
    ['json', { says: 'Answer as JSON.' }],
  ]
  const lines = options.map(([name, option]) => {
    const value = option.value ? ` ${option.value}` : ''
    return `  --${name}${value}\n      ${option.says}`
  })
  return `certwright ${command.usage}\n\n${command.says}\n\n${lines.join('\n')}\n\nExample:\n  ${command.example}\n`
}

function print(stream: Writable, text: string, code: number): Promise<number> {
  return new Promise((resolve) => stream.write(text, () => resolve(code)))
}
