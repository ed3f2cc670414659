/** What happens to a call between answer and release: refresh, hold, change of media, transfer. */
import type { Section } from '../item.ts'
import { affirms } from '../conditions.ts'

const usesTimers = affirms('Q-27.used')

export const CALLS_IN_PROGRESS: Section = {
  id: 'calls-in-progress',
  title: 'Calls in progress',
  owner: 'network',
  says: 'Session timers, hold, changes of media and transfer.',
  items: [
    {
      id: 'Q-27',
      asks: 'Do you use session timers (RFC 4028), and with which values?',
      drives: ['TMR-01', 'TMR-02', 'TMR-03', 'TMR-05'],
      fields: [
        { id: 'used', label: 'Session timers are used', kind: 'yes-no', required: true },
        {
          id: 'mandatory',
          label: 'Calls without session timers are refused',
          kind: 'yes-no',
          required: false,
          when: usesTimers,
        },
        {
          id: 'interval',
          label: 'Session interval asked for',
          kind: 'number',
          unit: 's',
          required: true,
          least: 90,
          most: 86400,
          when: usesTimers,
        },
        {
          id: 'min-se',
          label: 'Shortest interval accepted (Min-SE)',
          help: 'RFC 4028 allows no less than 90 seconds.',
          kind: 'number',
          unit: 's',
          required: true,
          least: 90,
          most: 86400,
          when: usesTimers,
        },
        {
          id: 'refresher',
          label: 'The session is refreshed by',
          kind: 'one',
          required: false,
          when: usesTimers,
          options: [
            { value: 'provider', says: 'The provider' },
            { value: 'pbx', says: 'The PBX' },
            { value: 'caller', says: 'The calling side' },
            { value: 'called', says: 'The called side' },
            { value: 'either', says: 'Either side' },
          ],
        },
        {
          id: 'method',
          label: 'It is refreshed with',
          kind: 'one',
          required: false,
          when: usesTimers,
          options: [
            { value: 'update', says: 'UPDATE' },
            { value: 're-invite', says: 're-INVITE' },
            { value: 'either', says: 'Either of them' },
          ],
        },
      ],
    },
    {
      id: 'Q-33',
      asks: 'How is a call put on hold?',
      drives: ['HLD-01', 'HLD-02', 'HLD-03'],
      fields: [
        {
          id: 'styles',
          label: 'Ways of holding used or accepted',
          kind: 'many',
          required: false,
          options: [
            { value: 'sendonly', says: 'a=sendonly' },
            { value: 'inactive', says: 'a=inactive' },
            { value: 'zero-address', says: 'c=0.0.0.0 (old style)' },
          ],
        },
        { id: 'music', label: 'The PBX may play music on hold', kind: 'yes-no', required: false },
      ],
    },
    {
      id: 'Q-34',
      asks: 'By which requests may media change during a call?',
      drives: ['COD-05', 'TRF-01', 'TRF-03'],
      fields: [
        {
          id: 'requests',
          label: 'Requests accepted',
          kind: 'many',
          required: false,
          options: [
            { value: 're-invite', says: 're-INVITE with SDP' },
            { value: 'update', says: 'UPDATE' },
            { value: 'offerless', says: 're-INVITE without SDP' },
          ],
        },
      ],
    },
    {
      id: 'Q-28',
      asks: 'Do you accept REFER from the PBX for a transfer to the outside?',
      help: 'If not, the PBX joins two calls itself and both stay on the trunk.',
      drives: ['TRF-05', 'TRF-06'],
      fields: [
        {
          id: 'accepted',
          label: 'REFER is accepted for',
          kind: 'many',
          required: true,
          options: [
            { value: 'blind', says: 'Blind transfer' },
            { value: 'attended', says: 'Attended transfer (Replaces)' },
            { value: 'no', says: 'Nothing: REFER is refused' },
          ],
        },
      ],
    },
  ],
}
