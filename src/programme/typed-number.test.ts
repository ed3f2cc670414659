import { describe, expect, test } from 'vitest'
import { readTypedNumber } from './typed-number.ts'

describe('a number typed from a printed page', () => {
  test.each([
    ['MCT-2026-00112', 'MCT-2026-00112'],
    ['mct 2026 112', 'MCT-2026-00112'],
    [' mct2026112 ', 'MCT-2026-00112'],
    ['MQT–2025–3', 'MQT-2025-00003'],
    ['mat/2024/00017', 'MAT-2024-00017'],
    ['Mct-2026-123456', 'MCT-2026-123456'],
  ])('%j is the certification %s', (typed, number) => {
    expect(readTypedNumber(typed)).toEqual({ kind: 'certification', number })
  })

  test.each([
    ['LA-2026-0001', 'LA-2026-0001'],
    ['la 2026 1', 'LA-2026-0001'],
  ])('%j is the logo authorisation %s', (typed, number) => {
    expect(readTypedNumber(typed)).toEqual({ kind: 'logo-authorisation', number })
  })

  test.each(['', 'MCT', 'MCT-2026', 'MCT-26-00112', 'XYZ-2026-00112', 'MCT-2026-00112-7', '2026 112'])(
    '%j is none by its shape',
    (typed) => {
      expect(readTypedNumber(typed)).toBeNull()
    },
  )
})
