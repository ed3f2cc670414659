import { describe, expect, test } from 'vitest'
import { projectIn } from '../../test/support/project-files.ts'
import { ladderDrawing, topologyDrawing } from './guide-drawings.ts'

const HOSTILE = '</text><script>alert(1)</script>"\u202E&'
const { content } = projectIn('guide').guide!

describe('a drawing of a guide', () => {
  test('shows every place, and what runs between them', () => {
    const { svg } = topologyDrawing(content)!
    for (const { name } of content.places!) expect(svg).toContain(`>${name}<`)
    expect(svg).toContain('>SIP<')
    expect(svg).toContain('>RTP<')
  })

  test('is none where no place is named', () => {
    expect(topologyDrawing({ ...content, places: [] })).toBeNull()
  })

  test('leaves out a connection to a place that is not drawn, which the table tells all the same', () => {
    const links = [{ from: content.places![0]!.name, to: 'Nowhere', carries: 'SIP', ports: '' }]
    expect(topologyDrawing({ ...content, links })!.svg).not.toContain('>SIP<')
  })

  test('takes names for words, never for markup, and keeps them on their way', () => {
    const drawn = [
      topologyDrawing({ ...content, places: [{ name: HOSTILE, side: 'between', note: HOSTILE }], links: [] })!,
      ladderDrawing({ check: HOSTILE, messages: [{ from: HOSTILE, to: 'B', message: HOSTILE.repeat(5) }] }),
    ]
    for (const { svg } of drawn) {
      expect(svg).not.toMatch(/<script|<\/text><s|\u202E|&(?!#\d+;)/u)
      expect(svg).not.toMatch(/href|onload|url\(/)
      expect(svg.match(/</g)?.length).toBe(svg.match(/>/g)?.length)
    }
  })

  test('grows with what it shows', () => {
    const rung = { from: 'A', to: 'B', message: 'INVITE' }
    const short = ladderDrawing({ check: 'x', messages: [rung] })
    expect(ladderDrawing({ check: 'x', messages: [rung, rung, rung] }).height).toBeGreaterThan(short.height)
  })
})
