import type { Draft, FileKind, Occurred } from '../events/events.ts'
import type { EventId, Instant } from '../ids.ts'
import { words } from '../wording.ts'

export type FileCommand = {
  readonly do: 'attachFile'
  /** SHA-256 of the bytes as they were received. */
  readonly file: string
  readonly size: number
  readonly mime: string
  readonly kind: FileKind
  /** The entry it belongs to; omitted, it stands by itself. */
  readonly target?: EventId
  readonly occurred?: Occurred
  readonly kept: boolean
  readonly taken?: Instant
  /** The step on whose card it was attached. */
  readonly step?: string
  readonly name?: string
  readonly body?: string
  readonly by?: string
}

export const fileDraft = (command: FileCommand, now: Occurred): Draft => ({
  type: 'file.attached',
  data: {
    file: command.file,
    size: command.size,
    mime: command.mime,
    kind: command.kind,
    target: command.target ?? null,
    occurred: command.occurred ?? now,
    kept: command.kept,
    ...(command.taken ? { taken: command.taken } : {}),
    ...(command.step ? { step: command.step } : {}),
  },
  text: words({ name: command.name, body: command.body, by: command.by }),
})
