/**
 * Addresses outside /api that programs may use as well: files, and uploads that come in pieces (tus 1.0.0). What each
 * gives, and who may have it, as the description for outside programs says it; a test holds them to the server's own.
 */
import type { TokenScope } from '../programme/access-token.ts'
import {
  EVERYBODY,
  type Permission,
  SEES_CERTIFICATIONS,
  SEES_PROJECT,
  SIGNED_IN,
  STAFF,
} from '../programme/permission.ts'
import { GUIDE_FILTERS } from '../programme/reference-guide.ts'
import { MEDIA_TYPES, SHOWN_EVIDENCE } from './media-types.ts'

export type Address = {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'HEAD' | 'DELETE' | 'OPTIONS'
  /** Parts in braces, as OpenAPI writes them. */
  readonly path: string
  readonly says: string
  /** The media type of the answer, or those it may have; null where it is empty. */
  readonly gives: string | readonly string[] | null
  /** Null for a list as a file: whoever may open its page may have it. */
  readonly permission: Permission | null
  /** What may be asked for in the address; the same words as the filters of the page. */
  readonly query?: readonly string[]
  /** The media type that is sent. */
  readonly takes?: string
  /** What an access token has to reach; where it is not said, reading. */
  readonly scope?: TokenScope
}

const { atom, bytes, calendar, credential, csv, did, docx, html, json, markdown, pdf, svg, text, xlsx, xml, zip } =
  MEDIA_TYPES

const STANDING = [...GUIDE_FILTERS, 'standing'] as const
const GUIDE = [...STANDING, 'on'] as const

const file = (
  path: string,
  permission: Permission | null,
  gives: string | readonly string[],
  says: string,
  query?: readonly string[],
): Address => ({
  method: 'GET',
  path,
  permission,
  gives,
  says,
  ...(query ? { query } : {}),
})

/** A table in the three forms in which every list is given out. */
const table = (path: string, permission: Permission | null, says: string, query: readonly string[]) =>
  Object.entries({ csv, xlsx, json }).map(([format, gives]) =>
    file(`${path}.${format}`, permission, gives, `${says} as ${format.toUpperCase()}`, query),
  )

const upload = (method: Address['method'], path: string, says: string, takes?: string): Address => ({
  method,
  path,
  permission: SIGNED_IN,
  gives: null,
  scope: 'projects',
  says,
  ...(takes ? { takes } : {}),
})

