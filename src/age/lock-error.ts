import type { LockFault } from '../domain/exchange/protection.ts'

/** Carries through the library's streams why a file is not opened. */
export class LockError extends Error {
  readonly fault: LockFault
  constructor(fault: LockFault, detail: string) {
    super(`${fault}: ${detail}`)
    this.name = 'LockError'
    this.fault = fault
  }
}
