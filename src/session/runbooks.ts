import type { LogState } from '../domain/evolve/state.ts'
import type { Runbook } from '../domain/flow/runbook.ts'
import { withTargets } from '../domain/flow/targets.ts'
import { canonicalText, type Json, utf8 } from '../domain/json.ts'
import { hashHex } from '../domain/log/event.ts'
import type { RunbookInfo } from '../domain/ports.ts'
import { parseCompiled } from './compiled.ts'
import type { Ports } from './ports.ts'

/** A flow an incident can pin, with its exact bytes. */
export interface PinnedRunbook {
  readonly runbook: Runbook
  readonly bytes: Uint8Array
  readonly hash: string
}

/** The flows a new incident can start with: the hospital's own in the place of the shipped ones. */
export function usableRunbooks(
  shipped: readonly RunbookInfo[],
  readiness: LogState,
): readonly RunbookInfo[] {
  const own = [...readiness.adopted.values()]
  const added = own.filter((book) => !shipped.some((known) => known.id === book.id))
  return [...shipped.map((book) => readiness.adopted.get(book.id) ?? book), ...added]
}

/** The flow new incidents start with under this id, as it was authored: without own targets. */
export const presentRunbook = async (
  ports: Ports,
  readiness: LogState,
  id: string,
): Promise<PinnedRunbook> =>
  (await adoptedRunbook(ports, readiness, id)) ?? (await shippedRunbook(ports, id))

/** What an incident pins when it starts now: the hospital's flow if it has one, with its targets. */
export async function runbookToStart(
  ports: Ports,
  readiness: LogState,
  id: string,
): Promise<PinnedRunbook> {
  const base = await presentRunbook(ports, readiness, id)
  const tuned = withTargets(base.runbook, readiness.targets)
  const pinned = tuned === base.runbook ? base : pinnedOf(tuned)
  try {
    await ports.store.saveRunbook(pinned.hash, pinned.bytes)
    return pinned
  } catch {
    // Only the shipped one can be found again by its hash: better that than a flow that is lost.
    return base
  }
}

/** Keeps a flow's bytes. Rejects with a StoreError; adopting it comes after. */
export async function keepRunbook(ports: Ports, runbook: Runbook): Promise<PinnedRunbook> {
  const pinned = pinnedOf(runbook)
  await ports.store.saveRunbook(pinned.hash, pinned.bytes)
  return pinned
}

function pinnedOf(runbook: Runbook): PinnedRunbook {
  const bytes = utf8(canonicalText(runbook as unknown as Json))
  return { runbook, bytes, hash: hashHex(bytes) }
}

async function shippedRunbook(ports: Ports, id: string): Promise<PinnedRunbook> {
  const info = ports.library.runbooks.find((book) => book.id === id)
  if (!info) throw new RangeError(`no runbook ${id}`)
  const bytes = await ports.library.load(id)
  return { runbook: parseCompiled<Runbook>(bytes), bytes, hash: info.hash }
}

/** Null also when its bytes were lost or altered: an incident then starts with the shipped flow. */
async function adoptedRunbook(
  ports: Ports,
  readiness: LogState,
  id: string,
): Promise<PinnedRunbook | null> {
  const own = readiness.adopted.get(id)
  if (!own) return null
  const bytes = await ports.store.runbook(own.hash).catch(() => null)
  if (!bytes || hashHex(bytes) !== own.hash) return null
  return { runbook: parseCompiled<Runbook>(bytes), bytes, hash: own.hash }
}
