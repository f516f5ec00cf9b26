import type { Command } from '../domain/command.ts'
import type { ActId, Instant, LogId } from '../domain/ids.ts'
import { instantMs } from '../domain/instant.ts'
import type { Ports } from './ports.ts'

/**
 * What this run of the app is about to attach, written down before it is kept: a camera may leave no
 * copy anywhere else. A later run finishes what lies here whole and says what was lost.
 */

export interface Intent {
  readonly act: ActId
  readonly at: Instant
  /** `file` is empty until the bytes were hashed. */
  readonly command: Extract<Command, { readonly do: 'attachFile' }>
}

export interface LeftBehind {
  readonly key: string
  readonly intents: readonly Intent[]
}

/** Another tab that is alive wrote its intents down within this. */
const aliveMs = 30_000

const prefix = (log: LogId): string => `attaching:${log}:`

export async function writeIntents(
  ports: Ports,
  log: LogId,
  intents: readonly Intent[],
): Promise<void> {
  const text = intents.length === 0 ? '' : JSON.stringify({ beat: ports.clock.wall(), intents })
  // Where not even this can be written, the file itself says so.
  await ports.store.saveDraft(prefix(log) + ports.clock.boot, text).catch(() => undefined)
}

export interface Found {
  readonly left: readonly LeftBehind[]
  /** Some may still be under way in another tab: to be asked again. */
  readonly unsure: boolean
}

export async function findIntents(ports: Ports, log: LogId): Promise<Found> {
  const left: LeftBehind[] = []
  let unsure = false
  for (const [key, text] of await ports.store.drafts()) {
    if (!key.startsWith(prefix(log)) || key.endsWith(ports.clock.boot)) continue
    const kept = intentsFrom(text)
    const sinceMs = instantMs(ports.clock.wall()) - instantMs(kept.beat)
    if (sinceMs >= 0 && sinceMs < aliveMs) unsure = true
    else left.push({ key, intents: kept.intents })
  }
  return { left, unsure }
}

/** Removes every intent of a log that was deleted. */
export async function forgetIntents(ports: Ports, log: LogId): Promise<void> {
  for (const key of (await ports.store.drafts()).keys())
    if (key.startsWith(prefix(log))) await ports.store.saveDraft(key, '')
}

function intentsFrom(text: string): { beat: Instant; intents: readonly Intent[] } {
  try {
    return JSON.parse(text)
  } catch {
    return { beat: '1970-01-01T00:00:00.000+00:00' as Instant, intents: [] }
  }
}
