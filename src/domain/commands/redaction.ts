import type { Draft, ErasureBasis, RedactionReason } from '../events/events.ts'
import type { EventId } from '../ids.ts'
import { words } from '../wording.ts'

export type RedactionCommand =
  | {
      readonly do: 'redactTexts'
      /** Events whose texts are left out of redacted copies. */
      readonly targets: readonly EventId[]
      /** Null: no longer. */
      readonly why: RedactionReason | null
      readonly reason?: string
      readonly by?: string
    }
  | {
      readonly do: 'eraseTexts'
      readonly targets: readonly EventId[]
      readonly basis: ErasureBasis
      readonly reason?: string
      /** Who decided it. The one act that needs a name: it cannot be undone. */
      readonly by: string
    }

export function redactionDraft(command: RedactionCommand): Draft {
  const targets = [...new Set(command.targets)].sort()
  const text = words({ reason: command.reason, by: command.by })
  return command.do === 'redactTexts'
    ? { type: 'entry.redacted', data: { targets, why: command.why }, text }
    : { type: 'entry.erased', data: { targets, basis: command.basis }, text }
}
