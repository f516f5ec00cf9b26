import { erasedBy, withoutTexts } from '../domain/chronology/redaction.ts'
import { fold } from '../domain/evolve/evolve.ts'
import type { LogId } from '../domain/ids.ts'
import { soundEvents } from './integrity.ts'
import { summaryAfter } from './log.ts'
import type { Ports } from './ports.ts'

/**
 * Puts back what the second copy has of a log and the store lacks or has spoilt; how many events
 * that were. Nothing enters that does not verify, and nothing that verifies is left out: an event
 * behind a gap is as true as one before it, and the check of the chain goes on to name the gap.
 */
export async function healLog(ports: Ports, log: LogId): Promise<number> {
  const copy = await ports.journal.read(log)
  const stored = await ports.store.read(log)
  const all = [...copy, ...stored]
  const kept = await soundEvents(ports, log, stored, all)
  const known = new Set(kept.map(({ event }) => event.id))
  const copied = await soundEvents(ports, log, copy, all)
  // Where both hold (one without a text that was blacked out) the store is right.
  const lost = copied.filter(({ event }) => !known.has(event.id))
  const sound = [...kept, ...lost]
  const first = sound[0]?.header
  if (!first) return 0
  const { purpose, mode } = first
  const own = sound.filter(({ header }) => header.mode === mode && header.purpose === purpose)
  const whole = own.map(({ event }) => event)
  const erased = erasedBy(fold(null, whole), [ports.signer.device, ...ports.former])
  const state = fold(null, withoutTexts(whole, erased))
  const last = own.reduce((a, b) => (b.header.lamport > a.header.lamport ? b : a))
  return ports.store.heal({
    ...{ log, purpose, mode, runbookHash: state.runbook?.hash ?? null },
    events: withoutTexts(
      lost.filter((event) => own.includes(event)).map(({ event }) => event),
      erased,
    ),
    summary: summaryAfter(state, [], last.header.t),
  })
}
