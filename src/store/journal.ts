import type { LogId } from '../domain/ids.ts'
import type { StoredEvent } from '../domain/log/event.ts'
import type { CopyReport, CopyState, Journal } from '../domain/ports.ts'
import { hasJournalFolder } from './journal-begun.ts'
import type { JournalAnswer, JournalOrder } from './journal-messages.ts'

/** The second copy as the store writes it. None of these waits, none of them fails. */
export interface JournalWriter extends Journal {
  add(log: LogId, events: readonly StoredEvent[]): void
  pin(runbook: Uint8Array): void
  removed(log: LogId): void
}

interface Waiting {
  answer(value: unknown): void
  refuse(error: Error): void
}

/** A comparison of a large log on a slow phone takes a while; a worker that died never answers. */
const answerMs = 60_000

/**
 * The second copy in the origin's private file system, kept by a worker that `start` starts when it
 * is first needed. Where there are no such files (WebKitGTK, private windows) it is absent.
 */
export function opfsJournal(database: string, start: () => Worker): JournalWriter {
  const folder = `${database}-journal`
  const listeners = new Set<(state: CopyState) => void>()
  const waiting = new Map<number, Waiting>()
  let state: CopyState = 'asking'
  let opened: Promise<Worker | null> | null = null
  let no = 0

  const become = (next: CopyState): void => {
    if (next === state) return
    state = next
    for (const listener of listeners) listener(next)
  }

  const heard = (message: JournalAnswer): void => {
    if ('behind' in message) {
      become(message.behind ? 'behind' : 'kept')
      return
    }
    const asked = waiting.get(message.no)
    waiting.delete(message.no)
    if (message.ok) asked?.answer(message.value)
    else asked?.refuse(new Error(message.why))
  }

  const ask = (worker: Worker, order: JournalOrder): Promise<unknown> =>
    new Promise((answer, reject) => {
      const asked = no++
      const timer = setTimeout(() => refuse(new Error('the second copy did not answer')), answerMs)
      const refuse = (error: Error): void => {
        clearTimeout(timer)
        waiting.delete(asked)
        reject(error)
      }
      waiting.set(asked, {
        answer(value) {
          clearTimeout(timer)
          answer(value)
        },
        refuse,
      })
      worker.postMessage({ no: asked, order })
    })

  /** The worker once it keeps a copy, or null where it cannot. */
  function open(): Promise<Worker | null> {
    opened ??= (async () => {
      if (!('storage' in navigator && 'getDirectory' in navigator.storage)) return null
      const worker = start()
      worker.addEventListener('message', ({ data }: MessageEvent<JournalAnswer>) => heard(data))
      worker.addEventListener('error', () => {
        for (const asked of waiting.values()) asked.refuse(new Error('the worker failed'))
      })
      try {
        await ask(worker, { do: 'open', database, folder })
        return worker
      } catch {
        worker.terminate()
        return null
      }
    })().catch(() => null)
    void opened.then((worker) => {
      if (!worker) become('absent')
      else if (state === 'asking') become('kept')
    })
    return opened
  }

  const order = async (what: JournalOrder): Promise<unknown> => {
    const worker = await open()
    if (!worker) throw new Error('no second copy is kept here')
    return ask(worker, what)
  }

  const quietly = (what: JournalOrder): void =>
    void open().then((worker) => worker?.postMessage({ no: no++, order: what }))

  return {
    listen(changed) {
      listeners.add(changed)
      changed(state)
      return () => listeners.delete(changed)
    },
    begun: () => hasJournalFolder(folder),
    compare: async (device) => (await order({ do: 'compare', device })) as CopyReport,
    read: async (log) => (await order({ do: 'read', log })) as readonly StoredEvent[],
    reseed: async (log) => void (await order({ do: 'reseed', log })),
    flush: () => {
      if (opened !== null) void order({ do: 'flush' }).catch(() => undefined)
    },
    add: (log, events) => quietly({ do: 'add', log, events }),
    pin: (runbook) => quietly({ do: 'pin', runbook }),
    removed: (log) => void order({ do: 'remove', log }).catch(() => undefined),
  }
}
