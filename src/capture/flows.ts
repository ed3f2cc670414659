/** Who sends to whom: each direction between two ports is a flow under a small number, looked up once a packet. */
import { fourAt } from '../sip/bytes.ts'
import { addressText, endpointText } from './address.ts'
import { type ByteTable, byteTable, bytesOfEntry, freeSlot, numbered, REACH } from './byte-table.ts'
import { at, type Column, column, put } from './columns.ts'

export type Transport = 'UDP' | 'TCP'

export type Flows = {
  count: number
  slots: Int32Array
  readonly hosts: ByteTable
  readonly source: Column
  readonly target: Column
  /** Both ports in one number, the source's above. */
  readonly ports: Column
  /** 6 or 17, as in the IP header. */
  readonly protocol: Column
  readonly hashes: Column
  readonly most: number
  /** Those that found every place within reach taken, as ports and addresses can be chosen for it. */
  readonly beyond: Map<string, number>
  /** Places taken by another flow, passed over in looking: counted so that a test can hold the cost against its bound. */
  passed: number
  readonly recent: Recent
  /** What was made of flows for people, once each. */
  readonly views: (FlowView | undefined)[]
  /** Numbers of two places and how they speak, whichever of them sends. */
  readonly pairs: Map<string, number>
}

/**
 * Flows between addresses of four bytes that went by a moment ago, one in each place: most packets belong to few flows.
 * Beside each, one more than its number, stands what it was found by.
 */
type Recent = Int32Array

const RECENT = 4096
const PLACE = { flow: 0, source: 1, target: 2, ports: 3, protocol: 4 } as const
const PLACE_WORDS = 8

export function flowTable(most: number): Flows {
  return {
    count: 0,
    slots: new Int32Array(256),
    hosts: byteTable(most),
    source: column('u32'),
    target: column('u32'),
    ports: column('u32'),
    protocol: column('u16'),
    hashes: column('u32'),
    most,
    beyond: new Map(),
    passed: 0,
    recent: new Int32Array(RECENT * PLACE_WORDS),
    views: [],
    pairs: new Map(),
  }
}

/** The flow between two addresses standing in the bytes; -1 when there are more than are kept apart. */
export function flowBetween(
  flows: Flows,
  bytes: Uint8Array,
  sourceAt: number,
  targetAt: number,
  size: 4 | 16,
  ports: number,
  protocol: number,
): number {
  const { recent } = flows
  const source = fourAt(bytes, sourceAt)
  const target = fourAt(bytes, targetAt)
  const place = (hashOfFlow(source, target, ports, protocol) & (RECENT - 1)) * PLACE_WORDS
  if (
    size === 4 &&
    recent[place + PLACE.flow] !== 0 &&
    recent[place + PLACE.source] === source &&
    recent[place + PLACE.target] === target &&
    recent[place + PLACE.ports] === (ports | 0) &&
    recent[place + PLACE.protocol] === protocol
  )
    return recent[place + PLACE.flow]! - 1
  const from = numbered(flows.hosts, bytes, sourceAt, sourceAt + size)
  const to = numbered(flows.hosts, bytes, targetAt, targetAt + size)
  const flow = from < 0 || to < 0 ? -1 : flowOf(flows, from, to, ports, protocol)
  if (size === 4) {
    recent[place + PLACE.flow] = flow + 1
    recent[place + PLACE.source] = source
    recent[place + PLACE.target] = target
    recent[place + PLACE.ports] = ports
    recent[place + PLACE.protocol] = protocol
  }
  return flow
}

/** The same ports the other way; -1 when there are more flows than are kept apart. */
export function reverseOf(flows: Flows, flow: number): number {
  const ports = at(flows.ports, flow)
  const swapped = ((ports << 16) | (ports >>> 16)) >>> 0
  return flowOf(flows, at(flows.target, flow), at(flows.source, flow), swapped, at(flows.protocol, flow))
}

/** Whether one of the ports of a flow is this one. */
export function hasPort(flows: Flows, flow: number, port: number): boolean {
  const ports = at(flows.ports, flow)
  return ports >>> 16 === port || (ports & 0xffff) === port
}

