/** What is given out is called by these names, in answers and in the description alike. */
export const MEDIA_TYPES = {
  atom: 'application/atom+xml; charset=utf-8',
  bytes: 'application/octet-stream',
  calendar: 'text/calendar; charset=utf-8',
  credential: 'application/vc; charset=utf-8',
  csv: 'text/csv; charset=utf-8',
  did: 'application/did+json; charset=utf-8',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  html: 'text/html; charset=utf-8',
  json: 'application/json; charset=utf-8',
  markdown: 'text/markdown; charset=utf-8',
  pdf: 'application/pdf',
  svg: 'image/svg+xml',
  text: 'text/plain; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  xml: 'application/xml; charset=utf-8',
  zip: 'application/zip',
} as const

/** Evidence is shown as what it is where a browser runs nothing of it; everything else is bytes to keep. */
export const SHOWN_EVIDENCE = ['image/png', 'image/jpeg', 'image/webp', 'application/pdf'] as const
