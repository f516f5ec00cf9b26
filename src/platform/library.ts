import { contactsUrl, runbooks, scenarios } from 'virtual:runbooks'
import { hashHex } from '../domain/log/event.ts'
import type { Library } from '../domain/ports.ts'

const kept = new Map<string, Promise<Uint8Array>>()

/**
 * Offline these come from the precache of this build. They are read once and kept: a later build may
 * take the precache's place while this page goes on.
 */
function fetchBytes(url: string): Promise<Uint8Array> {
  const known = kept.get(url)
  if (known !== undefined) return known
  const reading = read(url)
  kept.set(url, reading)
  reading.catch(() => kept.delete(url))
  return reading
}

async function read(url: string): Promise<Uint8Array> {
  const response = await fetch(url)
  if (!response.ok) throw new Error(`${url}: ${response.status}`)
  return new Uint8Array(await response.arrayBuffer())
}

type Entry = (typeof runbooks)[number]

async function pinned(entries: readonly Entry[], id: string): Promise<Uint8Array> {
  const entry = entries.find((one) => one.id === id)
  if (!entry) throw new Error(`nothing is called ${id}`)
  const bytes = await fetchBytes(entry.url)
  // An incident pins this hash: bytes of another build must not slip under it.
  if (hashHex(bytes) !== entry.hash) throw new Error(`${id}: not the bytes of this build`)
  return bytes
}

export const library: Library = {
  runbooks,
  scenarios,
  load: (id) => pinned(runbooks, id),
  loadScenario: (id) => pinned(scenarios, id),
  contacts: () => fetchBytes(contactsUrl),
}
