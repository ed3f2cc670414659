/**
 * Requests with two ids (R16): what belongs to another project is not there, whoever's it is; and hidden
 * means hidden in lists, searches and files too. Every refusal has the same request with one's own id beside it.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import sql from 'sql-template-tag'
import { act } from '../src/app/act.ts'
import type { House } from '../src/app/house.ts'
import type { Actor } from '../src/programme/permission.ts'
import { headOf } from '../src/store/journal.ts'
import { importRecords, OPENING, Story } from './support/cast.ts'
import { answerOf, dry } from './support/dry.ts'
import { KINDS, testHouse, type TestHouse } from './support/house.ts'
import { interopTicket } from './support/tickets.ts'
import { openSession, serveHouse, type TestServer } from './support/server.ts'
import { addEvidence, arrivedUpload, buildWorld, type World } from './matrix/world.ts'

describe.each(KINDS)('ids of another project on the %s database', (kind) => {
  let house: TestHouse
  let world: World
  let server: TestServer
  /** A second project of Northwind's own, in the stage that each request needs. */
  let asked: Story
  beforeAll(async () => {
    house = await testHouse(kind)
    world = await buildWorld(house, 'quote-offered')
    server = await serveHouse(house, world.cast)
    asked = await new Story(house, world.cast).open()
    await asked.bringTo('questionnaire-review')
  })
  afterAll(async () => {
    await server.close()
    await house.end()
  })

  /** Sends the same with a stranger's id and with one's own other project's; both must be as if not there. */
  async function isNotThere(actor: Actor, move: string, inputWith: (id: string) => object, foreign: readonly string[]) {
    const before = await headOf(house.database)
    for (const id of foreign) {
      const { code } = await answerOf(house, actor, { move, id: asked.id, input: inputWith(id) })
      expect(code, `${move} with ${id}`).toBe('not-found')
    }
    expect(await headOf(house.database)).toEqual(before)
  }

  async function isThere(actor: Actor, move: string, input: object) {
    expect((await answerOf(dry(house), actor, { move, id: asked.id, input })).code, move).toBe('done')
  }

  test('a question of another project cannot be answered or closed here', async () => {
    const { admin } = world.cast
    const { made } = await asked.do(world.cast.tester, 'ask', { about: { kind: 'project' }, text: 'When?' })
    const others = [world.own.thread, world.foreign.thread]
    await isNotThere(admin, 'answer', (thread) => ({ thread, text: 'Soon.' }), others)
    await isNotThere(admin, 'close-question', (thread) => ({ thread }), others)
    await isThere(admin, 'answer', { thread: made.thread, text: 'Soon.' })
    await isThere(admin, 'close-question', { thread: made.thread })
  })

  test('a comment of another questionnaire cannot be resolved or replied to here', async () => {
    const { reviewer, admin } = world.cast
    await asked.do(reviewer, 'comment-on-question', { question: 'Q-04', text: 'Which?' })
    const comment = (await asked.file()).questionnaire.comments.at(-1)!.id
    const others = [world.own.comment, world.foreign.comment]
    await isNotThere(reviewer, 'resolve-comment', (id) => ({ comment: id }), others)
    await isThere(reviewer, 'resolve-comment', { comment })
    await asked.do(reviewer, 'return-questionnaire')
    await isNotThere(admin, 'reply-to-comment', (id) => ({ comment: id, text: 'This.' }), others)
    await isThere(admin, 'reply-to-comment', { comment, text: 'This.' })
  })

  test('evidence of another project cannot be set aside here', async () => {
    const { admin } = world.cast
    const evidence = await addEvidence(asked, admin, 'Our own.')
    await isNotThere(admin, 'set-evidence-aside', (id) => ({ evidence: id, reason: 'x' }), [
      world.own.evidence,
      world.foreign.evidence,
    ])
    await isThere(admin, 'set-evidence-aside', { evidence, reason: 'x' })
  })

  test('the quote of another project cannot be ordered here', async () => {
    const order = {
      version: 1,
      purchaseOrder: 'PO',
      billingName: 'N',
      billingAddress: 'A',
      billingEmail: 'a@b.test',
      acceptsTerms: true,
    }
    const at = { move: 'order', id: world.own.project }
    const foreign = await answerOf(house, world.cast.admin, { ...at, input: { ...order, quote: world.foreign.quote } })
    expect(foreign.code).toBe('stale')
    expect(foreign.says).not.toContain('Southwind')
    const own = await answerOf(dry(house), world.cast.admin, { ...at, input: { ...order, quote: world.own.quote } })
    expect(own.code).toBe('done')
  })

  test('the papers of another project’s quote are not given out under one’s own project', async () => {
    const paper = (project: string, quote: string) =>
      server.send('admin', `/projects/${project}/papers/${quote}/1/quotation.pdf`)
    expect((await paper(world.own.project, world.foreign.quote)).status).toBe(404)
    expect((await paper(world.foreign.project, world.foreign.quote)).status).toBe(404)
    expect((await paper(world.own.project, world.own.quote)).status).toBe(200)
  })

  test('evidence is given out to those who see its project, and to nobody else', async () => {
    expect((await server.send('admin', `/evidence/${world.foreign.evidence}`)).status).toBe(404)
    expect((await server.send('stranger', `/evidence/${world.foreign.evidence}`)).status).toBe(200)
    expect((await server.send('stranger', `/evidence/${world.own.evidence}`)).status).toBe(404)
    expect((await server.send('support', `/evidence/${world.own.evidence}`)).status).toBe(403)
  })

  test('somebody else’s upload cannot be added as evidence to one’s own project', async () => {
    const upload = await arrivedUpload(house, world.cast.stranger.id, 'Theirs.')
    const add = (who: 'admin' | 'stranger', project: string) =>
      server.send(who, `/api/projects/${project}/add-evidence`, { body: { upload, testCase: null } })
    expect((await add('admin', world.own.project)).status).toBe(404)
    expect((await add('stranger', world.foreign.project)).status).toBe(200)
  })

  test('a project cannot be opened for a product of somebody else', async () => {
    const input = { ...OPENING, product: 'south-trunk', productRelease: '1.0' }
    await expect(act(house, world.cast.admin, { move: 'open-project', id: null, input })).rejects.toMatchObject({
      code: 'not-permitted',
    })
    await expect(act(house, world.cast.stranger, { move: 'open-project', id: null, input })).resolves.toBeDefined()
  })

  test('a slot is not given to somebody who is not of the lab', async () => {
    const { cast, own } = world
    const ready = new Story(house, cast)
    await ready.bringTo('slot-to-offer')
    const offer = (engineer: string) => ({ from: '2026-06-15', to: '2026-06-15', engineer, note: '' })
    const before = await headOf(house.database)
    for (const engineer of [cast.stranger.id, cast.admin.id, cast.support.id, own.project, 'nobody']) {
      const { code } = await answerOf(house, cast.tester, { move: 'offer-slot', id: ready.id, input: offer(engineer) })
      expect(code, engineer).toBe('wrong-input')
    }
    expect(await headOf(house.database)).toEqual(before)
    const deed = { move: 'offer-slot', id: ready.id, input: offer(cast.reviewer.id) }
    expect((await answerOf(dry(house), cast.tester, deed)).code).toBe('done')
  })

  test('a field issue of another certification cannot be cleared here', async () => {
    const { cast } = world
    const [own, foreign] = ['north-trunk', 'south-trunk'].map((product, index) => ({
      number: `MCT-2025-0000${index + 1}`,
      product,
      platform: 'voice',
      level: 'MCT',
      granted: '2025-09-01',
      pairs: [{ platformRelease: '10.0', productRelease: index === 0 ? '3.1' : '1.0' }],
    }))
    await importRecords(house, { format: 'certwright/1', certifications: [own, foreign] })
    const confirmed = async (number: string, deployed: object) => {
      const input = { ticket: await interopTicket(house, cast, deployed), title: 'One-way audio' }
      return (await act(house, cast.tester, { move: 'confirm-field-issue', id: number, input })).made
    }
    const [ours, theirs] = [
      await confirmed(own!.number, {}),
      await confirmed(foreign!.number, { product: 'south-trunk', productRelease: '1.0' }),
    ]
    const clear = (on: House, issue?: string) =>
      answerOf(on, cast.tester, { move: 'clear-field-issue', id: own!.number, input: { issue, reason: 'Mended.' } })
    const before = await headOf(house.database)
    expect((await clear(house, theirs['field-issue'])).code).toBe('not-found')
    expect(await headOf(house.database)).toEqual(before)
    expect((await clear(dry(house), ours['field-issue'])).code).toBe('done')
  })

  test('somebody else’s session cannot be ended, nor their notices be marked as read', async () => {
    const { cast } = world
    const sessionsOf = (who: Actor) =>
      house.database.all<{ id: string }>(
        sql`select s.id from sign_in_session s join sign_in u on u.id = s."userId" join person p on p.email = u.email where p.id = ${who.id}`,
      )
    const [theirs] = await sessionsOf(cast.stranger)
    await openSession(house, 'admin@northwind.test')
    const ours = (await sessionsOf(cast.admin)).find((each) => !server.token('admin').startsWith(each.id))
    const end = (session: string) =>
      server.send('admin', '/account/sessions/end', { body: new URLSearchParams({ session }) })
    expect((await end(theirs!.id)).status).toBe(404)
    expect(await sessionsOf(cast.stranger)).toContainEqual(theirs)
    expect((await end(ours!.id)).status).toBe(303)
    expect(await sessionsOf(cast.admin)).not.toContainEqual(ours)

    const unread = async (who: Actor) =>
      (
        await house.database.all<{ id: string }>(sql`select id from notice where person = ${who.id} and read is null`)
      ).map((each) => each.id)
    const [foreign, own] = [await unread(cast.stranger), await unread(cast.admin)]
    const read = (notice: string) => server.send('admin', '/notices/read', { body: new URLSearchParams({ notice }) })
    await read(foreign[0]!)
    expect(await unread(cast.stranger)).toEqual(foreign)
    await read(own[0]!)
    expect(await unread(cast.admin)).toEqual(own.filter((each) => each !== own[0]))
  })

  test('a key that somebody else used is a conflict, not their answer', async () => {
    await act(house, world.cast.admin, {
      move: 'ask',
      id: asked.id,
      input: { about: { kind: 'project' }, text: 'One?' },
      once: 'their-key',
    })
    const again = {
      move: 'ask',
      id: world.foreign.project,
      input: { about: { kind: 'project' }, text: 'Two?' },
      once: 'their-key',
    }
    await expect(act(house, world.cast.stranger, again)).rejects.toMatchObject({ code: 'conflict' })
  })

  test('lists, searches and the home page of one partner name nothing of another’s', async () => {
    for (const address of [
      '/api/projects',
      '/projects',
      '/find?q=south',
      '/home',
      '/products',
      '/api/notices',
      '/certifications',
    ]) {
      const text = await (await server.send('admin', address, { headers: { accept: 'text/html' } })).text()
      expect(text, address).not.toContain(world.foreign.project)
    }
    const theirs = await (await server.send('stranger', '/api/projects')).text()
    expect(theirs).toContain(world.foreign.project)
    expect(theirs).not.toContain(world.own.project)
  })
})
