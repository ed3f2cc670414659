/** Calls that must get through, and calls that must not. */
import type { Section } from '../item.ts'
import { affirms } from '../conditions.ts'

const carriesEmergency = affirms('Q-44.carried')

export const EMERGENCY_AND_SPECIAL_NUMBERS: Section = {
  id: 'emergency-and-special-numbers',
  title: 'Emergency and special numbers',
  owner: 'network',
  says: 'Emergency calls, short codes and barred numbers. We never test emergency calls unannounced.',
  items: [
    {
      id: 'Q-44',
      asks: 'Do you carry emergency calls, and how is the caller located?',
      drives: ['EMG-01', 'EMG-02', 'EMG-03', 'config guide'],
      fields: [
        { id: 'carried', label: 'Emergency calls are carried', kind: 'yes-no', required: true },
        {
          id: 'numbers',
          label: 'Emergency numbers',
          kind: 'rows',
          required: true,
          most: 40,
          when: carriesEmergency,
          columns: [
            { id: 'number', label: 'Number', required: true, example: '112' },
            { id: 'service', label: 'Service', required: true, example: 'All services' },
            { id: 'sent-as', label: 'Sent to the provider as', required: false, example: 'urn:service:sos' },
          ],
        },
        {
          id: 'address-method',
          label: 'The caller is located by',
          kind: 'one',
          required: true,
          when: carriesEmergency,
          options: [
            { value: 'calling-number', says: 'The address on file for the calling number' },
            { value: 'trunk', says: 'The address on file for the trunk' },
            { value: 'location-object', says: 'A location object in the call (PIDF-LO)' },
            { value: 'location-reference', says: 'A reference to a location (Geolocation)' },
          ],
        },
        {
          id: 'test-number',
          label: 'Test number or test service',
          help: 'Without one, tests must be agreed with the emergency centre.',
          kind: 'text',
          required: false,
          example: '933, announces number and address on file',
          when: carriesEmergency,
        },
        {
          id: 'call-back',
          label: 'What is needed for a call back',
          kind: 'text',
          required: false,
          example: 'the calling number must be dialable from outside',
          when: carriesEmergency,
        },
        {
          id: 'reserved',
          label: 'An emergency call gets through when all channels are busy',
          kind: 'yes-no',
          required: false,
          when: carriesEmergency,
        },
        {
          id: 'law',
          label: 'Law or regulation followed',
          kind: 'text',
          required: false,
          example: 'national implementation of Directive (EU) 2018/1972, article 109',
          when: carriesEmergency,
        },
      ],
    },
    {
      id: 'Q-45',
      asks: 'Which special numbers does the service carry, and which kinds of call are barred?',
      drives: ['OUT-06', 'OUT-07'],
      fields: [
        {
          id: 'special',
          label: 'Special numbers carried',
          kind: 'long-text',
          required: false,
          example: 'Toll-free numbers, directory enquiries, 3-digit network services.',
        },
        {
          id: 'barred',
          label: 'Kinds of call that are barred',
          kind: 'long-text',
          required: false,
          example: 'Premium-rate and satellite numbers unless the customer orders them.',
        },
      ],
    },
  ],
}
