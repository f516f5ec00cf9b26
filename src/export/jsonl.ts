import type { StoredEvent } from '../domain/event.ts'

export function jsonl(_events: readonly StoredEvent[], _runbook: Uint8Array | null): Uint8Array {
  return new Uint8Array()
}
