/**
 * The server process killed while statements, certificates and status lists are fetched, and while what they state is
 * granted: what arrived whole is ours and on record, what was cut is nobody's, nothing lies half written, and the next
 * server gives the same bytes.
 */
import { createHash } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import sql from 'sql-template-tag'
import { checkHere } from '../src/app/check-here.ts'
import { ensureSigningKey, signDocument } from '../src/app/keyring.ts'
import { openSignIn } from '../src/app/sign-in.ts'
import { verifyInstallation } from '../src/app/verify.ts'
import { headOf } from '../src/store/journal.ts'
import { enterCast, OPENING, Story } from './support/cast.ts'
import { type DatabaseLine, openDatabaseLine } from './support/database-line.ts'
import { KINDS, testHouse, type TestHouse } from './support/house.ts'
import { eventually, type Served, serveProcess } from './support/process.ts'
import { openSession, PASSWORD, send } from './support/server.ts'
import { quickly } from './matrix/world.ts'

/** What was got of an answer, and whether its end was. */
type Got = { readonly status: number; readonly bytes: Buffer; readonly isWhole: boolean }

/** The moment of a kill: at a message to the database, at what appears on disk, or at the first bytes of an answer. */
type Moment =
  | { readonly at: 'message'; readonly is: (text: string, count: number) => 'cut' | 'last' | null }
  | { readonly at: 'file'; readonly in: 'intake' | 'evidence' }
  | { readonly at: 'answer' }

const message = (number: number): Moment => ({ at: 'message', is: (_, count) => (count === number ? 'cut' : null) })
const saying = (words: RegExp, what: 'cut' | 'last' = 'cut'): Moment => ({
  at: 'message',
  is: (text) => (words.test(text) ? what : null),
})

/** Every third message of what the three need, and each step of a certificate that is set, put in its place and noted. */
const FETCHING: readonly (readonly [string, Moment])[] = [
  ...[1, 4, 7, 10, 13, 17, 21, 26].map((number) => [`message ${number}`, message(number)] as const),
  ['the certificate laid in the intake', { at: 'file', in: 'intake' }],
  ['the certificate in its place', { at: 'file', in: 'evidence' }],
  ['before it is noted', saying(/insert into paper/)],
  ['after it was noted', saying(/insert into paper/, 'last')],
  ['the first bytes of an answer', { at: 'answer' }],
]

const GRANTING: readonly (readonly [string, Moment])[] = [
  ['before the certification is written', saying(/insert into certification/)],
  ['before the fact is chained', saying(/insert into fact /)],
  ['before it is kept', saying(/Q....commit\0/)],
  ['once it is kept, and nobody was told', saying(/Q....commit\0/, 'last')],
]

