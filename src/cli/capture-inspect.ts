/** `certwright capture inspect`: what is in a capture, for reading and as JSON. */
import { callNumbers } from '../capture/calls.ts'
import { type Inspection, inspect, inspectionAsJson } from '../capture/inspection.ts'
import { openCaptureOnTwoThreads } from '../app/captures/capture-file.ts'
import type { Outcome } from './command.ts'
import { progressLine } from './progress.ts'

/** As JSON it comes in pieces: of a million calls nothing is made but what is printed next, and for people the first. */
export async function inspectCapture(file: string, json: boolean): Promise<Outcome> {
  const progress = progressLine(`Reading ${file}`)
  const { trace } = await openCaptureOnTwoThreads(file, progress.show).finally(progress.clear)
  if (json) return { code: 0, text: '', json: inspectionAsJson(trace) }
  const totals = { calls: callNumbers(trace).length, streams: trace.media.streams.length }
  return { code: 0, text: sayInspection(inspect(trace, MOST_LINES), totals) }
}

/** Lists in full are for programs; people get the first of them and how many there are. */
const MOST_LINES = 50

function sayInspection(
  {
    file,
    sip,
    calls,
    registrations,
    keepAlives,
    streams,
    faxes,
    signalling,
    dns,
    tls,
    unreached,
    faults,
    notObservable,
  }: Inspection,
  totals: { readonly calls: number; readonly streams: number },
) {
  const hidden = notObservable.map(({ what, says, src, dst, packets }) => {
    const between = src === null ? '' : `, ${src} to ${dst}`
    return `${what}${between}: ${count(packets, 'packet')}, ${says}`
  })
  return [
    `${file.format}, ${count(file.packets, 'packet')}, ${file.bytes} bytes, from ${file.start ?? 'an unknown time'}`,
    `${count(sip.messages, 'SIP message')}: ${count(sip.requests, 'request')}, ${count(sip.responses, 'response')}, ${sip.faults} with faults`,
    ...section(
      'Calls',
      calls.map(
        (call, index) =>
          `${index + 1}. ${call.from} to ${call.to}: ${call.state}${call.status === null ? '' : ` (${call.status})`}, ${count(call.messages, 'message')} over ${count(call.legs.filter(({ beyond }) => !beyond).length, 'leg')}, ${call.start ?? ''}\n     Call-ID ${call.callId}${sayOtherLegs(call)}`,
      ),
      totals.calls,
    ),
    ...section(
      'Registrations',
      registrations.map(
        ({ to, src, dst, state, status, requests }) =>
          `${to} from ${src} at ${dst}: ${state}${status === null ? '' : ` (${status})`}, ${count(requests, 'request')}`,
      ),
    ),
    ...section(
      'Keep-alives by OPTIONS',
      keepAlives.map(({ src, dst, requests, answered }) => `${src} to ${dst}: ${requests} sent, ${answered} answered`),
    ),
    ...section('Streams', streams.map(sayStream), totals.streams),
    ...section(
      'Fax over UDPTL',
      faxes.map(({ src, dst, packets }) => `${src} to ${dst}: ${count(packets, 'packet')}`),
    ),
    ...section(
      'Marks on SIP',
      signalling.marks.map(
        ({ src, dst, name, messages }) => `${src} to ${dst}: ${name}, ${count(messages, 'message')}`,
      ),
    ),
    ...section('Names looked up', dns.lookups.filter((each) => each.isAnswer).map(sayLookup)),
    ...section('Handshakes of TLS', tls.map(sayHandshake)),
    ...section(
      'Errors and resets',
      unreached.list.map(
        ({ src, dst, transport, says, packet }) => `${src} to ${dst} over ${transport}: ${says}, packet ${packet}`,
      ),
    ),
    ...section(
      'Faults',
      faults.map(
        ({ says, count: times, firstPacket, cites }) =>
          `${says}${cites ? ` ${cites}.` : ''} ${times} times${firstPacket === null ? '' : `, first in packet ${firstPacket}`}`,
      ),
    ),
    ...section('Not observable', hidden),
  ].join('\n')
}

/** A line for each other Call-ID that the call goes under; a guess is called one. */
function sayOtherLegs({ legs }: Inspection['calls'][number]): string {
  const said = legs.flatMap(({ beyond }) => {
    if (!beyond) return []
    const { call, sureness, because } = beyond
    return [`\n     Other leg: call ${call}, ${sureness === 'guess' ? 'a guess' : 'certain'} (${because.join(', ')})`]
  })
  return [...new Set(said)].join('')
}

function sayLookup({ type, name, records, outcome, packet }: Inspection['dns']['lookups'][number]): string {
  const found = records.length > 0 ? records.map(({ says }) => says).join('; ') : outcome
  return `${type} ${name}: ${found}, packet ${packet}`
}

function sayHandshake(own: Inspection['tls'][number]): string {
  const agreed = own.version === null ? 'nothing agreed' : `${own.version}, ${own.cipher}`
  const names = own.serverCertificate?.names.join(' ')
  const certificate = names ? `, certificate for ${names}` : own.hidesCertificates ? ', certificate encrypted' : ''
  const alerts = own.alerts.map(({ by, says }) => `, ${says} by the ${by}`).join('')
  return `${own.client} to ${own.server}: ${agreed}${certificate}${alerts}, packet ${own.packet}`
}

function sayStream(stream: Inspection['streams'][number]): string {
  const { src, dst, payload, packets, lost, jitterMs, dtmf, ssrc, marks } = stream
  const digits = dtmf === '' ? '' : `, digits ${dtmf}`
  const marked = marks.map(({ name }) => name).join(' and ')
  return `${src} to ${dst}: ${payload}, ${count(packets, 'packet')}, ${lost} lost, jitter ${jitterMs} ms, ${marked}${digits} (${ssrc})`
}

/** `total` of them there are, where not all have lines. */
function section(title: string, lines: readonly string[], total = lines.length): readonly string[] {
  if (lines.length === 0) return []
  const more = total > MOST_LINES ? [`  and ${total - MOST_LINES} more; --json lists all`] : []
  return ['', `${title} (${total})`, ...lines.slice(0, MOST_LINES).map((line) => `  ${line}`), ...more]
}

function count(number: number, thing: string): string {
  return `${number} ${thing}${number === 1 ? '' : 's'}`
}
