import type { Scenario } from '../domain/drill/scenario.ts'
import type { Runbook } from '../domain/flow/runbook.ts'
import { fromUtf8 } from '../domain/json.ts'
import { hashHex } from '../domain/log/event.ts'
import type { Ports } from './ports.ts'
import { noteMended } from './store-notes.ts'

/** The pinned runbook: kept with the incident, or the shipped one with the very same hash. */
export async function runbookOf(ports: Ports, hash: string | null): Promise<Runbook | null> {
  if (!hash) return null
  const kept = await keptRunbook(ports, hash)
  if (kept) return parseCompiled<Runbook>(kept)
  const bytes = await shippedRunbook(ports, hash)
  if (!bytes) return null
  await ports.store.saveRunbook(hash, bytes).catch(() => undefined)
  noteMended(ports, 'store', 0)
  return parseCompiled<Runbook>(bytes)
}

/** What the store holds under the hash. Storage was seen to return altered bytes without an error. */
export async function keptRunbook(ports: Ports, hash: string): Promise<Uint8Array | null> {
  const kept = await ports.store.runbook(hash).catch(() => null)
  return kept && hashHex(kept) === hash ? kept : null
}

/** The runbook with this very hash that came with the app. */
export async function shippedRunbook(ports: Ports, hash: string): Promise<Uint8Array | null> {
  const shipped = ports.library.runbooks.find((book) => book.hash === hash)
  return shipped ? ports.library.load(shipped.id) : null
}

/** The pinned scenario of a drill, found in the same way; they lie on one shelf, by their hash. */
export async function scenarioOf(ports: Ports, hash: string | null): Promise<Scenario | null> {
  if (!hash) return null
  const kept = await ports.store.runbook(hash)
  if (kept && hashHex(kept) === hash) return parseCompiled<Scenario>(kept)
  const shipped = ports.library.scenarios.find((scenario) => scenario.hash === hash)
  if (!shipped) return null
  const bytes = await ports.library.loadScenario(shipped.id)
  await ports.store.saveRunbook(hash, bytes).catch(() => undefined)
  return parseCompiled<Scenario>(bytes)
}

/** The app's own compiled data: canonical JSON whose hash is pinned. */
export function parseCompiled<T>(bytes: Uint8Array): T {
  return JSON.parse(fromUtf8(bytes) ?? 'null') as T
}
