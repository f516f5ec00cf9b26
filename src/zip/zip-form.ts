import { utf8 } from '../domain/json.ts'

/**
 * The records of a ZIP (APPNOTE.TXT 6.3.10, 4.3) as this app writes them: stored, sizes and CRC before
 * the data, no dates, no further fields. The same names and bytes always give the same file.
 */

export const signature = { local: 0x04034b50, central: 0x02014b50, end: 0x06054b50 } as const
export const length = { local: 30, central: 46, end: 22 } as const

/** Names are UTF-8. */
export const utf8Flag = 0x0800
const version = 20
/** 1 January 1980, the first day a ZIP can say: when a file was made stands in the record. */
const noDate = 0x0021

/** What an entry's records are made of. */
export interface EntryForm {
  readonly name: string
  readonly size: number
  readonly crc: number
  /** Where its local header begins. */
  readonly at: number
}

function record(size: number, write: (view: DataView) => void, name?: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(size + (name?.length ?? 0))
  write(new DataView(bytes.buffer))
  if (name) bytes.set(name, size)
  return bytes
}

/** The 26 bytes that both headers share, from the version a reader needs to the extra length. */
function common(view: DataView, at: number, entry: EntryForm, nameLength: number): void {
  view.setUint16(at, version, true)
  view.setUint16(at + 2, utf8Flag, true)
  view.setUint16(at + 8, noDate, true)
  view.setUint32(at + 10, entry.crc, true)
  view.setUint32(at + 14, entry.size, true)
  view.setUint32(at + 18, entry.size, true)
  view.setUint16(at + 22, nameLength, true)
}

export function localRecord(entry: EntryForm): Uint8Array {
  const name = utf8(entry.name)
  const write = (view: DataView): void => {
    view.setUint32(0, signature.local, true)
    common(view, 4, entry, name.length)
  }
  return record(length.local, write, name)
}

export function centralRecord(entry: EntryForm): Uint8Array {
  const name = utf8(entry.name)
  const write = (view: DataView): void => {
    view.setUint32(0, signature.central, true)
    view.setUint16(4, version, true)
    common(view, 6, entry, name.length)
    view.setUint32(42, entry.at, true)
  }
  return record(length.central, write, name)
}

export function endRecord(entries: number, directorySize: number, directoryAt: number): Uint8Array {
  return record(length.end, (view) => {
    view.setUint32(0, signature.end, true)
    view.setUint16(8, entries, true)
    view.setUint16(10, entries, true)
    view.setUint32(12, directorySize, true)
    view.setUint32(16, directoryAt, true)
  })
}
