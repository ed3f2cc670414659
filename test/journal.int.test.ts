/** The journal (R14): one fact for everything done, none for anything refused, and each project's facts are its own. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import sql from 'sql-template-tag'
import type { Done } from '../src/app/act.ts'
import { verifyInstallation } from '../src/app/verify.ts'
import { ROUTES } from '../src/server/app.ts'
import type { Fact } from '../src/signing/journal.ts'
import { headOf, readJournal } from '../src/store/journal.ts'
import { type Cast, enterCast, Story } from './support/cast.ts'
import { KINDS, testHouse, type TestHouse } from './support/house.ts'
import { countFacts } from './support/race.ts'
import { serveHouse, type TestServer } from './support/server.ts'
import { addEvidence, arrivedUpload, quickly } from './matrix/world.ts'

/** A story that counts the journal before and after each of its moves. */
class CountedStory extends Story {
  readonly counted: { readonly move: string; readonly kind: string; readonly facts: number }[] = []

  override async do(...[actor, move, input, more]: Parameters<Story['do']>): Promise<Done> {
    const before = await countFacts(this.house.database)
    const done = await super.do(actor, move, input, more)
    const facts = (await countFacts(this.house.database)) - before
    this.counted.push({ move, kind: done.fact.kind, facts })
    return done
  }
}

/** Every move on the way from the first save to the published certification, as it is told in the journal. */
const TOLD: Readonly<Record<string, string>> = {
  'save-answers': 'answers-saved',
  'submit-questionnaire': 'questionnaire-submitted',
  'review-questionnaire': 'questionnaire-reviewed',
  'request-firm-quote': 'firm-quote-requested',
  'prepare-quote': 'quote-prepared',
  'issue-quote': 'quote-issued',
  order: 'order-placed',
  'declare-readiness': 'readiness-declared',
  'offer-slot': 'slot-offered',
  'confirm-slot': 'slot-confirmed',
  'start-testing': 'testing-started',
  'record-result': 'result-recorded',
  'finish-testing': 'testing-finished',
  'accept-report': 'report-accepted',
  grant: 'certification-granted',
  'save-guide': 'guide-saved',
  'publish-guide': 'guide-published',
  'add-evidence': 'evidence-added',
}

