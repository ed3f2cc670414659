/** Applicants in a line of words, and the advice in words beside them: for whoever asks the rulebook, a command, or a page. */
import type { Level } from '../../src/programme/level.ts'
import type { Advice, Applicant } from '../../src/rulebook/advice.ts'

/**
 * Forty-two applicants as the source document tells of them (tables E1 and E2, and the readings,
 * ), one a line. Left of the double bar what they say; right of it what they are told, each answer with the
 * clauses it rests on. T: has a certified technician. R: is a reseller itself. Path C is open to all of them (4C.2).
 */
const APPLICANTS = `
trunk    -        - - -      MCT -    -   -      || optional | A no 4A.10 4A.14           | B no  | joins basic    | closed 3C.3
trunk    -        - - basic  MCT -    -   -      || optional | A no 4A.10 4A.14           | B no  | joins basic    | open 3C.3
trunk    -        - - noncom MCT -    -   -      || optional | A no 4A.10 4A.14           | B no  | joins basic    | closed 3C.3
trunk    reseller T - -      MCT -    -   -      || optional | A yes 4A.11 4A.10 4A.14 4A.7 | B yes | need not join  | open 3C.3
trunk    prime    - - -      MCT -    -   -      || optional | A no 4A.14                 | B yes | need not join  | open 3C.3
trunk    unit     T - -      MCT -    -   -      || optional | A yes 4A.11 4A.10 4A.14 4A.7 | B yes | need not join  | open 3C.3
trunk    -        T R -      MCT -    -   -      || optional | A yes 4A.11 4A.10 4A.14 4A.7 | B no  | need not join  | open 3C.3
trunk    -        - R -      MCT -    -   -      || optional | A no 4A.14                 | B no  | joins basic    | closed 3C.3
trunk    reseller T R -      MCT -    -   -      || optional | A yes 4A.11 4A.10 4A.14 4A.7 | B yes | need not join  | open 3C.3
trunk    -        T R msp    MAT -    -   -      || optional | A no 4A.7                  | B no  | joins msp      | closed 3T.MAT
trunk    -        T R msp    MQT emea -   -      || optional | A yes 4A.11 4A.10 4A.14 4A.7 | B no  | joins msp      | open 3T.MQT 3Q.3 3T.MQT
trunk    unit     - - mpp    MQT emea -   -      || optional | A no 4A.14                 | B yes | joins msp      | open 3T.MQT 3Q.3 3T.MQT
trunk    unit     - - msp    MQT -    -   -      || optional | A no 4A.14                 | B yes | joins msp      | closed 3T.MQT
trunk    reseller T - adv    MQT emea -   -      || optional | A yes 4A.11 4A.10 4A.14 4A.7 | B yes | joins msp      | closed 3Q.3
trunk    reseller T - -      MQT emea -   -      || optional | A yes 4A.11 4A.10 4A.14 4A.7 | B yes | joins msp      | closed 3Q.3
trunk    reseller T - msp    MAT -    -   -      || optional | A no 4A.7                  | B yes | joins msp      | open 3T.MAT 3A.3
trunk    reseller - - adv    MAT -    -   -      || optional | A no 4A.14 4A.7            | B yes | joins msp      | closed 3A.3
trunk    -        - - mpp    MAT -    -   -      || optional | A no 4A.10 4A.14 4A.7      | B no  | joins msp      | closed 3T.MAT
trunk    -        - - basic  SAT -    -   -      || optional | A no 4A.10 4A.14 4A.7      | B no  | joins basic    | open 5.2
trunk    reseller - - -      SAT -    -   -      || optional | A no 4A.14 4A.7            | B yes | joins basic    | closed 5.2
trunk    reseller T - noncom SAT -    -   -      || optional | A no 4A.7                  | B yes | joins basic    | open 5.2
trunk    reseller T - mpp    MCT -    -   resold || required | A yes 4A.11 4A.10 4A.14 4A.7 | B yes | need not join  | closed 1A.1
trunk    unit     - - msp    MQT emea -   resold || required | A no 4A.14                 | B yes | joins msp      | open 3T.MQT 3Q.3 3T.MQT 1A.1
trunk    prime    - - msp    MAT -    -   resold || required | A no 4A.14 4A.7            | B yes | joins msp      | open 3T.MAT 3A.3 1A.1
trunk    -        - - mpp    SAT -    -   resold || required | A no 4A.10 4A.14 4A.7      | B no  | joins basic    | open 5.2
lineside -        - - -      MCT -    -   -      || optional | A no 4A.11 4A.10 4A.14     | B no  | joins basic    | closed 3S.3 3C.3 4C.1
lineside -        - - basic  MCT -    sat -      || optional | A no 4A.11 4A.10 4A.14     | B no  | joins basic    | open 3S.3 3C.3 4C.1
lineside reseller T - -      MCT -    sat -      || optional | A no 4A.11                 | B yes | joins basic    | closed 4C.1
lineside reseller T - basic  MCT -    -   -      || optional | A no 4A.11                 | B yes | joins basic    | closed 3S.3
lineside -        - - noncom MCT -    sat -      || optional | A no 4A.11 4A.10 4A.14     | B no  | joins basic    | closed 3C.3 4C.1
lineside unit     - - msp    MQT emea sat -      || optional | A no 4A.11 4A.14           | B yes | joins msp      | open 3S.3 4C.1 3T.MQT 3Q.3 3T.MQT
lineside -        T R basic  MCT -    sat -      || optional | A no 4A.11                 | B no  | joins basic    | open 3S.3 3C.3 4C.1
api      -        - - basic  MCT -    sat -      || optional | A no 4A.11 4A.10 4A.14     | B no  | joins advanced | closed 4C.1
api      -        - - adv    MCT -    sat -      || optional | A no 4A.11 4A.10 4A.14     | B no  | joins advanced | open 3S.3 3C.3 4C.1
api      unit     - - adv    MCT -    sat -      || optional | A no 4A.11 4A.14           | B yes | joins advanced | open 3S.3 3C.3 4C.1
api      -        - - mpp    MCT -    -   -      || optional | A no 4A.11 4A.10 4A.14     | B no  | joins advanced | closed 3S.3
api      reseller - - mpp    MAT -    sat -      || optional | A no 4A.11 4A.14 4A.7      | B yes | joins msp      | open 3S.3 4C.1 3T.MAT 3A.3
api      -        - - adv    SAT -    -   -      || optional | A no 4A.11 4A.10 4A.14 4A.7 | B no  | joins advanced | open 5.2
other    -        - - msp    MCT -    sat -      || optional | A no 4A.11 4A.10 4A.14     | B no  | joins basic    | open 3S.3 3C.3 4C.1
other    reseller - - mpp    MAT -    sat resold || required | A no 4A.11 4A.14 4A.7      | B yes | joins msp      | open 3S.3 4C.1 3T.MAT 3A.3 1A.1
other    prime    - - msp    MQT emea -   -      || optional | A no 4A.11 4A.14           | B yes | joins msp      | closed 3S.3
other    -        - - -      SAT -    -   -      || optional | A no 4A.11 4A.10 4A.14 4A.7 | B no  | joins basic    | closed 5.2
`

