import { type JournalText, readJournal } from './journal-form.ts'
import { readAll, type SyncFile, withFile, writeAll } from './sync-file.ts'

/**
 * The folder of the second copy, one file a log. Every touch opens, flushes and closes under one Web
 * Lock, because a handle that is kept open shuts the other tabs out. Only in a dedicated worker.
 */
export interface JournalFolder {
  /** Adds lines and flushes them. `head` comes first in a new file. */
  append(name: string, head: Uint8Array | null, lines: readonly Uint8Array[]): Promise<void>
  read(name: string): Promise<JournalText>
  /** Puts `lines` in the place of everything, unless `make` gives null. */
  rewrite(
    name: string,
    make: (text: JournalText) => Promise<readonly Uint8Array[] | null>,
  ): Promise<void>
  remove(name: string): Promise<void>
  names(): Promise<readonly string[]>
}

/** A page that is frozen with the lock in its hand holds everyone up: then it is done without. */
const patienceMs = 5000

export async function openJournalFolder(name: string): Promise<JournalFolder> {
  const root = await navigator.storage.getDirectory()
  const folder = await root.getDirectoryHandle(name, { create: true })

  const locked = async <T>(work: () => Promise<T>): Promise<T> => {
    if (!('locks' in navigator)) return work()
    let started = false
    const once = (): Promise<T> => {
      started = true
      return work()
    }
    const impatience = new AbortController()
    const timer = setTimeout(() => impatience.abort(), patienceMs)
    try {
      const options = { signal: impatience.signal }
      return (await navigator.locks.request(`shodo:${name}`, options, once)) as T
    } catch (error) {
      if (started) throw error
      return await work()
    } finally {
      clearTimeout(timer)
    }
  }
  const inFile = <T>(file: string, work: (file: SyncFile) => Promise<T>): Promise<T> =>
    locked(() => withFile(folder, file, work))

  return {
    append: (name, head, lines) =>
      inFile(name, async (file) => {
        const size = await file.getSize()
        const torn = size > 0 && !(await endsWhole(file, size))
        const parts = [...(size === 0 && head ? [head] : []), ...lines]
        await write(file, size, joined(torn ? [Uint8Array.of(lineEnd), ...parts] : parts))
      }),

    read: (name) => inFile(name, async (file) => readJournal(await readAll(file))),

    rewrite: (name, make) =>
      inFile(name, async (file) => {
        const lines = await make(readJournal(await readAll(file)))
        if (!lines) return
        await file.truncate(0)
        await write(file, 0, joined(lines))
      }),

    remove: (name) =>
      locked(async () => {
        await folder.removeEntry(name).catch((error: unknown) => {
          if (!(error instanceof DOMException && error.name === 'NotFoundError')) throw error
        })
      }),

    async names() {
      const names: string[] = []
      // The DOM types of this TypeScript do not know that a folder can be walked.
      const walk = folder as unknown as { keys(): AsyncIterable<string> }
      for await (const name of walk.keys()) names.push(name)
      return names
    },
  }
}

const lineEnd = 0x0a

async function endsWhole(file: SyncFile, size: number): Promise<boolean> {
  const last = new Uint8Array(1)
  file.read(last, { at: size - 1 })
  return last[0] === lineEnd
}

/** Flushed, or as it was before. */
async function write(file: SyncFile, at: number, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
  try {
    writeAll(file, bytes, at)
    await file.flush()
  } catch (error) {
    await file.truncate(at)
    throw error
  }
}

function joined(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    bytes.set(part, at)
    at += part.length
  }
  return bytes
}
