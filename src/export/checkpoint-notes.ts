import type { DeviceId, Hash } from '../domain/ids.ts'
import { eventProblem } from '../domain/log/chain.ts'
import { parseHeader, type StoredEvent } from '../domain/log/event.ts'
import { checkpointText } from '../domain/proof/checkpoint.ts'
import { keysOf, type LogEvent, mentionedCheckpoints } from '../domain/proof/judge-log.ts'
import { type NoteSignature, noteSignature, writeNote } from '../domain/proof/signed-note.ts'
import { compareInFile } from './jsonl-form.ts'

/** Every checkpoint that devices signed in the log, as signed notes by the hash of their text. */
export function checkpointNotes(events: readonly StoredEvent[]): ReadonlyMap<Hash, string> {
  const placed = events
    .flatMap((event): LogEvent[] => {
      const parsed = parseHeader(event.header, true)
      const sound = eventProblem(event) === null
      return parsed.ok ? [{ id: event.id, header: parsed.header, line: 0, event, sound }] : []
    })
    .sort(compareInFile)
  const keys = keysOf(placed)
  const notes = new Map<Hash, { text: string; signatures: Map<DeviceId, NoteSignature> }>()
  for (const { device, checkpoint, hash, sig } of mentionedCheckpoints(placed).mentioned) {
    const key = keys.get(device)
    if (!sig || !key) continue
    const note = notes.get(hash) ?? { text: checkpointText(checkpoint), signatures: new Map() }
    notes.set(hash, note)
    if (!note.signatures.has(device)) note.signatures.set(device, noteSignature(device, key, sig))
  }
  return new Map(
    [...notes].map(([hash, { text, signatures }]) => [
      hash,
      writeNote({ text, signatures: [...signatures.values()] }),
    ]),
  )
}
