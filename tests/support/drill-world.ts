import { readFileSync } from 'node:fs'
import { compileFile } from '../../src/cli/drill-compile.ts'
import { withScenario } from '../../src/cli/drill-play-command.ts'
import type { Scenario } from '../../src/domain/drill/scenario.ts'
import type { DeviceId } from '../../src/domain/ids.ts'
import { instantFrom, instantMs } from '../../src/domain/instant.ts'
import { hashHex } from '../../src/domain/log/event.ts'
import type { Library, TabMessage } from '../../src/domain/ports.ts'
import type { World } from '../../src/session/ports.ts'
import { memoryDisk, memoryStore } from '../../src/store/memory.ts'
import { memoryFiles } from '../../src/store/memory-files.ts'
import { noJournal } from '../../src/store/no-journal.ts'
import { seededRandom } from './doubles.ts'
import { projectFile } from './runbooks.ts'
import { shippedShelf } from './scenarios.ts'

/** A scenario from a file of the project, compiled. */
export function scenarioFrom(path: string): Scenario {
  const file = projectFile(path)
  const result = compileFile(file, readFileSync(file, 'utf8'), shippedShelf().shipped)
  if (!result.ok || !result.scenario) throw new Error(`${path} does not compile`)
  return result.scenario
}

/** The shipped library with one more scenario on its shelf. */
export const libraryWith = (scenario: Scenario): Library =>
  withScenario(shippedShelf().library, scenario)

const start = '2026-11-25T14:00:00.000+09:00'

/**
 * A device whose app can be killed and opened again, whose clock can be set and which can sleep.
 * Signatures are blank: these tests are about time, and make tens of thousands of entries.
 */
export function drillDevice(library: Library, seed = 1) {
  const disk = memoryDisk()
  const notes = new Map<string, string>()
  const random = seededRandom(seed)
  const listeners = new Set<(message: TabMessage) => void>()
  let queue: Promise<unknown> = Promise.resolve()
  let wallMs = instantMs(start)
  let realMs = 0
  let boots = 0
  /** Which run of the app keeps a name. */
  const kept = new Map<string, string>()

  /** One run of the app; the monotonic clock starts anew with it. */
  function run(): World {
    const origin = wallMs
    const startedAt = realMs
    const boot = `${++boots}`.padStart(32, '0')
    const mine = new Set<(message: TabMessage) => void>()
    return {
      store: memoryStore(disk),
      files: memoryFiles(),
      journal: noJournal,
      digest: async () => hashHex(new Uint8Array()),
      renewSigner: async () => Promise.reject(new Error('not in a drill')),
      signer: async () => ({
        device: 'd'.repeat(64) as DeviceId,
        key: 'a'.repeat(64),
        sign: async () => new Uint8Array(64),
      }),
      signatures: { verify: async () => true },
      clock: { wall: () => instantFrom(wallMs), mono: () => realMs - startedAt, origin, boot },
      random,
      locks: {
        hold: (_name, work) => {
          const next = queue.then(work, work)
          queue = next.catch(() => undefined)
          return next
        },
        async keep(name) {
          if (kept.has(name)) return null
          kept.set(name, boot)
          return () => void kept.delete(name)
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
      witness: { read: () => new Map(), note: () => undefined, forget: () => undefined },
      notebook: {
        read: (key) => notes.get(key) ?? null,
        write: (key, value) => void notes.set(key, value),
      },
      prefs: { read: () => ({ theme: 'auto', language: 'ja' }), write: () => undefined },
      storage: {
        health: async () => ({ persisted: null, usage: null, quota: null }),
        persist: async () => null,
      },
      library,
      app: 'test',
      breathe: async () => undefined,
    }
  }

  return {
    run,
    notes,
    store: memoryStore(disk),
    /** The newest run of the app ends without a word; what it kept is free. */
    kill(): void {
      kept.clear()
    },
    /** Both clocks go on. */
    pass(ms: number): void {
      realMs += ms
      wallMs += ms
    },
    /** Only the wall clock goes on: a sleep in which the monotonic one stands still. */
    setWall(byMs: number): void {
      wallMs += byMs
    },
  }
}

/** Lets everything that is under way come to its end. */
export async function settle(): Promise<void> {
  for (let i = 0; i < 20; i++) await Promise.resolve()
}
