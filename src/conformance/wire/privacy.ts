/** What those see of a capture who look at a project without working on it: all of it but keys pressed and secrets. */
import type { CaptureFile } from '../../capture/capture-file.ts'
import type { LadderWindow } from '../../capture/ladder-window.ts'
import { messageWithoutSecrets, withoutSecrets } from '../../capture/secrets.ts'
import type { CaptureReading } from './looking.ts'

const KEYS = /(digits |keys: |^)([0-9*#ABCD!]+)(\.?)$/

function withoutKeys(text: string): string {
  return text.replace(
    KEYS,
    (_, before: string, keys: string, after: string) => before + '*'.repeat(keys.length) + after,
  )
}

/** Every text of a value, however deep it stands: a table of places where a secret may be would be wrong one day. */
function withoutSecretsIn<Value>(value: Value): Value {
  return mapped(value) as Value
}

function mapped(value: unknown): unknown {
  if (typeof value === 'string') return withoutSecrets(value)
  if (Array.isArray(value)) return value.map(mapped)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, mapped(each)]))
}

export function maskedReading(reading: CaptureReading): CaptureReading {
  const { inspection, judgements } = withoutSecretsIn(reading)
  return {
    ...reading,
    inspection: {
      ...inspection,
      streams: inspection.streams.map((stream) => ({ ...stream, dtmf: '*'.repeat(stream.dtmf.length) })),
    },
    judgements: judgements.map((judgement) => ({
      ...judgement,
      observations: judgement.observations.map((each) =>
        each.check === 'A10' ? { ...each, seen: withoutKeys(each.seen) } : each,
      ),
    })),
  }
}

/** The same capture, its messages overwritten before anybody reads or cuts them. */
export function maskedFile({ trace, bytesOf }: CaptureFile): CaptureFile {
  return { trace, bytesOf: async (messages) => (await bytesOf(messages)).map(messageWithoutSecrets) }
}

/** To be drawn from a masked file: what is masked here is what the index tells, and streams. */
export function maskedWindow(drawn: LadderWindow): LadderWindow {
  const window = withoutSecretsIn(drawn)
  return {
    ...window,
    rungs: window.rungs.map((rung) => (rung.kind === 'media' ? { ...rung, detail: withoutKeys(rung.detail) } : rung)),
  }
}
