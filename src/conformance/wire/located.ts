/**
 * What DNS said of a provider's servers at a moment (RFC 3263 §4): the SRV records answered last, each with the places
 * its name stands for. Only what the capture shows counts; what was looked up before it began is not known.
 */
import { endpointText } from '../../capture/address.ts'
import type { DnsRecord } from '../../capture/dns.ts'
import type { Asked } from './network.ts'
import type { Scene } from './scene.ts'

type Srv = Extract<DnsRecord, { type: 'SRV' }>

/** One server of an answer. */
export type Server = {
  readonly priority: number
  readonly weight: number
  readonly name: string
  /** Where it is: `198.51.100.20:5060`; none where its address was not told. */
  readonly places: readonly string[]
  /** UDP, TCP or TLS, by the name that was asked for. */
  readonly transport: string
}

/** An answer in force at a moment. */
export type Located = {
  readonly name: string
  readonly answered: Asked
  /** Until when it may be used, in seconds since the capture began. */
  readonly until: number
  readonly servers: readonly Server[]
}

const SERVICE = /^_(sips?)\._(udp|tcp|tls)\.(.+)$/

/** The domain of a service name; null for any other name. */
export function domainOf(name: string): string | null {
  return SERVICE.exec(name)?.[3] ?? null
}

function transportOf(name: string): string {
  const [, scheme, protocol] = SERVICE.exec(name) ?? []
  return scheme === 'sips' || protocol === 'tls' ? 'TLS' : (protocol ?? '').toUpperCase()
}

/** Answers with records of a type, up to a moment. */
function answersUntil({ network }: Scene, until: number): readonly Asked[] {
  return network.asked.filter((each) => each.isAnswer && each.code === 0 && each.at <= until)
}

/** For each service name of SIP the last answer before a moment. */
export function locatedAt(scene: Scene, moment: number): readonly Located[] {
  const answers = answersUntil(scene, moment)
  const last = new Map<string, Asked>()
  for (const each of answers) if (domainOf(each.name) && serversIn(each).length > 0) last.set(each.name, each)
  return [...last].map(([name, answered]) => {
    const records = serversIn(answered)
    return {
      name,
      answered,
      until: answered.at + Math.min(...records.map((each) => each.ttl)),
      servers: records.map((each) => ({
        priority: each.priority,
        weight: each.weight,
        name: each.target,
        places: addressesOf(answers, each.target).map((address) => endpointText(address, each.port)),
        transport: transportOf(name),
      })),
    }
  })
}

function serversIn({ records }: Asked): readonly Srv[] {
  return records.filter((each): each is Srv => each.type === 'SRV')
}

/** The addresses told last of a name, in an answer of their own or beside the servers. */
function addressesOf(answers: readonly Asked[], name: string): readonly string[] {
  const told = answers.findLast(({ records }) => records.some((each) => each.name === name && isAddress(each)))
  return (told?.records ?? []).flatMap((each) => (isAddress(each) && each.name === name ? [each.address] : []))
}

function isAddress(record: DnsRecord): record is Extract<DnsRecord, { type: 'A' | 'AAAA' }> {
  return record.type === 'A' || record.type === 'AAAA'
}
