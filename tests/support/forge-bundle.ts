import { fromHex } from '../../src/domain/ids.ts'
import { fromUtf8, type Json, parseRecord, recordBytes, utf8 } from '../../src/domain/json.ts'
import { eventIdOf, hashHex, type StoredEvent, signedMessage } from '../../src/domain/log/event.ts'
import { noteSignature, writeNote } from '../../src/domain/proof/signed-note.ts'
import { manifestText } from '../../src/export/handover-form.ts'
import { jsonl } from '../../src/export/jsonl.ts'
import { crc32 } from '../../src/zip/crc32.ts'
import { readEntry } from '../../src/zip/read-entry.ts'
import { openZip } from '../../src/zip/read-zip.ts'
import { bytesSource } from '../../src/zip/zip-source.ts'
import { forgeZip } from './forge-zip.ts'
import { type MadeBundle, packBundle } from './make-bundle.ts'

/** Tools of somebody who holds the keys and writes what he likes: events, lines, entries, manifests. */

export type Fields = Readonly<Record<string, Json>>
export type Forgery = (made: MadeBundle) => Promise<Uint8Array>
type Part = Json | Uint8Array

export interface Written {
  /** 0: the first device; 1: the second. */
  readonly who?: 0 | 1
  /** Fields of the header that are not as they should be. */
  readonly header?: Fields
  readonly data?: Part
  readonly text?: Part
  readonly parts?: Partial<StoredEvent>
}

const bytesOf = (part: Part): Uint8Array => (part instanceof Uint8Array ? part : recordBytes(part))

/** An event after the last one of its device, really signed, whatever is in it. */
export async function written(made: MadeBundle, plan: Written = {}): Promise<StoredEvent> {
  const { who = 0, header = {}, data = { stamp: false }, text = { body: '後' } } = plan
  const { signer } = made.authors[who]
  const before = made.placed.findLast(({ header: h }) => h.device === signer.device)!
  const [dataBytes, textBytes] = [bytesOf(data), text === null ? null : bytesOf(text)]
  const [dataSalt, textSalt] = [new Uint8Array(16).fill(0xd), new Uint8Array(16).fill(0xe)]
  const hash = (salt: Uint8Array, part: Uint8Array) => hashHex(Uint8Array.of(...salt, ...part))
  const bytes = recordBytes({
    ...(before.header as unknown as Fields),
    ...{ seq: before.header.seq + 1, prev: before.id, seen: [], type: 'note.recorded' },
    lamport: Math.max(...made.placed.map(({ header: h }) => h.lamport)) + 1,
    act: hashHex(utf8(JSON.stringify([who, header, fromUtf8(dataBytes)]))).slice(0, 32),
    dataHash: hash(dataSalt, dataBytes),
    textHash: textBytes && hash(textSalt, textBytes),
    ...header,
  })
  const sig = await signer.sign(signedMessage(bytes))
  return {
    ...{ id: eventIdOf(bytes), header: bytes, sig, data: dataBytes, dataSalt },
    ...{ text: textBytes, textSalt: textBytes && textSalt },
    ...plan.parts,
  }
}

/** The bundle with such events at the end of their chains, made anew and signed. */
export async function after(made: MadeBundle, ...plans: readonly Written[]): Promise<Uint8Array> {
  const more = await Promise.all(plans.map((plan) => written(made, plan)))
  return packBundle(made, { events: [...made.events, ...more] })
}

/** The lines of the honest log; the last is the trailer. */
export const linesOf = (made: MadeBundle, more: readonly StoredEvent[] = []): string[] =>
  (fromUtf8(jsonl([...made.events, ...more], made.runbook)) ?? '').trimEnd().split('\n')

/** The bundle around a log of these lines, under a trailer whose hash fits, made anew and signed. */
export function sealed(
  made: MadeBundle,
  lines: readonly string[],
  trailer: Fields = {},
): Promise<Uint8Array> {
  return packBundle(made, { jsonl: utf8(resealed(lines, trailer)) })
}

