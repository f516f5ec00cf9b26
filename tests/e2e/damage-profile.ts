import {
  cpSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { basename, join } from 'node:path'
import type { Page } from 'playwright-core'
import type { seededRandom } from '../support/doubles.ts'

/**
 * Damage to the files of a closed Chromium profile: what a dying flash chip, a crash in the middle of a
 * write or a cleaning app leave behind.
 */

export type Copy = 'store' | 'copy' | 'witness'
export type Kind = 'flip' | 'truncate' | 'delete'

export interface Damage {
  readonly copy: Copy
  readonly kind: Kind
  /** Below the profile; a folder when `kind` is delete and all of it goes. */
  readonly path: string
  /** Of a flip: where, and which bit. Of a truncation: how much is left. */
  readonly place: number
  readonly bit: number
}

const folders: Record<Copy, string> = {
  store: 'Default/IndexedDB',
  copy: 'Default/File System',
  witness: 'Default/Local Storage',
}

/** Logs of the browser about itself, and locks: nothing is read from them. */
const idle = /^(LOCK|LOG|LOG\.old|\.usage)$/

function filesBelow(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !idle.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => statSync(path).size > 0)
    .sort()
}

/** The files that hold the record itself: the database's log, the lines of the second copy. */
const weighty: Record<Copy, RegExp> = {
  store: /\.log$/,
  copy: /\/t\/\d\d\/\d+$/,
  witness: /\.log$/,
}

/** One damage by chance; two of three strike where the record lies, the others anywhere. */
export function damageBy(
  random: ReturnType<typeof seededRandom>,
  profile: string,
  copy: Copy,
  kind: Kind,
): Damage {
  const folder = join(profile, folders[copy])
  const files = filesBelow(folder)
  const heavy = files.filter((path) => weighty[copy].test(path))
  const among = random.int(3) < 2 ? heavy : files
  const file = among[random.int(among.length)]
  if (!file) throw new Error(`nothing to damage in ${folder}`)
  const whole = kind === 'delete' && random.int(4) === 0
  const path = (whole ? folder : file).slice(profile.length + 1)
  return { copy, kind, path, place: random.int(statSync(file).size), bit: random.int(8) }
}

/** The whole folder of a copy, gone. */
export const goneWhole = (copy: Copy): Damage => ({
  ...{ copy, kind: 'delete', path: folders[copy], place: 0, bit: 0 },
})

export function inflict(profile: string, { kind, path, place, bit }: Damage): void {
  const target = join(profile, path)
  if (kind === 'delete') rmSync(target, { recursive: true })
  else if (kind === 'truncate') truncateSync(target, place)
  else {
    const bytes = readFileSync(target)
    bytes[place] = (bytes[place] ?? 0) ^ (1 << bit)
    writeFileSync(target, bytes)
  }
}

export const named = ({ copy, kind, path, place, bit }: Damage): string =>
  kind === 'delete' ? `${copy}: delete ${path}` : `${copy}: ${kind} ${path} at ${place}.${bit}`

/** A profile without what it can do without: caches of pictures, of compiled code, of the network. */
export function copyProfile(from: string, to: string): void {
  const idle =
    /^(Cache|Code Cache|GPUCache|Dawn.*|Singleton.*|.*-journal|ShaderCache|GrShaderCache)$/
  cpSync(from, to, { recursive: true, filter: (path) => !idle.test(basename(path)) })
}

/** What the browser gives back of the three copies before the app has touched anything. */
export interface Raw {
  /** Ids of the events in the store; null when it cannot be opened. */
  readonly events: readonly string[] | null
  /** Runbooks that the store gives back as they were: large values have no checksum of the browser's. */
  readonly runbooks: number
  /** The files of the second copy. */
  readonly files: Readonly<Record<string, string>>
  readonly witnessed: readonly string[]
}

/** Reads it from a page of the origin that runs no script of the app. */
export const readRaw = (page: Page): Promise<Raw> =>
  page.evaluate(async () => {
    const openIn = (factory: IDBFactory): Promise<IDBDatabase | null> =>
      new Promise((resolve, reject) => {
        const request = factory.open('shodo')
        // Whatever opens it first finds it emptied, and must not make it anew in its place.
        request.onupgradeneeded = () => {
          request.transaction?.abort()
          resolve(null)
        }
        request.onsuccess = () => resolve(request.result)
        request.onerror = () => reject(request.error)
      })
    const { storageBuckets } = navigator as unknown as {
      storageBuckets: {
        keys(): Promise<readonly string[]>
        open(name: string): Promise<{ readonly indexedDB: IDBFactory }>
      }
    }
    /** The spare database, where the app had to take it. */
    const open = (): Promise<IDBDatabase | null> =>
      openIn(indexedDB).catch(async (error: unknown) => {
        if (!(await storageBuckets.keys()).includes('shodo-spare')) throw error
        return openIn((await storageBuckets.open('shodo-spare')).indexedDB)
      })
    let events: string[] | null = []
    let runbooks = 0
    try {
      const db = await open()
      if (db?.objectStoreNames.contains('events')) {
        const request = db.transaction('events').objectStore('events').getAllKeys()
        events = await new Promise((resolve, reject) => {
          request.onsuccess = () => resolve(request.result as string[])
          request.onerror = () => reject(request.error)
        })
        const books = db.transaction('runbooks').objectStore('runbooks')
        const [keys, all] = [books.getAllKeys(), books.getAll()]
        const bytes = await new Promise<Uint8Array<ArrayBuffer>[]>((resolve) => {
          all.onsuccess = () => resolve(all.result)
          all.onerror = () => resolve([])
        })
        for (const [i, book] of bytes.entries()) {
          const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', book))
          const hex = Array.from(hash, (byte) => byte.toString(16).padStart(2, '0')).join('')
          if (keys.result[i] === hex) runbooks++
        }
      }
      db?.close()
    } catch {
      events = null
    }
    const files: Record<string, string> = {}
    try {
      const root = await navigator.storage.getDirectory()
      const folder = await root.getDirectoryHandle('shodo-journal')
      const walk = folder as unknown as {
        entries(): AsyncIterable<[string, FileSystemFileHandle]>
      }
      for await (const [name, handle] of walk.entries()) {
        const bytes = new Uint8Array(await (await handle.getFile()).arrayBuffer())
        let text = ''
        for (const byte of bytes) text += String.fromCharCode(byte)
        files[name] = btoa(text)
      }
    } catch {
      // The folder is gone.
    }
    const witnessed = Object.keys(localStorage).filter((key) => key.startsWith('shodo:head:'))
    return { events, runbooks, files, witnessed }
  })
