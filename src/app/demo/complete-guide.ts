/** What the lab of the demo adds to the draft of a config guide, so that there is a whole one to look at. */
import type { GuideContent } from '../../programme/guide-content.ts'
import { type DemoProject, platformName, serviceOf } from './scenario.ts'

/** What the lab adds to the draft of a guide. */
export function completedGuide(draft: GuideContent, project: DemoProject): GuideContent {
  const service = serviceOf(project).name
  const platform = platformName(project.platform)
  return {
    ...draft,
    kind: 'settings-and-tests',
    topology:
      'The platform stands behind the border gateway of the site and reaches the service by one trunk. Signalling and media are encrypted on the way to the provider; addresses are written as placeholders.',
    places: [
      { name: platform, side: 'platform', note: 'pbx.site.example' },
      { name: 'Site firewall', side: 'between', note: 'no SIP helper' },
      { name: 'Border gateway', side: 'between', note: 'sbc.site.example' },
      { name: service, side: 'product', note: 'trunk.example.net' },
      { name: 'Name server', side: 'product', note: 'NAPTR, SRV, A' },
    ],
    links: [
      { from: platform, to: 'Border gateway', carries: 'SIP', ports: 'TCP 5060' },
      { from: platform, to: 'Border gateway', carries: 'RTP', ports: 'UDP 16384-32767' },
      { from: 'Border gateway', to: service, carries: 'SIP over TLS', ports: 'TCP 5061' },
      { from: 'Border gateway', to: service, carries: 'SRTP', ports: 'UDP 20000-29999' },
      { from: 'Border gateway', to: 'Name server', carries: 'DNS', ports: 'UDP 53' },
    ],
    limitations: [
      ...draft.limitations,
      {
        feature: 'Fax by T.38',
        effect: 'A fax of more than thirty pages may be sent again from its beginning when the network drops packets.',
        workaround: 'Send long documents in parts, or allow the fall-back to G.711.',
      },
      {
        feature: 'Transfer',
        effect: 'The name of the transferred caller is not shown; the number is.',
        workaround: 'None is needed: the number is right. A release of the service in autumn brings the name.',
      },
    ],
    vendorSettings: [
      {
        form: 'SIP peer profile, basic',
        field: 'Peer address',
        value: 'trunk.example.net',
        standard: 'empty',
        why: 'The provider is located by SRV records.',
      },
      {
        form: 'SIP peer profile, signalling',
        field: 'Session timer',
        value: '1800 s',
        standard: '90 s',
        why: 'The provider refreshes every fifteen minutes.',
      },
      {
        form: 'SIP peer profile, SDP',
        field: 'Renegotiate by UPDATE',
        value: 'on',
        standard: 'off',
        why: 'Avoids a gap when a call is taken back from hold.',
      },
      {
        form: 'SIP peer profile, calling line',
        field: 'Identity header',
        value: 'P-Asserted-Identity',
        standard: 'From',
        why: 'The provider screens this header only.',
      },
      {
        form: 'Class of service',
        field: 'Redirecting number',
        value: 'Diversion',
        standard: 'none',
        why: 'Needed for forwarded calls to leave the trunk.',
      },
      {
        form: 'SIP peer profile, basic',
        field: 'Registration password',
        value: 'as issued with the contract',
        standard: 'empty',
        why: 'Each trunk has its own; it is never printed.',
        told: 'restricted',
      },
      {
        form: 'Media, encryption',
        field: 'SRTP',
        value: 'required, AES_CM_128_HMAC_SHA1_80',
        standard: 'off',
        why: 'The provider refuses media without encryption.',
      },
    ],
    partnerSettings: [
      {
        form: 'Customer portal, trunk',
        field: 'Registration',
        value: 'pilot number',
        standard: 'per number',
        why: 'The platform registers once.',
      },
      {
        form: 'Customer portal, fax',
        field: 'T.38',
        value: 'on, receiving side switches',
        standard: 'off',
        why: 'As tested.',
      },
    ],
    prerequisites: [...draft.prerequisites, `An active ${service} with at least two channels`],
    troubleshooting: [
      ...draft.troubleshooting,
      {
        symptom: 'Forwarded calls are refused with 403',
        cause: 'The redirecting number is missing',
        look: 'Class of service, redirecting number',
      },
      {
        symptom: 'Calls end after fifteen minutes',
        cause: 'The session timer is left at its default',
        look: 'SIP peer profile, signalling; an UPDATE with 422 in the capture',
      },
      {
        symptom: 'The registration is refused with 401 again and again',
        cause: 'The password has not arrived, or the realm is wrong',
        look: 'SIP peer profile, basic; the realm in the challenge',
      },
    ],
  }
}

/** What a field trial taught: the next version, which everybody may read. */
export function nextGuide(published: GuideContent): GuideContent {
  return {
    ...published,
    audience: 'public',
    vendorSettings: published.vendorSettings.map((row) =>
      row.field === 'Session timer'
        ? { ...row, value: '1200 s', why: 'Half of what the provider allows since spring.' }
        : row,
    ),
    verification: [...published.verification, 'Leave a call up for twenty-five minutes and see that it stays.'],
  }
}
