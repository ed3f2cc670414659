/** The generic API plan, last part (5N.b3): what is asked of products on certain interfaces only. */
import type { Applies, TemplateCase } from './template-case.ts'

const only = (interfaces: readonly string[], because: string): Applies => ({ to: 'only', interfaces, because })

const TO_RECORDERS = only(['src'], 'Recording calls is what that interface is for.')
const TO_DRIVERS = only(['tapi'], 'There a driver is installed on every computer.')
const TO_WEB_SERVICES = only(['oig'], 'There an application is known by a certificate that runs out.')

export const API_INTERFACES: readonly TemplateCase[] = [
  {
    plan: 'SES-05',
    applies: TO_WEB_SERVICES,
    title: 'The certificate of the application is renewed',
    criticality: 'IMP',
    scope: 'interface',
    effort: 'medium',
    precondition: 'A session is up; a new certificate is at hand.',
    steps: ['Change the certificate while calls are up.', 'Connect with the one that has run out.'],
    expected: 'The new certificate is taken without losing events. The old one is refused, and the cause is named.',
    evidence: 'Protocol trace, log of the application',
    reference: '',
  },
  {
    plan: 'REC-01',
    applies: TO_RECORDERS,
    title: 'Every call is recorded whole',
    criticality: 'KO',
    scope: 'interface',
    effort: 'medium',
    precondition: 'A monitored telephone.',
    steps: ['Call in, call out, and call inside.', 'Compare each recording with the call.'],
    expected: 'There is one recording for each call, both sides on it, from the first word to the last.',
    evidence: 'Protocol trace, recordings',
    reference: '',
  },
  {
    plan: 'REC-02',
    applies: TO_RECORDERS,
    title: 'Hold, transfer and conference at the telephone',
    criticality: 'KO',
    scope: 'interface',
    effort: 'complex',
    precondition: 'A call that is being recorded.',
    steps: ['Hold and take back.', 'Transfer to another monitored telephone.', 'Join a third party and let one leave.'],
    expected:
      'The parts of a call are found as one call, with who was on it when. Nothing is recorded while it is held.',
    evidence: 'Protocol trace, recordings',
    reference: '',
  },
  {
    plan: 'REC-03',
    applies: TO_RECORDERS,
    title: 'Recording is paused and taken up',
    criticality: 'IMP',
    scope: 'feature',
    effort: 'simple',
    precondition: 'A call that is being recorded.',
    steps: ['Pause while a card number is said.', 'Take it up again.'],
    expected: 'The recording has no sound in between and says so. The call itself goes on.',
    evidence: 'Recordings, what was seen',
    reference: '',
  },
  {
    plan: 'REC-04',
    applies: TO_RECORDERS,
    title: 'The recorder is full or away',
    criticality: 'KO',
    scope: 'interface',
    effort: 'medium',
    precondition: 'Calls are being recorded.',
    steps: ['Fill its disk.', 'Stop the recorder and start it again.'],
    expected: 'Calls go on undisturbed. Somebody is told, and what was not recorded can be listed.',
    evidence: 'Protocol trace, log of the recorder',
    reference: '',
  },
  {
    plan: 'TSP-01',
    applies: TO_DRIVERS,
    title: 'The driver is installed, updated and removed',
    criticality: 'IMP',
    scope: 'interface',
    effort: 'medium',
    precondition: 'A computer without it.',
    steps: ['Install it by the guide.', 'Update it while the application runs.', 'Remove it.'],
    expected: 'Lines appear and can be used. After the update they are the same; after the removal nothing is left.',
    evidence: 'Screenshots',
    reference: '',
  },
]
