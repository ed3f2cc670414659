/**
 * What is made from the code: the pages of docs/: coverage by clause, states and moves, permissions, figures; the types of
 * the client; the kernel. `npm run generate` writes them; the check compares them with what would be written.
 */
import fs from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { coverage } from '../src/app/coverage.ts'
import { MOVES } from '../src/app/targets.ts'
import { clientTypes } from './client-types.ts'
import { kernelBytes } from './kernel.ts'
import { SIP_TRUNK_TEST_CASES } from '../src/conformance/cases/index.ts'
import { courseAsText } from '../src/conformance/course.ts'
import { whyNoCourse } from '../src/conformance/courses-untold.ts'
import { coursesFor } from '../src/conformance/courses.ts'
import type { TemplateCase } from '../src/conformance/sat/template-case.ts'
import { API_TEMPLATE, LINESIDE_TEMPLATE } from '../src/conformance/sat/templates.ts'
import type { Permission } from '../src/programme/permission.ts'
import { STAGES, STEPS, TURN_WORDS } from '../src/programme/stage.ts'
import { CLAUSES } from '../src/rulebook/clauses/register.ts'
import { PARAMETERS } from '../src/rulebook/parameter-table.ts'
import { RULES } from '../src/rulebook/rules.ts'

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)))

const DOCUMENTS: Readonly<Record<string, () => string | Uint8Array | Promise<string>>> = {
  'docs/coverage.md': coveragePage,
  'docs/states.md': statesPage,
  'docs/permissions.md': permissionsPage,
  'docs/figures.md': figuresPage,
  'docs/test-cases.md': testCasesPage,
  'client/operations.ts': clientTypes,
  'src/capture/quick-look.wasm': kernelBytes,
}

export async function writeDocuments(): Promise<readonly string[]> {
  for (const [name, make] of Object.entries(DOCUMENTS)) {
    fs.mkdirSync(path.dirname(path.join(root, name)), { recursive: true })
    fs.writeFileSync(path.join(root, name), await make())
  }
  return Object.keys(DOCUMENTS)
}

export async function staleDocuments(): Promise<readonly string[]> {
  const stale: string[] = []
  for (const [name, make] of Object.entries(DOCUMENTS)) {
    const file = path.join(root, name)
    if (!fs.existsSync(file) || !fs.readFileSync(file).equals(Buffer.from(await make()))) stale.push(name)
  }
  return stale
}

const MADE = 'Made from the code by `npm run generate`; the tests fail when it is not current.\n'

const table = (head: readonly string[], rows: readonly (readonly string[])[]) =>
  [head, head.map(() => '---'), ...rows]
    .map((row) => `| ${row.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`)
    .join('\n')

function coveragePage(): string {
  const moves = new Map([...MOVES].map(([name, { move }]) => [name, move]))
  const rows = coverage({ moves, testCases: SIP_TRUNK_TEST_CASES })
  const cited = rows.filter((row) => row.carriers.length > 0).length
  return [
    '# Coverage by clause\n',
    MADE,
    `${CLAUSES.length} clauses: ${cited} are carried out by rules, moves, parameters, tables or test cases that cite them (${RULES.length} rules among them); the others say what carries them out instead.\n`,
    table(
      ['Clause', 'Says', 'Carried out by'],
      rows.map(({ clause, carriers, otherwise }) => [
        clause.id,
        clause.says,
        [
          ...carriers.map((carrier) => `${carrier.kind} \`${carrier.name}\``),
          ...(otherwise ? [`${otherwise.by}: ${otherwise.says}`] : []),
        ].join('; '),
      ]),
    ),
    '',
  ].join('\n')
}

function statesPage(): string {
  const stages = Object.entries(STAGES).map(([name, stage]) => [
    name,
    STEPS[stage.step],
    stage.says,
    TURN_WORDS[stage.turn],
    stage.asks,
    stage.clause,
  ])
  const arrows = [...MOVES.values()]
    .filter(({ move }) => move.to !== undefined)
    .flatMap(({ name, move }) =>
      (move.from ?? ['[*]']).flatMap((from) =>
        move.to!.map((to) => `    ${stateId(from)} --> ${stateId(to)}: ${name}`),
      ),
    )
  return [
    '# States of a project, and the moves between them\n',
    MADE,
    '```mermaid\nstateDiagram-v2',
    ...Object.entries(STAGES).map(([name, stage]) => `    ${stateId(name)}: ${stage.says}`),
    ...arrows,
    '```\n',
    table(['Stage', 'Step', 'Says', 'Whose turn', 'What is asked', 'Clause'], stages),
    '',
  ].join('\n')
}

function stateId(name: string): string {
  return name.replaceAll('-', '_')
}

function permissionsPage(): string {
  const rows = [...MOVES.values()].map(({ name, target, move }) => [
    name,
    target.name,
    move.says,
    move.clause,
    sayPermission(move.by),
  ])
  return ['# Who may make which move\n', MADE, table(['Move', 'On', 'Says', 'Clause', 'By'], rows), ''].join('\n')
}

function sayPermission(permission: Permission): string {
  return Object.entries(permission)
    .map(([part, relation]) => `${part.replaceAll('-', ' ')}${relation === 'any' ? '' : ` (${relation})`}`)
    .join(', ')
}

function figuresPage(): string {
  const rows = PARAMETERS.map((each) => [
    `\`${each.key}\``,
    Array.isArray(each.value) ? each.value.join(', ') || 'none' : String(each.value),
    each.unit ?? '',
    each.clause,
    each.says,
  ])
  return [
    '# Figures and switches of the programme\n',
    MADE,
    'A programme manager can set another value from a day on; these are the values to begin with.\n',
    table(['Key', 'Value', 'Unit', 'Clause', 'Says'], rows),
    '',
  ].join('\n')
}

function testCasesPage(): string {
  const template = (cases: readonly TemplateCase[]) =>
    table(
      ['Test case', 'Title', 'Weight', 'Scope', 'What shows it', 'Cites'],
      cases.map((each) => [each.plan, each.title, each.criticality, each.scope, each.evidence, each.reference]),
    )
  const rows = SIP_TRUNK_TEST_CASES.map((each) => [
    each.plan,
    each.title,
    each.criticality,
    each.scope,
    each.needs.join(', ') || 'always',
    each.judgedBy.join(', '),
    each.cites.join('; '),
  ])
  return [
    '# Test cases\n',
    MADE,
    '## The SIP trunk plan\n',
    table(['Test case', 'Title', 'Weight', 'Scope', 'Needs', 'Judged by', 'Cites'], rows),
    '\n## Courses that are expected\n',
    'Message by message, where a test case tells them beforehand. Where it leaves open who calls, the PBX does here.\n',
    ...SIP_TRUNK_TEST_CASES.flatMap(({ plan, title }) => {
      const courses = coursesFor(plan)
      const shown = courses ? `\`\`\`text\n${courseAsText(courses[0])}\n\`\`\`` : whyNoCourse(plan)
      return [`### ${plan}: ${title}\n`, `${shown}\n`]
    }),
    '## The template of SAT plans for APIs\n',
    template(API_TEMPLATE),
    '\n## The template of SAT plans for lineside products\n',
    template(LINESIDE_TEMPLATE),
    '',
  ].join('\n')
}
