/** What a reading has to say beside its results: faults of the file and of the traffic, and what cannot be seen. */

export type Note = { readonly says: string; count: number; readonly firstPacket: number | null }

export type Notes = Map<string, Note>

const MOST_NOTES = 256

export function notes(): Notes {
  return new Map()
}

/** The same thing said again is counted. */
export function note(of: Notes, says: string, packet: number | null): void {
  const known = of.get(says)
  if (known) known.count += 1
  else if (of.size < MOST_NOTES) of.set(says, { says, count: 1, firstPacket: packet })
}

/** Traffic that is there and cannot be read: encrypted, cut, or of a kind nobody here knows. */
export type HiddenThing = {
  readonly what: string
  readonly flow: number
  packets: number
  readonly firstPacket: number
}

export type Hidden = Map<string, HiddenThing>

const MOST_HIDDEN = 4096

export function hiddenThings(): Hidden {
  return new Map()
}

export function noteHidden(of: Hidden, what: string, flow: number, packet: number): void {
  const key = `${what} ${flow}`
  const known = of.get(key)
  if (known) known.packets += 1
  else if (of.size < MOST_HIDDEN) of.set(key, { what, flow, packets: 1, firstPacket: packet })
}
