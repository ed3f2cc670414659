import { describe, expect, test } from 'vitest'
import { badgeAsData, badgeAsSvg } from './badge.ts'

describe('a badge', () => {
  test('says in words what its colour says', () => {
    const svg = badgeAsSvg({ label: 'MCT certified', says: 'stale (yellow)', standing: 'yellow' })
    expect(svg).toContain('<title>MCT certified: stale (yellow)</title>')
    expect(svg).toContain('#8a5a00')
    expect(badgeAsData({ label: 'MCT certified', says: 'current (green)', standing: 'green' })).toEqual({
      schemaVersion: 1,
      label: 'MCT certified',
      message: 'current (green)',
      color: '#1d6f42',
      cacheSeconds: 300,
    })
  })

  test('holds no markup of what it says', () => {
    const svg = badgeAsSvg({ label: '<script>"\'&', says: '</svg><script>', standing: 'none' })
    expect(svg).not.toContain('<script')
    expect(svg.match(/<\/svg>/g)).toHaveLength(1)
  })
})
