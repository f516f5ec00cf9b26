import type { StoreApi } from 'zustand/vanilla'
import type { LogId } from '../domain/ids.ts'
import { careForFiles } from './file-care.ts'
import { formerDevices } from './former-devices.ts'
import { findLosses } from './integrity.ts'
import type { Log } from './log.ts'
import type { Ports } from './ports.ts'
import type { SessionState } from './session-state.ts'
import { readHealed, readMended, writeHealed } from './store-notes.ts'

/** What caring for the store needs of the session around it. */
export interface StoreCareContext {
  readonly ports: Ports
  readonly state: StoreApi<SessionState>
  /** The log as it is held in memory, when it is. */
  held(id: LogId): Log | null
  show(log: Log): void
  refreshHome(): Promise<void>
  /** Reads the open log anew, with its runbook. */
  reopen(): Promise<void>
}

export interface StoreCare {
  /** Before anything is shown: a store that came back short or empty is healed first. */
  atStart(): Promise<void>
  /** Behind the screens, some moments after the start: all of both copies, byte for byte. */
  look(): Promise<void>
  /**
   * Puts back what the check of the open log found spoilt, where the copy has it whole: storage was
   * seen to return altered bytes without an error. True when something came back.
   */
  mend(log: Log): Promise<boolean>
  /** A store that was emptied or replaced under the open app is said as soon as it shows. */
  lookForLosses(): Promise<void>
  acknowledge(): void
}

/** Watches over the copies of the record. */
export function createStoreCare(context: StoreCareContext): StoreCare {
  const { ports, state } = context
  ports.journal.listen((copy) => state.setState({ copy }))
  state.setState({ healed: readHealed(ports.notebook), mended: readMended(ports.notebook) })

  /** Two tabs that start together must not both keep the fact. True when the store was healed. */
  const round = (): Promise<boolean> =>
    ports.locks.hold('store-care', async () =>
      (await import('./store-round.ts')).compareCopies(context),
    )

  return {
    async atStart() {
      ports.former = formerDevices(ports.notebook, ports.signer.device, [])
      const rows = await ports.store.logs()
      const short = rows.length === 0 || (await findLosses(ports)).length > 0
      // What fails here is tried again behind the screens; the loss itself is said in any case.
      if (short && (await ports.journal.begun())) await round().catch(() => undefined)
      // Not after a loss: what is known of a photo may be among what is lost.
      if (!short) void careForFiles(ports).catch(() => undefined)
    },

    async look() {
      await round().catch(() => undefined)
    },

    async mend(log) {
      const found = state.getState().open?.verification
      if (!found?.done || found.problems.length + found.chain.length === 0) return false
      const { healOne } = await import('./store-round.ts')
      return healOne(context, log).catch(() => false)
    },

    async lookForLosses() {
      const losses = await findLosses(ports).catch(() => null)
      if (losses) state.setState({ losses, mended: readMended(ports.notebook) })
    },

    acknowledge() {
      state.setState({ healed: writeHealed(ports.notebook, []) })
    },
  }
}