/** What they say, and what they are told. */
export const APPLICANT_LINES = APPLICANTS.trim()
  .split('\n')
  .map((line) => line.split(' || ') as [says: string, told: string])

const FAMILY = { trunk: 'sip-trunk', lineside: 'sip-lineside', api: 'advanced-api', other: 'other' } as const
const SPONSOR = { '-': 'none', reseller: 'reseller', unit: 'sales-unit', prime: 'sales-prime' } as const
const TIER = {
  '-': null,
  noncom: 'mdp-noncommercial',
  basic: 'mdp-commercial-basic',
  adv: 'mdp-commercial-advanced',
  msp: 'msp',
  mpp: 'mpp',
} as const

export function applicantOf(line: string): Applicant {
  const [family, sponsor, technician, reseller, tier, level, region, sat, resold] = line.trim().split(/\s+/)
  return {
    family: FAMILY[family as keyof typeof FAMILY],
    sponsor: SPONSOR[sponsor as keyof typeof SPONSOR],
    technicianCertified: technician === 'T',
    isReseller: reseller === 'R',
    tier: TIER[tier as keyof typeof TIER],
    level: level as Level,
    region: region === '-' ? null : region!,
    satAccepted: sat === 'sat',
    resoldByVendor: resold === 'resold',
  }
}

export const JOINS = {
  'mdp-noncommercial': 'joins non-commercial',
  'mdp-commercial-basic': 'joins basic',
  'mdp-commercial-advanced': 'joins advanced',
  msp: 'joins msp',
  mpp: 'joins mpp',
} as const

export function adviceInWords(advice: Advice): string {
  const clauses = (because: Advice['level']['because']) => because.map((each) => each.clause).join(' ')
  const [a, b] = advice.paths
  return [
    advice.certification,
    `A ${a!.open ? 'yes' : 'no'} ${clauses(a!.because)}`,
    `B ${b!.open ? 'yes' : 'no'}`,
    advice.membership === null ? 'need not join' : JOINS[advice.membership],
    `${advice.level.open ? 'open' : 'closed'} ${clauses(advice.level.because)}`,
  ].join(' | ')
}

export const spaced = (line: string) => line.replace(/\s*\|\s*/g, ' | ').trim()
