import type { Instant, LogId } from '../domain/ids.ts'
import type { Ports } from './ports.ts'

/** When a copy of a log was last taken in on this device, and how many events it brought. */
export interface TakenNote {
  readonly at: Instant
  readonly added: number
}

export function takenNote(ports: Ports, log: LogId): TakenNote | null {
  const [at, added] = (ports.notebook.read(`taken:${log}`) ?? '').split(' ')
  return at && added ? { at: at as Instant, added: Number(added) } : null
}

export const writeTakenNote = (ports: Ports, log: LogId, added: number): void =>
  ports.notebook.write(`taken:${log}`, `${ports.clock.wall()} ${added}`)
