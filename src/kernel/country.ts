/**
 * Countries by their two-letter ISO 3166 code. The list is the one the runtime's own locale data
 * carries, so that it is kept by others.
 */
const NAMES = new Intl.DisplayNames(['en'], { type: 'region', fallback: 'none' })
/** Codes the locale data names that are no country, or no longer one. */
const NO_COUNTRY = new Set(
  'AC AN BU CP CQ CS DD DG DY EA EU EW EZ FX HV IC NH QO RH SU TA TP UK UN VD XA XB YD YU ZR ZZ'.split(' '),
)

export function countryName(code: string): string {
  return isCountry(code) ? (NAMES.of(code) ?? code) : code
}

/** Countries whose names take the article inside a sentence: groups of islands, unions, and a few more. */
const WITH_ARTICLE = new Set(
  'AE AX BS CC CF CK DO FK FO GB GM GS HM IM IO KM KY MH MP MV NL PH PS SB TC TF UM US VG VI'.split(' '),
)

/** As it stands inside a sentence: `Ireland`, `the United States`. */
export function countryInSentence(code: string): string {
  return WITH_ARTICLE.has(code) ? `the ${countryName(code)}` : countryName(code)
}

export function isCountry(code: string): boolean {
  return /^[A-Z]{2}$/.test(code) && !NO_COUNTRY.has(code) && NAMES.of(code) !== undefined
}

/** Every country, by name. */
export function allCountries(): readonly { code: string; name: string }[] {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'.split('')
  const codes = letters.flatMap((a) => letters.map((b) => a + b)).filter(isCountry)
  return codes.map((code) => ({ code, name: countryName(code) })).sort((a, b) => a.name.localeCompare(b.name))
}
