import type { EventId, Hash, Instant } from '../ids.ts'
import type { Known } from '../log/decode.ts'
import { type AttachedFile, type Entry, setOccurred } from '../log/entry.ts'
import type { LogState } from './state.ts'

type Attached = Extract<Known, { type: 'file.attached' }>

/**
 * Puts a file beside the entry it names. False when it stands by itself: it names none, or one that
 * is not there.
 */
export function attachFile(state: LogState, event: Attached, entry: Entry): boolean {
  const file = fileOf(event)
  const target = state.entry.get(event.data.target as EventId)
  if (target) {
    target.files.push(file)
    target.redacted ||= event.redacted
    target.amendments.push({
      id: event.id,
      redacted: event.redacted,
      what: 'attached',
      recordedAt: event.header.wall,
      t: event.header.t,
      body: event.text?.body ?? null,
      reason: null,
      by: event.text?.by ?? null,
      formerBody: null,
      formerOccurred: null,
    })
    state.entry.set(event.id, target)
    return true
  }
  setOccurred(entry, event.data.occurred)
  entry.body = event.text?.body ?? null
  entry.by = event.text?.by ?? null
  const { step } = event.data
  if (step !== undefined) Object.assign(entry, { lane: state.graph?.step.get(step)?.lane ?? null })
  entry.files.push(file)
  return false
}

const fileOf = (event: Attached): AttachedFile => ({
  id: event.id,
  hash: event.data.file as Hash,
  size: event.data.size,
  mime: event.data.mime,
  kind: event.data.kind,
  kept: event.data.kept,
  taken: (event.data.taken ?? null) as Instant | null,
  name: event.text?.name ?? null,
  body: event.text?.body ?? null,
  device: event.header.device,
  recordedAt: event.header.wall,
})
