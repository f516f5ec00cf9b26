import type { LogState } from '../evolve/state.ts'
import type { DeviceId, EventId } from '../ids.ts'
import { jstDay } from '../instant.ts'
import type { Entry } from '../log/entry.ts'
import { holderOf } from '../people/device-names.ts'
import { chronology } from './chronology.ts'

/** A row of the printed chronology: `row` of all rows, so that a lost sheet is noticed. */
export interface PrintedRow {
  readonly entry: Entry
  readonly row: number
  /** The date is written where it differs from the row above. */
  readonly newDay: boolean
}

/** Every entry in the order things happened, the lines the app wrote by itself among them. */
export function printedRows(state: LogState): readonly PrintedRow[] {
  let last: number | null = null
  return chronology(state.entries, 'occurred', {}, () => '').map((entry, i) => {
    const day = jstDay(entry.occurredMs)
    const newDay = day !== last
    last = day
    return { entry, row: i + 1, newDay }
  })
}

/** A device that wrote into the log, where its chain ends, and who holds it. */
export interface PrintedDevice {
  readonly device: DeviceId
  readonly holder: string | null
  readonly head: EventId
  readonly seq: number
}

export const printedDevices = (state: LogState): readonly PrintedDevice[] =>
  [...state.heads].map(([device, head]) => ({
    device,
    holder: holderOf(state, device),
    head: head.id,
    seq: head.seq,
  }))
