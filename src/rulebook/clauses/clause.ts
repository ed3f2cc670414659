/**
 * A clause is one numbered paragraph of the source document, told in our own words; a reading is what we
 * take clauses to mean where they clash or are silent. What carries a clause out is told elsewhere.
 */
export type ClauseKind = 'rule' | 'recommendation' | 'decision' | 'fact' | 'entitlement' | 'artefact'

export type Clause = {
  /** Ours, and never changed: `5N.d2` is section 5, all but SIP trunking, point d, second part. */
  readonly id: string
  readonly kind: ClauseKind
  /** Whom it binds or serves. */
  readonly who: string
  readonly says: string
}

export type Reading = {
  /** `X-07` where the document can be read in two ways, `G-02` where it leaves a gap. */
  readonly id: string
  /** The clauses it interprets or fills. */
  readonly clauses: readonly string[]
  readonly says: string
}
