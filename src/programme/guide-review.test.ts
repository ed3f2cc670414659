import { describe, expect, test } from 'vitest'
import { after, people, projectIn } from '../../test/support/project-files.ts'
import { reviewsOfDraft } from './guide-review.ts'
import type { ProjectFile } from './project-file.ts'

const { tester, reviewer, admin } = people
const setting = { form: 'SIP peer', field: 'Port', value: '5061', standard: '', why: '' }
const granted = projectIn('guide')
const save = (file: ProjectFile, by = tester, value = '5061') =>
  after(file, by, 'save-guide', { content: { ...file.guide!.content, vendorSettings: [{ ...setting, value }] } })
const asks = (file: ProjectFile, by = reviewer) =>
  after(file, by, 'review-guide', { outcome: 'changes', remark: 'Name the port of the backup.' })
const agrees = (file: ProjectFile, by = reviewer) =>
  after(file, by, 'review-guide', { outcome: 'agreed', remark: 'Read.' })
const publish = (file: ProjectFile) => after(file, tester, 'publish-guide')
const draft = save(granted)

describe('a draft of a guide', () => {
  test('is read by somebody else than who wrote it: the lab, or the partner', () => {
    expect(() => agrees(draft, tester)).toThrow('You wrote this draft.')
    expect(reviewsOfDraft(agrees(agrees(draft), admin).guide!)).toHaveLength(2)
  })

  test('that somebody wants changed is not published before it was changed', () => {
    expect(() => publish(asks(draft))).toThrow('asks for changes: Name the port of the backup.')
    expect(publish(agrees(draft)).guide!.published).toHaveLength(1)
  })

  test('is free again once whoever asked finds it fine, and not by the word of another', () => {
    expect(() => publish(agrees(asks(draft), admin))).toThrow('asks for changes')
    expect(publish(agrees(asks(draft))).project.stage).toBe('published')
  })

  test('that is out has nothing to read before it is changed', () => {
    expect(() => agrees(publish(draft))).toThrow('There is no draft to read.')
  })

  test('keeps what was said of it as long as nobody changes it', () => {
    const asked = asks(draft)
    const changed = {
      ...asked,
      guide: { ...asked.guide!, changed: { ...asked.guide!.changed, at: '2026-06-16T09:00:00.000Z' } },
    }
    expect([reviewsOfDraft(asked.guide!).length, reviewsOfDraft(changed.guide).length]).toEqual([1, 0])
    expect(publish(changed).project.stage).toBe('published')
  })
})
