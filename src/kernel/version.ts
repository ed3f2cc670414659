/**
 * The order of version numbers as people mean it. The numbers count first, a missing one as nought
 * (`10` is `10.0`); then comes what follows them, and a plain version stands before its service packs
 * (10.0 < 10.0 SP1 < 10.0 SP2 < 10.0 SP10 < 10.1). Two spellings of one version compare as equal.
 */
export function compareVersions(first: string, second: string): number {
  const a = partsOf(first)
  const b = partsOf(second)
  return compareLists(a.numbers, b.numbers, 0) || compareLists(a.suffix, b.suffix, '')
}

type Parts = { readonly numbers: readonly number[]; readonly suffix: readonly (number | string)[] }

const CACHE = new Map<string, Parts>()

function partsOf(version: string): Parts {
  const cached = CACHE.get(version)
  if (cached) return cached
  const [, numbers = '', suffix = ''] =
    /^[^\d]{0,20}(\d{1,15}(?:\.\d{1,15}){0,15})?(.*)$/s.exec(version.toLowerCase()) ?? []
  const parts: Parts = {
    numbers: numbers === '' ? [] : numbers.split('.').map(Number),
    suffix: (suffix.match(/\d{1,15}|[a-z]+/g) ?? [])
      .slice(0, 16)
      .map((each) => (/^\d/.test(each) ? Number(each) : each)),
  }
  if (CACHE.size > 10_000) CACHE.clear()
  CACHE.set(version, parts)
  return parts
}

function compareLists<Part extends number | string>(a: readonly Part[], b: readonly Part[], missing: Part): number {
  for (let i = 0; i < Math.max(a.length, b.length); i += 1) {
    const left = a[i] ?? missing
    const right = b[i] ?? missing
    if (left === right) continue
    if (typeof left === typeof right) return left < right ? -1 : 1
    return left === '' ? -1 : right === '' ? 1 : typeof left === 'string' ? -1 : 1
  }
  return 0
}
