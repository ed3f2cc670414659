/** What is written into a guide before it is its draft: who overwrites whom, and what goes out. */
import { describe, expect, test } from 'vitest'
import { after, people, projectIn, TODAY } from '../../test/support/project-files.ts'
import type { GuideContent } from './guide-content.ts'
import {
  guideDiscardMoves,
  guideWritingMoves,
  type GuideWritingFile,
  isWriting,
  settleWriting,
  writtenOf,
} from './guide-writing.ts'
import type { Context } from './move.ts'

const { tester, reviewer } = people
const granted = projectIn('guide')
const guide = granted.guide!
const at = (second: number) => `2026-06-15T09:00:${String(second).padStart(2, '0')}.000Z`
let second = 0

function write(file: GuideWritingFile, parts: unknown, seen: object = {}, by = tester): GuideWritingFile {
  const { input, decide } = guideWritingMoves['write-guide']
  const context = { actor: by, at: at((second += 1)), day: TODAY } as unknown as Context
  const [put] = decide(file, input.parse({ parts, seen }), context).puts
  return put ? { ...file, writing: put.state as never } : file
}

const fresh = { project: granted.project, guide, writing: null }
const code = (work: () => unknown) => {
  try {
    work()
    return 'done'
  } catch (refusal) {
    const { code: found, faults = [] } = refusal as { code?: string; faults?: readonly { at: string }[] }
    return [found ?? 'not read', ...faults.map((fault) => fault.at)].join(' ')
  }
}
const settle = (file: GuideWritingFile, change: Partial<GuideContent>, seen?: object) =>
  settleWriting(guide, file.writing, { ...guide.content, ...change }, seen)

