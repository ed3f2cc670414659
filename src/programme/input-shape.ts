/** The shape of a move's input as JSON Schema: what a form is read by, and what its fields are bounded by. */
import { z } from 'zod'

export type Shape = {
  readonly maxLength?: number
  readonly maxItems?: number
  readonly type?: string | readonly string[]
  readonly properties?: Readonly<Record<string, Shape>>
  readonly items?: Shape
  readonly anyOf?: readonly Shape[]
  readonly oneOf?: readonly Shape[]
  readonly allOf?: readonly Shape[]
  readonly const?: unknown
  readonly additionalProperties?: Shape | boolean
}

const SHAPES = new WeakMap<z.ZodType, Shape>()

/** Worked out once for each schema. */
export function shapeOf(schema: z.ZodType): Shape {
  const known = SHAPES.get(schema)
  if (known) return known
  const shape = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Shape
  SHAPES.set(schema, shape)
  return shape
}

/** How long a text of this shape may be, in characters; null where nothing is said of it. */
export function longestOf({ maxLength, anyOf }: Shape): number | null {
  return maxLength ?? anyOf?.find((each) => each.maxLength !== undefined)?.maxLength ?? null
}
