/** The command line as a process of its own. */
import { runCommand } from './run.ts'

process.stdout.on('error', (fault: NodeJS.ErrnoException) => process.exit(fault.code === 'EPIPE' ? 0 : 3))
process.exitCode = await runCommand(process.argv.slice(2), {
  environment: process.env,
  out: process.stdout,
  error: process.stderr,
})
