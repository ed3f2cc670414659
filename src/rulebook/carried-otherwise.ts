/**
 * Clauses that no rule, parameter, move or test case cites: what carries each of them out instead, or why
 * no program can. Read beside the coverage page; a clause that is cited elsewhere has no place here.
 */
export type CarriedOtherwise = {
  readonly clause: string
  /** A noun or table of the programme, a page people read, a later part of the product, or nothing a program could do. */
  readonly by: 'noun' | 'table' | 'page' | 'to come' | 'words'
  readonly says: string
}

export const CARRIED_OTHERWISE: readonly CarriedOtherwise[] = [
  {
    clause: '1A.2',
    by: 'noun',
    says: 'Interface: the named ones are there from the beginning, further ones are taken in as data.',
  },
  {
    clause: '2.2',
    by: 'page',
    says: 'The management page measures it: first-pass rate, standings by release, tickets, lab use, revenue.',
  },
  { clause: '2.3', by: 'table', says: 'The table of levels names the logo of each; the catalogue shows it.' },
  { clause: '3.0', by: 'noun', says: 'Level: an order of rank, by which "MCT or higher" is computed.' },
  { clause: '4.1', by: 'page', says: 'The path advisor tells which of the paths are open and why the others are not.' },
  { clause: '4A.9', by: 'page', says: 'Every project page says whose turn it is and since when.' },
  { clause: '4C.FN2', by: 'words', says: 'The joining page and the page of equipment say that the fee includes none.' },
  { clause: '7.5b', by: 'page', says: 'The report lists every test case; a guide may leave the list out.' },
]
