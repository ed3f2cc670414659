/**
 * What a form sends is text under names; what a move wants is a value with a shape. The names spell the
 * shape (`findings[0].testCase`), the move's own schema says which texts are numbers, ticks and lists.
 */
import type { Context } from 'hono'
import type { z } from 'zod'
import { refuse } from '../kernel/refusal.ts'
import { guideMoves } from '../programme/guide.ts'
import { type Bounds, boundsOf } from '../programme/input-bounds.ts'
import { type Shape, shapeOf } from '../programme/input-shape.ts'
import { holdsBrokenText } from '../kernel/text.ts'
import { textSent } from './sent-text.ts'

export async function readForm(context: Context, most = USUAL): Promise<URLSearchParams> {
  const type = context.req.header('content-type') ?? ''
  if (!type.startsWith('application/x-www-form-urlencoded')) {
    return refuse('wrong-input', { says: 'A form is expected here.', next: 'Use the page, or the API under /api.' })
  }
  const text = await textSent(context)
  if (text.length > most.characters) tooLarge()
  const typed = new URLSearchParams(text)
  if (typed.size > most.fields || [...typed.keys()].some((name) => name.length > LONGEST_NAME)) tooLarge()
  if (!holdsBrokenText([...typed])) return typed
  return refuse('wrong-input', {
    says: 'What was sent holds characters that are no text.',
    next: 'Go back, and type it anew.',
  })
}

/** No other form of ours comes near these; what is read out of a form is worked through field by field. */
const USUAL: Bounds = { fields: 2000, characters: 1_000_000 }
const LONGEST_NAME = 200

/** A character is sent as nine at most: three bytes, each as `%E6`. */
const LONGEST_CHARACTER = 9

/** A config guide is kept part by part as it is typed, up to its own limits; so much of it is taken when it is saved whole. */
const guide = boundsOf(guideMoves['save-guide'].input)
const OF_A_GUIDE: Bounds = {
  fields: USUAL.fields + guide.fields,
  characters: USUAL.characters + LONGEST_CHARACTER * guide.characters,
}

/** How much the form of a move may send. */
export function formBounds(move: string): Bounds {
  return move === 'save-guide' ? OF_A_GUIDE : USUAL
}

function tooLarge(): never {
  return refuse('too-large', {
    says: 'This form is larger than any of ours.',
    next: 'Shorten the texts; files go in by upload.',
  })
}

export function formInput(schema: z.ZodType, typed: URLSearchParams): unknown {
  return shaped(treeOf(typed), shapeOf(schema))
}

/** Everything a form sent as a tree of names; what begins with an underscore steers and is no input. */
export function treeOf(typed: URLSearchParams): Branch {
  const tree = branch()
  const fields = new Map<string, string[]>()
  for (const [name, value] of typed) {
    const there = fields.get(name)
    if (there) there.push(value)
    else fields.set(name, [value])
  }
  for (const [name, values] of fields) if (!name.startsWith('_')) grow(tree, pathOf(name), values)
  return tree
}

export type Branch = { [name: string]: Branch | readonly string[] }

/** Without a prototype: a field may be called anything. */
function branch(): Branch {
  return Object.create(null) as Branch
}

/** `findings[0].testCase` is findings, 0, testCase; at most eight deep, so that nobody builds a tower. */
function pathOf(name: string): readonly string[] {
  const words = [...name.matchAll(/([^.[\]]+)|\[([^\]]*)\]/g)].map((match) => match[1] ?? match[2] ?? '')
  return words.filter((word) => word !== '').slice(0, 8)
}

const FORBIDDEN = new Set(['__proto__', 'constructor', 'prototype'])

function grow(tree: Branch, path: readonly string[], values: readonly string[]): void {
  const [first, ...rest] = path
  if (first === undefined || FORBIDDEN.has(first)) return
  if (rest.length === 0) {
    tree[first] = values
    return
  }
  const there = tree[first]
  const within = there && !isLeaf(there) ? there : branch()
  tree[first] = within
  grow(within, rest, values)
}

export function isLeaf(part: Branch | readonly string[]): part is readonly string[] {
  return Array.isArray(part)
}

