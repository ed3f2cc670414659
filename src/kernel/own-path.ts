/** Addresses within this site, told from all that only look like it. */

/** A path within this site, or the given fallback: redirects never lead elsewhere. */
export function ownPath(path: string | null | undefined, otherwise: string): string {
  if (!path || !path.startsWith('/') || path.startsWith('//') || /[\\\s\p{Cc}]|%00/u.test(path)) return otherwise
  try {
    const url = new URL(path, 'http://own.invalid')
    // Dots are resolved by now: `/..//elsewhere` has become an address without a scheme.
    const isOwn = url.host === 'own.invalid' && !url.pathname.startsWith('//')
    return isOwn ? url.pathname + url.search + url.hash : otherwise
  } catch {
    return otherwise
  }
}
