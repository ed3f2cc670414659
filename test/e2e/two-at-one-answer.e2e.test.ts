/** Two people at one answer: nobody's words are lost, nobody is told that they are saved, and one of the two is chosen. */
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { button, HAS_BROWSER, sees } from '../support/browser.ts'
import type { Story } from '../support/cast.ts'
import { isSaved } from './questionnaire-by-hand.ts'
import { openWorld } from './world.ts'

/** A row of network elements, as the questionnaire wants them. */
const ELEMENT = { element: 'Softswitch', product: 'Example Switch', version: '22.4', since: '2025-04-07' }

describe.skipIf(!HAS_BROWSER)('two people at one answer', { timeout: 180_000 }, () => {
  const world = openWorld()
  let story: Story
  const at = (page: Page, key: string) => page.locator(`[data-answer="${key}"]`)
  const write = (page: Page, key: string, words: string) => at(page, key).locator('input, textarea').last().fill(words)
  const state = (page: Page) => page.locator('[data-saved-state]')
  const stored = async (key: string) => (await story.file()).questionnaire.answers[key]
  let mine: Page
  /** The first answers in words that the section asks for. */
  let keys: readonly string[] = []

  async function overtake(words: string): Promise<void> {
    const seen = { [keys[0]!]: (await story.file()).questionnaire.versions[keys[0]!] ?? 0 }
    await story.do(world.cast.engineer, 'save-answers', { answers: { [keys[0]!]: words }, seen })
  }

  test('what the other one wrote stands beside it, and saving something else does not hide that', async () => {
    story = await world.story().open()
    mine = await world.as('admin')
    await mine.goto(`/projects/${story.id}/questionnaire`)
    keys = await mine
      .locator('[data-answer][data-kind="text"], [data-answer][data-kind="long-text"]')
      .evaluateAll((parts) => parts.map((part) => (part as unknown as { dataset: { answer: string } }).dataset.answer))
    await overtake('Theirs, first.')
    await write(mine, keys[0]!, 'Mine, second.')
    await sees(at(mine, keys[0]!).getByText('Theirs, first.'))
    await write(mine, keys[1]!, 'Something else.')
    await sees(state(mine).filter({ hasText: /^Saved at .*, but not everything\. .* not saved: choose/ }))
    expect(await stored(keys[1]!)).toBe('Something else.')
    expect(await stored(keys[0]!)).toBe('Theirs, first.')
    expect(await at(mine, keys[0]!).getByRole('alert').count()).toBe(1)
  })

  test('both stand there after a reload, and another section still tells of it', async () => {
    await mine.reload()
    await sees(at(mine, keys[0]!).getByText('Theirs, first.'))
    expect(await at(mine, keys[0]!).locator('input:not([type=hidden]), textarea').inputValue()).toBe('Mine, second.')
    await sees(state(mine).filter({ hasText: 'not saved' }))
    const here = mine.url()
    await mine.locator('.section-list a').nth(2).click()
    await sees(state(mine).filter({ hasText: 'not saved: choose' }))
    await mine.goto(here)
  })

  test('going on is held up until one of the two is chosen', async () => {
    await button(mine, 'Save and go on').click()
    expect(await at(mine, keys[0]!).getByRole('alert').count()).toBe(1)
    expect(await stored(keys[0]!)).toBe('Theirs, first.')
  })

  test('keep mine: it goes over theirs, and everything is saved', async () => {
    await button(at(mine, keys[0]!), 'Keep mine').click()
    await isSaved(mine)
    await expect.poll(() => stored(keys[0]!)).toBe('Mine, second.')
    await sees(state(mine).filter({ hasText: /^Saved at [^,]*\.$/ }))
  })

  test('take theirs: it stands in the field, and what is typed after it is saved', async () => {
    await overtake('Theirs, third.')
    await write(mine, keys[0]!, 'Mine, fourth.')
    await button(at(mine, keys[0]!), 'Take theirs').click()
    expect(await at(mine, keys[0]!).locator('input:not([type=hidden]), textarea').inputValue()).toBe('Theirs, third.')
    expect(await at(mine, keys[0]!).getByRole('alert').count()).toBe(0)
    await write(mine, keys[0]!, 'Both of us.')
    await expect.poll(() => stored(keys[0]!), { timeout: 5000 }).toBe('Both of us.')
    await mine.reload()
    await sees(state(mine).filter({ hasText: 'Everything here is saved.' }))
  })

  test('a table is put back with every row that was typed', async () => {
    const rows = mine.locator('[data-answer][data-kind="rows"]').first()
    const key = (await rows.getAttribute('data-answer'))!
    const first = () => rows.locator('input[data-column="element"]')
    await story.do(world.cast.engineer, 'save-answers', { answers: { [key]: [{ ...ELEMENT, element: 'Theirs' }] } })
    for (const [index, words] of ['One', 'Two', 'Three', 'Four'].entries()) await first().nth(index).fill(words)
    await sees(at(mine, key).getByRole('alert').getByText('Theirs'))
    await mine.reload()
    await sees(at(mine, key).getByRole('alert').getByText('Theirs'))
    const shown = await first().evaluateAll((cells) =>
      cells.map((cell) => (cell as unknown as { value: string }).value),
    )
    expect(shown.filter(Boolean)).toEqual(['One', 'Two', 'Three', 'Four'])
    await sees(state(mine).filter({ hasText: /^Q-\d+ not saved/ }))
    await button(at(mine, key), 'Take theirs').click()
  })

  test('control: nobody else was there, and nothing is asked', async () => {
    await write(mine, keys[1]!, 'Alone.')
    await isSaved(mine)
    expect(await mine.locator('[data-conflict]').count()).toBe(0)
  })

  test('without a script, what stands there now is told beside what was typed', async () => {
    const plain = await world.audience.signedIn(world.account('admin'), { javaScriptEnabled: false })
    await plain.goto(`/projects/${story.id}/questionnaire`)
    await overtake('Theirs, fifth.')
    await write(plain, keys[0]!, 'Mine, sixth.')
    await button(plain, 'Save and go on').click()
    await sees(at(plain, keys[0]!).getByText('Theirs, fifth.'))
    expect(await stored(keys[0]!)).toBe('Theirs, fifth.')
    await button(plain, 'Save and go on').click()
    await expect.poll(() => stored(keys[0]!)).toBe('Mine, sixth.')
  })
})
