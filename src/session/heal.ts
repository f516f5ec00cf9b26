import { fold } from '../domain/evolve.ts'
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
  const whole = [...kept, ...lost]
  const first = whole[0]?.header
  if (!first) return 0
  const { purpose, mode } = first
  const own = whole.filter(({ header }) => header.mode === mode && header.purpose === purpose)
  const state = fold(
    null,
    own.map(({ event }) => event),
  )
  const last = own.reduce((a, b) => (b.header.lamport > a.header.lamport ? b : a))
  return ports.store.heal({
    ...{ log, purpose, mode, runbookHash: state.runbook?.hash ?? null },
    events: lost.filter((sound) => own.includes(sound)).map(({ event }) => event),
    summary: summaryAfter(state, [], last.header.t),
  })
}
