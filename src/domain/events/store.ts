import * as v from 'valibot'
import { count, noText } from '../log/event-fields.ts'

/** Where entries came back from after a device's own storage had lost or spoilt them. */
export const healingSources = ['journal', 'file'] as const

/** What befell the storage of the device that writes. */
export const storeSchemas = {
  /**
   * So many events were gone or spoilt on this device and were put back, each verified before:
   * from its second copy (`journal`), or from a file that a person brought.
   */
  'store.healed': {
    data: v.object({ from: v.picklist(healingSources), entries: count }),
    text: noText,
  },
} as const

export type HealingSource = (typeof healingSources)[number]
