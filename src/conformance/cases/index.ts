/**
 * The SIP-trunk test cases, one file each, in the order of the plan. An explicit list, so that browsers can
 * load it too; which of them apply to a product is not decided here.
 */
import type { TestCase } from '../test-case.ts'
import keepAliveFromThePbx from './keep-alive-from-the-pbx.ts'
import keepAliveFromTheProvider from './keep-alive-from-the-provider.ts'
import registerAndRefresh from './register-and-refresh.ts'
import wrongPassword from './wrong-password.ts'
import bulkNumberRegistration from './bulk-number-registration.ts'
import staticPeering from './static-peering.ts'
import serverLocationByDns from './server-location-by-dns.ts'
import largeRequestsOverTcp from './large-requests-over-tcp.ts'
import outboundCallerClears from './outbound-caller-clears.ts'
import outboundCalledPartyClears from './outbound-called-party-clears.ts'
import outboundAbandonedWhileRinging from './outbound-abandoned-while-ringing.ts'
import outboundToBusy from './outbound-to-busy.ts'
import outboundUnanswered from './outbound-unanswered.ts'
import outboundToInvalidOrBarredNumber from './outbound-to-invalid-or-barred-number.ts'
import outboundNumberFormats from './outbound-number-formats.ts'
import challengeOnCalls from './challenge-on-calls.ts'
import inboundCallerClears from './inbound-caller-clears.ts'
import inboundCalledPartyClears from './inbound-called-party-clears.ts'
import inboundAbandonedWhileRinging from './inbound-abandoned-while-ringing.ts'
import inboundToBusyOrRejectingUser from './inbound-to-busy-or-rejecting-user.ts'
import inboundUnanswered from './inbound-unanswered.ts'
import inboundToUnassignedNumber from './inbound-to-unassigned-number.ts'
import numberBlockRouting from './number-block-routing.ts'
import ringingWithoutEarlyMedia from './ringing-without-early-media.ts'
import earlyMediaAnnouncement from './early-media-announcement.ts'
import reliableProvisionalResponses from './reliable-provisional-responses.ts'
import severalEarlyDialogs from './several-early-dialogs.ts'
import answerOnlyInSessionProgress from './answer-only-in-session-progress.ts'
import lateOffer from './late-offer.ts'
import g711BothLaws from './g711-both-laws.ts'
import g729Speech from './g729-speech.ts'
import widebandSpeech from './wideband-speech.ts'
import noCommonCodec from './no-common-codec.ts'
import codecChangeDuringCall from './codec-change-during-call.ts'
import digitsOut from './digits-out.ts'
import digitsIn from './digits-in.ts'
import digitsAsymmetricShortAndLong from './digits-asymmetric-short-and-long.ts'
import digitsByTheFallback from './digits-by-the-fallback.ts'
import holdByThePbx from './hold-by-the-pbx.ts'
import holdByTheNetwork from './hold-by-the-network.ts'
import longHold from './long-hold.ts'
import simultaneousHold from './simultaneous-hold.ts'
import transferInsideThePbx from './transfer-inside-the-pbx.ts'
import blindTransferToTheOutside from './blind-transfer-to-the-outside.ts'
import attendedTransferToTheOutside from './attended-transfer-to-the-outside.ts'
import transferWhileTargetRings from './transfer-while-target-rings.ts'
import transferByRefer from './transfer-by-refer.ts'
import failedTransfer from './failed-transfer.ts'
import threePartyConference from './three-party-conference.ts'
import forwardAllCalls from './forward-all-calls.ts'
import forwardOnBusyAndNoAnswer from './forward-on-busy-and-no-answer.ts'
import redirectByThePbx from './redirect-by-the-pbx.ts'
import simultaneousRing from './simultaneous-ring.ts'
import callingNumberOut from './calling-number-out.ts'
import withheldNumberOut from './withheld-number-out.ts'
import callingNumberAndNameIn from './calling-number-and-name-in.ts'
import anonymousCallerIn from './anonymous-caller-in.ts'
import connectedIdentity from './connected-identity.ts'
import originalCallerOnRedirectedCall from './original-caller-on-redirected-call.ts'
import callerAuthentication from './caller-authentication.ts'
import autoAttendant from './auto-attendant.ts'
import voicemailDeposit from './voicemail-deposit.ts'
import faxOutByT38 from './fax-out-by-t38.ts'
import faxInByT38 from './fax-in-by-t38.ts'
import t38Refused from './t38-refused.ts'
import faxPassThrough from './fax-pass-through.ts'
import sessionRefreshByTheProvider from './session-refresh-by-the-provider.ts'
import sessionRefreshByThePbx from './session-refresh-by-the-pbx.ts'
import sessionIntervalTooSmall from './session-interval-too-small.ts'
import longCall from './long-call.ts'
import peerVanishes from './peer-vanishes.ts'
import primaryTargetDead from './primary-target-dead.ts'
import primaryTargetUnavailable from './primary-target-unavailable.ts'
import inboundToSecondPbxAddress from './inbound-to-second-pbx-address.ts'
import linkLossDuringCall from './link-loss-during-call.ts'
import restart from './restart.ts'
import tlsConnection from './tls-connection.ts'
import badCertificateRefused from './bad-certificate-refused.ts'
import encryptedMedia from './encrypted-media.ts'
import mediaSecurityMismatch from './media-security-mismatch.ts'
import uninvitedCallAttempts from './uninvited-call-attempts.ts'
import malformedMessages from './malformed-messages.ts'
import noInternalAddressLeak from './no-internal-address-leak.ts'
import emergencyCall from './emergency-call.ts'
import emergencyCallBack from './emergency-call-back.ts'
import emergencyAtFullCapacity from './emergency-at-full-capacity.ts'
import contractedChannels from './contracted-channels.ts'
import oneCallTooMany from './one-call-too-many.ts'
import markingAndSpeechQuality from './marking-and-speech-quality.ts'
import mediaPathAndNat from './media-path-and-nat.ts'

