import type { ErasureBasis, RedactionReason } from '../events/events.ts'
import type { DeviceId, EventId, Instant } from '../ids.ts'
import type { Known } from '../log/decode.ts'
import type { Entry } from '../log/entry.ts'
import type { LogState } from './state.ts'

export type RedactionEvent = Extract<Known, { type: 'entry.redacted' | 'entry.erased' }>

/** Why a text is left out of redacted copies. */
export interface Redaction {
  readonly event: EventId
  readonly why: RedactionReason
  readonly reason: string | null
}

/** That a text was first erased, and on what basis. Other devices may still have it. */
export interface Erasure {
  readonly event: EventId
  /** Those that say they erased theirs. */
  readonly devices: ReadonlySet<DeviceId>
  readonly at: Instant
  readonly basis: ErasureBasis
  readonly by: string | null
}

export function evolveRedaction(state: LogState, event: RedactionEvent, entry: Entry): void {
  entry.body = event.text?.reason ?? null
  entry.by = event.text?.by ?? null
  for (const target of event.data.targets as EventId[]) {
    if (event.type === 'entry.erased') {
      const { basis } = event.data
      const { device, wall } = event.header
      const first = state.erasures.get(target)
      state.erasures.set(target, {
        ...(first ?? { event: event.id, at: wall, basis, by: entry.by }),
        devices: new Set([...(first?.devices ?? []), device]),
      })
      continue
    }
    const { why } = event.data
    if (why === null) state.redactions.delete(target)
    else state.redactions.set(target, { event: event.id, why, reason: entry.body })
  }
}
