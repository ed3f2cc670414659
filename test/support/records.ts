/** Records of an interop written down in a line or two, for tests of standing and support; nothing is kept anywhere. */
import { type Day, day } from '../../src/kernel/day.ts'
import type { Certification, Extension, ReleasePair } from '../../src/programme/certification.ts'
import type { ParameterSetting, ParameterValue } from '../../src/programme/parameter-setting.ts'
import type { PlatformRelease } from '../../src/programme/platform.ts'
import type { ClockRecord } from '../../src/rulebook/clocks.ts'
import { type Figures, figuresOn } from '../../src/rulebook/parameters.ts'

export const major = (version: string, ga: string): PlatformRelease => ({ version, kind: 'major', ga: day(ga) })

export const planned = (version: string, on: string): PlatformRelease => ({ version, kind: 'major', planned: day(on) })

export const pair = (platformRelease: string, productRelease = '1.0'): ReleasePair => ({
  platformRelease,
  productRelease,
})

export const extended = (on: string, ...pairs: readonly ReleasePair[]): Extension => ({ on: day(on), pairs })

/** What a test says of a certification; days as text. */
export type Certified = Partial<Omit<Certification, 'granted' | 'withdrawn'>> & {
  readonly granted?: string
  readonly withdrawn?: string
}

export function certification({ granted, withdrawn, ...rest }: Certified = {}): Certification {
  return {
    number: 'C1',
    product: 'p',
    platform: 'm',
    level: 'MCT',
    granted: day(granted ?? '2024-01-15'),
    region: null,
    testedBy: 'lab',
    pairs: [pair('8.0')],
    extensions: [],
    withdrawn: withdrawn ? day(withdrawn) : null,
    ...rest,
  }
}

export type Recorded = {
  readonly family?: ClockRecord['family']
  readonly releases?: readonly PlatformRelease[]
  readonly certified?: Certified
  /** Platform release and day of acceptance. */
  readonly sat?: readonly (readonly [release: string, accepted: string])[]
  /** Day of confirmation and, where it was cleared, of that. */
  readonly issues?: readonly (readonly [confirmed: string, cleared?: string])[]
}

/** A trunk certified on release 8.0 on 2024-01-15, unless told otherwise. */
export function record(recorded: Recorded = {}): ClockRecord {
  return {
    certification: certification(recorded.certified),
    family: recorded.family ?? 'sip-trunk',
    platform: { id: 'm', name: 'Platform', releases: recorded.releases ?? [major('8.0', '2023-01-01')] },
    satEvidence: (recorded.sat ?? []).map(([platformRelease, accepted]) => ({
      platformRelease,
      accepted: day(accepted),
    })),
    fieldIssues: (recorded.issues ?? []).map(([confirmed, cleared], index) => ({
      id: `FI-${index + 1}`,
      confirmed: day(confirmed),
      cleared: cleared ? day(cleared) : null,
    })),
  }
}

/** A value as a programme manager sets it, in force from the beginning unless told. */
export function setting(key: string, value: ParameterValue, from = '2000-01-01'): ParameterSetting {
  return { key, values: [{ from: day(from), value, reason: 'A test.', by: 'manager', at: '', day: day(from) }] }
}

/** The programme's own figures, with some of them set otherwise. */
export function figuresWith(values: Readonly<Record<string, ParameterValue>>, on: Day = day('2026-06-15')): Figures {
  return figuresOn(
    on,
    Object.entries(values).map(([key, value]) => setting(key, value)),
  )
}
