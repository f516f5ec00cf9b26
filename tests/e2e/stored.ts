import { ed25519 } from '@noble/curves/ed25519.js'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { chronology, kindOf } from '../../src/domain/chronology/chronology.ts'
import { describe } from '../../src/domain/describe/describe.ts'
import type { LogState } from '../../src/domain/evolve/state.ts'
import { type EventId, fromHex, type LogId } from '../../src/domain/ids.ts'
import { chainProblems, eventProblem } from '../../src/domain/log/chain.ts'
import { decode } from '../../src/domain/log/decode.ts'
import { type StoredEvent, signedMessage } from '../../src/domain/log/event.ts'
import type { Language } from '../../src/domain/ports.ts'
import { recordWords } from '../../src/ui/text/record.ts'
import type { ShownLine } from './scroll.ts'

/** What lies in the app's database, byte for byte, read through a connection beside the app's own. */

export interface StoredRow extends StoredEvent {
  readonly seq: number
}

/** Every event of a log, by the number its device gave it. */
export async function storedEvents(page: Page, log: LogId): Promise<readonly StoredRow[]> {
  const rows = await page.evaluate(async (wanted) => {
    const db = await new Promise<IDBDatabase>((resolve, reject) => {
      const request = indexedDB.open('shodo')
      request.onsuccess = () => resolve(request.result)
      request.onerror = () => reject(request.error)
    })
    const all = await new Promise<Record<string, unknown>[]>((resolve, reject) => {
      const request = db.transaction('events').objectStore('events').getAll()
      request.onsuccess = () => resolve(request.result)
      request.onerror = () => reject(request.error)
    })
    db.close()
    const text = (bytes: unknown) =>
      bytes instanceof Uint8Array ? btoa(String.fromCharCode(...bytes)) : null
    return all
      .filter((row) => row['log'] === wanted)
      .map((row) => ({
        id: String(row['id']),
        seq: Number(row['seq']),
        header: text(row['header']),
        sig: text(row['sig']),
        data: text(row['data']),
        dataSalt: text(row['dataSalt']),
        text: text(row['text']),
        textSalt: text(row['textSalt']),
      }))
  }, log)
  const bytes = (part: string | null): Uint8Array =>
    new Uint8Array(Buffer.from(part ?? '', 'base64'))
  rows.sort((a, b) => a.seq - b.seq)
  return rows.map((row) => ({
    id: row.id as EventId,
    seq: row.seq,
    header: bytes(row.header),
    sig: bytes(row.sig),
    data: bytes(row.data),
    dataSalt: bytes(row.dataSalt),
    text: row.text === null ? null : bytes(row.text),
    textSalt: row.textSalt === null ? null : bytes(row.textSalt),
  }))
}

/** A draft as it lies in the database. */
export const storedDraft = (page: Page, key: string): Promise<string | null> =>
  page.evaluate(async (wanted) => {
    const db = await new Promise<IDBDatabase>((resolve, reject) => {
      const request = indexedDB.open('shodo')
      request.onsuccess = () => resolve(request.result)
      request.onerror = () => reject(request.error)
    })
    const draft = await new Promise<unknown>((resolve, reject) => {
      const request = db.transaction('drafts').objectStore('drafts').get(wanted)
      request.onsuccess = () => resolve(request.result)
      request.onerror = () => reject(request.error)
    })
    db.close()
    return typeof draft === 'string' ? draft : null
  }, key)

/** One device's chain from 1 on without a gap or a fork, each link whole and signed. */
export function expectOneChain(log: LogId, stored: readonly StoredRow[]): void {
  expect(stored.map(({ seq }) => seq)).toEqual(stored.map((_, i) => i + 1))
  const events = stored.map((event) => {
    expect(eventProblem(event), `event ${event.seq}`).toBeNull()
    const decoded = decode(event)
    if (decoded.kind !== 'known') throw new Error(`event ${event.seq} is ${decoded.kind}`)
    return { id: event.id, sig: event.sig, bytes: event.header, decoded, header: decoded.header }
  })
  expect(new Set(events.map(({ header }) => header.device)).size).toBe(1)
  expect(chainProblems(log, events)).toEqual([])
  const first = events[0]?.decoded
  const key = first?.type === 'device.joined' ? fromHex(first.data.key) : null
  if (!key) throw new Error('the first event names no key')
  for (const { sig, bytes, header } of events)
    expect(ed25519.verify(sig, signedMessage(bytes), key), `signature ${header.seq}`).toBe(true)
}

const unspaced = (text: string): string => text.replace(/\s/g, '')

/** What the screen showed is every line of the record, in its order, with its head and its words. */
export function expectShown(
  shown: readonly ShownLine[],
  state: LogState,
  language: Language,
): void {
  const entries = chronology(state.entries, 'occurred', { automatic: false }, () => '')
  expect(shown.map(({ id }) => id)).toEqual(entries.map(({ id }) => id))
  const { resolved } = recordWords[language].amendment
  entries.forEach((entry, i) => {
    const { head, body } = describe(entry, state, recordWords[language])
    const text = unspaced(shown[i]?.text ?? '')
    if (kindOf(entry) === 'unresolved') {
      // On screen this kind is a mark after the words, and another one once it is resolved.
      const mark = entry.unresolved ? head : resolved
      expect(text).toContain(unspaced(body))
      expect(text.lastIndexOf(unspaced(mark)), text).toBeGreaterThan(text.indexOf(unspaced(body)))
    } else expect(text).toContain(unspaced(head + body))
  })
}
