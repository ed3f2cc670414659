/** Who the provider is and what the service runs on: what a certificate names (5T.b, 8.1). */
import type { Section } from '../item.ts'
import { lists } from '../conditions.ts'

export const COMPANY_AND_SERVICE: Section = {
  id: 'company-and-service',
  title: 'Company and service',
  owner: 'commercial',
  says: 'Who you are, where the service is sold and which software carries it.',
  items: [
    {
      id: 'Q-01',
      asks: 'What is your company called, and under which names is the service sold?',
      help: 'The certificate carries the legal name; the catalogue lists the service by its own.',
      drives: ['certificate', 'catalogue'],
      fields: [
        {
          id: 'company',
          label: 'Legal name of the company',
          kind: 'text',
          required: true,
          example: 'Northwind Voice Ltd',
        },
        { id: 'service', label: 'Name of the service', kind: 'text', required: true, example: 'Northwind SIP Trunk' },
        {
          id: 'brands',
          label: 'Other brands it is sold under',
          kind: 'text',
          required: false,
          example: 'Northwind Business Line, Tradewind Trunk',
        },
      ],
    },
    {
      id: 'Q-02',
      asks: 'In which countries do you offer the service?',
      help: 'A Qualified Test holds for a named region, and emergency calls differ from country to country.',
      drives: ['region', 'EMG-01'],
      fields: [{ id: 'countries', label: 'Countries of service', kind: 'countries', required: true }],
    },
    {
      id: 'Q-03',
      asks: 'Which network elements and software versions carry the service?',
      help:
        'A service has no release of its own, so the certificate binds the versions of its softswitch and session ' +
        'border controller. All of them must be commercially available when we test.',
      drives: ['version pair', 'config guide'],
      fields: [
        {
          id: 'elements',
          label: 'Network elements in the path of a call',
          kind: 'rows',
          required: true,
          most: 20,
          columns: [
            { id: 'element', label: 'Element', required: true, example: 'Session border controller' },
            { id: 'product', label: 'Product', required: true, example: 'Example SBC 5000' },
            { id: 'version', label: 'Version in production', required: true, example: '9.3.1' },
            { id: 'since', label: 'Commercially available since', required: true, example: '2025-03-17' },
          ],
        },
      ],
    },
    {
      id: 'Q-53',
      asks: 'Which SIP trunk profiles do you follow, and with which other PBXs are you certified?',
      help: 'Evidence from another programme can shorten ours; a profile tells us what to expect where you left gaps.',
      drives: ['preset', 'evidence re-use'],
      fields: [
        {
          id: 'profiles',
          label: 'Profiles claimed',
          kind: 'many',
          required: false,
          options: [
            { value: 'sipconnect-1.1', says: 'SIPconnect 1.1' },
            { value: 'sipconnect-2.0', says: 'SIPconnect 2.0' },
            { value: 'national', says: 'A national profile' },
          ],
        },
        {
          id: 'national-profile',
          label: 'Which national profile',
          kind: 'text',
          required: false,
          example: 'NICC ND1034',
          when: lists('Q-53.profiles', 'national'),
        },
        {
          id: 'certificates',
          label: 'Certificates with other PBXs',
          kind: 'rows',
          required: false,
          most: 30,
          columns: [
            { id: 'pbx', label: 'PBX', required: true, example: 'Example PBX' },
            { id: 'release', label: 'Release', required: true, example: '12.1' },
            { id: 'day', label: 'Certified on', required: false, example: '2025-06-02' },
          ],
        },
      ],
    },
  ],
}
