import { describe, expect, test } from 'vitest'
import { after, newProject, people, stampBy } from '../../test/support/project-files.ts'
import { keepsSound } from './captures.ts'

const { admin, manager, tester } = people
const KEPT = { sound: 'kept', reason: 'Echo is to be heard.' }

describe('the sound of captures', () => {
  test('is taken out unless the lab chose otherwise, with the reason on record (G-11)', () => {
    expect(keepsSound(newProject().project)).toBe(false)
    const kept = after(newProject(), tester, 'choose-sound', KEPT)
    expect(keepsSound(kept.project)).toBe(true)
    expect(kept.project.sound).toMatchObject({ by: 'tester', reason: KEPT.reason })
    const back = after(kept, manager, 'choose-sound', { sound: 'taken-out', reason: 'Heard.' })
    expect(keepsSound(back.project)).toBe(false)
  })

  test('is not for the partner to choose, nor in a closed project, nor without a reason', () => {
    expect(() => after(newProject(), admin, 'choose-sound', KEPT)).toThrow()
    const open = newProject()
    const closed = { ...open, project: { ...open.project, closed: { ...stampBy('admin'), reason: 'Given up.' } } }
    expect(() => after(closed, tester, 'choose-sound', KEPT)).toThrow('closed')
    expect(() => after(open, tester, 'choose-sound', { sound: 'kept', reason: ' ' })).toThrow()
  })
})
