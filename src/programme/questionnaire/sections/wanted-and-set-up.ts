/** What is to be certified, and what the lab needs to begin: what quote and schedule are made from (5T.d). */
import { CERTIFIED_LEVELS, LEVEL_NAMES } from '../../level.ts'
import type { Section } from '../item.ts'

export const WANTED_AND_SET_UP: Section = {
  id: 'wanted-and-set-up',
  title: 'What you want, and how we test it',
  owner: 'commercial',
  says: 'The certification you ask for, the test set-up, and whom to call.',
  items: [
    {
      id: 'Q-54',
      asks: 'On which platforms and releases do you want the service certified, and at which level?',
      drives: ['scope', 'quote'],
      fields: [
        {
          id: 'platforms',
          label: 'Platforms and releases',
          kind: 'rows',
          required: true,
          most: 10,
          columns: [
            { id: 'platform', label: 'Platform', required: true, example: 'Example PBX' },
            { id: 'release', label: 'Release', required: true, example: '10.0' },
          ],
        },
        {
          id: 'topology',
          label: 'How the PBX is connected',
          kind: 'one',
          required: true,
          options: [
            { value: 'direct', says: 'Directly' },
            { value: 'border-gateway', says: 'Through the vendor’s border gateway' },
            { value: 'cloud', says: 'From the cloud' },
          ],
        },
        {
          id: 'level',
          label: 'Level',
          kind: 'one',
          required: true,
          options: CERTIFIED_LEVELS.map((level) => ({ value: level, says: `${LEVEL_NAMES[level]} (${level})` })),
        },
        {
          id: 'region',
          label: 'Region, for a Qualified Test',
          kind: 'text',
          required: false,
          example: 'Northern Europe',
        },
      ],
    },
    {
      id: 'Q-55',
      asks: 'When and with what can we test?',
      help: 'Account and password are handed over by one-time link, not here.',
      drives: ['schedule', 'entry check'],
      fields: [
        { id: 'trunk', label: 'Test trunk', kind: 'text', required: false, example: 'northwind-lab-2' },
        { id: 'numbers', label: 'Test numbers', kind: 'text', required: true, example: '+12125550100 to +12125550129' },
        {
          id: 'contact',
          label: 'Contact during the tests',
          kind: 'text',
          required: true,
          example: 'Interop desk, interop@example.net, +12125550190',
        },
        { id: 'hours', label: 'Hours', kind: 'text', required: false, example: 'Monday to Friday, 08:00 to 17:00 UTC' },
        { id: 'can-trace', label: 'The provider can trace calls', kind: 'yes-no', required: false },
        { id: 'ready-from', label: 'Ready from', kind: 'day', required: true },
        {
          id: 'freezes',
          label: 'Times without changes or tests',
          kind: 'rows',
          required: false,
          most: 20,
          columns: [
            { id: 'from', label: 'From', required: true, example: '2026-12-15' },
            { id: 'to', label: 'To', required: true, example: '2027-01-06' },
            { id: 'reason', label: 'Reason', required: false, example: 'Year-end freeze' },
          ],
        },
      ],
    },
    {
      id: 'Q-56',
      asks: 'Which limits are known with other PBXs, and whom do we call when something fails?',
      drives: ['limitations', 'config guide'],
      fields: [
        {
          id: 'limits',
          label: 'Known limits',
          kind: 'long-text',
          required: false,
          example: 'Fax at 33.6 kbit/s is negotiated down to 14.4 kbit/s.',
        },
        {
          id: 'support',
          label: 'Support around the clock',
          kind: 'text',
          required: true,
          example: 'noc@example.net, +12125550199',
        },
        {
          id: 'escalation',
          label: 'Escalation',
          kind: 'text',
          required: false,
          example: 'duty manager after 2 hours, head of operations after 8',
        },
        {
          id: 'status-page',
          label: 'Status page',
          kind: 'text',
          required: false,
          example: 'https://status.example.net',
        },
      ],
    },
    {
      id: 'Q-57',
      asks: 'Which documents do you attach?',
      help: 'An interface specification, a drawing of the network and traces of good calls save most questions.',
      drives: ['document review'],
      fields: [
        {
          id: 'description',
          label: 'What is attached',
          kind: 'long-text',
          required: false,
          example: 'Interface specification 4.2, network drawing, traces of an outbound and an inbound call.',
        },
      ],
    },
  ],
}
