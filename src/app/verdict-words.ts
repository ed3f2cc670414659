/** What a checked document turns out to be, in words for somebody who never heard of keys. */
export const ANSWERS = {
  genuine: {
    says: 'Genuine: it is exactly as it was signed, and it states what is on record today.',
    next: 'How the certification stands today is told on its page.',
  },
  'signed-only': {
    says: 'Genuine as far as can be told from afar: it is exactly as it was signed. Whether it was withdrawn or replaced since then does not stand in it.',
    next: 'Ask at the address in it, or check it again with the status list it names.',
  },
  withdrawn: {
    says: 'It is as it was signed, but the certification has been withdrawn since.',
    next: 'Do not rely on it. Its page says when it was withdrawn.',
  },
  superseded: {
    says: 'It is as it was signed, but the record has been added to since: there is a newer statement of this certification.',
    next: 'Fetch the newer one from the page of the certification.',
  },
  'logo-suspended': {
    says: 'The letter is as it was signed, but the logo may not be shown at present.',
    next: 'It may be shown again once that is mended.',
  },
  altered: {
    says: 'Altered: this is not what was signed. Something in it was changed, added, or taken away.',
    next: 'Do not rely on it. Ask whoever gave it to you for the original, or look the number up here.',
  },
  'other-key': {
    says: 'Signed by somebody else: the signature is not by a key of this installation, in the time it used that key.',
    next: 'Do not rely on it. Tell the programme office where you found it.',
  },
  'other-address': {
    says: 'Signed with a key of this installation, which had another public address then.',
    next: 'If you run the server, check again with the PUBLIC_URL (or PORT) that it has; otherwise ask the programme office.',
  },
  'unknown-number': {
    says: 'Signed with a key of this installation, but there is no such certification on record.',
    next: 'Do not rely on it. Tell the programme office where you found it.',
  },
  truncated: {
    says: 'The file breaks off before its end, so that nothing can be told of it.',
    next: 'Fetch it again in full.',
  },
  foreign: {
    says: 'This is not a document of this installation: it is neither a signed statement nor a paper with a seal.',
    next: 'Choose the certificate as PDF, or the statement as it was downloaded.',
  },
  'status-expired': {
    says: 'The status list is from the past and no longer counts: what was withdrawn since then does not stand in it.',
    next: 'Fetch the list again from its address.',
  },
  'list-not-ours': {
    says: 'The status list is not the one that the statement names, or not as it was signed.',
    next: 'Fetch the list again from the address that the statement names.',
  },
  'status-list': {
    says: 'Genuine: a status list of this installation that counts today.',
    next: 'Keep it beside the statements it is for.',
  },
  checkpoint: {
    says: 'Genuine: a checkpoint of the journal, as it was signed.',
    next: 'Keep it: certwright verify --checkpoint tells whether history before it was changed.',
  },
} as const satisfies Readonly<Record<string, { readonly says: string; readonly next: string }>>

export type Verdict = keyof typeof ANSWERS