describe('what is written into a guide', () => {
  test('takes half rows, and nothing that no guide has', () => {
    const half = write(fresh, { vendorSettings: [{ form: 'SIP peer' }], contacts: [{ who: '' }] })
    expect(half.writing!.parts.vendorSettings).toEqual([{ form: 'SIP peer' }])
    // Control: as long as the guide takes it, it is taken.
    const longest = { vendorSettings: [{ form: 'x'.repeat(120) }], prerequisites: ['x'.repeat(300)] }
    expect(write(fresh, longest).writing!.parts).toEqual(longest)
    for (const parts of [
      { colour: 'red' },
      { vendorSettings: [{ colour: 'red' }] },
      { vendorSettings: 'all' },
      { summary: ['one'] },
      { summary: `broken \u0000` },
      { summary: 'x'.repeat(2001) },
      { vendorSettings: [{ form: 'x'.repeat(121) }] },
      { prerequisites: ['x'.repeat(301)] },
      { kind: 'x'.repeat(61) },
      { places: Array.from({ length: 13 }, () => ({ name: 'P' })) },
    ])
      expect(
        code(() => write(fresh, parts)),
        JSON.stringify(parts).slice(0, 60),
      ).toBe('not read')
  })

  test('of two at one part the later is told; at two parts neither is', () => {
    const first = write(fresh, { summary: 'Mine.' })
    expect(code(() => write(first, { summary: 'Theirs.' }, {}, reviewer))).toBe('stale summary')
    expect(code(() => write(first, { topology: 'Theirs.' }, {}, reviewer))).toBe('done')
    expect(write(first, { summary: 'Theirs.' }, { summary: 1 }, reviewer).writing).toMatchObject({
      parts: { summary: 'Theirs.' },
      versions: { summary: 2 },
      changed: { by: 'reviewer' },
    })
  })

  test('who writes what stands there overwrites nobody, whatever was seen', () => {
    const first = write(fresh, { summary: 'Mine.', contacts: [{ who: 'Lab', reach: '1' }] })
    const again = write(first, {
      summary: ' Mine. ',
      contacts: [
        { who: 'Lab', reach: '1' },
        { who: ' ', reach: '' },
      ],
    })
    expect(again.writing).toBe(first.writing)
  })

  test('what stands there already makes no fact, and is answered with the one it stands by', () => {
    const { input, decide } = guideWritingMoves['write-guide']
    const stands = (file: GuideWritingFile, parts: unknown) =>
      decide(file, input.parse({ parts }), { actor: tester, at: at(0), day: TODAY } as unknown as Context)
    const { summary } = guide.content
    expect(stands(fresh, { summary })).toMatchObject({ puts: [], standsBy: { noun: 'guide' } })
    const first = write(fresh, { summary: 'Mine.' })
    expect(stands(first, { summary: 'Mine.' })).toMatchObject({ puts: [], standsBy: { noun: 'guide-writing' } })
    // Control: something new is written.
    expect(stands(fresh, { summary: 'Mine.' }).standsBy).toBeUndefined()
  })

  test('brought back to the draft, nothing waits any more; the versions go on', () => {
    const back = write(write(fresh, { summary: 'Mine.' }), { summary: guide.content.summary }, { summary: 1 })
    expect(isWriting(back.writing)).toBe(false)
    expect(back.writing!.versions).toEqual({ summary: 2 })
    expect(writtenOf(guide, back.writing).summary).toBe(guide.content.summary)
  })

  test('a save that saw everything settles it; one that missed something, or saw nothing, does not', () => {
    const first = write(fresh, { summary: 'Mine.' })
    expect(settle(first, { summary: 'Mine.' }, {})).toMatchObject([{ state: { parts: {}, versions: { summary: 1 } } }])
    expect(settle(first, { summary: 'Other.' }, { summary: 1 })).toMatchObject([
      { state: { versions: { summary: 2 } } },
    ])
    expect(code(() => settle(first, { summary: 'Other.' }, {}))).toBe('stale content.summary')
    expect(code(() => settle(first, { topology: 'Other.' }))).toBe('stale content.summary')
    // Control: where nobody writes, a program that says nothing of what it saw saves as ever.
    expect(code(() => settle(fresh, { topology: 'Other.' }))).toBe('done')
  })

  test('nothing is published past it', () => {
    const setting = { form: 'SIP peer', field: 'Port', value: '5061', standard: '', why: '' }
    const draft = after(granted, tester, 'save-guide', { content: { ...guide.content, vendorSettings: [setting] } })
    const { writing } = write({ ...fresh, guide: draft.guide! }, { summary: 'Half a' })
    expect(code(() => after({ ...draft, guideWriting: writing }, reviewer, 'publish-guide'))).toBe('not-now')
    const out = after(draft, reviewer, 'publish-guide')
    expect(out.guide!.published).toHaveLength(1)
    const next = { ...out, guideWriting: writing }
    expect(code(() => after(next, reviewer, 'publish-guide-version'))).toBe('not-now')
  })

  test('discarded by whoever saw all of it, it is gone; the journal has names and versions and none of the words', () => {
    const { writing } = write(write(fresh, { summary: 'Mine.' }), { topology: 'Half a' })
    const file = { ...granted, guideWriting: writing }
    const discard = (seen: object) => after(file, tester, 'discard-guide-writing', { seen })
    expect(code(() => discard({ summary: 1 }))).toBe('stale')
    expect(code(() => discard({ summary: 1, topology: 0 }))).toBe('stale')
    expect(code(() => after(file, tester, 'discard-guide-writing'))).toBe('wrong-input')
    const gone = discard({ summary: 1, topology: 1 })
    expect(isWriting(gone.guideWriting)).toBe(false)
    expect(code(() => write({ ...fresh, writing: gone.guideWriting }, { summary: 'Still.' }, { summary: 1 }))).toBe(
      'stale summary',
    )
    expect(code(() => after(gone, tester, 'discard-guide-writing', { seen: {} }))).toBe('not-now')
    const { decide } = guideDiscardMoves['discard-guide-writing']
    expect(decide(file, { seen: { summary: 1, topology: 1 } }, {} as Context).data).toEqual({
      certification: guide.certification,
      parts: { summary: 1, topology: 1 },
    })
  })
})