export const SIP_TRUNK_TEST_CASES: readonly TestCase[] = [
  keepAliveFromThePbx,
  keepAliveFromTheProvider,
  registerAndRefresh,
  wrongPassword,
  bulkNumberRegistration,
  staticPeering,
  serverLocationByDns,
  largeRequestsOverTcp,
  outboundCallerClears,
  outboundCalledPartyClears,
  outboundAbandonedWhileRinging,
  outboundToBusy,
  outboundUnanswered,
  outboundToInvalidOrBarredNumber,
  outboundNumberFormats,
  challengeOnCalls,
  inboundCallerClears,
  inboundCalledPartyClears,
  inboundAbandonedWhileRinging,
  inboundToBusyOrRejectingUser,
  inboundUnanswered,
  inboundToUnassignedNumber,
  numberBlockRouting,
  ringingWithoutEarlyMedia,
  earlyMediaAnnouncement,
  reliableProvisionalResponses,
  severalEarlyDialogs,
  answerOnlyInSessionProgress,
  lateOffer,
  g711BothLaws,
  g729Speech,
  widebandSpeech,
  noCommonCodec,
  codecChangeDuringCall,
  digitsOut,
  digitsIn,
  digitsAsymmetricShortAndLong,
  digitsByTheFallback,
  holdByThePbx,
  holdByTheNetwork,
  longHold,
  simultaneousHold,
  transferInsideThePbx,
  blindTransferToTheOutside,
  attendedTransferToTheOutside,
  transferWhileTargetRings,
  transferByRefer,
  failedTransfer,
  threePartyConference,
  forwardAllCalls,
  forwardOnBusyAndNoAnswer,
  redirectByThePbx,
  simultaneousRing,
  callingNumberOut,
  withheldNumberOut,
  callingNumberAndNameIn,
  anonymousCallerIn,
  connectedIdentity,
  originalCallerOnRedirectedCall,
  callerAuthentication,
  autoAttendant,
  voicemailDeposit,
  faxOutByT38,
  faxInByT38,
  t38Refused,
  faxPassThrough,
  sessionRefreshByTheProvider,
  sessionRefreshByThePbx,
  sessionIntervalTooSmall,
  longCall,
  peerVanishes,
  primaryTargetDead,
  primaryTargetUnavailable,
  inboundToSecondPbxAddress,
  linkLossDuringCall,
  restart,
  tlsConnection,
  badCertificateRefused,
  encryptedMedia,
  mediaSecurityMismatch,
  uninvitedCallAttempts,
  malformedMessages,
  noInternalAddressLeak,
  emergencyCall,
  emergencyCallBack,
  emergencyAtFullCapacity,
  contractedChannels,
  oneCallTooMany,
  markingAndSpeechQuality,
  mediaPathAndNat,
]

const byPlanId: ReadonlyMap<string, TestCase> = new Map(SIP_TRUNK_TEST_CASES.map((each) => [each.plan, each]))

/** The test case that the plan calls, say, `HLD-01`; null when the plan has no such place. */
export function testCaseByPlanId(plan: string): TestCase | null {
  return byPlanId.get(plan) ?? null
}
