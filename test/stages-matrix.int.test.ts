/**
 * What can be done when (R8): every stage of a project against every move on it, in one table that a
 * reviewer reads; held against the declarations, and against real requests with nothing filled in.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import sql from 'sql-template-tag'
import { offeredMoves } from '../src/app/ask/moves.ts'
import { figures, today } from '../src/app/house.ts'
import { TARGETS } from '../src/app/targets.ts'
import type { AnyMove } from '../src/programme/move.ts'
import type { Actor } from '../src/programme/permission.ts'
import type { ProjectFile } from '../src/programme/project-file.ts'
import { STAGE_NAMES, type Stage } from '../src/programme/stage.ts'
import { type Cast, enterCast, Story } from './support/cast.ts'
import { addPhone, askForUpdate, bringSatTo, FILING, openSat } from './support/sat-story.ts'
import { answerOf, dry } from './support/dry.ts'
import { KINDS, testHouse, type TestHouse } from './support/house.ts'
import { ASSESSMENT } from './support/sponsored-files.ts'
import { qualify, SponsoredStory } from './support/sponsored.ts'
import { goldenTable, type Table } from './matrix/table.ts'
import { quickly } from './matrix/world.ts'

const HEADING = [
  'What a project answers in each of its stages to every move, sent with nothing filled in by somebody who may do it:',
  '.  not at this stage',
  'i  its time, but something has to be filled in',
  'o  its time, but something else stands in the way, which is named',
  'r  its time, but a rule is against it',
  '+  done',
]

const MOVES_ON_PROJECTS: readonly (readonly [string, Pick<AnyMove<ProjectFile>, 'by' | 'from'>])[] = Object.entries(
  TARGETS.project.moves,
)

/** Somebody permitted, who has had no other part in the project where that matters. */
function tries({ by }: Pick<AnyMove<ProjectFile>, 'by'>, cast: Cast): Actor {
  if (by['field-technician'] && !by['lab-engineer']) return cast.technician
  if (by['reseller-sponsor'] && !by['partner-admin'] && !by['lab-engineer']) return cast.sponsor
  if (by['partner-admin']) return cast.admin
  return by['programme-manager'] ? cast.granter : cast.tester
}

describe.each(KINDS)('every stage and every move on the %s database', (kind) => {
  let house: TestHouse
  let cast: Cast
  const found = new Map<string, Record<Stage, string>>(
    MOVES_ON_PROJECTS.map(([name]) => [name, {} as Record<Stage, string>]),
  )
  const offered = new Map<string, Record<Stage, boolean>>(
    MOVES_ON_PROJECTS.map(([name]) => [name, {} as Record<Stage, boolean>]),
  )
  let table: Table

  beforeAll(async () => {
    house = await testHouse(kind)
    cast = await enterCast(house)
    await qualify(house, cast)
    await addPhone(house, cast)
    const main = await new Story(house, cast).open()
    const sat = await openSat(house, cast)
    for (const stage of STAGE_NAMES) await tryAll(await storyAt(stage, stage.startsWith('sat-') ? sat : main), stage)
    table = goldenTable('stages.txt', HEADING, found)
  }, 300_000)
  afterAll(() => house.end())

  /** One project goes all the way of path C; the stages beside it are reached by others. */
  async function storyAt(stage: Stage, main: Story): Promise<Story> {
    if (stage === 'quote-with-sponsor') return withSponsor(new SponsoredStory(house, cast))
    if (ON_PATH_A.has(stage)) return sponsored(new SponsoredStory(house, cast), stage)
    if (stage.startsWith('sat-')) return satAt(stage, main)
    if (stage === 'questionnaire-questions') return returned(new Story(house, cast))
    if (stage === 'not-granted') return declined(new Story(house, cast))
    if (stage === 'closed') return closed(new Story(house, cast))
    await quickly(main, stage)
    return main
  }

  async function tryAll(story: Story, stage: Stage): Promise<void> {
    // Whoever sponsors or tests is known on every project here, so that their moves are tried on each.
    const known = JSON.stringify({ sponsor: 'resale', technicians: [cast.technician.id] })
    await house.database.run(sql`update project set state = state || ${known}::jsonb where id = ${story.id}`)
    const file = await story.file()
    if (file.project.stage !== stage) throw new Error(`the project stands at ${file.project.stage}, not at ${stage}`)
    const day = today(house)
    const figure = await figures(house.database, day)
    for (const [name, move] of MOVES_ON_PROJECTS) {
      const actor = tries(move, cast)
      found.get(name)![stage] = letterOf(await answerOf(dry(house), actor, { move: name, id: story.id, input: {} }))
      const button = offeredMoves(TARGETS.project, file, actor, day, figure).find((each) => each.name === name)
      offered.get(name)![stage] = button?.isItsTime ?? false
    }
  }

  test('the table names every move on projects and every stage, and no other', () => {
    expect([...table.keys()]).toEqual(MOVES_ON_PROJECTS.map(([name]) => name))
    expect(table.size).toBeGreaterThan(30)
    for (const cells of table.values()) expect(Object.keys(cells)).toEqual(STAGE_NAMES)
  })

  test.each(STAGE_NAMES)('in the stage %s every move is answered as the table says', (stage) => {
    const of = (rows: Table) => Object.fromEntries([...rows].map(([name, cells]) => [name, cells[stage]]))
    expect(of(found)).toEqual(of(table))
  })

  test('what the table allows is what the moves declare', () => {
    expect(againstDeclarations(MOVES_ON_PROJECTS, table)).toEqual([])
  })

  test('a button is its time exactly where the table says', () => {
    for (const [name, cells] of table) {
      for (const stage of STAGE_NAMES)
        expect(offered.get(name)![stage], `${name} at ${stage}`).toBe(cells[stage] !== '.')
    }
  })

  test('control: a move declared for one stage more or one less is seen', () => {
    const changed = (from: readonly string[]) =>
      MOVES_ON_PROJECTS.map((each) => (each[0] === 'grant' ? (['grant', { from }] as const) : each))
    expect(againstDeclarations(changed(['decision', 'report-review']), table)).toEqual(['grant at report-review'])
    expect(againstDeclarations(changed([]), table)).toEqual(['grant at decision'])
  })
})