describe.each(KINDS)('the journal on the %s database', (kind) => {
  let house: TestHouse
  let cast: Cast
  let story: CountedStory
  beforeAll(async () => {
    house = await testHouse(kind)
    cast = await enterCast(house)
    story = new CountedStory(house, cast)
    await story.open()
    await addEvidence(story, cast.admin, 'Seen.')
    await story.bringTo('published')
    await quickly(new Story(house, cast), 'quote-offered')
  })
  afterAll(() => house.end())

  test('every move on path C leaves exactly one fact, of its own kind', () => {
    expect(story.counted.length).toBeGreaterThan(70)
    expect(story.counted.filter((each) => each.facts !== 1)).toEqual([])
    expect(Object.fromEntries(story.counted.map(({ move, kind }) => [move, kind]))).toEqual(TOLD)
  })

  test('the journal of a project holds the facts that name the project, and no others', async () => {
    const projects = await house.database.all<{ id: string }>(sql`select id from project`)
    expect(projects).toHaveLength(2)
    let counted = 0
    for (const { id } of projects) {
      const read = (await readJournal(house.database, { project: id, limit: 5000 })).facts.map((fact) => fact.seq)
      const named = await house.database.all<{ seq: number }>(
        sql`select seq from fact_subject where noun = 'project' and id = ${id} order by seq desc`,
      )
      expect(read).toEqual(named.map((row) => row.seq))
      counted += read.length
    }
    const rest = await house.database.all<{ body: string }>(sql`select body from fact where project is null`)
    expect(rest.filter(({ body }) => body.includes('"noun":"project"'))).toEqual([])
    expect(counted + rest.length).toBe(await countFacts(house.database))
  })

  test('each change of a project counts up by one from the first to the last', async () => {
    const { facts } = await readJournal(house.database, { project: story.id, limit: 5000 })
    const revisions = facts.toReversed().map((fact) => fact.subjects.find((each) => each.noun === 'project')!.revision)
    expect(revisions).toEqual(revisions.map((_, index) => index + 1))
  })

  test('the journal read a page at a time is the journal', async () => {
    const whole = (await readJournal(house.database, { limit: 5000 })).facts
    const pages: Fact[] = []
    for (let before: number | null | undefined; before !== null;) {
      const page = await readJournal(house.database, { limit: 7, ...(before ? { before } : {}) })
      pages.push(...page.facts)
      before = page.older
    }
    expect(pages).toEqual(whole)
    expect(whole.map((fact) => fact.seq)).toEqual(whole.map((_, index) => whole.length - index))
  })

  test('what is refused leaves no fact, no number drawn, and no notice', async () => {
    const state = () =>
      house.database.all(
        sql`select (select count(*) from fact) as facts, (select count(*) from notice) as notices, (select sum(last) from series) as drawn, (select count(*) from once) as keys`,
      )
    const before = await state()
    await expect(story.do(cast.granter, 'grant', { reason: 'Again.' }, { once: 'k' })).rejects.toMatchObject({
      code: 'not-now',
    })
    await expect(story.do(cast.stranger, 'close-project', { reason: 'x' })).rejects.toMatchObject({ code: 'not-found' })
    await expect(story.do(cast.admin, 'ask', {})).rejects.toMatchObject({ code: 'wrong-input' })
    expect(await state()).toEqual(before)
  })

  test('what is saved as it is typed and stands there already leaves none: the fact it stands by is the answer', async () => {
    const typed = new CountedStory(house, cast)
    await typed.open()
    const answers = { 'Q-01.company': 'Northwind' }
    const first = await typed.do(cast.admin, 'save-answers', { answers })
    const again = await typed.do(cast.engineer, 'save-answers', { answers })
    expect(again).toMatchObject({ fact: { seq: first.fact.seq }, made: {}, repeated: true })
    const { content } = (await story.file()).guide!
    const parts = { summary: 'Half a' }
    for (const words of [{ summary: content.summary }, parts, parts])
      await story.do(cast.tester, 'write-guide', { parts: words })
    expect([...typed.counted, ...story.counted.slice(-3)].map(({ move, facts }) => `${move} ${facts}`)).toEqual([
      'save-answers 1',
      'save-answers 0',
      'write-guide 0',
      'write-guide 1',
      'write-guide 0',
    ])
  })

  test('what was written into a guide and discarded is told in its project’s journal, by name and without the words', async () => {
    await story.do(cast.tester, 'discard-guide-writing', { seen: { summary: 1 } })
    const [told] = (await readJournal(house.database, { project: story.id, limit: 1 })).facts
    expect(told).toMatchObject({ kind: 'guide-writing-discarded', data: { parts: { summary: 1 } } })
    const words = await house.database.one<{ count: number }>(
      sql`select count(*) as count from fact where body like '%Half a%'`,
    )
    expect(words!.count).toBe(0)
  })

  test('a verification beside people at work finds no fault with what they write', async () => {
    const work = Promise.all(
      [cast.admin, cast.engineer, cast.tester].map(async (actor) => {
        for (let count = 0; count < 25; count += 1)
          await story.do(actor, 'ask', { about: { kind: 'project' }, text: 'Well?' })
      }),
    )
    const working = { isOver: false }
    void work.finally(() => (working.isOver = true))
    const found: string[] = []
    let verified = 0
    while (!working.isOver) {
      found.push(...(await verifyInstallation(house)).faults)
      verified += 1
    }
    await work
    expect(verified).toBeGreaterThan(2)
    expect(found).toEqual([])
  })
})

