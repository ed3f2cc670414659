/** Who is told what after the grant, of a SAT and of releases: the other half of the table of notices. */
import {
  aim,
  dataOf,
  deciding,
  followedBy,
  inProject,
  named,
  type NoticeRow,
  onCertification,
  onEquipment,
  onListing,
  onReview,
  onTicket,
  onWebhook,
  paragraphs,
  quoted,
  quoting,
  row,
  textOf,
} from './notice.ts'

const listingWaits: Partial<NoticeRow> = {
  ...onListing('office', ''),
  text: (about) =>
    paragraphs(
      about,
      `${about.fact.says}:`,
      quoted(dataOf(about).text) || '(no text)',
      `Approve or decline it, by ${aim(about, 'target.triage')}; until then what was approved before stays shown.`,
    ),
  ...named('a listing text waits for approval'),
}

export const NOTICES_AFTER: Readonly<Record<string, readonly NoticeRow[]>> = {
  'ticket-opened': [
    row('N06', ['queue'], 'a ticket is open', {
      ...quoting('problem', 'Take it up: go through the points of the guide with whoever asks, and name the cause.'),
      ...onTicket,
    }),
    row('N06', ['requester'], 'a ticket is open', {
      ...quoting('problem', 'Support takes it up. You hear when it is closed, and why.'),
      ...onTicket,
    }),
  ],
  'support-redirected': [
    row('N06', ['requester'], 'support does not help with this deployment', {
      text: (about) => {
        const { says, contact } = dataOf(about).answer as { says: string; contact: string }
        return paragraphs(about, `${about.fact.says}.`, says, `Whom to call: ${contact}.`)
      },
      ...onTicket,
    }),
  ],
  'ticket-closed': [row('N06', ['requester'], 'the ticket is closed', { ...quoting('reason'), ...onTicket })],
  'field-issue-reported': [
    row('N42', ['lab', 'support'], 'a field issue is reported', {
      ...quoting('says', 'The lab finds out whether the interop is the cause, and confirms the issue if it is.'),
      ...onTicket,
    }),
  ],
  'interop-found-as-cause': [
    row('N42', ['lab'], 'support finds the interop to be the cause', {
      ...quoting('note', 'Find out whether it is, and confirm it as a field issue on the page of the certification.'),
      link: (about) => `/certifications/${textOf(dataOf(about).certification)}/manage`,
    }),
  ],
  'field-issue-confirmed': [
    row('N42', ['partner', 'lab', 'support'], 'a field issue is confirmed, the interop is red', {
      ...followedBy('It is red until the lab clears the issue; the test cases linked to it are tested again first.'),
      ...onCertification,
    }),
  ],
  'field-issue-cleared': [
    row('N42', ['partner', 'lab', 'support'], 'a field issue is cleared', { ...quoting('reason'), ...onCertification }),
  ],
  'equipment-asked-for': [
    row('N06', ['office'], 'a member asks for developer equipment', {
      ...quoting('purpose', 'Approve and quote it, or decline it.'),
      ...onEquipment,
    }),
  ],
  'equipment-quoted': [
    row('N22', ['partner'], 'developer equipment is quoted', {
      ...quoting('note', 'Order it while the quote is valid, or withdraw the request.'),
      ...onEquipment,
    }),
  ],
  'equipment-declined': [row('N06', ['partner'], 'developer equipment is declined', { ...deciding, ...onEquipment })],
  'equipment-withdrawn': [
    row('N06', ['office'], 'a request for developer equipment is withdrawn', { ...quoting('reason'), ...onEquipment }),
  ],
  'equipment-ordered': [
    row('N25', ['office'], 'developer equipment is ordered', {
      ...followedBy('Send it, and note the delivery.'),
      ...onEquipment,
    }),
  ],
  'equipment-delivered': [
    row('N25', ['partner'], 'developer equipment is delivered', { ...quoting('note'), ...onEquipment }),
  ],
  'webhook-given-up': [row('N47', ['keepers'], '', onWebhook)],
  'product-added': [
    row('N36', ['office'], 'a listing text waits for approval', {
      ...listingWaits,
      when: (about) => dataOf(about).text !== undefined,
    }),
  ],
  'listing-text-proposed': [row('N36', ['office'], 'a listing text waits for approval', listingWaits)],
  'listing-text-taken-back': [
    row('N36', ['office'], 'a proposed listing text is taken back', {
      ...onListing('office', ''),
      ...named('a proposed listing text is taken back'),
    }),
  ],
  'listing-text-approved': [
    row('N36', ['partner'], 'the listing text is approved', {
      ...onListing('partner', 'It is shown wherever the listing is, from now on.'),
      ...named('the listing text is approved'),
    }),
  ],
  'listing-text-declined': [
    row('N36', ['partner'], 'the listing text is declined', {
      ...onListing('partner', 'What was shown before stays shown. You can propose another text.'),
      ...named('the listing text is declined'),
    }),
  ],
  'listing-text-changed': [
    row('N36', ['partner'], 'the programme office changed the listing text', {
      ...onListing('partner', 'It is shown from now on. You can propose another text.'),
      ...named('the programme office changed the listing text'),
    }),
  ],
  'logo-authorised': [row('N34', ['partner'], 'use of the logo is authorised', onCertification)],
  'review-call-proposed': [
    row('N38', ['other-side'], 'a review call is proposed', {
      ...quoting('about', 'Take one of these times, or propose others.'),
      ...onReview,
    }),
  ],
  'review-call-booked': [
    row('N38', ['partner', 'lab'], 'a review call is booked', { ...quoting('about'), ...onReview }),
  ],
  'product-change-told': [
    row('N37', ['lab', 'office'], 'a product changes its interface', {
      ...quoting('changes', 'Propose a review call for each interop that it concerns.'),
      ...named('the interface changes'),
      link: () => '/review-calls',
    }),
  ],
  'recertification-decided': [
    row('N39', ['partner'], 'a review call was held and decided on', {
      ...quoting('reason'),
      ...onCertification,
      when: (about) => dataOf(about).outcome !== 'declined',
    }),
    row('N43', ['partner', 'office'], 'recertification is declined', {
      text: (about) =>
        paragraphs(
          about,
          `${about.fact.says}:`,
          quoted(dataOf(about).reason),
          'Nothing is retested: the certification ages by its own clocks, turns yellow and then red, and product support helps with it no longer from then on. What burdens support meanwhile is on record (8.7).',
        ),
      ...onCertification,
      when: (about) => dataOf(about).outcome === 'declined',
    }),
  ],
  'certification-extended': [
    row('N39', ['partner'], 'the certification covers further releases', { ...quoting('reason'), ...onCertification }),
  ],
  'certification-withdrawn': [
    row('N35', ['partner', 'office'], 'the certification was withdrawn', { ...quoting('reason'), ...onCertification }),
  ],
  'sat-plan-submitted': [row('N17', ['lab', 'partner'], 'a SAT plan is there to read', inProject('plan'))],
  'sat-plan-returned': [
    row('N17', ['partner'], 'the lab asks for changes of the SAT plan', { ...quoting('remark'), ...inProject('plan') }),
  ],
  'sat-plan-approved': [
    row('N17', ['partner'], 'the SAT plan is approved', { ...quoting('remark'), ...inProject('testing') }),
  ],
  'sat-results-filed': [
    row('N18', ['lab', 'partner'], 'SAT results are there to read', { ...quoting('summary'), ...inProject('testing') }),
  ],
  'sat-results-questioned': [
    row('N18', ['partner'], 'the lab has questions on the SAT', { ...quoting('remark'), ...inProject('testing') }),
  ],
  'sat-accepted': [
    row(
      'N18',
      ['partner'],
      'the SAT is accepted',
      quoting('remark', 'You can stop here, or go on to a certification.'),
    ),
    row('N18', ['office'], 'the SAT is accepted', quoting('remark')),
  ],
  'sat-update-asked-for': [row('N19', ['lab', 'partner'], 'a SAT update is asked for', quoting('changes'))],
  'sat-update-noted': [row('N19', ['partner'], 'the SAT update is noted', quoting('remark'))],
  'sat-update-returned': [row('N19', ['partner'], 'the SAT update was sent back', quoting('remark'))],
  'platform-release-planned': [
    row('N37', ['lab', 'office'], 'a platform release is planned', { link: () => '/platforms' }),
  ],
  'platform-release-available': [
    row('N37', ['lab', 'office'], 'a platform release is available', { link: () => '/platforms' }),
  ],
}
