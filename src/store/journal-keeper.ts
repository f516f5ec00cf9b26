import type { DeviceId, EventId, LogId } from '../domain/ids.ts'
import { eventProblem } from '../domain/log/chain.ts'
import { hashHex, type StoredEvent } from '../domain/log/event.ts'
import type { CopyFinding, CopyReport } from '../domain/ports.ts'
import type { Connection } from './connection.ts'
import { compareLog } from './journal-compare.ts'
import type { JournalFolder } from './journal-folder.ts'
import {
  fileOf,
  headLine,
  type JournalRecord,
  type JournalText,
  logOfFile,
  notesFile,
  recordLine,
  runbooksFile,
} from './journal-form.ts'
import { allLogs, noteJournal, storeSide, tombstoneOf, wholeRunbooks } from './journal-store.ts'
import { type LogFacts, logRows, storedOf } from './rows.ts'

/** What the second copy does, inside its worker; one thing after the other. */
export function journalKeeper(folder: JournalFolder, connection: Connection, fresh: boolean) {
  /** What is known to be in the files: another tab's doubles do no harm, its own would pile up. */
  const copied = new Map<LogId, Set<EventId>>()
  const pinned = new Set<string>()
  /** Files beside the logs that were short or spoilt, in the comparison under way. */
  let repairs = 0
  const copiedOf = (log: LogId): Set<EventId> => {
    const known = copied.get(log) ?? new Set()
    copied.set(log, known)
    return known
  }

  async function add(log: LogId, events: readonly StoredEvent[]): Promise<void> {
    const known = copiedOf(log)
    const fresh = events.filter(({ id }) => !known.has(id))
    if (fresh.length === 0) return
    const lines = fresh.map((event) => recordLine({ is: 'event', event }))
    await folder.append(fileOf(log), headLine(log), lines)
    for (const { id } of fresh) known.add(id)
  }

  async function pin(bytes: Uint8Array): Promise<void> {
    const hash = hashHex(bytes)
    if (pinned.has(hash)) return
    await note(runbooksFile, { is: 'runbook', bytes })
    pinned.add(hash)
  }

  const note = (file: string, record: JournalRecord): Promise<void> =>
    folder.append(file, null, [recordLine(record)])

  /** A small file beside the logs; what is spoilt in it is left out from now on. */
  async function beside(file: string): Promise<JournalText> {
    const text = await folder.read(file)
    if (text.spoilt > 0 || text.torn) {
      repairs++
      await folder.rewrite(file, async ({ records }) => records.map(recordLine))
    }
    return text
  }

  async function compareRunbooks(): Promise<CopyReport['runbooks']> {
    const whole = await wholeRunbooks(connection)
    const lost: { hash: string; bytes: Uint8Array }[] = []
    for (const record of (await beside(runbooksFile)).records) {
      if (record.is !== 'runbook') continue
      const hash = hashHex(record.bytes)
      pinned.add(hash)
      if (!whole.has(hash)) lost.push({ hash, bytes: record.bytes })
    }
    for (const [hash, bytes] of whole) {
      if (!pinned.has(hash)) repairs++
      await pin(bytes)
    }
    return lost
  }

  async function compare(device: DeviceId): Promise<CopyReport> {
    const known = await noteJournal(connection)
    repairs = 0
    const gone = new Map<LogId, LogFacts>()
    const devices: DeviceId[] = []
    for (const record of (await beside(notesFile)).records) {
      if (record.is === 'deleted') gone.set(record.facts.log, record.facts)
      if (record.is === 'device') devices.push(record.device)
    }
    if (known && !fresh && devices.length === 0) repairs++
    if (!devices.includes(device)) await note(notesFile, { is: 'device', device })
    const runbooks = await compareRunbooks()
    const findings: CopyFinding[] = []
    let added = 0
    const files = (await folder.names()).flatMap((name) => logOfFile(name) ?? [])
    for (const log of new Set([...(await allLogs(connection)), ...gone.keys(), ...files])) {
      const side = await storeSide(connection, log)
      const tombstone = side.facts?.deleted ? side.facts : gone.get(log)
      if (tombstone) {
        await folder.remove(fileOf(log))
        if (!gone.has(log)) await note(notesFile, { is: 'deleted', facts: tombstone })
        if (side.facts) continue
        const [row = null] = logRows([tombstone], [])
        findings.push({ log, lost: 0, rows: false, spoilt: false, tombstone: row })
        continue
      }
      const text = await folder.read(fileOf(log))
      for (const record of text.records)
        if (record.is === 'event') copiedOf(log).add(record.event.id)
      const { lost, rows, lacking, short, spoilt } = await compareLog(text, side)
      if (short) repairs++
      await add(log, lacking)
      added += lacking.length
      if (lost > 0 || rows || spoilt) findings.push({ log, lost, rows, spoilt, tombstone: null })
    }
    connection.close()
    const begun = fresh && !known
    const repaired = !begun && (fresh || repairs > 0)
    fresh = false
    return { findings, added, begun, repaired, runbooks, devices }
  }

  async function read(log: LogId): Promise<readonly StoredEvent[]> {
    const { records } = await folder.read(fileOf(log))
    const events = new Map<EventId, StoredEvent>()
    for (const record of records)
      if (record.is === 'event') events.set(record.event.id, record.event)
    return [...events.values()]
  }

  async function reseed(log: LogId): Promise<void> {
    const side = await storeSide(connection, log)
    await folder.rewrite(fileOf(log), async ({ records }) => {
      const events = new Map<EventId, StoredEvent>()
      for (const record of records)
        if (record.is === 'event' && eventProblem(record.event) === null)
          events.set(record.event.id, record.event)
      for await (const part of side.rows())
        for (const row of part) if (eventProblem(row) === null) events.set(row.id, storedOf(row))
      const lines = [...events.values()].map((event) => recordLine({ is: 'event', event }))
      return [headLine(log), ...lines]
    })
    connection.close()
  }

  async function remove(log: LogId): Promise<void> {
    await folder.remove(fileOf(log))
    const facts = await tombstoneOf(connection, log)
    if (facts?.deleted) await note(notesFile, { is: 'deleted', facts })
    connection.close()
  }

  return { add, pin, compare, read, reseed, remove }
}
