/** How the PBX shows who it is. No secret is asked for here: credentials go by one-time link. */
import type { Section } from '../item.ts'
import { chose, lists } from '../conditions.ts'

const registers = chose('Q-13.mode', 'register', 'both')

export const REGISTRATION_AND_AUTHENTICATION: Section = {
  id: 'registration-and-authentication',
  title: 'Registration and authentication',
  owner: 'network',
  says: 'Whether the PBX registers, and how it proves who it is. Please never write a password here.',
  items: [
    {
      id: 'Q-13',
      asks: 'Does the PBX register with you, or do both sides know each other by address?',
      drives: ['CON-03', 'CON-04', 'CON-05', 'CON-06', 'FLV-05'],
      fields: [
        {
          id: 'mode',
          label: 'Way of peering',
          kind: 'one',
          required: true,
          options: [
            { value: 'register', says: 'The PBX registers' },
            { value: 'static', says: 'Fixed addresses, no registration' },
            { value: 'both', says: 'Either, at the customer’s choice' },
          ],
        },
      ],
    },
    {
      id: 'Q-14',
      asks: 'What does the PBX register, and for how long?',
      help: 'Bulk registration (GIN, RFC 6140) registers the whole number block in one request.',
      drives: ['CON-03', 'CON-05'],
      when: registers,
      fields: [
        {
          id: 'model',
          label: 'What is registered',
          kind: 'one',
          required: true,
          options: [
            { value: 'pilot', says: 'One pilot number or account' },
            { value: 'per-number', says: 'Every number by itself' },
            { value: 'gin', says: 'The whole number block at once (GIN)' },
          ],
        },
        {
          id: 'least-expiry',
          label: 'Shortest expiry granted',
          kind: 'number',
          unit: 's',
          required: true,
          least: 30,
          most: 86400,
        },
        {
          id: 'greatest-expiry',
          label: 'Longest expiry granted',
          kind: 'number',
          unit: 's',
          required: false,
          least: 30,
          most: 604800,
        },
      ],
    },
    {
      id: 'Q-15',
      asks: 'How do you make sure that requests come from the customer’s PBX?',
      help: 'Name every way in use; several may apply to the same call.',
      drives: ['CON-03', 'CON-06', 'OUT-08', 'SEC-05'],
      fields: [
        {
          id: 'methods',
          label: 'Authentication',
          kind: 'many',
          required: true,
          options: [
            { value: 'register-digest', says: 'Digest challenge on REGISTER' },
            { value: 'invite-digest', says: 'Digest challenge on INVITE' },
            { value: 'address', says: 'Source address' },
            { value: 'mutual-tls', says: 'Certificate of the PBX (mutual TLS)' },
          ],
        },
        {
          id: 'algorithms',
          label: 'Digest algorithms',
          kind: 'many',
          required: false,
          when: lists('Q-15.methods', 'register-digest', 'invite-digest'),
          options: [
            { value: 'md5', says: 'MD5' },
            { value: 'sha-256', says: 'SHA-256' },
            { value: 'sha-512-256', says: 'SHA-512/256' },
          ],
        },
      ],
    },
    {
      id: 'Q-16',
      asks: 'What do user name and realm look like, and how are passwords renewed?',
      help: 'Only the rules: the test account itself is handed over by one-time link.',
      drives: ['config guide', 'CON-03'],
      when: registers,
      fields: [
        {
          id: 'user-name',
          label: 'Form of the user name',
          kind: 'text',
          required: false,
          example: 'the pilot number without plus sign, such as 12125550100',
        },
        { id: 'realm', label: 'Realm', kind: 'text', required: false, example: 'trunk.example.net' },
        {
          id: 'renewal',
          label: 'How passwords are renewed',
          kind: 'text',
          required: false,
          example: 'by the customer in the portal; the old one stays valid for 24 hours',
        },
      ],
    },
  ],
}
