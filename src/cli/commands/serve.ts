/** `certwright serve`: the whole program; `npm start` is this. */
import { settingsFrom, sayableUrl } from '../../app/settings.ts'
import { startServer } from '../../server/serve.ts'
import { type Command, done, wrongUsage } from '../command.ts'

export const command: Command = {
  name: 'serve',
  usage: 'serve [--port 3000]',
  says: 'Runs the whole program: pages, API, mails. An empty installation is filled with the demo programme unless CERTWRIGHT_DEMO=off.',
  example: 'PORT=8080 CERTWRIGHT_DEMO=off certwright serve',
  options: { port: { type: 'string', value: 'PORT', says: 'Where to listen; PORT or 3000 unless told.' } },
  run: async (call) => {
    const { environment } = call
    if (call.words.length > 0) wrongUsage(command, 'No further words are wanted')
    const port = portFrom(call.text('port') ?? environment.PORT ?? '3000')
    const host = environment.HOST || '127.0.0.1'
    const { choice, settings } = settingsFrom({ ...environment, PORT: String(port) }, 'server')
    const print = (line: string) => call.out.write(`${line}\n`)
    const say = (line: string) => print(call.json ? JSON.stringify({ says: line }) : line)
    const fillDemo = (environment.CERTWRIGHT_DEMO ?? 'on') !== 'off'
    const effective = {
      data: settings.dataDir,
      database: choice.url ? sayableUrl(choice.url) : 'embedded PostgreSQL',
      mail: settings.smtpUrl ? sayableUrl(settings.smtpUrl) : 'kept in the outbox (SMTP_URL is not set)',
      mailbox: settings.mailbox,
      signing: settings.signingKey ?? 'a key of the installation’s own',
      listening: `${host}, port ${port}`,
      'public address': settings.publicUrl,
      'proxies believed': settings.proxies?.join(', ') || 'none',
      'webhooks within': settings.webhookAllow?.join(', ') || 'none',
      demo: fillDemo ? 'an empty installation is filled with it' : 'off',
    }
    if (call.json) print(JSON.stringify({ configuration: effective }))
    else for (const [what, value] of Object.entries(effective)) say(`${capitalised(what)}: ${value}`)
    const running = await startServer({ choice, settings, host, port, fillDemo, say })
    // Listened for before anybody can know that it runs, so that whoever ends it at once finds it listening.
    const told = untilTold()
    if (call.json) print(JSON.stringify({ address: running.address }))
    else say(`Certwright runs at ${running.address}`)
    await told
    say('Stopping …')
    await running.stop()
    return done('')
  },
}

function capitalised(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1)
}

function portFrom(text: string): number {
  const port = Number(text)
  return Number.isInteger(port) && port >= 0 && port <= 65_535
    ? port
    : wrongUsage(command, `--port wants a number, not ${text}`)
}

/** Until a signal, or until whoever started us is gone: nothing is left running by a kill. */
function untilTold(): Promise<void> {
  return new Promise((resolve) => {
    const parent = process.ppid
    const starter = process.env.CERTWRIGHT_STARTED_BY
    const watch = starter ? setInterval(() => process.ppid !== parent && end(), 500) : null
    const end = () => {
      if (watch) clearInterval(watch)
      resolve()
    }
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, end)
  })
}
