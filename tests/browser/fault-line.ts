import type { Connection } from '../../src/store/connection.ts'
import { connect } from '../../src/store/connection.ts'
import { type Database, openNamed } from '../../src/store/database.ts'

/**
 * Real IndexedDB, broken on purpose: what is injected is what browsers do, by the browser's own
 * means (a closed handle, an aborted transaction, a completion that is never heard of).
 */

export type Fault =
  /** The handle is closed behind the store's back, as WebKit does to background pages. */
  | { readonly kind: 'sever' }
  /** The transaction is aborted once so many of its requests have succeeded. */
  | { readonly kind: 'abort'; readonly after: number }
  /** The transaction commits, but the page hears of an abort. */
  | { readonly kind: 'unacknowledged' }

export interface Line {
  readonly connection: Connection
  /** Handles opened so far, newest last. */
  readonly handles: Database[]
  /** Each fault strikes one readwrite transaction, in turn. */
  readonly planned: Fault[]
  /** Faults that really struck. */
  struck: number
}

const lines = new WeakMap<IDBDatabase, Line>()

export function faultLine(name: string): Line {
  const open = openNamed(name)
  const handles: Database[] = []
  const connection = connect(async (lost) => {
    const db = await open(lost)
    handles.push(db)
    // `idb` proxies hide the native handle; its own events carry it.
    const native = nativeOf(db)
    lines.set(native, line)
    return db
  })
  const line: Line = { connection, handles, planned: [], struck: 0 }
  return line
}

/** The native handle behind an `idb` proxy: a transaction's `db` getter runs on the native object. */
function nativeOf(db: Database): IDBDatabase {
  let native: IDBDatabase | null = null
  const original = IDBDatabase.prototype.transaction
  IDBDatabase.prototype.transaction = function (this: IDBDatabase, ...args) {
    native = this
    return original.apply(this, args)
  }
  db.transaction('meta')
  IDBDatabase.prototype.transaction = original
  if (!native) throw new Error('no native handle')
  return native
}

/** From now until the returned undo, planned faults strike. */
export function injectFaults(): () => void {
  const original = IDBDatabase.prototype.transaction
  IDBDatabase.prototype.transaction = function (this: IDBDatabase, ...args) {
    const line = args[1] === 'readwrite' ? lines.get(this) : undefined
    const fault = line?.planned.shift()
    if (fault?.kind === 'sever') {
      this.close()
      if (line) line.struck++
    }
    const tx = original.apply(this, args)
    if (line && fault && fault.kind !== 'sever') strike(tx, fault, () => line.struck++)
    return tx
  }
  return () => {
    IDBDatabase.prototype.transaction = original
  }
}

function strike(tx: IDBTransaction, fault: Exclude<Fault, { kind: 'sever' }>, hit: () => void) {
  if (fault.kind === 'unacknowledged') {
    const deny = (event: Event): void => {
      event.stopImmediatePropagation()
      hit()
      tx.dispatchEvent(new Event('abort'))
    }
    tx.addEventListener('complete', deny)
    return
  }
  let successes = 0
  const abort = (): void => {
    try {
      tx.abort()
      hit()
    } catch {
      // Committed already: too late for an abort.
    }
  }
  if (fault.after === 0) queueMicrotask(abort)
  // Success does not bubble, but its capture phase passes the transaction.
  else tx.addEventListener('success', () => ++successes === fault.after && abort(), true)
}
