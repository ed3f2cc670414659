/** Encryption of signalling and media. */
import type { Section } from '../item.ts'
import { chose, lists } from '../conditions.ts'

const encryptsMedia = chose('Q-06.encryption', 'sdes', 'dtls-srtp', 'both')

export const SECURITY: Section = {
  id: 'security',
  title: 'Security',
  owner: 'security',
  says: 'Encryption of signalling and media, and the certificates behind it.',
  items: [
    {
      id: 'Q-06',
      asks: 'Do you encrypt media, how are keys exchanged, and is it mandatory?',
      help: 'With SDES the keys travel in the signalling, so it needs TLS (RFC 4568 §8).',
      drives: ['SEC-03', 'SEC-04'],
      fields: [
        {
          id: 'encryption',
          label: 'Encryption of media',
          kind: 'one',
          required: true,
          options: [
            { value: 'none', says: 'None' },
            { value: 'sdes', says: 'SRTP with SDES' },
            { value: 'dtls-srtp', says: 'SRTP with DTLS' },
            { value: 'both', says: 'SRTP with either' },
          ],
        },
        {
          id: 'mandatory',
          label: 'Calls without encryption are refused',
          kind: 'yes-no',
          required: true,
          when: encryptsMedia,
        },
        {
          id: 'profiles',
          label: 'Protection profiles',
          kind: 'text',
          required: false,
          example: 'AES_CM_128_HMAC_SHA1_80, AEAD_AES_256_GCM',
          when: encryptsMedia,
        },
      ],
    },
    {
      id: 'Q-49',
      asks: 'Which versions of TLS do you accept, and what do you demand of certificates?',
      drives: ['SEC-01', 'SEC-02', 'config guide'],
      when: lists('Q-05.transports', 'tls', 'wss'),
      fields: [
        {
          id: 'versions',
          label: 'Versions',
          kind: 'many',
          required: true,
          options: [
            { value: '1.0', says: 'TLS 1.0 or 1.1 (obsolete)' },
            { value: '1.2', says: 'TLS 1.2' },
            { value: '1.3', says: 'TLS 1.3' },
          ],
        },
        { id: 'mutual', label: 'The PBX must present a certificate', kind: 'yes-no', required: true },
        {
          id: 'ciphers',
          label: 'Cipher suites',
          kind: 'long-text',
          required: false,
          example: 'TLS_AES_256_GCM_SHA384, TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256',
        },
        {
          id: 'authority',
          label: 'Certificate authority',
          kind: 'text',
          required: false,
          example: 'a public authority of the usual trust stores',
        },
        {
          id: 'name-rule',
          label: 'Name the certificate must carry',
          kind: 'text',
          required: false,
          example: 'the SIP domain trunk.example.net as a DNS subject alternative name',
        },
        {
          id: 'renewal-notice',
          label: 'A change of certificate or authority is announced',
          kind: 'number',
          unit: 'days ahead',
          required: false,
          least: 0,
          most: 365,
        },
      ],
    },
  ],
}
