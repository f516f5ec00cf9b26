import type { LogId } from '../domain/ids.ts'
import type { StoredEvent } from '../domain/log/event.ts'
import { connect } from './connection.ts'
import { openNamed } from './database.ts'
import { hasJournalFolder } from './journal-begun.ts'
import { openJournalFolder } from './journal-folder.ts'
import { notesFile } from './journal-form.ts'
import { journalKeeper } from './journal-keeper.ts'
import type { JournalAnswer, JournalAsked, JournalOrder } from './journal-messages.ts'

/**
 * The dedicated worker that keeps the second copy: only here can a file be flushed to the disk, and
 * no append on the page ever waits for it.
 */

/** How long additions are gathered before they are flushed. A page that is hidden says so at once. */
const gatherMs = 100

type Keeper = ReturnType<typeof journalKeeper>
type Gathered = Extract<JournalOrder, { do: 'add' | 'pin' }>

// The DOM types know a page's postMessage only.
const tell = (answer: JournalAnswer): void =>
  (postMessage as unknown as (answer: JournalAnswer) => void)(answer)

let keeper: Keeper | null = null
let gathered: Gathered[] = []
let timer: ReturnType<typeof setTimeout> | undefined
let behind = false
let queue: Promise<unknown> = Promise.resolve()

/** One thing after the other: a comparison must not meet half of an addition. */
function inTurn<T>(work: () => Promise<T>): Promise<T> {
  const turn = queue.then(work)
  queue = turn.catch(() => undefined)
  return turn
}

async function flush(): Promise<void> {
  clearTimeout(timer)
  timer = undefined
  const orders = gathered
  gathered = []
  if (!keeper || orders.length === 0) return
  const events = new Map<LogId, StoredEvent[]>()
  const writes: (() => Promise<void>)[] = []
  for (const order of orders) {
    if (order.do === 'pin') writes.push(() => pin(order.runbook))
    else events.set(order.log, [...(events.get(order.log) ?? []), ...order.events])
  }
  const { add, pin } = keeper
  for (const [log, own] of events) writes.push(() => add(log, own))
  let failed = false
  // What cannot be copied now is copied at the next comparison with the store.
  for (const write of writes)
    await write().catch(() => {
      failed = true
    })
  if (failed === behind) return
  behind = failed
  tell({ behind })
}

async function open(database: string, name: string): Promise<Keeper> {
  const fresh = !(await hasJournalFolder(name))
  const folder = await openJournalFolder(name)
  // Where files cannot be flushed, this is where it shows.
  await folder.read(notesFile)
  return journalKeeper(folder, connect(openNamed(database)), fresh)
}

async function carryOut(order: JournalOrder): Promise<unknown> {
  await flush()
  if (order.do === 'open') keeper = await open(order.database, order.folder)
  if (!keeper) throw new Error('no second copy is kept here')
  switch (order.do) {
    case 'open':
    case 'add':
    case 'pin':
    case 'flush':
      return undefined
    case 'compare':
      return keeper.compare(order.device)
    case 'read':
      return keeper.read(order.log)
    case 'reseed':
      return keeper.reseed(order.log)
    case 'remove':
      return keeper.remove(order.log)
  }
}

addEventListener('message', ({ data }: MessageEvent<JournalAsked>) => {
  const { no, order } = data
  if (order.do === 'add' || order.do === 'pin') {
    gathered.push(order)
    timer ??= setTimeout(() => void inTurn(flush), gatherMs)
    return
  }
  inTurn(() => carryOut(order)).then(
    (value) => tell({ no, ok: true, value }),
    (error: unknown) => tell({ no, ok: false, why: String(error) }),
  )
})
