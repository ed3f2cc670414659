/** How numbers are written and who is shown to have called. */
import type { Section } from '../item.ts'
import { affirms, chose, lists } from '../conditions.ts'

const authenticatesCallers = chose('Q-42.scheme', 'sign', 'verify', 'both')

export const NUMBERS_AND_IDENTITY: Section = {
  id: 'numbers-and-identity',
  title: 'Numbers and identity',
  owner: 'network',
  says: 'Number formats in both directions, calling numbers, redirected calls and names.',
  items: [
    {
      id: 'Q-35',
      asks: 'Where in a call to the PBX is the called number?',
      drives: ['INB-07'],
      fields: [
        {
          id: 'place',
          label: 'Place of the called number',
          kind: 'one',
          required: true,
          options: [
            { value: 'request-uri', says: 'Request URI' },
            { value: 'to', says: 'To header; the Request URI holds the pilot number' },
            { value: 'other', says: 'Another header' },
          ],
        },
        {
          id: 'other',
          label: 'Which header',
          kind: 'text',
          required: true,
          example: 'P-Called-Party-ID',
          when: chose('Q-35.place', 'other'),
        },
        {
          id: 'trunk-group',
          label: 'Trunk group parameter (RFC 4904)',
          kind: 'text',
          required: false,
          example: 'tgrp=northwind-17;trunk-context=example.net',
        },
      ],
    },
    {
      id: 'Q-36',
      asks: 'In which format must the PBX send called numbers, for each type of call?',
      drives: ['OUT-07', 'config guide'],
      fields: [
        {
          id: 'formats',
          label: 'Formats of called numbers',
          kind: 'rows',
          required: true,
          most: 20,
          columns: [
            { id: 'type', label: 'Type of call', required: true, example: 'National' },
            { id: 'format', label: 'Format', required: true, example: 'E.164 with plus sign' },
            { id: 'example', label: 'Example', required: true, example: '+12125550147' },
          ],
        },
      ],
    },
    {
      id: 'Q-37',
      asks: 'In which formats do you send the called and the calling number to the PBX?',
      drives: ['INB-07', 'IDN-03', 'config guide'],
      fields: [
        {
          id: 'formats',
          label: 'Formats of numbers sent to the PBX',
          kind: 'rows',
          required: true,
          most: 20,
          columns: [
            { id: 'number', label: 'Called or calling', required: true, example: 'calling' },
            { id: 'format', label: 'Format', required: true, example: 'E.164 with plus sign' },
            { id: 'example', label: 'Example', required: true, example: '+12125550123' },
          ],
        },
      ],
    },
    {
      id: 'Q-38',
      asks: 'Where do you take the calling number from, and what do you demand of it?',
      help: 'A redirected call shows a number that is not on the trunk; say what makes you let it pass.',
      drives: ['IDN-01', 'IDN-06', 'TRF-02'],
      fields: [
        {
          id: 'header',
          label: 'The calling number is taken from',
          kind: 'one',
          required: true,
          options: [
            { value: 'from', says: 'From' },
            { value: 'pai', says: 'P-Asserted-Identity' },
            { value: 'ppi', says: 'P-Preferred-Identity' },
            { value: 'rpid', says: 'Remote-Party-ID' },
          ],
        },
        { id: 'screened', label: 'Only numbers of the trunk are let through', kind: 'yes-no', required: false },
        {
          id: 'redirected',
          label: 'A redirected call with the original caller’s number needs',
          kind: 'one',
          required: true,
          options: [
            { value: 'none', says: 'Nothing further' },
            { value: 'diversion', says: 'A Diversion header with a number of the trunk' },
            { value: 'history-info', says: 'A History-Info header with a number of the trunk' },
          ],
        },
      ],
    },
    {
      id: 'Q-39',
      asks: 'How does a caller withhold the number?',
      drives: ['IDN-02'],
      fields: [
        {
          id: 'methods',
          label: 'Ways of withholding',
          kind: 'many',
          required: true,
          options: [
            { value: 'privacy', says: 'Privacy: id' },
            { value: 'anonymous', says: 'Anonymous From' },
            { value: 'prefix', says: 'A code dialled before the number' },
          ],
        },
        {
          id: 'prefix',
          label: 'The code',
          kind: 'text',
          required: false,
          example: '*67',
          when: lists('Q-39.methods', 'prefix'),
        },
      ],
    },
    {
      id: 'Q-40',
      asks: 'Do you pass on who was reached (connected-line identity)?',
      drives: ['IDN-05'],
      fields: [
        { id: 'supported', label: 'Connected-line identity is passed on', kind: 'yes-no', required: true },
        {
          id: 'by',
          label: 'It is passed on by',
          kind: 'many',
          required: false,
          when: affirms('Q-40.supported'),
          options: [
            { value: 'answer', says: 'P-Asserted-Identity in the 200' },
            { value: 'update', says: 'UPDATE during the call' },
          ],
        },
      ],
    },
    {
      id: 'Q-41',
      asks: 'Which headers tell that a call was redirected, in which direction, and in what form?',
      drives: ['FWD-01', 'FWD-02'],
      fields: [
        {
          id: 'headers',
          label: 'Headers about redirection',
          kind: 'many',
          required: false,
          options: [
            { value: 'diversion-sent', says: 'Diversion, sent to the PBX' },
            { value: 'diversion-accepted', says: 'Diversion, accepted from the PBX' },
            { value: 'history-info-sent', says: 'History-Info, sent to the PBX' },
            { value: 'history-info-accepted', says: 'History-Info, accepted from the PBX' },
          ],
        },
        {
          id: 'format',
          label: 'Format',
          kind: 'text',
          required: false,
          example: '<sip:+12125550100@example.net>;reason=unconditional;counter=1',
        },
      ],
    },
    {
      id: 'Q-42',
      asks: 'Do you sign calling numbers or verify signatures (STIR, RFC 8224)?',
      drives: ['IDN-07'],
      fields: [
        {
          id: 'scheme',
          label: 'Caller authentication',
          kind: 'one',
          required: true,
          options: [
            { value: 'none', says: 'None' },
            { value: 'sign', says: 'Calls from the PBX are signed' },
            { value: 'verify', says: 'Calls to the PBX are verified' },
            { value: 'both', says: 'Both' },
          ],
        },
        {
          id: 'shown',
          label: 'How the PBX learns the result',
          kind: 'text',
          required: false,
          example: 'verstat parameter in P-Asserted-Identity',
          when: authenticatesCallers,
        },
        {
          id: 'attestation',
          label: 'When which attestation is given',
          kind: 'text',
          required: false,
          example: 'A for numbers of the trunk, B for others after screening, never C',
          when: authenticatesCallers,
        },
      ],
    },
    {
      id: 'Q-43',
      asks: 'How do you deliver the caller’s name?',
      help: 'Leave it empty if names are not delivered.',
      drives: ['IDN-03'],
      fields: [
        {
          id: 'header',
          label: 'Header',
          kind: 'text',
          required: false,
          example: 'display name of P-Asserted-Identity',
        },
        { id: 'charset', label: 'Character set', kind: 'text', required: false, example: 'UTF-8' },
        {
          id: 'length',
          label: 'Greatest length',
          kind: 'number',
          unit: 'characters',
          required: false,
          least: 1,
          most: 255,
        },
      ],
    },
  ],
}