describe.each(KINDS)('a server killed while its word is fetched, on the %s database', (kind) => {
  let house: TestHouse
  let line: DatabaseLine
  let number: string
  let upcoming: Story
  let granter: string
  /** What an undisturbed server gives. */
  let statement: Buffer
  let certificate: Buffer
  let facts: number

  beforeAll(async () => {
    house = await testHouse(kind)
    const cast = await enterCast(house)
    await ensureSigningKey(house)
    const story = await new Story(house, cast).open()
    await quickly(story, 'published')
    number = (await story.file()).project.certification!
    upcoming = await new Story(house, cast).open({ ...OPENING, platformRelease: '9.0' })
    await quickly(upcoming, 'decision')
    const people = await house.database.all<{ name: string; email: string }>(sql`select name, email from person`)
    await openSignIn(house.database, house.settings).sharePassword(people, PASSWORD)
    granter = await openSession(house, 'granter@vendor.test')
    line = await openDatabaseLine(house.url)
    const server = await serve()
    statement = (await fetched(server, paths().statement)).bytes
    certificate = (await fetched(server, paths().certificate)).bytes
    await server.stop()
    facts = (await headOf(house.database)).seq
  }, 240_000)
  afterAll(async () => {
    await line.close()
    await house.end()
  })

  const paths = () => ({
    statement: `/certifications/${number}/statement`,
    certificate: `/certifications/${number}/certificate.pdf`,
    list: `/status/${number.slice(0, 8)}`,
  })

  /** No server is asked about before it says where it is. */
  function serve(): Promise<Served> {
    line.watch(
      () => null,
      () => {},
    )
    const { publicUrl, dataDir } = house.settings
    return serveProcess({ DATA_DIR: dataDir, DATABASE_URL: line.url, PUBLIC_URL: publicUrl })
  }

  async function fetched(server: Served, address: string, onBytes = () => {}): Promise<Got> {
    const chunks: Uint8Array[] = []
    let status = 0
    try {
      const response = await send(`${server.address}${address}`, granter, {})
      status = response.status
      for await (const chunk of response.body!) {
        chunks.push(chunk)
        onBytes()
      }
      return { status, bytes: Buffer.concat(chunks), isWhole: true }
    } catch {
      return { status, bytes: Buffer.concat(chunks), isWhole: false }
    }
  }

  /** Kills at the moment, once. */
  function killAt(server: Served, moment: Moment): { readonly isKilled: () => boolean; readonly onBytes: () => void } {
    let isKilled = false
    const kill = () => {
      if (isKilled) return
      isKilled = true
      void server.kill()
    }
    if (moment.at === 'message') line.watch(moment.is, kill)
    if (moment.at === 'file') {
      const known = new Set(filesIn(moment.in))
      const look = setInterval(() => {
        if (isKilled || filesIn(moment.in).some((file) => !known.has(file))) {
          clearInterval(look)
          kill()
        }
      }, 1)
      look.unref()
    }
    return { isKilled: () => isKilled, onBytes: moment.at === 'answer' ? kill : () => {} }
  }

  const filesIn = (directory: 'intake' | 'evidence') =>
    fs
      .readdirSync(path.join(house.settings.dataDir, directory), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => path.join(entry.parentPath, entry.name))

  /** The certificate is to be set anew by the next who asks. */
  async function forgetPapers(): Promise<void> {
    const papers = await house.database.all<{ sha256: string }>(sql`select sha256 from paper`)
    await house.database.run(sql`delete from paper`)
    for (const { sha256 } of papers) fs.rmSync(house.evidence.pathOf(sha256), { force: true })
  }

  /** What lies about that should not: half files under a hash, papers without their bytes, faults of the record. */
  async function halfWritten(): Promise<readonly string[]> {
    const torn = filesIn('evidence').filter(
      (file) => createHash('sha256').update(fs.readFileSync(file)).digest('hex') !== path.basename(file),
    )
    const papers = await house.database.all<{ sha256: string; bytes: number }>(sql`select sha256, bytes from paper`)
    const lost = await Promise.all(
      papers.map(async ({ sha256, bytes }) => ((await house.evidence.size(sha256)) === bytes ? [] : [sha256])),
    )
    const keys = fs.readdirSync(path.join(house.settings.dataDir, 'keys'))
    return [...torn, ...lost.flat(), ...(keys.length === 1 ? [] : keys), ...(await verifyInstallation(house)).faults]
  }

  /** Signed words about numbers that are on no record, or otherwise there than they say. */
  async function withoutRecord(got: readonly Got[]): Promise<readonly string[]> {
    const wrong: string[] = []
    // A status list counts from the moment it was made, by the clock of whoever made it.
    house.clock.now = Date.now()
    for (const { status, bytes, isWhole } of got) {
      if (!isWhole || status !== 200) continue
      const { verdict } = await checkHere(house, bytes)
      if (verdict !== 'genuine' && verdict !== 'status-list')
        wrong.push(`${verdict}: ${bytes.subarray(0, 60).toString()}`)
    }
    return wrong
  }

  test('leaves nothing half written, and no half answer counts; the next one gives the same bytes', async () => {
    const counts = { killed: 0, cut: 0, whole: 0 }
    for (const [says, moment] of FETCHING) {
      await forgetPapers()
      const server = await serve()
      const { isKilled, onBytes } = killAt(server, moment)
      const got = await Promise.all(Object.values(paths()).map((address) => fetched(server, address, onBytes)))
      if (isKilled()) counts.killed += 1
      await server.kill()
      expect(await halfWritten(), says).toEqual([])
      expect(await withoutRecord(got), says).toEqual([])
      for (const [index, whole] of [statement, certificate].entries()) {
        const { bytes, isWhole, status } = got[index]!
        if (isWhole) expect([says, status, bytes.equals(whole)]).toEqual([says, 200, true])
        else expect([says, whole.subarray(0, bytes.length).equals(bytes)]).toEqual([says, true])
      }
      counts.whole += got.filter((each) => each.isWhole).length
      counts.cut += got.filter((each) => !each.isWhole).length
    }
    expect((await headOf(house.database)).seq, 'whoever fetches leaves no fact').toBe(facts)
    expect(counts.killed).toBeGreaterThanOrEqual(FETCHING.length - 2)
    expect(counts.cut).toBeGreaterThan(FETCHING.length)
    const server = await serve()
    expect((await fetched(server, paths().statement)).bytes.equals(statement)).toBe(true)
    expect((await fetched(server, paths().certificate)).bytes.equals(certificate)).toBe(true)
    const whole = [await fetched(server, paths().statement), await fetched(server, paths().list)]
    expect(await withoutRecord(whole)).toEqual([])
    await server.stop()
  }, 400_000)

  test('while it grants: nobody has its word of what is not on record, and then everybody has the same', async () => {
    const series = `MCT-${new Date().getUTCFullYear()}`
    const drawn = await house.database.one<{ last: number }>(sql`select last from series where name = ${series}`)
    const next = `${series}-${String((drawn?.last ?? 0) + 1).padStart(5, '0')}`
    const granted = async () =>
      (await house.database.all<{ id: string }>(sql`select id from certification where id = ${next}`)).length > 0
    const seen: Got[] = []
    for (const [says, moment] of GRANTING) {
      expect(await granted(), says).toBe(false)
      const server = await serve()
      const { isKilled } = killAt(server, moment)
      const asking = (async () => {
        while (!isKilled()) seen.push(await fetched(server, `/certifications/${next}/statement`))
      })()
      const grant = send(`${server.address}/api/projects/${upcoming.id}/grant`, granter, {
        body: { reason: 'All passed.' },
      }).then(
        async (answer) => `${answer.status} ${await answer.text()}`,
        () => 'cut',
      )
      await eventually(`it was killed ${says}`, isKilled, 60_000)
      expect(await grant, says).toBe('cut')
      await asking
      await server.kill()
      expect(await halfWritten(), says).toEqual([])
      const words = seen.filter(({ status, isWhole }) => isWhole && status === 200)
      if (!(await granted())) expect(words, says).toEqual([])
      expect(await withoutRecord(words), says).toEqual([])
    }
    expect(await granted(), 'kept, though nobody was told').toBe(true)
    expect(seen.filter(({ status }) => status === 404).length, 'asked before it was there').toBeGreaterThan(0)
    const server = await serve()
    const [one, other] = [0, 1].map(() => fetched(server, `/certifications/${next}/statement`))
    const { bytes, status } = (await one)!
    expect([status, bytes.equals((await other)!.bytes)]).toEqual([200, true])
    expect(await withoutRecord([(await one)!])).toEqual([])
    await server.stop()
  }, 300_000)

  describe('control', () => {
    test('half a certificate under its hash, a paper without bytes, and a second key are found', async () => {
      const file = house.evidence.pathOf((await house.evidence.put(Buffer.from('A whole paper.'))).sha256)
      const whole = fs.readFileSync(file)
      fs.chmodSync(file, 0o600)
      fs.writeFileSync(file, whole.subarray(0, whole.length / 2))
      expect(await halfWritten()).toContain(file)
      fs.writeFileSync(file, whole)
      const gone = 'a'.repeat(64)
      await house.database.run(sql`insert into paper (key, sha256, bytes) values ('planted', ${gone}, 5)`)
      expect(await halfWritten()).toEqual([gone])
      await house.database.run(sql`delete from paper where key = 'planted'`)
      const key = path.join(house.settings.dataDir, 'keys', 'half.pem')
      fs.writeFileSync(key, 'half')
      expect(await halfWritten()).toContain('half.pem')
      fs.rmSync(key)
      expect(await halfWritten()).toEqual([])
    })

    test('a statement cut short is none, and one signed without a record is told', async () => {
      const got = (bytes: Buffer): Got => ({ status: 200, bytes, isWhole: true })
      expect(await withoutRecord([got(statement.subarray(0, -2))])).toHaveLength(1)
      const { proof: _, ...bare } = JSON.parse(statement.toString()) as { credentialSubject: object; proof: object }
      const nobodys = { ...bare, credentialSubject: { ...bare.credentialSubject, number: 'MCT-2026-00099' } }
      const signed = await signDocument(house, nobodys as never, '2026-06-15T09:00:00Z')
      expect(await withoutRecord([got(Buffer.from(JSON.stringify(signed)))])).toHaveLength(1)
      expect(await withoutRecord([got(statement)])).toEqual([])
    })
  })
})
