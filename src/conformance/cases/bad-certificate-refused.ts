import { testCase } from '../test-case.ts'
import { badCertificatesAreRefused, staysEncrypted } from '../wire/bad-certificates.ts'

export default testCase({
  id: 'bad-certificate-refused',
  plan: 'SEC-02',
  title: 'A bad certificate is refused',
  criticality: 'KO',
  scope: 'interface',
  clause: '3C.1',
  needs: ['tls'],
  precondition:
    'There are three certificates to try: an expired one, one with a wrong name and one from an unknown authority.',
  procedure: [
    'Let the probe offer the expired certificate and connect.',
    'Do the same with the certificate that has a wrong name.',
    'Do the same with the certificate from an unknown authority.',
  ],
  onWire: 'Each handshake fails with an alert. The trunk does not fall back to TCP or UDP in silence.',
  byPeople: 'The trunk is down, and an alarm names the cause clearly.',
  cites: ['RFC 5922', 'RFC 9525'],
  judgedBy: ['probe'],
  checks: ['A21'],
  wire: { overall: [badCertificatesAreRefused, staysEncrypted] },
  effort: 'complex',
})