function flowOf(flows: Flows, source: number, target: number, ports: number, protocol: number): number {
  const hash = hashOfFlow(source, target, ports, protocol)
  const mask = flows.slots.length - 1
  for (let step = 0; step < REACH; step += 1) {
    const slot = (hash + step) & mask
    const flow = flows.slots[slot]! - 1
    if (flow < 0) return add(flows, slot, hash, source, target, ports, protocol)
    if (
      at(flows.ports, flow) === ports &&
      at(flows.source, flow) === source &&
      at(flows.target, flow) === target &&
      at(flows.protocol, flow) === protocol
    )
      return flow
    flows.passed += 1
  }
  const known = flows.beyond.get(keyOf(source, target, ports, protocol))
  return known ?? add(flows, -1, hash, source, target, ports, protocol)
}

function keyOf(source: number, target: number, ports: number, protocol: number): string {
  return `${source} ${target} ${ports} ${protocol}`
}

export function hashOfFlow(source: number, target: number, ports: number, protocol: number): number {
  let hash = Math.imul(source ^ 0x9e3779b9, 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13) ^ target, 0xc2b2ae35)
  hash = Math.imul(hash ^ (hash >>> 16) ^ ports, 0x27d4eb2f)
  return hash ^ (hash >>> 15) ^ protocol
}

function add(
  flows: Flows,
  slot: number,
  hash: number,
  source: number,
  target: number,
  ports: number,
  protocol: number,
): number {
  if (flows.count >= flows.most) return -1
  const flow = flows.count
  flows.count += 1
  if (slot < 0) flows.beyond.set(keyOf(source, target, ports, protocol), flow)
  else flows.slots[slot] = flow + 1
  put(flows.hashes, flow, hash)
  put(flows.source, flow, source)
  put(flows.target, flow, target)
  put(flows.ports, flow, ports)
  put(flows.protocol, flow, protocol)
  if (flows.count * 2 > flows.slots.length) spread(flows)
  return flow
}

function spread(flows: Flows): void {
  flows.slots = new Int32Array(flows.slots.length * 4)
  flows.beyond.clear()
  for (let flow = 0; flow < flows.count; flow += 1) {
    const slot = freeSlot(flows.slots, at(flows.hashes, flow))
    if (slot >= 0) flows.slots[slot] = flow + 1
    else {
      const { source, target, ports, protocol } = flows
      flows.beyond.set(keyOf(at(source, flow), at(target, flow), at(ports, flow), at(protocol, flow)), flow)
    }
  }
}

export type FlowView = {
  readonly source: string
  readonly target: string
  readonly transport: Transport
  /** The same number in either direction. */
  readonly pair: number
}

export function flowView(flows: Flows, flow: number): FlowView {
  return (flows.views[flow] ??= viewOf(flows, flow))
}

function viewOf(flows: Flows, flow: number): FlowView {
  const ports = at(flows.ports, flow)
  const place = (host: number, port: number) => endpointText(addressText(bytesOfEntry(flows.hosts, host)), port)
  const source = place(at(flows.source, flow), ports >>> 16)
  const target = place(at(flows.target, flow), ports & 0xffff)
  const transport = at(flows.protocol, flow) === 6 ? 'TCP' : 'UDP'
  return { source, target, transport, pair: pairOf(flows, source, target, transport) }
}

function pairOf({ pairs }: Flows, source: string, target: string, transport: Transport): number {
  const name = `${source < target ? `${source} ${target}` : `${target} ${source}`} ${transport}`
  const known = pairs.get(name)
  if (known !== undefined) return known
  pairs.set(name, pairs.size)
  return pairs.size - 1
}

/** One number for a host and a port. */
export function placeKey(host: number, port: number): number {
  return host * 65_536 + port
}

export const sourceHost = ({ source }: Flows, flow: number): number => at(source, flow)
export const targetHost = ({ target }: Flows, flow: number): number => at(target, flow)
export const sourcePort = ({ ports }: Flows, flow: number): number => at(ports, flow) >>> 16
export const targetPort = ({ ports }: Flows, flow: number): number => at(ports, flow) & 0xffff

/** Ports below 1024 carry services with names; media nobody announced is not looked for there. */
export function hasSystemPort(flows: Flows, flow: number): boolean {
  return sourcePort(flows, flow) < 1024 || targetPort(flows, flow) < 1024
}
