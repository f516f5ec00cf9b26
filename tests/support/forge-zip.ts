import { utf8 } from '../../src/domain/json.ts'
import { crc32 } from '../../src/zip/crc32.ts'
import { joined } from './mutate.ts'

/** Writes ZIPs that lie. Every field can be set; what is not set is as an honest writer has it. */
export interface Forged {
  readonly name: string
  readonly bytes?: Uint8Array
  readonly central?: Fields
  readonly local?: Fields
  /** The name before the data, where it is another one. */
  readonly localName?: string
  readonly before?: Uint8Array
  /** The offset that the directory gives. */
  readonly at?: (honest: number) => number
  /** Names that no text can be. */
  readonly rawName?: Uint8Array
}

interface Fields {
  readonly made?: number
  readonly needed?: number
  readonly flags?: number
  readonly method?: number
  readonly time?: number
  readonly crc?: number
  readonly size?: number
  readonly unpacked?: number
  readonly extra?: Uint8Array
  readonly comment?: Uint8Array
  readonly disk?: number
  readonly attributes?: number
}

export interface ForgedEnd {
  readonly entries?: number
  readonly onDisk?: number
  readonly disk?: number
  readonly size?: (honest: number) => number
  readonly at?: (honest: number) => number
  readonly comment?: Uint8Array
  readonly before?: Uint8Array
  readonly after?: Uint8Array
  readonly first?: Uint8Array
}

const u16 = (n: number) => [n & 0xff, (n >>> 8) & 0xff]
const u32 = (n: number) => [...u16(n), ...u16(n >>> 16)]

export function forgeZip(entries: readonly Forged[], end: ForgedEnd = {}): Uint8Array<ArrayBuffer> {
  const parts: Uint8Array[] = end.first ? [end.first] : []
  const sizeOf = (list: readonly Uint8Array[]) => list.reduce((sum, part) => sum + part.length, 0)
  const directory: Uint8Array[] = []
  for (const entry of entries) {
    if (entry.before) parts.push(entry.before)
    const honest = sizeOf(parts)
    const bytes = entry.bytes ?? utf8(`bytes of ${entry.name}`)
    const common = (fields: Fields, name: Uint8Array) => [
      ...[fields.needed ?? 20, fields.flags ?? 0x0800, fields.method ?? 0].flatMap(u16),
      ...[fields.time ?? 0, 0x21].flatMap(u16),
      ...[fields.crc ?? crc32(bytes), fields.size ?? bytes.length].flatMap(u32),
      ...u32(fields.unpacked ?? fields.size ?? bytes.length),
      ...[name.length, fields.extra?.length ?? 0].flatMap(u16),
    ]
    const name = entry.rawName ?? utf8(entry.name)
    const local = { ...entry.central, extra: new Uint8Array(), ...entry.local }
    const localName = entry.localName === undefined ? name : utf8(entry.localName)
    parts.push(Uint8Array.from([...u32(0x04034b50), ...common(local, localName)]))
    parts.push(localName, local.extra, bytes)
    const central = entry.central ?? {}
    directory.push(
      Uint8Array.from([
        ...u32(0x02014b50),
        ...u16(central.made ?? 20),
        ...common(central, name),
        ...[central.comment?.length ?? 0, central.disk ?? 0, 0].flatMap(u16),
        ...[central.attributes ?? 0, entry.at?.(honest) ?? honest].flatMap(u32),
      ]),
      ...[name, central.extra ?? new Uint8Array(), central.comment ?? new Uint8Array()],
    )
  }
  if (end.before) parts.push(end.before)
  const at = sizeOf(parts)
  const size = sizeOf(directory)
  const count = end.entries ?? entries.length
  const tail = Uint8Array.from([
    ...u32(0x06054b50),
    ...[end.disk ?? 0, 0, end.onDisk ?? count, count].flatMap(u16),
    ...[end.size?.(size) ?? size, end.at?.(at) ?? at].flatMap(u32),
    ...u16(end.comment?.length ?? 0),
  ])
  return joined(
    ...parts,
    ...directory,
    tail,
    end.comment ?? new Uint8Array(),
    end.after ?? new Uint8Array(),
  )
}
