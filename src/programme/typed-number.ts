/**
 * Numbers as people type them from a printed page: in small letters, with blanks or other dashes, without the
 * noughts in front. Knows how numbers are written, not which of them exist.
 */
export type TypedNumber = { readonly kind: 'certification' | 'logo-authorisation'; readonly number: string }

const SHAPE = /^(sat|mct|mqt|mat|la)[\s\p{Pd}._/]*(\d{4})[\s\p{Pd}._/]*(\d{1,9})$/iu

/** The number as it is written on record; null for what is no number of ours by its shape. */
export function readTypedNumber(text: string): TypedNumber | null {
  const [, series = '', year = '', count = ''] = SHAPE.exec(text.trim()) ?? []
  if (series === '') return null
  const isLogo = series.toLowerCase() === 'la'
  const digits = String(Number(count)).padStart(isLogo ? 4 : 5, '0')
  return {
    kind: isLogo ? 'logo-authorisation' : 'certification',
    number: `${series.toUpperCase()}-${year}-${digits}`,
  }
}
