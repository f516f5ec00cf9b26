import type { DeviceId, EventId, Hash } from '../ids.ts'
import type { Known } from '../log/decode.ts'
import { type Entry, setOccurred } from '../log/entry.ts'
import type { LogState } from './state.ts'

type Event<T extends Known['type']> = Extract<Known, { type: T }>

/** A checkpoint that the log itself mentions. */
export interface Anchor {
  readonly checkpoint: Hash
  readonly heads: readonly EventId[]
  /** Devices that signed it. */
  readonly signers: Set<DeviceId>
  /** The entries that say who received it. */
  readonly entries: EventId[]
}

export function makeAnchor(state: LogState, event: Event<'anchor.made'>, entry: Entry): void {
  setOccurred(entry, event.data.occurred)
  entry.to = event.text?.to ?? null
  entry.body = event.text?.body ?? null
  entry.by = event.text?.by ?? null
  const anchor = anchorOf(state, event)
  anchor.entries.push(event.id)
  if (event.data.sig !== undefined) anchor.signers.add(event.header.device)
}

export function cosignAnchor(state: LogState, event: Event<'anchor.cosigned'>): void {
  anchorOf(state, event).signers.add(event.header.device)
}

function anchorOf(state: LogState, event: Event<'anchor.made' | 'anchor.cosigned'>): Anchor {
  const checkpoint = event.data.checkpoint as Hash
  const known = state.anchors.get(checkpoint)
  if (known) return known
  const heads = event.data.heads.map((id) => id as EventId)
  const anchor: Anchor = { checkpoint, heads, signers: new Set(), entries: [] }
  state.anchors.set(checkpoint, anchor)
  return anchor
}
