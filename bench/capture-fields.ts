/** Twelve fields of every message, a line each, as `tshark -T fields` writes them: `node bench/capture-fields.ts FILE`. */
import fs from 'node:fs'
import { openCaptureOnTwoThreads } from '../src/app/captures/capture-file.ts'
import { flowView } from '../src/capture/flows.ts'
import { callIdOf, messageAt, rowField } from '../src/capture/messages.ts'

const { trace } = await openCaptureOnTwoThreads(process.argv[2]!, () => {})
const { index, flows, frames } = trace
/** The header of UDP is in its length, that of TCP is not. */
const headers = Array.from({ length: flows.count }, (_, flow) => (flowView(flows, flow).transport === 'UDP' ? 8 : 0))
const places = Array.from({ length: flows.count }, (_, flow) => {
  const { source, target } = flowView(flows, flow)
  return [source, target].map((place) => place.replace(/:(\d+)$/, '\t$1')).join('\t')
})
const startMicros = Number(frames.startNs! / 1000n)
let lines: string[] = []
for (let row = 0; row < index.count; row += 1) {
  const { packet, timeNs, flow, isRequest, method, status, cseq, call } = messageAt(index, row)
  const micros = startMicros + Math.round(timeNs / 1000)
  const time = `${Math.floor(micros / 1e6)}.${String(micros % 1e6).padStart(6, '0')}000`
  const length = rowField(index, row, 'length') + headers[flow]!
  lines.push(
    `${packet}\t${time}\t${places[flow]}\t${length}\t${isRequest ? method : ''}\t${isRequest ? '' : status}\t${callIdOf(index, call)}\t${cseq}\t${method}\n`,
  )
  if (lines.length < 1000) continue
  fs.writeSync(1, lines.join(''))
  lines = []
}
fs.writeSync(1, lines.join(''))
