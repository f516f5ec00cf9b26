import type { LogId } from '../domain/ids.ts'
import type { Ports } from './ports.ts'

/**
 * How far the drill clock had come, kept apart from the record every few seconds: a run that is cut
 * off by a kill ends here, not at the last thing anybody wrote.
 */
export interface Beat {
  readonly boot: string
  readonly clockMs: number
}

const keyOf = (log: LogId): string => `drill:${log}`

export function readBeat(ports: Ports, log: LogId): Beat | null {
  const [boot, clock] = (ports.notebook.read(keyOf(log)) ?? '').split(' ')
  return boot && clock && /^\d+$/.test(clock) ? { boot, clockMs: Number(clock) } : null
}

export const writeBeat = (ports: Ports, log: LogId, clockMs: number): void =>
  ports.notebook.write(keyOf(log), `${ports.clock.boot} ${clockMs}`)
