/** How long a text may be that an input takes, and how much an input at all: what a form says is what the input's own schema says. */
import type { z } from 'zod'
import { longestOf, type Shape, shapeOf } from './input-shape.ts'

/** In characters; `name` is a field's, such as `findings[0].says`. Null where the schema sets none, or knows no such field. */
export function longestText(schema: z.ZodType, name: string): number | null {
  const path = name.split(/[.[\]]+/).filter((word) => word !== '')
  return longestOf(path.reduce<Shape | undefined>(within, shapeOf(schema)) ?? {})
}

/** Everything an input can hold: fields, and characters in them. Rows without a limit count as one, a text without one as no characters. */
export type Bounds = { readonly fields: number; readonly characters: number }

export function boundsOf(schema: z.ZodType): Bounds {
  return boundsOfShape(shapeOf(schema))
}

function boundsOfShape(shape: Shape): Bounds {
  if (shape.items) return times(shape.maxItems ?? 1, boundsOfShape(shape.items))
  if (!shape.properties) return { fields: 1, characters: longestOf(shape) ?? 0 }
  return Object.values(shape.properties).map(boundsOfShape).reduce(plus, { fields: 0, characters: 0 })
}

const plus = (one: Bounds, other: Bounds): Bounds => ({
  fields: one.fields + other.fields,
  characters: one.characters + other.characters,
})

const times = (many: number, { fields, characters }: Bounds): Bounds => ({
  fields: many * fields,
  characters: many * characters,
})

function within(shape: Shape | undefined, word: string): Shape | undefined {
  const plain = shape?.anyOf?.find((each) => each.properties ?? each.items) ?? shape
  return plain?.properties?.[word] ?? (/^\d+$/.test(word) ? plain?.items : undefined)
}
