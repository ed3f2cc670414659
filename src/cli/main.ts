/**
 * The command line. Exit code 0 done, 1 refused or found wanting, 2 wrong usage, 3 broken; with --json the
 * answer is JSON on standard output and a refusal is JSON on standard error.
 */
import { exitCodeOf, Refusal, refusalAsData } from '../kernel/refusal.ts'
import { type Command, type Outcome, readCall } from './command.ts'

/** Commands are loaded when they are called: none waits for what another needs. */
const COMMANDS: Readonly<Record<string, () => Promise<{ command: Command }>>> = {
  serve: () => import('./commands/serve.ts'),
  demo: () => import('./commands/demo.ts'),
  import: () => import('./commands/import.ts'),
  export: () => import('./commands/export.ts'),
  advise: () => import('./commands/advise.ts'),
  'reference-guide': () => import('./commands/reference-guide.ts'),
  support: () => import('./commands/support.ts'),
  verify: () => import('./commands/verify.ts'),
  capture: () => import('./commands/capture.ts'),
}

async function main(argv: readonly string[]): Promise<number> {
  const [name = '--help', ...rest] = argv
  if (name === '--help' || name === 'help' || name === '-h') return help()
  if (name === '--version')
    return print(
      process.stdout,
      `${(await import('../../package.json', { with: { type: 'json' } })).default.version}\n`,
      0,
    )
  const load = COMMANDS[name]
  if (!load) return print(process.stderr, `There is no command ${name}. certwright --help lists them.\n`, 2)
  const { command } = await load()
  if (rest.includes('--help')) return print(process.stdout, helpOf(command), 0)
  const json = rest.includes('--json')
  try {
    const outcome = await command.run(readCall(command, rest, process.env))
    return await report(outcome, json)
  } catch (fault) {
    return refused(fault, json)
  }
}

async function report(outcome: Outcome, json: boolean): Promise<number> {
  const text = json && outcome.data !== undefined ? `${JSON.stringify(outcome.data)}\n` : outcome.text
  if (text !== '') await print(process.stdout, text.endsWith('\n') ? text : `${text}\n`, 0)
  return outcome.code
}

function refused(fault: unknown, json: boolean): Promise<number> | number {
  if (!(fault instanceof Refusal)) {
    const says = fault instanceof Error ? (fault.stack ?? fault.message) : String(fault)
    return print(process.stderr, `Something broke that should not have:\n${says}\n`, 3)
  }
  if (json) return print(process.stderr, `${JSON.stringify(refusalAsData(fault))}\n`, exitCodeOf(fault))
  const clause = fault.clause ? ` (clause ${fault.clause})` : ''
  const faults = fault.faults.map((each) => `  - ${each.at}: ${each.says}\n`).join('')
  return print(process.stderr, `Refused: ${fault.says}${clause}\n${faults}${fault.next}\n`, exitCodeOf(fault))
}

async function help(): Promise<number> {
  const commands = await Promise.all(Object.values(COMMANDS).map(async (load) => (await load()).command))
  const width = Math.max(...commands.map((command) => command.name.length))
  const lines = commands.map((command) => `  ${command.name.padEnd(width)}  ${command.says}`)
  return print(
    process.stdout,
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

function print(stream: NodeJS.WriteStream, text: string, code: number): Promise<number> {
  return new Promise((resolve) => stream.write(text, () => resolve(code)))
}

process.stdout.on('error', (fault: NodeJS.ErrnoException) => process.exit(fault.code === 'EPIPE' ? 0 : 3))
process.exitCode = await main(process.argv.slice(2))