export const ADDRESSES: readonly Address[] = [
  file('/home/calendar.ics', SIGNED_IN, calendar, 'One’s own days as a calendar'),
  file('/evidence/{evidence}', SEES_PROJECT, [...SHOWN_EVIDENCE, bytes], 'A piece of evidence as it was handed in'),
  file(
    '/evidence/{evidence}/redacted.pcap',
    SEES_PROJECT,
    bytes,
    'A capture without sound, digits and proofs of passwords',
  ),
  file('/projects/{project}/plan.csv', SEES_PROJECT, csv, 'The SAT plan with its results, to be filled in'),
  file('/projects/{project}/plan.xlsx', SEES_PROJECT, xlsx, 'The SAT plan with its results, to be filled in'),
  file('/projects/{project}/papers/{quote}/{version}/{paper}', SEES_PROJECT, pdf, 'A paper of a quote'),
  file(
    '/projects/{project}/captures/{evidence}/ladder/{call}',
    SEES_PROJECT,
    svg,
    'The ladder of a call, such as 1.svg',
  ),
  file('/certifications/{number}/badge.svg', EVERYBODY, svg, 'The standing of the day as a badge'),
  file('/certifications/{number}/badge.json', EVERYBODY, json, 'The standing of the day for badge services'),
  file('/certifications/{number}/certificate.pdf', SIGNED_IN, pdf, 'The certificate'),
  file('/certifications/{number}/logo.zip', SIGNED_IN, zip, 'The logo in all its forms, for those entitled'),
  file('/certifications/{number}/statement', EVERYBODY, credential, 'What is stated of it, as a Verifiable Credential'),
  file(
    '/status/{list}',
    EVERYBODY,
    credential,
    'Which certifications of a list were withdrawn, signed, such as MCT-2026',
  ),
  file('/.well-known/did.json', EVERYBODY, did, 'The keys that we sign with'),
  file('/did.json', EVERYBODY, did, 'The same, for a public address with a path'),
  file('/checkpoints', EVERYBODY, json, 'Where the journal stood, signed, newest first', ['before']),
  {
    ...file('/check', EVERYBODY, json, 'A document handed in: is it ours, and does it hold'),
    method: 'POST',
    takes: bytes,
  },
  file('/certifications/{number}/guide.pdf', EVERYBODY, pdf, 'The configuration guide, for whoever may read it'),
  file('/certifications/{number}/guide.docx', EVERYBODY, docx, 'The same for a word processor'),
  file('/certifications/{number}/guide.md', EVERYBODY, markdown, 'The same as Markdown'),
  file('/certifications/{number}/guide/pictures/{sha256}', EVERYBODY, 'image/*', 'A picture of the guide'),
  {
    ...file('/certifications/{number}/guide/settings', EVERYBODY, json, 'Settings of a system held against the guide'),
    method: 'POST',
    takes: 'multipart/form-data',
  },
  file(
    '/projects/{project}/report.html',
    SEES_PROJECT,
    html,
    'The certification report as one file that needs no network',
  ),
  file('/projects/{project}/report.pdf', SEES_PROJECT, pdf, 'The certification report on paper'),
  file('/certifications/{number}/authorisation.pdf', SIGNED_IN, pdf, 'The letter that authorises the use of the logo'),
  ...table('/forecast', SEES_CERTIFICATIONS, 'Which interops change their standing, and when,', [
    'platform',
    'standing',
  ]),
  ...table('/management', STAFF, 'One measure of the management page', ['measure', 'months']),
  ...table('/reference-guide', EVERYBODY, 'The reference guide under a filter', GUIDE),
  file('/reference-guide.pdf', EVERYBODY, pdf, 'The reference guide under a filter, on paper', GUIDE),
  file('/reference-guide.atom', EVERYBODY, atom, 'Changes of standing under a filter, to be followed', STANDING),
  file('/reference-guide.ics', EVERYBODY, calendar, 'Changes of standing ahead under a filter', GUIDE),
  file('/robots.txt', EVERYBODY, text, 'What search engines may look at'),
  file('/sitemap.xml', EVERYBODY, xml, 'The public pages, for search engines'),
  file('/sitemap/products.xml', EVERYBODY, xml, 'Products in the catalogue, for search engines', ['from']),
  {
    ...file('/installed-base.csv', SIGNED_IN, csv, 'A list of deployments back with the support answer of each'),
    method: 'POST',
    takes: 'multipart/form-data',
  },
  upload('OPTIONS', '/uploads', 'What uploads may be'),
  upload('POST', '/uploads', 'Begin an upload: Upload-Length and Upload-Metadata say what comes'),
  upload('HEAD', '/uploads/{upload}', 'How much has arrived'),
  upload('PATCH', '/uploads/{upload}', 'Send a piece from Upload-Offset on', 'application/offset+octet-stream'),
  upload('DELETE', '/uploads/{upload}', 'Drop an upload'),
]

type ListedPage = {
  readonly path: string
  readonly name: string
  readonly isPublic?: true
  readonly asks: readonly string[]
}

/** The three files of each list, under the same filter as its page. */
export function listAddresses(lists: readonly ListedPage[]): readonly Address[] {
  return lists.flatMap(({ path, name, isPublic, asks }) =>
    table(path, isPublic ? EVERYBODY : null, `The list of ${name}, under the filter of its page,`, asks),
  )
}
