import type { StoreApi } from 'zustand/vanilla'
import type { ExaminedCopy, LogCopy } from '../domain/exchange/log-copy.ts'
import type { DeviceId, Hash, LogId } from '../domain/ids.ts'
import type { Signer } from '../domain/ports.ts'
import type { Acts } from './acts.ts'
import type { Progress, TakenCopy } from './exchange.ts'
import { type TakenNote, takenNote } from './exchange-note.ts'
import type { CarriedPhoto, KeepTold, KeptCarried } from './keep-carried.ts'
import type { Log } from './log.ts'
import type { Ports } from './ports.ts'
import type { SessionState } from './session-state.ts'

/** What taking copies in needs of the session around it. */
export interface CopiesContext {
  readonly ports: Ports
  readonly acts: Acts
  readonly state: StoreApi<SessionState>
  renewSigner(): Promise<Signer>
  current(): Log | null
  /** Shows a log that was read anew, and checks it anew when it is the open one. */
  showAnew(log: Log): void
  lookForLosses(): Promise<void>
  refreshHome(): Promise<void>
}

export interface Copies {
  /**
   * Judges a copy of a log that a file or another phone brought; writes nothing. Rejects when the
   * storage does not answer.
   */
  examine(copy: LogCopy, told?: Progress): Promise<ExaminedCopy>
  /** Takes an examined copy in, whole or not at all, and records that `admit` belong to the team. */
  take(examined: ExaminedCopy, options?: TakeOptions): Promise<TakenCopy>
  /** The photos and files of a log whose bytes lie here. */
  filesHere(log: LogId): Promise<ReadonlySet<Hash>>
  /** Keeps photos and files that came with a copy, after it was taken in. */
  keepFiles(log: LogId, carried: readonly CarriedPhoto[], told?: KeepTold): Promise<KeptCarried>
  /** When a copy of an incident was last taken in here; null when none ever was. */
  lastTaken(log: LogId): TakenNote | null
}

export interface TakeOptions {
  readonly admit?: readonly DeviceId[]
  /** The person was told that entries are missing in it, and wants the others. */
  readonly withHoles?: boolean
}

/** Copies of logs from other devices. Judging and taking them in is code that most nights never need. */
export const createCopies = (context: CopiesContext): Copies => ({
  async examine(copy, told) {
    return (await import('./exchange.ts')).examineCopy(context.ports, copy, told)
  },
  async take(examined, options) {
    return (await import('./take-copy.ts')).takeIntoSession(context, examined, options)
  },
  filesHere: (log) => context.ports.files.hashes(log),
  async keepFiles(log, carried, told) {
    const { keepCarried } = await import('./keep-carried.ts')
    const result = await keepCarried(context.ports, log, carried, told)
    context.state.setState({ storage: await context.ports.storage.health() })
    return result
  },
  lastTaken: (log) => takenNote(context.ports, log),
})
