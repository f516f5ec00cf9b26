import { StoreError, type StoreFault } from '../domain/ports.ts'

/**
 * Errors after which a new handle may help. WebKit cuts the connections of background pages
 * (`UnknownError: Connection to Indexed Database server lost`, or `InvalidStateError: … connection
 * is closing`) while the page lives on; an `AbortError` without a cause is a transaction that the
 * browser gave up; `TimeoutError` is ours.
 */
const severed = new Set([
  'AbortError',
  'InvalidStateError',
  'TimeoutError',
  'TransactionInactiveError',
  'UnknownError',
])

/** No storage for this page at all: a newer build owns the database, or settings forbid it. */
const closed = new Set(['ReferenceError', 'SecurityError', 'VersionError'])

const nameOf = (error: unknown): string =>
  error instanceof Error || error instanceof DOMException ? error.name : ''

export const mayRetry = (error: unknown): boolean => severed.has(nameOf(error))

export function storeErrorOf(error: unknown): StoreError {
  if (error instanceof StoreError) return error
  const name = nameOf(error)
  const unavailable = severed.has(name) || closed.has(name)
  const fault: StoreFault =
    name === 'QuotaExceededError' ? 'quota' : unavailable ? 'unavailable' : 'failed'
  return new StoreError(fault, String(error))
}
