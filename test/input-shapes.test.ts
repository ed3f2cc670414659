/** The shapes of what moves take (R19): no field that is not named, so that none can slip in. */
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { MOVES } from '../src/app/targets.ts'
import { FREE, openPlaces } from './support/mass.ts'

describe('the shapes of inputs', () => {
  const inputs = [...MOVES.values()].map(({ name, move }) => [name, move.input] as const)

  test('take no field that is not named, however deep, but for those known to be free', () => {
    expect(inputs.length).toBeGreaterThan(60)
    const open = inputs.flatMap(([name, input]) => openPlaces(input).map((at) => `${name} ${at}`))
    expect(open).toEqual(Object.entries(FREE).flatMap(([name, places]) => places.map((at) => `${name} ${at}`)))
  })

  test('control: an object that takes any field, and one deep inside of a list, are seen', () => {
    expect(openPlaces(z.object({ text: z.string() }))).toEqual([''])
    expect(openPlaces(z.strictObject({ rows: z.array(z.looseObject({ a: z.string() })) }))).toEqual(['rows[]'])
    expect(openPlaces(z.strictObject({ either: z.union([z.null(), z.object({})]) }))).toEqual(['either'])
  })
})
