/** What the server says of itself when it starts: what is in effect, and never a password. */
import sql from 'sql-template-tag'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { testHouse, type TestHouse } from './support/house.ts'
import { certwright, type Environment, eventually, serveProcess } from './support/process.ts'

const SECRETS = ['hush-database', 'hush-mail', 'hush-link']

/** The address of a database with a password in it: the embedded one lets in whoever reaches its socket. */
function withPassword(url: string, password: string): string {
  return url.replace(/^(postgres:\/\/[^@:]*):?[^@]*@/, `$1:${password}@`)
}

let house: TestHouse
let environment: Environment
beforeAll(async () => {
  house = await testHouse()
  environment = {
    DATA_DIR: house.dataDir,
    DATABASE_URL: withPassword(house.url, 'hush-database'),
    SMTP_URL: 'smtp://programme:hush-mail@127.0.0.1:1/?token=hush-link',
    PUBLIC_URL: 'https://certs.example',
    MAILBOX: 'programme@certs.test',
  }
})
afterAll(() => house.end())

describe('the server at its start', () => {
  test('says what is in effect, passwords masked, and runs', async () => {
    const served = await serveProcess(environment)
    expect((await fetch(`${served.address}/healthz`)).status).toBe(200)
    expect(await served.stop()).toBe(0)
    const said = served.said()
    for (const line of [
      `Data: ${house.dataDir}`,
      'Mail: smtp://programme:•••@127.0.0.1:1/?token=•••',
      'Mailbox: programme@certs.test',
      'Listening: 127.0.0.1, port 0',
      'Public address: https://certs.example',
      'Demo: off',
    ])
      expect(said).toContain(`${line}\n`)
    expect(said).toMatch(/^Database: postgres:\/\/[^:]*:•••@/m)
    for (const secret of SECRETS) expect(said).not.toContain(secret)
  })

  test('says it in JSON, a line for each thing, where that is asked for', async () => {
    const served = await serveProcess(environment, ['--json'])
    expect(await served.stop()).toBe(0)
    const lines = served
      .said()
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>)
    expect(lines[0]).toMatchObject({
      configuration: {
        data: house.dataDir,
        mailbox: 'programme@certs.test',
        demo: 'off',
        listening: expect.any(String),
      },
    })
    expect(lines).toContainEqual({ address: served.address })
    for (const secret of SECRETS) expect(served.said()).not.toContain(secret)
  })

  test('keeps the password of the mail server to itself when that cannot be reached', async () => {
    const served = await serveProcess(environment)
    const enquiry = { name: 'A', email: 'a@elsewhere.test', organisation: 'Elsewhere', question: 'May we?' }
    const asked = await fetch(`${served.address}/api/enquiries`, { method: 'POST', body: JSON.stringify(enquiry) })
    expect(asked.status).toBe(200)
    const troubles = () =>
      house.database.all<{ trouble: string }>(sql`select trouble from notice where trouble is not null`)
    await eventually('a mail cannot be sent', async () => (await troubles()).length > 0)
    expect(await served.stop()).toBe(0)
    for (const secret of SECRETS) {
      expect(served.said()).not.toContain(secret)
      expect(JSON.stringify(await troubles())).not.toContain(secret)
    }
  })

  test('is told what to do, and ends, where the database, the address or the port is not to be had', async () => {
    const served = await serveProcess(environment)
    const { port } = new URL(served.address)
    const unreachable = 'postgres://programme:hush-database@127.0.0.1:1/none'
    for (const [words, changed] of [
      [['--port', '0'], { DATABASE_URL: unreachable }],
      [['--port', '0'], { DATABASE_URL: 'postgres://programme:hush-database@[not an address/none' }],
      [['--port', port], {}],
    ] as const) {
      const ran = await certwright(['serve', ...words, '--json'], { ...environment, ...changed })
      expect(ran.code, ran.error).toBe(3)
      expect(JSON.parse(ran.error)).toMatchObject({ refused: { code: 'unavailable' } })
      for (const secret of SECRETS) expect(ran.out + ran.error).not.toContain(secret)
    }
    const wrong = await certwright(['serve', '--port', 'eighty', '--json'], environment)
    expect([wrong.code, wrong.out]).toEqual([2, ''])
    expect(await served.stop()).toBe(0)
  })

  test('control: a password that is said would be found', async () => {
    expect(environment.DATABASE_URL).toContain('hush-database')
    const told = await serveProcess({ ...environment, MAILBOX: 'hush-mail@certs.test' })
    expect(await told.stop()).toBe(0)
    expect(SECRETS.filter((secret) => told.said().includes(secret))).toEqual(['hush-mail'])
  })
})
