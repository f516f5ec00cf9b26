import { type DBSchema, type IDBPDatabase, openDB } from 'idb'
import type { Hash } from '../domain/ids.ts'
import type { FileRow } from './file-rows.ts'
import type { EventRow, HeadRow, LogFacts } from './rows.ts'

/** The one database of this origin. Stored bytes are never migrated; a later version only adds. */
export interface Schema extends DBSchema {
  /** `chain` is not unique: two events with one (device, seq) are both kept. */
  events: {
    key: string
    value: EventRow
    indexes: { chain: [string, string, number]; act: string }
  }
  heads: { key: [string, string]; value: HeadRow }
  logs: { key: string; value: LogFacts }
  runbooks: { key: string; value: Uint8Array }
  drafts: { key: string; value: string }
  keys: { key: string; value: unknown }
  meta: { key: string; value: unknown }
  files: { key: Hash; value: FileRow }
  /** ArrayBuffers, never Blobs: iOS was seen to lose those. */
  chunks: { key: [string, number]; value: ArrayBuffer }
}

export type Database = IDBPDatabase<Schema>

/** Opens a handle and calls `lost` when the browser or another tab takes it away again. */
export type Open = (lost: () => void) => Promise<Database>

export const databaseName = 'shodo'
const version = 2

/** So often in a row may the browser fail to open the database, and then once more after a wait. */
const patience = 2
const lastWaitMs = 500

/** `told` hears when the database would not open and a spare one was taken. */
export function openNamed(name: string, told: () => void = () => undefined): Open {
  let failed = 0
  let spared = false

  const spare = async (lost: () => void, error: unknown): Promise<Database> => {
    const { openSpare } = await import('./spare.ts')
    const db = await openSpare(name, version, upgrade, lost)
    if (!db) throw error
    spared = true
    told()
    return db
  }

  return async (lost) => {
    if (spared) return spare(lost, null)
    if (failed >= patience) await new Promise((resume) => setTimeout(resume, lastWaitMs))
    try {
      const db = await openAt(name, version, lost)
      failed = 0
      return db
    } catch (error) {
      const kind = error instanceof DOMException ? error.name : ''
      // A later version only adds: a page of this one goes on with what it knows.
      if (kind === 'VersionError') return openAt(name, undefined, lost)
      if (kind === 'UnknownError' && failed++ >= patience) return spare(lost, error)
      throw error
    }
  }
}

const openAt = (name: string, at: number | undefined, lost: () => void): Promise<Database> =>
  openDB<Schema>(name, at, {
    upgrade,
    // A newer version waits in another tab: let it through, pending transactions still finish.
    blocking(_current, _blocked, event) {
      if (event.target instanceof IDBDatabase) event.target.close()
      lost()
    },
    terminated: lost,
  })

function upgrade(db: Database, from: number): void {
  if (from < 1) createVersion1(db)
  if (from < 2) addVersion2(db)
}

function createVersion1(db: Database): void {
  const events = db.createObjectStore('events', { keyPath: 'id' })
  events.createIndex('chain', ['log', 'device', 'seq'])
  events.createIndex('act', 'act', { unique: true })
  db.createObjectStore('heads', { keyPath: ['log', 'device'] })
  db.createObjectStore('logs', { keyPath: 'log' })
  for (const name of ['runbooks', 'drafts', 'keys', 'meta'] as const) db.createObjectStore(name)
}

/** Attached files. */
function addVersion2(db: Database): void {
  db.createObjectStore('files', { keyPath: 'hash' })
  db.createObjectStore('chunks')
}
