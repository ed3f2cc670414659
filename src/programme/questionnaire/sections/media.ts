/** What is spoken, signalled and faxed inside a call. */
import type { Section } from '../item.ts'
import { lists } from '../conditions.ts'

const carriesT38 = lists('Q-21.methods', 't38')

export const MEDIA: Section = {
  id: 'media',
  title: 'Media',
  owner: 'network',
  says: 'Codecs, DTMF, fax and the path that media takes.',
  items: [
    {
      id: 'Q-17',
      asks: 'Which audio codecs do you support, in your order of preference?',
      drives: ['COD-01', 'COD-02', 'COD-03', 'COD-04', 'COD-05', 'config guide'],
      fields: [
        {
          id: 'codecs',
          label: 'Codecs, preferred first',
          kind: 'ordered',
          required: true,
          options: [
            { value: 'pcma', says: 'G.711 A-law (PCMA)' },
            { value: 'pcmu', says: 'G.711 µ-law (PCMU)' },
            { value: 'g729', says: 'G.729' },
            { value: 'g722', says: 'G.722' },
            { value: 'opus', says: 'Opus' },
            { value: 'amr-wb', says: 'AMR-WB' },
            { value: 'other', says: 'Another codec' },
          ],
        },
        {
          id: 'annex-b',
          label: 'G.729 Annex B',
          help: 'Calls fail when one side reads a missing "annexb" as yes and the other as no.',
          kind: 'one',
          required: false,
          when: lists('Q-17.codecs', 'g729'),
          options: [
            { value: 'yes', says: 'annexb=yes' },
            { value: 'no', says: 'annexb=no' },
            { value: 'either', says: 'Either' },
          ],
        },
        {
          id: 'other',
          label: 'Which other codec',
          kind: 'text',
          required: true,
          example: 'iLBC, mode 20',
          when: lists('Q-17.codecs', 'other'),
        },
        {
          id: 'parameters',
          label: 'Format parameters the PBX must send or expect',
          kind: 'long-text',
          required: false,
          example: 'opus: maxplaybackrate=16000; useinbandfec=1',
        },
      ],
    },
    {
      id: 'Q-18',
      asks: 'Which packet times do you accept?',
      drives: ['COD-01'],
      fields: [
        {
          id: 'times',
          label: 'Packet times',
          kind: 'many',
          required: true,
          options: [
            { value: '10', says: '10 ms' },
            { value: '20', says: '20 ms' },
            { value: '30', says: '30 ms' },
            { value: '40', says: '40 ms' },
            { value: '60', says: '60 ms' },
          ],
        },
        {
          id: 'greatest',
          label: 'Greatest packet time announced (maxptime)',
          kind: 'number',
          unit: 'ms',
          required: false,
          least: 10,
          most: 240,
        },
      ],
    },
    {
      id: 'Q-19',
      asks: 'Do you use silence suppression or comfort noise?',
      help: 'It must be off while a fax is carried in G.711.',
      drives: ['COD-01', 'FAX-04'],
      fields: [{ id: 'used', label: 'Silence suppression or comfort noise is used', kind: 'yes-no', required: false }],
    },
    {
      id: 'Q-20',
      asks: 'How do you carry DTMF digits, in your order of preference?',
      drives: ['DTM-01', 'DTM-02', 'DTM-03', 'DTM-04'],
      fields: [
        {
          id: 'methods',
          label: 'Methods, preferred first',
          kind: 'ordered',
          required: true,
          options: [
            { value: 'rtp-events', says: 'RTP events (RFC 4733)' },
            { value: 'in-band', says: 'Tones in the audio' },
            { value: 'info', says: 'SIP INFO' },
            { value: 'kpml', says: 'KPML (RFC 4730)' },
          ],
        },
        {
          id: 'payload-type',
          label: 'Payload type offered for RTP events',
          kind: 'number',
          required: false,
          least: 96,
          most: 127,
          when: lists('Q-20.methods', 'rtp-events'),
        },
      ],
    },
    {
      id: 'Q-21',
      asks: 'How do you carry fax?',
      drives: ['FAX-01', 'FAX-02', 'FAX-03', 'FAX-04'],
      fields: [
        {
          id: 'methods',
          label: 'Ways of carrying fax',
          kind: 'many',
          required: true,
          options: [
            { value: 't38', says: 'T.38' },
            { value: 'g711', says: 'In G.711' },
            { value: 'none', says: 'Fax is not supported' },
          ],
        },
        {
          id: 't38-version',
          label: 'T.38 version',
          kind: 'one',
          required: false,
          when: carriesT38,
          options: [
            { value: '0', says: 'Version 0' },
            { value: '1', says: 'Version 1' },
            { value: '2', says: 'Version 2' },
            { value: '3', says: 'Version 3' },
          ],
        },
        {
          id: 't38-rate',
          label: 'Greatest T.38 bit rate',
          kind: 'number',
          unit: 'bit/s',
          required: false,
          least: 2400,
          most: 33600,
          when: carriesT38,
        },
        {
          id: 't38-switch',
          label: 'The re-INVITE to T.38 is sent by',
          kind: 'one',
          required: false,
          when: carriesT38,
          options: [
            { value: 'receiving', says: 'The side that receives the fax' },
            { value: 'provider', says: 'Always the provider' },
            { value: 'pbx', says: 'Always the PBX' },
            { value: 'either', says: 'Either side' },
          ],
        },
      ],
    },
    {
      id: 'Q-22',
      asks: 'Which lines that are neither speech nor fax do you support?',
      help: 'What you do not support is written into the limitations, so that nobody connects a lift to it.',
      drives: ['limitations'],
      fields: [
        {
          id: 'lines',
          label: 'Supported',
          kind: 'many',
          required: false,
          options: [
            { value: 'modem', says: 'Modems' },
            { value: 'payment', says: 'Payment terminals' },
            { value: 'alarm', says: 'Alarm systems' },
            { value: 'lift', says: 'Lift emergency telephones' },
          ],
        },
        {
          id: 'note',
          label: 'Conditions',
          kind: 'long-text',
          required: false,
          example: 'Alarm systems only over G.711 and at best effort.',
        },
      ],
    },
    {
      id: 'Q-51',
      asks: 'What do you expect of RTP and RTCP?',
      help: 'Two sides that each wait for the first packet of the other hear nothing at all.',
      drives: ['QOS-02', 'config guide'],
      fields: [
        { id: 'symmetric', label: 'RTP must be symmetric', kind: 'yes-no', required: false },
        {
          id: 'first',
          label: 'Who may have to send first',
          kind: 'one',
          required: false,
          options: [
            { value: 'pbx', says: 'The PBX' },
            { value: 'provider', says: 'The provider' },
            { value: 'either', says: 'Either side' },
          ],
        },
        { id: 'rtcp', label: 'RTCP is sent', kind: 'yes-no', required: false },
        { id: 'feedback', label: 'RTCP feedback (RFC 4585) is supported', kind: 'yes-no', required: false },
      ],
    },
    {
      id: 'Q-52',
      asks: 'What happens to media on its way through your network?',
      drives: ['TRF-02', 'TRF-03', 'limitations'],
      fields: [
        {
          id: 'treatment',
          label: 'Media may be',
          kind: 'many',
          required: false,
          options: [
            { value: 'anchored', says: 'Led through the provider’s session border controller' },
            { value: 'hairpin', says: 'Turned back to the same PBX' },
            { value: 'direct', says: 'Exchanged directly between the ends' },
            { value: 'transcoded', says: 'Transcoded' },
          ],
        },
      ],
    },
  ],
}