function shaped(part: Branch | readonly string[] | undefined, shape: Shape): unknown {
  const simple = simplest(shape, part)
  if (simple.properties && (part === undefined || !isLeaf(part))) {
    const value = shapedObject(part ?? branch(), simple)
    return isBlank(value) && allowsNothing(shape) ? null : value
  }
  if (simple.type === 'array') return shapedList(part, simple.items ?? {})
  if (simple.type === 'boolean' || typeof simple.const === 'boolean') return ticked(part)
  if (part === undefined) return undefined
  if (!isLeaf(part))
    return Object.fromEntries(Object.entries(part).map(([name, value]) => [name, shaped(value, elsewhere(simple))]))
  const text = part.at(-1) ?? ''
  if (isOf(simple, 'number') || isOf(simple, 'integer'))
    return text.trim() === '' ? undefined : Number.isNaN(Number(text)) ? text : Number(text)
  return text === '' && allowsNothing(shape) ? null : text
}

function shapedObject(part: Branch, shape: Shape): unknown {
  const value: Record<string, unknown> = {}
  for (const [name, inner] of Object.entries(shape.properties ?? {})) {
    const made = shaped(part[name], inner)
    if (made !== undefined) value[name] = made
  }
  for (const name of Object.keys(part))
    if (!Object.hasOwn(shape.properties ?? {}, name)) value[name] = leafText(part[name])
  return value
}

function shapedList(part: Branch | readonly string[] | undefined, items: Shape): unknown {
  if (part === undefined) return []
  if (isLeaf(part)) return part.filter((text) => text !== '').map((text) => shaped([text], items))
  return Object.keys(part)
    .filter((name) => /^\d{1,4}$/.test(name))
    .sort((a, b) => Number(a) - Number(b))
    .map((name) => shaped(part[name], items))
    .filter((item) => !isBlank(item))
}

/** A row, or a part that may be left out, of which nothing was filled in was not meant. */
function isBlank(item: unknown): boolean {
  return (
    typeof item === 'object' &&
    item !== null &&
    Object.values(item).every((value) => value === '' || value === null || value === undefined)
  )
}

function ticked(part: Branch | readonly string[] | undefined): boolean {
  return part !== undefined && isLeaf(part) && ['on', 'true', 'yes', '1'].includes(part.at(-1) ?? '')
}

function leafText(part: Branch | readonly string[] | undefined): unknown {
  return part !== undefined && isLeaf(part) ? part.at(-1) : part
}

/** The member of a choice of shapes that what was sent could be. */
function simplest(shape: Shape, part: Branch | readonly string[] | undefined): Shape {
  const members = shape.anyOf ?? shape.oneOf
  if (members) {
    const isObject = part !== undefined && !isLeaf(part)
    const fits = members.filter(
      (member) =>
        member.type !== 'null' && (isObject ? member.properties !== undefined : member.properties === undefined),
    )
    const chosen = discriminated(fits, part) ?? fits[0]
    return chosen ? simplest(chosen, part) : {}
  }
  return shape.allOf?.[0] ? { ...shape.allOf[0], ...shape } : shape
}

function discriminated(members: readonly Shape[], part: Branch | readonly string[] | undefined): Shape | null {
  if (part === undefined || isLeaf(part)) return null
  return (
    members.find((member) =>
      Object.entries(member.properties ?? {}).some(
        ([name, inner]) => inner.const !== undefined && leafText(part[name]) === inner.const,
      ),
    ) ?? null
  )
}

function allowsNothing(shape: Shape): boolean {
  return isOf(shape, 'null') || (shape.anyOf ?? shape.oneOf ?? []).some((member) => isOf(member, 'null'))
}

/** Several types at once are written as a list: `["string", "null"]`. */
function isOf(shape: Shape, type: string): boolean {
  return typeof shape.type === 'string' ? shape.type === type : (shape.type?.includes(type) ?? false)
}

function elsewhere(shape: Shape): Shape {
  return typeof shape.additionalProperties === 'object' ? shape.additionalProperties : {}
}
