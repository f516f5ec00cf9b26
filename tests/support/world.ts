import { ed25519 } from '@noble/curves/ed25519.js'
import type { DeviceId, EventId, LogId } from '../../src/domain/ids.ts'
import { instantMs } from '../../src/domain/instant.ts'
import { canonicalText, type Json, utf8 } from '../../src/domain/json.ts'
import { hashHex } from '../../src/domain/log/event.ts'
import type {
  EventStore,
  FileStore,
  Journal,
  Library,
  Prefs,
  TabMessage,
  Witness,
} from '../../src/domain/ports.ts'
import { digest } from '../../src/platform/digest.ts'
import type { World } from '../../src/session/ports.ts'
import { memoryStore } from '../../src/store/memory.ts'
import { memoryFiles } from '../../src/store/memory-files.ts'
import { noJournal } from '../../src/store/no-journal.ts'
import { manualClock, seededRandom, testSigner } from './doubles.ts'
import { shipped } from './runbooks.ts'
import { shippedShelf } from './scenarios.ts'

/** The shipped runbooks as the app's library gives them. */
export function shippedLibrary(): Library {
  const books = (['hospital', 'clinic'] as const).map((id) => {
    const runbook = shipped(id)
    const bytes = utf8(canonicalText(runbook as unknown as Json))
    return { runbook, bytes, hash: hashHex(bytes) as string }
  })
  return {
    runbooks: books.map(({ runbook, hash }) => ({
      id: runbook.id,
      version: runbook.version,
      hash,
      title: runbook.title,
      summary: runbook.summary,
    })),
    load: async (id) => books.find(({ runbook }) => runbook.id === id)!.bytes,
    get scenarios() {
      return shippedShelf().library.scenarios
    },
    loadScenario: (id) => shippedShelf().library.loadScenario(id),
    contacts: async () =>
      utf8(
        canonicalText({ format: 'shodo/contacts/v1', asOf: '2026-11-21', contacts: [] } as Json),
      ),
  }
}

type Seen = { readonly seq: number; readonly id: EventId }
const heads = () => new Map<LogId, Map<DeviceId, Seen>>()

/** What outlives a tab: the same disk, witness and tabs for several sessions. */
export function sharedDevice(seed = 1) {
  const store = memoryStore()
  const files = memoryFiles()
  const kept: ReturnType<typeof heads> = heads()
  const listeners = new Set<(message: TabMessage) => void>()
  const notes = new Map<string, string>()
  const library = shippedLibrary()
  let prefs: Prefs = { theme: 'auto', language: 'ja' }
  let key = seed
  const room = { quota: 1_000_000_000 }
  const queues = new Map<string, Promise<unknown>>()
  const witness: Witness = {
    read: () => kept,
    note: (log, device, head) => {
      const devices = kept.get(log) ?? new Map<DeviceId, Seen>()
      devices.set(device, head)
      kept.set(log, devices)
    },
    forget: (log) => void kept.delete(log),
  }
  /** One tab of the device. `store` may be replaced by one with faults. */
  const tab = (
    options: {
      store?: EventStore
      journal?: Journal
      files?: FileStore
      start?: string
      app?: string
    } = {},
  ) => {
    const clock = manualClock(options.start)
    const random = seededRandom(seed * 7919 + kept.size + listeners.size)
    const mine = new Set<(message: TabMessage) => void>()
    const world: World = {
      store: options.store ?? store,
      files: options.files ?? files,
      digest,
      journal: options.journal ?? noJournal,
      signer: async () => testSigner(key),
      renewSigner: async () => {
        key += 1_000_003
        return testSigner(key)
      },
      signatures: {
        verify: async (key, message, sig) => ed25519.verify(sig, message, key, { zip215: false }),
      },
      clock,
      random,
      locks: {
        hold: (name, work) => {
          const next = (queues.get(name) ?? Promise.resolve()).then(work, work)
          queues.set(
            name,
            next.catch(() => undefined),
          )
          return next
        },
      },
      tabs: {
        tell: (message) => {
          for (const hear of listeners) if (!mine.has(hear)) hear(message)
        },
        listen: (hear) => {
          mine.add(hear)
          listeners.add(hear)
          return () => listeners.delete(hear)
        },
      },
      witness,
      notebook: {
        read: (key) => notes.get(key) ?? null,
        write: (key, value) => void notes.set(key, value),
      },
      prefs: {
        read: () => prefs,
        write: (next) => {
          prefs = next
        },
      },
      storage: {
        health: async () => ({ persisted: false, usage: 1_000_000, quota: room.quota }),
        persist: async () => false,
      },
      library,
      app: options.app ?? 'test',
      breathe: async () => undefined,
    }
    return { world, clock, nowMs: () => instantMs(clock.wall()) }
  }
  return { store, files, witness, room, tab }
}
