import type { EventType } from '../events/events.ts'
import type { Known } from '../log/decode.ts'
import { type Entry, type EntryShape, setOccurred } from '../log/entry.ts'
import type { LogState } from './state.ts'

export const evidenceShapes = {
  'evidence.registered': 'evidence',
  'evidence.amended': 'evidence',
  'evidence.moved': 'evidence',
} as const satisfies { readonly [T in EventType]?: EntryShape }

export type EvidenceEvent = Extract<Known, { type: keyof typeof evidenceShapes }>

export const isEvidenceEvent = (event: Known): event is EvidenceEvent =>
  Object.hasOwn(evidenceShapes, event.type)

/**
 * The register is worked out from the lines themselves (`evidence.ts`), so that a strike or a
 * correction of one counts at once. Here a line gets its words, and an item the number it was given.
 */
export function evolveEvidence(state: LogState, event: EvidenceEvent, entry: Entry): void {
  entry.body = event.text?.body ?? null
  entry.by = event.text?.by ?? null
  switch (event.type) {
    case 'evidence.registered': {
      const { evidence, number, occurred, step } = event.data
      setOccurred(entry, occurred)
      setLane(state, entry, step)
      if (state.evidence.has(evidence)) break
      state.evidence.set(evidence, number)
      state.evidenceNumbers.set(number, [...(state.evidenceNumbers.get(number) ?? []), evidence])
      break
    }
    case 'evidence.amended':
      entry.body = event.text?.reason ?? null
      setLane(state, entry)
      break
    case 'evidence.moved':
      setOccurred(entry, event.data.occurred)
      entry.from = event.text?.from ?? null
      entry.to = event.text?.to ?? null
      setLane(state, entry)
      break
  }
}

/** The lane of the step it was registered on, else the flow's lane of evidence. */
function setLane(state: LogState, entry: Entry, step?: string): void {
  const own = step === undefined ? undefined : state.graph?.step.get(step)?.lane
  const lanes = state.graph?.runbook.lanes ?? []
  Object.assign(entry, { lane: own ?? lanes.find(({ id }) => id === evidenceLane)?.id ?? null })
}

/** The lane the shipped flows keep evidence in. */
export const evidenceLane = 'evidence'
