/** What a capture shows beside calls and sound, where it shows any of it: names, handshakes, errors, marks on SIP. */
import type { Inspection } from '../../src/capture/inspection.ts'
import { count, found, html, type Html, nothing, say, written } from '../parts/html.ts'
import { ledger } from '../parts/table.ts'

type Beside = Pick<Inspection, 'dns' | 'tls' | 'unreached' | 'signalling'>

/** Lines of each table; the console tells all. */
const MOST_LINES = 50

/** Nothing where there is none of it; marks alone make no section unless SIP is marked at all. */
export function besideCalls({ dns, tls, unreached, signalling }: Beside): Html {
  const answers = dns.lookups.filter((each) => each.isAnswer)
  const isMarked = signalling.marks.some(({ dscp }) => dscp > 0)
  if (answers.length + tls.length + unreached.list.length === 0 && !isMarked) return nothing
  return html`<details class="section" id="beside">
    <summary>Beside the calls: ${said(answers.length, tls.length, unreached.list.length, isMarked)}</summary>
    ${names(answers)} ${handshakes(tls)} ${errors(unreached.list)} ${isMarked ? marks(signalling.marks) : nothing}
  </details>`
}

function said(answers: number, handshaken: number, lost: number, isMarked: boolean): string {
  return [
    answers > 0 ? count(answers, 'answer of DNS', 'answers of DNS') : '',
    handshaken > 0 ? count(handshaken, 'handshake of TLS', 'handshakes of TLS') : '',
    lost > 0 ? count(lost, 'error or reset', 'errors and resets') : '',
    isMarked ? say('marks on SIP') : '',
  ]
    .filter((part) => part !== '')
    .join(', ')
}

function names(answers: Beside['dns']['lookups']): Html {
  if (answers.length === 0) return nothing
  return html`${ledger({
    caption: 'Names looked up',
    columns: [
      { head: 'Packet', kind: 'figure', cell: ({ packet }) => String(packet) },
      { head: 'Asked', cell: ({ type, name }) => html`${type} <span class="break">${written(name)}</span>` },
      {
        head: 'The answer',
        cell: ({ records, outcome }) =>
          html`<span class="break"
            >${records.length > 0 ? written(records.map(({ says }) => says).join('; ')) : say(outcome ?? '')}</span
          >`,
      },
    ],
    items: answers.slice(0, MOST_LINES),
    empty: html``,
  })}`
}

const TLS_SIDES = { client: 'client', server: 'server' } as const

function handshakes(all: Beside['tls']): Html {
  if (all.length === 0) return nothing
  return html`${ledger({
    caption: 'Handshakes of TLS',
    columns: [
      { head: 'Packet', kind: 'figure', cell: ({ packet }) => String(packet) },
      { head: 'From', cell: ({ client }) => written(client) },
      {
        head: 'To',
        cell: ({ server, serverName }) =>
          html`${server}${serverName ? html` <span class="soft break">for ${written(serverName)}</span>` : nothing}`,
      },
      {
        head: 'Agreed',
        cell: ({ version, cipher }) =>
          html`${version ?? say('nothing')} <span class="soft break">${written(cipher ?? '')}</span>`,
      },
      { head: 'Certificate', cell: (each) => certificate(each) },
      {
        head: 'Alerts',
        cell: ({ alerts }) =>
          written(
            alerts.map(({ by, says }) => say`${says} by the ${say(TLS_SIDES[by])}`).join(', ') ||
              say('none in the clear'),
          ),
      },
    ],
    items: all.slice(0, MOST_LINES),
    empty: html``,
  })}`
}

function certificate({ serverCertificate: own, hidesCertificates }: Beside['tls'][number]): Html {
  if (!own) return html`${say(hidesCertificates ? 'encrypted' : 'not in the capture')}`
  const when = own.wasValid === false ? say('not valid then') : own.wasValid ? say('valid then') : ''
  const about = [when, own.isSelfIssued ? say('issued by itself') : say`by ${own.issuer}`, say`a chain of ${own.chain}`]
  return html`<span class="break">${written([...own.names, own.subject][0]!)}</span>
    <span class="soft">${written(about.filter((part) => part !== '').join(', '))}</span>`
}

function errors(all: Beside['unreached']['list']): Html {
  if (all.length === 0) return nothing
  return html`${ledger({
    caption: 'Errors and resets',
    columns: [
      { head: 'Packet', kind: 'figure', cell: ({ packet }) => String(packet) },
      { head: 'Sent from', cell: ({ src }) => written(src) },
      { head: 'To', cell: ({ dst, transport }) => written(say`${dst} over ${transport}`) },
      { head: 'Came back', cell: ({ says }) => found(says) },
    ],
    items: all.slice(0, MOST_LINES),
    empty: html``,
  })}`
}

function marks(all: Beside['signalling']['marks']): Html {
  return html`${ledger({
    caption: 'Marks on SIP',
    columns: [
      { head: 'From', cell: ({ src }) => written(src) },
      { head: 'To', cell: ({ dst }) => written(dst) },
      { head: 'Marked', cell: ({ name, dscp }) => written(`${name} (${dscp})`) },
      { head: 'Messages', kind: 'figure', cell: ({ messages }) => String(messages) },
    ],
    items: all.slice(0, MOST_LINES),
    empty: html``,
  })}`
}
