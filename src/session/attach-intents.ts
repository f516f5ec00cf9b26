import type { Command } from '../domain/commands/command.ts'
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
  readonly intent: Intent
}

/** Another tab that is alive wrote something down within this. */
const aliveMs = 30_000

const ofLog = (log: LogId): string => `attaching:${log}:`
const keyOf = (ports: Ports, log: LogId, act: ActId): string =>
  `${ofLog(log)}${ports.clock.boot}:${act}`

export async function writeIntent(ports: Ports, log: LogId, intent: Intent): Promise<void> {
  const text = JSON.stringify({ beat: ports.clock.wall(), intent })
  // Where not even this can be written, the file itself says so.
  await ports.store.saveDraft(keyOf(ports, log, intent.act), text).catch(() => undefined)
}

export const dropIntent = (ports: Ports, log: LogId, act: ActId): Promise<void> =>
  ports.store.saveDraft(keyOf(ports, log, act), '').catch(() => undefined)

export interface Found {
  readonly left: readonly LeftBehind[]
  /** Some may still be under way in another tab: to be asked again. */
  readonly unsure: boolean
}

export async function findIntents(ports: Ports, log: LogId): Promise<Found> {
  const runs = new Map<string, { beatMs: number; left: LeftBehind[] }>()
  for (const [key, text] of await ports.store.drafts()) {
    const boot = key.startsWith(ofLog(log)) ? key.slice(ofLog(log).length).split(':')[0] : undefined
    if (boot === undefined || boot === ports.clock.boot) continue
    const kept = keptFrom(text)
    if (!kept) continue
    const run = runs.get(boot) ?? { beatMs: 0, left: [] }
    run.beatMs = Math.max(run.beatMs, instantMs(kept.beat))
    run.left.push({ key, intent: kept.intent })
    runs.set(boot, run)
  }
  const nowMs = instantMs(ports.clock.wall())
  const alive = (beatMs: number): boolean => nowMs >= beatMs && nowMs - beatMs < aliveMs
  const dead = [...runs.values()].filter((run) => !alive(run.beatMs))
  return { left: dead.flatMap((run) => run.left), unsure: dead.length < runs.size }
}

/** Removes every intent of a log that was deleted. */
export async function forgetIntents(ports: Ports, log: LogId): Promise<void> {
  for (const key of (await ports.store.drafts()).keys())
    if (key.startsWith(ofLog(log))) await ports.store.saveDraft(key, '')
}

function keptFrom(text: string): { readonly beat: Instant; readonly intent: Intent } | null {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
