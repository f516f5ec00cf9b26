import type { Instant, LogId } from '../domain/ids.ts'
import type { Library } from '../domain/ports.ts'
import { jsonl } from '../export/jsonl.ts'
import { openHandover } from '../export/read-handover.ts'
import { createSession, type Session } from '../session/session.ts'
import { type MemoryDisk, memoryDisk } from '../store/memory.ts'
import { memoryFilesDisk } from '../store/memory-files.ts'
import { bytesSource } from '../zip/zip-source.ts'
import { type ReplayWorld, replayWorld } from './replay-world.ts'

/** A device of a replay: switched on when it first acts. */
export interface ReplayDevice {
  readonly session: Session
  readonly world: ReplayWorld
}

/** The devices of a replay, which meet only where it says so. Their clocks show one time. */
export interface ReplayDevices {
  setTime(at: Instant): void
  of(id: string): Promise<ReplayDevice>
  /** Takes in what another device holds and opens it; with `admit` its devices are confirmed. */
  take(id: string, from: string, admit: boolean): Promise<void>
  /** Keeps what lies in a device now, under a label. */
  backup(id: string, label: string): Promise<void>
  /** Sets a device back to that: the same key, and nothing of what it recorded since. */
  restore(id: string, label: string): Promise<void>
}

interface Part extends ReplayDevice {
  readonly disk: MemoryDisk
  readonly restored: number
}

/** `first` opens the incident: its key and randomness come from the bare seed. */
export function replayDevices(
  {
    seed,
    start,
    first,
  }: { readonly seed: number; readonly start: Instant; readonly first: string },
  library: Library,
): ReplayDevices {
  const parts = new Map<string, Part>()
  const backups = new Map<string, MemoryDisk>()
  // Photos are handed over with the record each time: one place stands for all devices.
  const files = memoryFilesDisk()
  let now = start

  const switchOn = async (id: string, disk: MemoryDisk, restored: number): Promise<Part> => {
    const own = id === first ? `${seed}` : `${seed}/${id}`
    const world = replayWorld(own, start, library, { disk, files, restored })
    world.setTime(now)
    const session = createSession(world)
    await session.boot()
    const part = { session, world, disk, restored }
    parts.set(id, part)
    return part
  }
  const of = async (id: string): Promise<Part> =>
    parts.get(id) ?? (await switchOn(id, memoryDisk(), 0))

  return {
    of,
    setTime(at) {
      now = at
      for (const { world } of parts.values()) world.setTime(at)
    },
    async take(id, from, admit) {
      const [to, giver] = [await of(id), await of(from)]
      const { events, runbook } = await giver.session.storedLog()
      const opened = await openHandover(bytesSource(jsonl(events, runbook)))
      if (!opened.ok) throw new Error(JSON.stringify(opened.problems[0]))
      const { copies } = to.session
      const examined = await copies.examine(opened.handover)
      const taken = await copies.take(examined, { admit: admit ? examined.unconfirmed : [] })
      if (!taken.ok) throw new Error(`${id} does not take in what ${from} holds: ${taken.why}`)
      await to.session.openIncident(opened.handover.log)
    },
    async backup(id, label) {
      backups.set(label, structuredClone((await of(id)).disk))
    },
    async restore(id, label) {
      const [{ session, restored }, backup] = [await of(id), backups.get(label)]
      if (!backup) throw new Error(`no backup is labelled ${label}`)
      const log = openOf(session)
      const part = await switchOn(id, structuredClone(backup), restored + 1)
      await part.session.openIncident(log)
    },
  }
}

function openOf(session: Session): LogId {
  const { open } = session.state.getState()
  if (!open) throw new Error('no incident is open')
  return open.id
}
