/** How long a text may be that an input takes: what a form's field says is what the input's own schema says. */
import { z } from 'zod'

type Shape = {
  readonly maxLength?: number
  readonly properties?: Readonly<Record<string, Shape>>
  readonly items?: Shape
  readonly anyOf?: readonly Shape[]
}

const SHAPES = new WeakMap<z.ZodType, Shape>()

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

function shapeOf(schema: z.ZodType): Shape {
  const known = SHAPES.get(schema)
  if (known) return known
  const shape = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Shape
  SHAPES.set(schema, shape)
  return shape
}
