import type { AbsorbRequest, AbsorbResult } from '../domain/ports.ts'
import {
  factsWithCopy,
  headsWithCopy,
  inPlaceOf,
  type PreparedCopy,
  verdictOnCopy,
} from './copy-rows.ts'
import type { Database } from './database.ts'

const strict = { durability: 'strict' } as const

/** Its failure is reported by the transaction; without a listener it would be reported twice. */
function heard<T>(promise: Promise<T>): Promise<T> {
  promise.catch(() => undefined)
  return promise
}

/**
 * One strict transaction for however many events: a copy is taken in whole or not at all. Repeating it
 * adds nothing, so a severed connection is no harm.
 */
export async function absorbIn(
  db: Database,
  request: AbsorbRequest,
  prepared: Extract<PreparedCopy, { ok: true }>,
): Promise<AbsorbResult> {
  const tx = db.transaction(['events', 'heads', 'logs', 'runbooks'], 'readwrite', strict)
  const done = heard(tx.done)
  const [events, heads, logs, runbooks] = [
    tx.objectStore('events'),
    tx.objectStore('heads'),
    tx.objectStore('logs'),
    tx.objectStore('runbooks'),
  ]
  const ofLog = IDBKeyRange.bound([request.log], [request.log, []])
  try {
    const [row, ids, ends, spoilt] = await Promise.all([
      logs.get(request.log),
      events.index('chain').getAllKeys(ofLog),
      heads.getAll(ofLog),
      Promise.all(prepared.mended.map(({ id }) => events.get(id))),
    ])
    const refusal = verdictOnCopy(request, row)
    if (refusal) return refusal
    const stored = new Set(ids)
    const fresh = prepared.fresh.filter(({ id }) => !stored.has(id))
    const facts = factsWithCopy(request, row)
    const writes = [
      ...fresh.map((event) => heard(events.add(event))),
      ...prepared.mended.map((event, i) => heard(events.put(inPlaceOf(spoilt[i], event)))),
      ...headsWithCopy(ends, fresh, request.summary).map((head) => heard(heads.put(head))),
      ...(facts ? [heard(logs.put(facts))] : []),
      ...request.runbooks.map(({ hash, bytes }) =>
        heard(runbooks.put(new Uint8Array(bytes), hash)),
      ),
    ]
    tx.commit()
    await Promise.all([...writes, done])
    return { ok: true, added: fresh.length }
  } catch (error) {
    // A full disk shows as the transaction's error; its requests only say that they were aborted.
    throw tx.error ?? error
  }
}
