import { testCase } from '../test-case.ts'
import { agreesOnTls, certificateSuits } from '../wire/tls.ts'

export default testCase({
  id: 'tls-connection',
  plan: 'SEC-01',
  title: 'Signalling over TLS',
  criticality: 'KO',
  scope: 'interface',
  clause: '3C.1',
  needs: ['tls'],
  precondition: 'Each side has the certificate chain of the authority that the other side uses.',
  procedure: ['Let the trunk connect over TLS.', 'Call once in each direction.'],
  onWire:
    'The connection uses TLS 1.2 or later and an agreed cipher. The certificate names the SIP domain as a ' +
    'subject alternative name, and both sides show one where mutual authentication is asked for. The use of sips ' +
    'and transport=tls is consistent.',
  byPeople: 'Calls complete in both directions.',
  cites: ['RFC 3261 §26', 'RFC 5922', 'RFC 8446'],
  judgedBy: ['probe', 'capture'],
  checks: ['A21'],
  wire: { overall: [agreesOnTls, certificateSuits] },
  effort: 'medium',
})