/** Lines and the trailer of the last of them, with the hash of what stands before it. */
export function resealed(lines: readonly string[], change: Fields = {}): string {
  const above = lines
    .slice(0, -1)
    .map((line) => `${line}\n`)
    .join('')
  const { trailer } = JSON.parse(lines.at(-1) ?? '') as { trailer: Fields }
  const bytes = recordBytes({ trailer: { ...trailer, sha256: hashHex(utf8(above)), ...change } })
  return `${above}${fromUtf8(bytes)}\n`
}

/** A line with some of its fields otherwise. */
export const changedLine = (line: string, change: (fields: Fields) => Fields): string => {
  const fields = JSON.parse(line) as Fields
  return fromUtf8(recordBytes({ ...fields, ...change(fields) })) ?? ''
}

export interface Packed {
  /** Entries beside the log; null takes one out. */
  readonly entries?: Readonly<Record<string, Uint8Array | string | null>>
  readonly manifest?: (honest: Fields) => Json
  /** `manifest.sig`, given its text and the line of the first device; null leaves it out. */
  readonly note?: ((text: string, line: string) => string) | null
  /** Entries whose CRC-32 lies, in both headers. */
  readonly crc?: readonly string[]
}

/** The bundle with other entries, listed and signed honestly where nothing else is said. */
export async function packed(made: MadeBundle, plan: Packed): Promise<Uint8Array> {
  const entries = await entriesOf(await packBundle(made))
  for (const name of ['manifest.json', 'manifest.sig']) entries.delete(name)
  for (const [name, bytes] of Object.entries(plan.entries ?? {}))
    if (bytes === null) entries.delete(name)
    else entries.set(name, typeof bytes === 'string' ? utf8(bytes) : bytes)
  const files = [...entries].map(([name, bytes]) => ({
    ...{ name, sha256: hashHex(bytes), size: bytes.length },
  }))
  files.sort((a, b) => (a.name < b.name ? -1 : 1))
  const honest = {
    ...{ files, format: 'shodo/handover/v1', log: made.log, mode: made.mode },
    ...{ purpose: 'incident', part: { number: 1, of: 1 } },
    signedBy: [made.authors[0].signer.device],
  }
  const manifest = recordBytes(plan.manifest?.(honest) ?? honest)
  entries.set('manifest.json', manifest)
  const text = manifestText(manifest)
  const line = (await noteBy(made, 0, text)).slice(text.length + 1)
  if (plan.note !== null)
    entries.set('manifest.sig', utf8(plan.note?.(text, line) ?? `${text}\n${line}`))
  return forgeZip(
    [...entries].map(([name, bytes]) => {
      const lies = plan.crc?.includes(name) ?? false
      return { name, bytes, central: lies ? { crc: crc32(bytes) ^ 1 } : {} }
    }),
  )
}

/** A text as a note signed by a device of the bundle. */
export async function noteBy(made: MadeBundle, who: 0 | 1, text: string): Promise<string> {
  const { device, key, sign } = made.authors[who].signer
  const signature = noteSignature(device, fromHex(key)!, await sign(utf8(text)))
  return writeNote({ text, signatures: [signature] })
}

export async function entriesOf(bundle: Uint8Array): Promise<Map<string, Uint8Array>> {
  const source = bytesSource(bundle)
  const opened = await openZip(source)
  if (!opened.ok) throw new Error(opened.problem.detail)
  const entries = new Map<string, Uint8Array>()
  for (const entry of opened.entries) {
    const read = await readEntry(source, entry, 1e6)
    if (read.ok) entries.set(entry.name, read.bytes)
  }
  return entries
}

/** What a device wrote into `data`, to write it again otherwise. */
export function dataOf(event: StoredEvent): Fields {
  const parsed = parseRecord(event.data)
  return parsed.ok ? (parsed.value as Fields) : {}
}
