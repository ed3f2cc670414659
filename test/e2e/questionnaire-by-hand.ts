/** Fills in the questionnaire as a person does: section by section, field by field, by what stands beside them. */
import type { Locator, Page } from 'playwright-core'
import { fieldsAsked } from '../../src/programme/questionnaire/answering.ts'
import { type Answer, answerKey, type Answers, type Field, type Row } from '../../src/programme/questionnaire/item.ts'
import { SECTIONS } from '../../src/programme/questionnaire/items.ts'
import { button, field as fieldNamed, sees, words } from '../support/browser.ts'

/** A question by what it asks. */
export function questionAsking(page: Page, id: string): Locator {
  const item = SECTIONS.flatMap((section) => section.items).find((each) => each.id === id)
  return page.getByRole('group', { name: item?.asks ?? id, exact: true })
}

export async function openSection(page: Page, title: string): Promise<void> {
  await page
    .getByRole('navigation', { name: 'Sections of the questionnaire' })
    .getByRole('link', { name: title })
    .click()
  await sees(page.getByRole('heading', { name: title, level: 2 }))
}

/** Everything saved and drawn anew: the page itself says so. */
export async function isSaved(page: Page): Promise<void> {
  await sees(page.getByRole('status').filter({ hasText: /^Saved at/ }))
}

/** Fills in a section; what appears by an answer is waited for and filled in as well. */
export async function fillSection(page: Page, title: string, answers: Answers, given: Given = {}): Promise<void> {
  const section = SECTIONS.find((each) => each.title === title)!
  for (;;) {
    const open = section.items.flatMap((item) =>
      fieldsAsked(item, given)
        .map((each) => ({ item, field: each, key: answerKey(item, each) }))
        .filter(({ key }) => given[key] === undefined && answers[key] !== undefined),
    )
    if (open.length === 0) return
    for (const { item, field, key } of open) await fillField(questionAsking(page, item.id), field, answers[key]!)
    for (const { key } of open) given[key] = answers[key]!
    await isSaved(page)
  }
}

/** What has been filled in so far: it decides what is asked. */
type Given = Record<string, Answer>

/** One field of a question, by its label and in the way of its kind. */
export async function fillField(question: Locator, field: Field, answer: Answer): Promise<void> {
  const excludes = field.kind === 'one' || field.kind === 'yes-no'
  const group = question.getByRole(excludes ? 'radiogroup' : 'group', { name: words(field.label) })
  switch (field.kind) {
    case 'text':
    case 'long-text':
    case 'number':
    case 'day':
      return fieldNamed(question, field.label).fill(`${answer as string | number}`)
    case 'yes-no':
      return group.getByRole('radio', { name: answer === true ? 'Yes' : 'No', exact: true }).check()
    case 'one':
      return group.getByRole('radio', { name: saysOf(field, answer as string), exact: true }).check()
    case 'many':
      return tick(
        group,
        (answer as readonly string[]).map((each) => saysOf(field, each)),
      )
    case 'countries': {
      const names = new Intl.DisplayNames('en', { type: 'region' })
      return tick(
        question,
        (answer as readonly string[]).map((each) => names.of(each)!),
      )
    }
    case 'ordered':
      for (const [index, each] of (answer as readonly string[]).entries())
        await group.getByRole('combobox', { name: `Place ${index + 1}` }).selectOption({ label: saysOf(field, each) })
      return
    case 'rows':
      return fillRows(group, field, answer as readonly Row[])
    default:
      return field satisfies never
  }
}

async function tick(within: Locator, names: readonly string[]): Promise<void> {
  for (const name of names) await within.getByRole('checkbox', { name, exact: true }).check()
}

/** Rows grow while they are filled in. */
async function fillRows(group: Locator, field: Extract<Field, { kind: 'rows' }>, rows: readonly Row[]): Promise<void> {
  for (const [index, row] of rows.entries()) {
    for (const column of field.columns)
      await group
        .getByRole('textbox', { name: `${column.label}, row ${index + 1}`, exact: true })
        .fill(row[column.id] ?? '')
  }
}

function saysOf(field: Extract<Field, { options: unknown }>, value: string): string {
  return field.options.find((option) => option.value === value)?.says ?? value
}

/** Goes through the sections from one to the last. */
export async function fillQuestionnaire(page: Page, answers: Answers, from = SECTIONS[0]!.title): Promise<void> {
  const first = SECTIONS.findIndex((section) => section.title === from)
  const before = new Set(SECTIONS.slice(0, first).flatMap((section) => section.items.map((item) => item.id)))
  const given: Given = Object.fromEntries(Object.entries(answers).filter(([key]) => before.has(key.split('.')[0]!)))
  for (const section of SECTIONS.slice(first)) {
    await sees(page.getByRole('heading', { name: section.title, level: 2 }))
    await fillSection(page, section.title, answers, given)
    await button(page, section === SECTIONS.at(-1) ? 'Save' : 'Save and go on').click()
    await sees(page.getByRole('status').filter({ hasText: /answers? saved/ }))
  }
}
