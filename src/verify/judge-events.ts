import type { DeviceId, EventId } from '../domain/ids.ts'
import { messageOfId } from '../domain/log/event.ts'
import type { Signatures } from '../domain/ports.ts'
import type { Found, LogEvent } from '../domain/proof/judge-log.ts'
import type { FaultKind, VerifyCheck } from '../domain/proof/verification-report.ts'
import { compareInFile } from '../export/jsonl-form.ts'
import type { JsonlFault, ParsedJsonl } from '../export/parse-jsonl.ts'

/** Which check a fault of the log's file belongs to. The runbook is judged by itself. */
const checkOf: Readonly<Record<JsonlFault, readonly [VerifyCheck, FaultKind] | null>> = {
  changed: ['log', 'changed'],
  noTrailer: ['log', 'cut'],
  trailer: ['log', 'trailer'],
  notCanonical: ['log', 'notCanonical'],
  form: ['log', 'form'],
  order: ['log', 'order'],
  twice: ['log', 'twice'],
  event: ['events', 'event'],
  stranger: ['oneLog', 'stranger'],
  act: ['oneLog', 'act'],
  runbook: null,
}

export const judgeLines = (parsed: ParsedJsonl): readonly Found[] =>
  parsed.problems.flatMap(({ line, fault, detail }) => {
    const [check, what] = checkOf[fault] ?? []
    return check && what ? [{ check, line, what, detail }] : []
  })

/** The events whose headers are of their form, each once, in proof order. */
export function eventsOf(parsed: ParsedJsonl): readonly LogEvent[] {
  const events = new Map<EventId, LogEvent>()
  for (const [i, event] of parsed.events.entries()) {
    const { line, header } = parsed.places[i] ?? { line: 0, header: null }
    if (!header || events.has(event.id)) continue
    const sound = !parsed.unsound.has(event.id)
    events.set(event.id, { id: event.id, header, line, event, sound })
  }
  return [...events.values()].sort(compareInFile)
}

/** A browser judges signatures on threads of its own: one at a time, each would wait for its answer. */
const atOnce = 64

/** Devices that never gave a key that is theirs, and signatures that do not hold under it. */
export async function judgeSignatures(
  events: readonly LogEvent[],
  keys: ReadonlyMap<DeviceId, Uint8Array>,
  signatures: Signatures,
  told: (events: number) => Promise<void>,
): Promise<{ readonly keyless: readonly DeviceId[]; readonly found: readonly Found[] }> {
  const keyless = new Set<DeviceId>()
  const found: Found[] = []
  for (let from = 0; from < events.length; from += atOnce) {
    const batch = events.slice(from, from + atOnce)
    const held = await Promise.all(
      batch.map(({ header, event }) => {
        const key = keys.get(header.device)
        return key ? signatures.verify(key, messageOfId(event.id), event.sig) : null
      }),
    )
    for (const [i, { header, line }] of batch.entries()) {
      if (held[i] === null) keyless.add(header.device)
      else if (!held[i]) found.push({ check: 'signatures', line, what: 'badSignature' })
    }
    await told(batch.length)
  }
  return { keyless: [...keyless], found }
}
