/** The languages that we speak, by their BCP 47 tags (RFC 5646), each named in itself. English is what is written in the source. */
export const LANGUAGES = { en: 'English', de: 'Deutsch', fr: 'Français', es: 'Español' } as const

export type Language = keyof typeof LANGUAGES

export const LANGUAGE_TAGS = Object.keys(LANGUAGES) as Language[]

/** Those that English is put into. */
export const OTHER_LANGUAGES = ['de', 'fr', 'es'] as const satisfies readonly Language[]

/**
 * A text as it is kept, with the texts of ours that it consists of, one after the other; with none where somebody wrote
 * it. What is ours is said in the reader's language; what somebody wrote stays as they wrote it.
 */
export type Attributed = { readonly text: string; readonly ours: readonly string[] }

export function languageNamed(tag: string | null | undefined): Language | null {
  return LANGUAGE_TAGS.find((each) => each === tag) ?? null
}

/** The one of ours that a reader would rather have (RFC 9110 §12.5.4); null where they name none of them. */
export function languageAccepted(header: string | null | undefined): Language | null {
  const wanted = (header ?? '')
    .slice(0, 500)
    .split(',')
    .map((range) => {
      const [tag = '', ...rest] = range.trim().toLowerCase().split(';')
      const weight = rest.map((each) => /^\s*q=([01](?:\.\d{0,3})?)\s*$/.exec(each)?.[1]).find(Boolean)
      return { language: languageNamed(tag.trim().split('-')[0]), weight: Number(weight ?? 1) }
    })
    .filter(({ language, weight }) => language !== null && weight > 0)
  return wanted.toSorted((a, b) => b.weight - a.weight)[0]?.language ?? null
}
