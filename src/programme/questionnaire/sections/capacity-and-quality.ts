/** How many calls at once, and how well they should sound. */
import type { Section } from '../item.ts'

export const CAPACITY_AND_QUALITY: Section = {
  id: 'capacity-and-quality',
  title: 'Capacity and quality',
  owner: 'network',
  says: 'Channels on the test trunk, packet marking and quality targets.',
  items: [
    {
      id: 'Q-47',
      asks: 'How many calls may the test trunk carry, how fast may they arrive, and what happens to one too many?',
      help: 'We fill the trunk to exactly this number, never beyond what you name.',
      drives: ['LOD-01', 'LOD-02', 'quote'],
      fields: [
        { id: 'channels', label: 'Channels', kind: 'number', required: true, least: 1, most: 100000 },
        {
          id: 'calls-per-second',
          label: 'New calls',
          kind: 'number',
          unit: 'per second',
          required: false,
          least: 1,
          most: 10000,
        },
        {
          id: 'on-excess',
          label: 'One call too many is',
          kind: 'one',
          required: false,
          options: [
            { value: '503', says: 'Refused with 503' },
            { value: '486', says: 'Refused with 486' },
            { value: '480', says: 'Refused with 480' },
            { value: '403', says: 'Refused with 403' },
            { value: 'announcement', says: 'Answered with an announcement' },
            { value: 'burst', says: 'Let through and charged as a burst' },
          ],
        },
      ],
    },
    {
      id: 'Q-48',
      asks: 'How are packets marked, what bandwidth does a call take, and which quality do you aim for?',
      help: 'DSCP as a number: 46 is EF, 24 is CS3. Leave the marking empty if your access does not keep it.',
      drives: ['QOS-01', 'config guide'],
      fields: [
        { id: 'dscp-signalling', label: 'DSCP of signalling', kind: 'number', required: false, least: 0, most: 63 },
        { id: 'dscp-media', label: 'DSCP of media', kind: 'number', required: false, least: 0, most: 63 },
        {
          id: 'bandwidth',
          label: 'Bandwidth of one call and direction',
          kind: 'number',
          unit: 'kbit/s',
          required: false,
          least: 8,
          most: 2000,
        },
        {
          id: 'targets',
          label: 'Quality targets',
          kind: 'text',
          required: false,
          example: 'loss below 1 %, jitter below 30 ms, estimated MOS of 4.0 or better with G.711',
        },
      ],
    },
  ],
}
