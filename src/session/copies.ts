import type { StoreApi } from 'zustand/vanilla'
import type { DeviceId, LogId } from '../domain/ids.ts'
import type { ExaminedCopy, LogCopy } from '../domain/log-copy.ts'
import type { Signer } from '../domain/ports.ts'
import type { Acts } from './acts.ts'
import type { Progress, TakenCopy } from './exchange.ts'
import { type TakenNote, takenNote, writeTakenNote } from './exchange-note.ts'
import { formerDevices } from './former-devices.ts'
import { faultOf, type Log, loadLog, newLog } from './log.ts'
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
  /** When a copy of an incident was last taken in here; null when none ever was. */
  lastTaken(log: LogId): TakenNote | null
}

export interface TakeOptions {
  readonly admit?: readonly DeviceId[]
  /** The person was told that entries are missing in it, and wants the others. */
  readonly withHoles?: boolean
}

/** Copies of logs from other devices. Judging them is code that most nights never need. */
export function createCopies(context: CopiesContext): Copies {
  const { ports, acts } = context

  async function renewKey(): Promise<void> {
    ports.signer = await context.renewSigner()
    ports.former = formerDevices(ports.notebook, ports.signer.device, ports.former)
  }

  return {
    async examine(copy, told) {
      return (await import('./exchange.ts')).examineCopy(ports, copy, told)
    },

    async take(examined, { admit = [], withHoles = false } = {}) {
      const { takeCopy } = await import('./exchange.ts')
      const result = await takeCopy(ports, examined, renewKey, withHoles).catch(faultOf)
      if (!result.ok) return result
      const { log, purpose, mode } = examined.copy
      writeTakenNote(ports, log, result.added)
      const runbook = examined.after.graph?.runbook ?? null
      const hash = examined.after.runbook?.hash ?? null
      const open = context.current()
      const into = open?.id === log ? open : newLog(log, purpose, mode, runbook, hash)
      await loadLog(ports, into).catch(() => undefined)
      await context.lookForLosses()
      // A witness of a loss stays as it is until a person has taken note of the loss.
      if (context.state.getState().losses.every((loss) => loss.log !== log))
        for (const [device, head] of result.heads) ports.witness.note(log, device, head)
      for (const device of admit) await acts.record(into, { do: 'admitDevice', device })
      context.showAnew(into)
      await context.refreshHome().catch(() => undefined)
      return result
    },

    lastTaken: (log) => takenNote(ports, log),
  }
}
