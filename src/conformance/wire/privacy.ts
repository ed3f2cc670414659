/** What those see of a capture who look at a project without working on it: all of it but keys pressed and secrets. */
import type { LadderWindow } from '../../capture/ladder-window.ts'
import { withoutSecrets } from '../../capture/secrets.ts'
import type { CaptureReading } from './looking.ts'

const KEYS = /(digits |keys: |^)([0-9*#ABCD!]+)(\.?)$/

function withoutKeys(text: string): string {
  return text.replace(
    KEYS,
    (_, before: string, keys: string, after: string) => before + '*'.repeat(keys.length) + after,
  )
}

export function maskedReading(reading: CaptureReading): CaptureReading {
  const { inspection, judgements } = reading
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

export function maskedWindow(window: LadderWindow): LadderWindow {
  return {
    ...window,
    rungs: window.rungs.map((rung) => (rung.kind === 'media' ? { ...rung, detail: withoutKeys(rung.detail) } : rung)),
    messages: Object.fromEntries(
      Object.entries(window.messages).map(([ref, message]) => [
        ref,
        { ...message, text: withoutSecrets(message.text) },
      ]),
    ),
  }
}
