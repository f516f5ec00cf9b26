import type { EventId, Hash } from '../ids.ts'
import { sameBytes } from '../json.ts'
import type { StoredEvent } from '../log/event.ts'
import { absentParts } from '../proof/absent-parts.ts'
import type { CarriedFile, Handover } from './handover.ts'
import type { LogCopy } from './log-copy.ts'

/** Several files of one log, chosen together: the parts of an export, or copies of other hours. */
export interface GatheredCopies {
  readonly copy: LogCopy
  /** Each attached file, by every hand-over that brings it: in one of them it may be damaged. */
  readonly carried: ReadonlyMap<Hash, readonly CarriedCopy[]>
  /** Files the log says were kept and that none of them brings. */
  readonly missing: readonly Hash[]
  /** Events that were damaged where they were kept, and whole in none of them. */
  readonly damaged: readonly EventId[]
  /** Into how many parts the export was divided, and the first numbers of those that were not chosen. */
  readonly parts: number
  readonly absent: readonly number[]
}

/** An attached file, with the number of the hand-over that brings it. */
export interface CarriedCopy {
  readonly file: CarriedFile
  readonly from: number
}

/** Makes one copy of them, or says that they do not belong together. */
export function gatherCopies(
  handovers: readonly Handover[],
): GatheredCopies | 'otherIncident' | 'otherMode' {
  const [first] = handovers
  if (!first) throw new RangeError('no hand-over to gather')
  if (handovers.some(({ log }) => log !== first.log)) return 'otherIncident'
  if (handovers.some(({ mode, purpose }) => mode !== first.mode || purpose !== first.purpose))
    return 'otherMode'
  const events = new Map<EventId, StoredEvent>()
  const otherSignatures = new Map<EventId, Uint8Array[]>()
  const carried = new Map<Hash, CarriedCopy[]>()
  for (const [from, handover] of handovers.entries()) {
    for (const event of handover.events) {
      const known = events.get(event.id)
      // Where one of them has a text blacked out, the whole one counts.
      const { text, textSalt } = known?.text ? known : event
      events.set(event.id, { ...(known ?? event), text, textSalt })
      // The id does not cover the signature: which of them holds is found by the device's key.
      if (known && !sameBytes(known.sig, event.sig))
        otherSignatures.set(event.id, [...(otherSignatures.get(event.id) ?? []), event.sig])
    }
    for (const file of handover.files) {
      const others = carried.get(file.hash)
      if (others) others.push({ file, from })
      else carried.set(file.hash, [{ file, from }])
    }
  }
  const missing = new Set(handovers.flatMap((handover) => handover.missing))
  const damaged = new Set(handovers.flatMap((handover) => handover.damaged))
  const { log, mode, purpose } = first
  return {
    copy: {
      ...{ log, mode, purpose },
      ...{ events: [...events.values()], otherSignatures },
      runbook: handovers.find(({ runbook }) => runbook !== null)?.runbook ?? null,
    },
    carried,
    missing: [...missing].filter((hash) => !carried.has(hash)),
    damaged: [...damaged].filter((id) => !events.has(id)),
    parts: first.part.of,
    absent: partsNotChosen(handovers),
  }
}

function partsNotChosen(handovers: readonly Handover[]): readonly number[] {
  const of = handovers[0]?.part.of ?? 1
  // Parts of different exports do not complete each other.
  if (handovers.some(({ part }) => part.of !== of)) return []
  const chosen = new Set(handovers.map(({ part }) => part.number))
  return absentParts(of, (number) => chosen.has(number))
}
