/** The whole program: house opened, server listening, mails on their way, and an orderly end. */
import { serve } from '@hono/node-server'
import type { Server } from 'node:http'
import { startEffects } from '../app/effects/effects.ts'
import { setUpLink } from '../app/first-person.ts'
import { ensureSigningKey } from '../app/keyring.ts'
import { type DatabaseChoice, type House, openHouse, type Settings } from '../app/house.ts'
import { installationSecret, openSignIn } from '../app/sign-in.ts'
import { demoState, fillDemo } from '../app/demo/fill.ts'
import { Refusal } from '../kernel/refusal.ts'
import { buildApp } from './app.ts'
import { isLoopback } from './security.ts'
import type { Services } from './route.ts'

export type ServeChoice = {
  readonly choice: DatabaseChoice
  readonly settings: Settings
  readonly host: string
  readonly port: number
  readonly fillDemo: boolean
  readonly say: (line: string) => void
}

export type Running = {
  readonly address: string
  readonly house: House
  readonly stop: () => Promise<void>
}

export async function startServer(chosen: ServeChoice): Promise<Running> {
  const opened = await openHouse({ ...chosen.choice, waiting: chosen.say }, chosen.settings)
  try {
    return await running(opened, chosen)
  } catch (fault) {
    // What cannot start ends: a database left open would keep the process, and with it whoever waits for it.
    await opened.close()
    throw fault
  }
}

async function running(opened: House, chosen: ServeChoice): Promise<Running> {
  let stir = () => {}
  const house: House = { ...opened, stir: () => stir() }
  const signIn = openSignIn(house.database, chosen.settings)
  if (chosen.fillDemo) await fillDemo(house, signIn, chosen.say)
  await ensureSigningKey(house)
  const demo = await demoState(house)
  const services: Services = {
    house,
    signIn,
    secret: installationSecret(chosen.settings.dataDir),
    demo: { isOn: demo.isOn && isLoopback(chosen.host), password: demo.password },
  }
  const server = await listen(buildApp(services).fetch, chosen)
  const effects = startEffects(house)
  stir = effects.stir
  const address = `http://${shownHost(chosen.host)}:${(server.address() as { port: number }).port}`
  const link = await setUpLink(house)
  if (link) chosen.say(`Set the programme up, once, at ${address}${link}`)
  return {
    address,
    house,
    stop: async () => {
      await new Promise<void>((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      })
      await effects.stop()
      await house.close()
    },
  }
}

function listen(fetch: Parameters<typeof serve>[0]['fetch'], { host, port }: ServeChoice): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = serve({ fetch, hostname: host, port }, () => resolve(server)) as Server
    server.once('error', (fault: NodeJS.ErrnoException) => reject(notListening(fault, host, port)))
  })
}

/** Why nothing can be listened at, in words. */
function notListening(fault: NodeJS.ErrnoException, host: string, port: number): Error {
  switch (fault.code) {
    case 'EADDRINUSE':
      return new Refusal('unavailable', {
        says: `Something else listens on port ${port} already.`,
        next: `Stop it, or choose another: certwright serve --port ${port + 1}`,
      })
    case 'EACCES':
      return new Refusal('unavailable', {
        says: `Whoever runs this may not listen on port ${port}.`,
        next: 'Choose a port above 1023: certwright serve --port 3000',
      })
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
    case 'EADDRNOTAVAIL':
    case 'EINVAL':
      return new Refusal('unavailable', {
        says: `This machine has no address ${host} to listen at.`,
        next: 'Set HOST to one that it has: 127.0.0.1 is reached from this machine alone, 0.0.0.0 from everywhere.',
      })
    default:
      return fault
  }
}

function shownHost(host: string): string {
  return host === '0.0.0.0' ? '127.0.0.1' : host.includes(':') ? `[${host}]` : host
}
