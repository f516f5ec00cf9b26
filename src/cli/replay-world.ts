import { ed25519 } from '@noble/curves/ed25519.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { type Instant, toHex } from '../domain/ids.ts'
import { instantMs } from '../domain/instant.ts'
import { utf8 } from '../domain/json.ts'
import { deviceIdOf } from '../domain/log/event.ts'
import type { Library, Random, Signer } from '../domain/ports.ts'
import { digest } from '../platform/digest.ts'
import type { World } from '../session/ports.ts'
import { type MemoryDisk, memoryStore } from '../store/memory.ts'
import { type MemoryFilesDisk, memoryFiles } from '../store/memory-files.ts'
import { noJournal } from '../store/no-journal.ts'

/** A world for replays: a clock that is told the time, randomness and keys from a seed. */
export interface ReplayWorld extends World {
  /** Sets the device's clock; the monotonic one moves along with it. */
  setTime(at: Instant): void
}

/** What a device of several has of its own; by default it starts empty. */
export interface ReplayInsides {
  readonly disk?: MemoryDisk
  readonly files?: MemoryFilesDisk
  /** How often it was set back to a backup: its key stays the same, what it draws does not. */
  readonly restored?: number
}

/** The device's key and all it draws follow from `seed`. */
export function replayWorld(
  seed: number | string,
  start: Instant,
  library: Library,
  { disk, files, restored = 0 }: ReplayInsides = {},
): ReplayWorld {
  const first = seeded(`shodo/replay/${seed}`)
  const origin = instantMs(start)
  const signer = signerFrom(first.bytes(32))
  const random = restored === 0 ? first : seeded(`shodo/replay/${seed}/restored ${restored}`)
  const boot = toHex(random.bytes(16))
  let now = start
  return {
    store: memoryStore(disk),
    journal: noJournal,
    files: memoryFiles(files),
    digest,
    signer: async () => signer,
    renewSigner: async () => signerFrom(random.bytes(32)),
    signatures: {
      verify: async (key, message, sig) => ed25519.verify(sig, message, key, { zip215: false }),
    },
    clock: { wall: () => now, mono: () => instantMs(now) - origin, origin, boot },
    random,
    locks: { hold: (_name, work) => work() },
    tabs: { tell: () => undefined, listen: () => () => undefined },
    witness: { read: () => new Map(), note: () => undefined, forget: () => undefined },
    notebook: { read: () => null, write: () => undefined },
    prefs: { read: () => ({ theme: 'auto', language: 'ja' }), write: () => undefined },
    storage: {
      health: async () => ({ persisted: null, usage: null, quota: null }),
      persist: async () => null,
    },
    library,
    app: 'replay',
    breathe: async () => undefined,
    setTime(at) {
      now = at
    },
  }
}

/** Bytes of SHA-256 in counter mode over a seed. */
function seeded(seed: string): Random {
  let block = new Uint8Array()
  let counter = 0
  return {
    bytes(count) {
      while (block.length < count) {
        const more = sha256(utf8(`${seed}/${counter++}`))
        const joined = new Uint8Array(block.length + more.length)
        joined.set(block)
        joined.set(more, block.length)
        block = joined
      }
      const taken = block.slice(0, count)
      block = block.slice(count)
      return taken
    },
  }
}

function signerFrom(secret: Uint8Array): Signer {
  const key = ed25519.getPublicKey(secret)
  return {
    device: deviceIdOf(key),
    key: toHex(key),
    sign: async (message) => ed25519.sign(message, secret),
  }
}