/** What is sent by POST and changes no record of the programme: its own reason beside each. */
const NO_FACT: Readonly<Record<string, string>> = {
  '/installed-base.csv': 'a question about many deployments at once, answered and not kept',
  '/sign-in': 'a session is no record of the programme',
  '/sign-in/demo': 'the same',
  '/sign-out': 'the same',
  '/invitation': 'the password; accepting is a fact and counted with the moves',
  '/set-up': 'the password; founding is a fact and counted with the moves',
  '/account/password': 'a password is no record of the programme',
  '/account/sessions/end': 'a session is no record of the programme',
  '/appearance': 'a cookie',
  '/notices/read': 'a mark beside the notice',
  '/account/mail': 'which mails somebody wants',
  '/outbox/send-again': 'the outbox is no record of the programme',
  '/uploads': 'bytes in the intake; they become evidence by a move',
  '/check': 'a document looked at, and not kept',
  '/certifications/:number/guide/settings': 'settings held against a guide, and not kept',
  '/following': 'what somebody wants to hear of, like their choice of mails',
  '/following/stop': 'the same',
  '/following/end': 'the same, by the link in a mail',
  '/webhooks/:webhook/secret-kept': 'a mark beside the secret: it is not shown again',
  '/webhooks/:webhook/send-again': 'the log of what was sent is no record of the programme',
  '/projects/:project/captures/:evidence/stop': 'a reading can be made again at any time',
  '/projects/:project/captures/:evidence/anew': 'a reading can be made again at any time',
}

/** What is no move, and leaves its one fact all the same. */
const FACTS_OTHERWISE: Readonly<Record<string, string>> = {
  '/import/:upload': 'a whole file is one fact, counted with the imports',
}

describe('routes that change something', () => {
  let house: TestHouse
  let server: TestServer
  let story: Story
  beforeAll(async () => {
    house = await testHouse()
    const cast = await enterCast(house)
    story = await new Story(house, cast).open()
    server = await serveHouse(house, cast)
  })
  afterAll(async () => {
    await server.close()
    await house.end()
  })

  test('are moves, or stand in one of the two lists beside them', () => {
    const posts = ROUTES.filter((route) => route.method === 'POST' && !route.path.startsWith('/moves/'))
    expect(posts.map((route) => route.path).toSorted()).toEqual(
      Object.keys({ ...NO_FACT, ...FACTS_OTHERWISE }).toSorted(),
    )
    expect(ROUTES.filter((route) => route.path.startsWith('/moves/')).length).toBeGreaterThan(60)
  })

  test('leave one fact each when they are moves, sent as a form or as JSON', async () => {
    const form = new URLSearchParams({ _id: story.id, 'about.kind': 'project', text: 'By form?' })
    const before = await countFacts(house.database)
    expect((await server.send('admin', '/moves/ask', { body: form })).status).toBe(200)
    expect(await countFacts(house.database)).toBe(before + 1)
    const body = { about: { kind: 'project' }, text: 'By JSON?' }
    const answer = await server.send('admin', `/api/projects/${story.id}/ask`, { body })
    const { fact } = (await answer.json()) as { fact: number }
    expect((await headOf(house.database)).seq).toBe(fact)
    expect(fact).toBe(before + 2)
    const upload = await arrivedUpload(house, story.cast.admin.id, 'Seen.')
    expect((await server.send('admin', `/api/projects/${story.id}/add-evidence`, { body: { upload } })).status).toBe(
      200,
    )
    expect(await countFacts(house.database)).toBe(before + 3)
  })

  test('leave none when they are not', async () => {
    const before = await countFacts(house.database)
    await server.send('admin', '/appearance', { body: new URLSearchParams() })
    await server.send('admin', '/notices/read', { body: new URLSearchParams() })
    await server.send('admin', '/uploads', { body: Buffer.from(''), headers: { 'upload-length': '4' } })
    await server.send('admin', '/sign-out', { body: new URLSearchParams() })
    expect(await countFacts(house.database)).toBe(before)
  })
})
