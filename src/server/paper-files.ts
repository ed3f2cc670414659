/**
 * Papers that leave the house with a seal: the certificate, the letter that authorises a logo, and the logo itself in
 * one package with it. Who may have them is asked each time, since it can end (4C.6g, G-09).
 */
import { buffer } from 'node:stream/consumers'
import { MEDIA_TYPES } from '../api/media-types.ts'
import { certificationByNumber } from '../app/ask/certifications.ts'
import { letterLeave } from '../app/ask/entitlement.ts'
import { storedBytes } from '../app/ask/evidence.ts'
import { guideSubject } from '../app/ask/guides.ts'
import { type House, today } from '../app/house.ts'
import { paperAsPdf } from '../app/papers.ts'
import { sealedPaper } from '../app/statements.ts'
import { certificatePaper } from '../documents/certificate-paper.ts'
import { authorisationPaper, logoPackage } from '../documents/logo/logo-letter.ts'
import type { Paper } from '../documents/paper.ts'
import { dateWords } from '../kernel/day.ts'
import { refuse } from '../kernel/refusal.ts'
import type { Authorisation } from '../programme/authorisation.ts'
import { SIGNED_IN } from '../programme/permission.ts'
import { LEVEL_TABLE } from '../rulebook/level-table.ts'
import { file, GIVEN_POLICY, notThere, spoken } from './files.ts'
import type { Call, Route } from './route.ts'

export const PAPER_ROUTES: readonly Route[] = [
  file('/certifications/:number/certificate.pdf', SIGNED_IN, spoken(certificatePdf)),
  file('/certifications/:number/authorisation.pdf', SIGNED_IN, spoken(authorisationPdf)),
  file('/certifications/:number/logo.zip', SIGNED_IN, spoken(logoZip)),
]

async function certificatePdf(call: Call): Promise<Response> {
  const { house, context } = call
  const found = await certificationByNumber(house, context.req.param('number') ?? '', today(house))
  if (!found || found.certification.level === 'SAT') return notThere()
  const { number, level, withdrawn, project } = found.certification
  if (!project)
    return refuse('not-now', {
      says: `${number} was taken over from earlier records; its tests were not seen here.`,
      next: 'Ask whoever keeps those records. Its page tells what is on record here.',
      clause: 'G-25',
    })
  if (withdrawn)
    return refuse('not-now', {
      says: `${number} was withdrawn on ${dateWords(withdrawn)}; there is no certificate of it any more.`,
      next: 'Its page says what became of it.',
      clause: 'G-09',
    })
  const paper = certificatePaper(await guideSubject(house, found), LEVEL_TABLE[level].testCases)
  const pdf = await sealedPdf(house, paper, { paper: 'certificate', number, certification: number })
  return pdfResponse(pdf, `${number}-certificate.pdf`)
}

async function authorisationPdf(call: Call): Promise<Response> {
  const { authorisation, pdf } = await letterFor(call)
  return pdfResponse(pdf, `${authorisation.number}.pdf`)
}

/** The logo with its letter, for whoever may show it (7.4, 4C.6g); nobody else has it, and is told why. */
async function logoZip(call: Call): Promise<Response> {
  const { authorisation, pdf } = await letterFor(call)
  return new Response(new Uint8Array(logoPackage(authorisation, pdf)), {
    headers: {
      'content-type': MEDIA_TYPES.zip,
      'content-disposition': `attachment; filename="${authorisation.number}-logo.zip"`,
    },
  })
}

/** The letter with its seal, for its holder while entitled, and for staff. */
async function letterFor({ house, context, actor }: Call): Promise<{ authorisation: Authorisation; pdf: Uint8Array }> {
  const found = await certificationByNumber(house, context.req.param('number') ?? '', today(house))
  const leave = found && (await letterLeave(house, actor, found.record))
  if (!found?.authorisation || !leave) return notThere()
  if (!leave.isGiven) refuse('not-permitted', leave)
  const paper = authorisationPaper(found.authorisation, await guideSubject(house, found))
  const { number, certification } = found.authorisation
  const pdf = await sealedPdf(house, paper, { paper: 'logo-authorisation', number, certification })
  return { authorisation: found.authorisation, pdf }
}

/** A paper that leaves the house with its seal, which is made anew each time and comes out the same. */
async function sealedPdf(house: House, paper: Paper, of: Parameters<typeof sealedPaper>[2]): Promise<Uint8Array> {
  const { sha256 } = await paperAsPdf(house, paper)
  return sealedPaper(house, await buffer((await storedBytes(house, sha256)).read()), of)
}

function pdfResponse(pdf: Uint8Array, name: string): Response {
  return new Response(new Uint8Array(pdf), {
    headers: {
      'content-type': MEDIA_TYPES.pdf,
      'content-disposition': `inline; filename="${name}"`,
      'content-security-policy': GIVEN_POLICY,
    },
  })
}
