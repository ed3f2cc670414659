/** Timing that compares: ours and the bare limit in turns, on the same input, in the same run. */
import { performance } from 'node:perf_hooks'

export type Timing = { readonly p50: number; readonly p99: number }

/** One thing measured: ours beside its bare limit, in milliseconds. */
export type Measured = {
  readonly what: string
  readonly limit: string
  readonly ours: Timing
  readonly bare: Timing
  readonly rounds: number
}

export type Pair<Input> = {
  readonly what: string
  /** What the bare limit is, in words. */
  readonly limit: string
  readonly inputs: readonly Input[]
  readonly ours: (input: Input) => Promise<unknown>
  readonly bare: (input: Input) => Promise<unknown>
}

/** Runs both on every input, each first every other time, after a tenth of the inputs to warm up. */
export async function measure<Input>({ what, limit, inputs, ours, bare }: Pair<Input>): Promise<Measured> {
  for (const input of inputs.slice(0, Math.ceil(inputs.length / 10))) {
    await ours(input)
    await bare(input)
  }
  const times = { ours: [] as number[], bare: [] as number[] }
  const clock = async (which: 'ours' | 'bare', work: (input: Input) => Promise<unknown>, input: Input) => {
    const from = performance.now()
    await work(input)
    times[which].push(performance.now() - from)
  }
  for (const [index, input] of inputs.entries()) {
    if (index % 2 === 0) {
      await clock('ours', ours, input)
      await clock('bare', bare, input)
    } else {
      await clock('bare', bare, input)
      await clock('ours', ours, input)
    }
  }
  return { what, limit, ours: timingOf(times.ours), bare: timingOf(times.bare), rounds: inputs.length }
}

export function timingOf(times: readonly number[]): Timing {
  const sorted = times.toSorted((a, b) => a - b)
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN
  return { p50: at(0.5), p99: at(0.99) }
}
