/** How long a text may be that an input takes: what a form's field says is what the input's own schema says. */
import type { z } from 'zod'
import { type Shape, shapeOf } from './input-shape.ts'

/** In characters; `name` is a field's, such as `findings[0].says`. Null where the schema sets none, or knows no such field. */
export function longestText(schema: z.ZodType, name: string): number | null {
  const path = name.split(/[.[\]]+/).filter((word) => word !== '')
  const shape = path.reduce<Shape | undefined>(within, shapeOf(schema))
  return shape?.maxLength ?? shape?.anyOf?.find((each) => each.maxLength !== undefined)?.maxLength ?? null
}

function within(shape: Shape | undefined, word: string): Shape | undefined {
  const plain = shape?.anyOf?.find((each) => each.properties ?? each.items) ?? shape
  return plain?.properties?.[word] ?? (/^\d+$/.test(word) ? plain?.items : undefined)
}
