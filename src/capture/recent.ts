/** The last so many of something, in their order: what is older is let go and counted. */

export type Recent<Item> = {
  readonly most: number
  readonly items: Item[]
  /** Where the oldest stands once there is no more room. */
  begins: number
  gone: number
}

export function recent<Item>(most: number): Recent<Item> {
  return { most, items: [], begins: 0, gone: 0 }
}

export function keep<Item>(of: Recent<Item>, item: Item): void {
  if (of.items.length < of.most) {
    of.items.push(item)
    return
  }
  of.items[of.begins] = item
  of.begins = (of.begins + 1) % of.most
  of.gone += 1
}

export function listed<Item>({ items, begins }: Recent<Item>): readonly Item[] {
  return begins === 0 ? items : [...items.slice(begins), ...items.slice(0, begins)]
}
