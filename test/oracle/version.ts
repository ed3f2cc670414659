/**
 * Natural order of release names: 9.2 < 9.10 < 10, 10 = 10.0, and a service pack comes after the release it is of
 * (10.0 < 10.0 SP1 < 10.0 SP2 < 10.1). It knows nothing of dates or of what kind a release is.
 * Part of the oracle: deliberately a second implementation that shares nothing with src.
 */

type Version = { readonly before: string; readonly numbers: readonly number[]; readonly after: string }

const byNumber = new Intl.Collator('en', { numeric: true })
const parsed = new Map<string, Version>()

/** Negative when a is older than b, 0 when neither is, positive when a is newer. */
export function compareVersions(a: string, b: string): number {
  const left = parse(a)
  const right = parse(b)
  if (left.before !== right.before) return left.before < right.before ? -1 : 1
  for (let place = 0; place < Math.max(left.numbers.length, right.numbers.length); place += 1) {
    const difference = (left.numbers[place] ?? 0) - (right.numbers[place] ?? 0)
    if (difference !== 0) return difference
  }
  return left.after === right.after ? 0 : byNumber.compare(left.after, right.after)
}

export function newestVersion(versions: readonly string[]): string {
  return versions.reduce((newest, version) => (compareVersions(version, newest) > 0 ? version : newest))
}

function parse(text: string): Version {
  const before = parsed.get(text)
  if (before !== undefined) return before
  const parts = /^(\D*)(\d*(?:\.\d+)*)(.*)$/.exec(text.trim().toLowerCase())
  const version: Version = {
    before: parts?.[1] ?? '',
    numbers: (parts?.[2] ?? '').split('.').map(Number),
    after: (parts?.[3] ?? '').replace(/[^a-z0-9]/g, ''),
  }
  parsed.set(text, version)
  return version
}