function againstDeclarations(
  moves: readonly (readonly [string, { readonly from?: readonly string[] }])[],
  table: Table,
): readonly string[] {
  return moves.flatMap(([name, { from }]) =>
    STAGE_NAMES.filter((stage) => (table.get(name)![stage] !== '.') !== (from?.includes(stage) ?? true)).map(
      (stage) => `${name} at ${stage}`,
    ),
  )
}

function letterOf({ code, says }: { code: string; says: string }): string {
  switch (code) {
    case 'not-now':
      return says.startsWith('Not at this stage') ? '.' : 'o'
    case 'wrong-input':
      return 'i'
    case 'rule':
      return 'r'
    case 'done':
      return '+'
    default:
      throw new Error(`${code}: ${says}`)
  }
}

const ON_PATH_A: ReadonlySet<Stage> = new Set([
  'request-review',
  'request-returned',
  'self-test-access',
  'self-testing',
])

async function sponsored(story: SponsoredStory, stage: Stage): Promise<Story> {
  await story.bringTo(stage === 'request-returned' ? 'request-review' : stage)
  if (stage === 'request-returned') await story.do(story.cast.tester, 'return-request', { gaps: 'Who tests?' })
  return story
}

async function withSponsor(story: SponsoredStory): Promise<Story> {
  const { tester, manager, sponsor } = story.cast
  await story.request({}, 'B')
  await story.do(tester, 'assess-business-case', { ...ASSESSMENT, strategy: 'c' })
  await story.bringTo('quote-to-request')
  await story.do(sponsor, 'request-firm-quote')
  await story.do(manager, 'prepare-quote', { adjustment: 0, reason: '', assumptions: '' })
  await story.do(tester, 'issue-quote')
  return story
}

/** A SAT goes all the way; sent back and asked about once each on it. */
async function satAt(stage: Stage, sat: Story): Promise<Story> {
  const { reviewer, tester, admin } = sat.cast
  if (stage === 'sat-plan-changes') await sat.do(reviewer, 'return-sat-plan', { remark: 'Say more.' })
  if (stage === 'sat-testing') await sat.do(admin, 'submit-sat-plan')
  if (stage === 'sat-questions') {
    const asked = await sat.do(tester, 'ask', { about: { kind: 'test-case', ref: 'REG-01' }, text: 'How often?' })
    await sat.do(tester, 'question-sat-results')
    await sat.do(admin, 'answer', { thread: asked.made.thread, text: 'Hourly.' })
    await sat.do(tester, 'close-question', { thread: asked.made.thread })
    return sat
  }
  if (stage === 'sat-update') {
    await sat.do(admin, 'file-sat-results', FILING)
    await bringSatTo(sat, 'sat-accepted')
    await askForUpdate(sat)
    return sat
  }
  if (stage === 'sat-accepted') await sat.do(tester, 'note-sat-update')
  await bringSatTo(sat, stage)
  return sat
}

async function returned(story: Story): Promise<Story> {
  await story.bringTo('questionnaire-review')
  await story.do(story.cast.reviewer, 'comment-on-question', { question: 'Q-04', text: 'Which?' })
  await story.do(story.cast.reviewer, 'return-questionnaire')
  return story
}

async function declined(story: Story): Promise<Story> {
  await quickly(story, 'decision')
  const [testCase] = (await story.file()).runs[0]!.testCases
  const findings = [{ testCase: testCase!.plan, says: 'It fails.', next: 'Mend it.' }]
  await story.do(story.cast.granter, 'decline-grant', { reason: 'No.', findings })
  return story
}

async function closed(story: Story): Promise<Story> {
  await story.open()
  await story.do(story.cast.admin, 'close-project', { reason: 'No longer wanted.' })
  return story
}
