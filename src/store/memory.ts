import type { DeviceId, LogId } from '../domain/ids.ts'
import type { EventStore } from '../domain/ports.ts'
import { factsWithCopy, headsWithCopy, inPlaceOf, prepareCopy, verdictOnCopy } from './copy-rows.ts'
import { erasedRows, retoldHeads } from './erase-rows.ts'
import { healedFacts, healedHead, healRows } from './heal-rows.ts'
import {
  byProof,
  type EventRow,
  factsToWrite,
  type HeadRow,
  type LogFacts,
  logRows,
  prepare,
  storedOf,
  verdict,
} from './rows.ts'

/** What two stores share that stand for two tabs of one origin. */
export interface MemoryDisk {
  readonly events: Map<string, EventRow>
  readonly acts: Map<string, EventRow>
  readonly heads: Map<string, HeadRow>
  readonly logs: Map<LogId, LogFacts>
  readonly runbooks: Map<string, Uint8Array>
  readonly drafts: Map<string, string>
}

export const memoryDisk = (): MemoryDisk => ({
  events: new Map(),
  acts: new Map(),
  heads: new Map(),
  logs: new Map(),
  runbooks: new Map(),
  drafts: new Map(),
})

const chain = (log: LogId, device: DeviceId): string => `${log} ${device}`

/** Keeps nothing: for tests, for the command line, and as the yardstick of the contract. */
export function memoryStore(disk: MemoryDisk = memoryDisk()): EventStore {
  const rowsOf = (log: LogId): EventRow[] =>
    [...disk.events.values()].filter((row) => row.log === log).sort(byProof)

  return {
    async append(request) {
      const prepared = prepare(request)
      if (!prepared.ok) return prepared
      const row = disk.logs.get(request.log)
      const head = disk.heads.get(chain(request.log, request.device))
      const recorded = request.acts.map((act) => disk.acts.get(act)).filter((r) => r !== undefined)
      const refusal = verdict(request, { head, row, recorded })
      if (refusal) return refusal
      for (const event of prepared.rows) {
        disk.events.set(event.id, event)
        disk.acts.set(event.act, event)
      }
      const { erase = [] } = request
      for (const event of erasedRows(
        request,
        erase.map((id) => disk.events.get(id)),
      )) {
        disk.events.set(event.id, event)
        disk.acts.set(event.act, event)
      }
      const ends = erase.length > 0 ? [...disk.heads.values()] : []
      for (const end of retoldHeads(
        request,
        ends.filter(({ log }) => log === request.log),
      ))
        disk.heads.set(chain(end.log, end.device), end)
      disk.heads.set(chain(request.log, request.device), prepared.head)
      const facts = factsToWrite(request, row)
      if (facts) disk.logs.set(request.log, facts)
      return { ok: true }
    },
    async absorb(request) {
      const prepared = prepareCopy(request)
      if (!prepared.ok) return prepared
      const row = disk.logs.get(request.log)
      const refusal = verdictOnCopy(request, row)
      if (refusal) return refusal
      const fresh = prepared.fresh.filter(({ id }) => !disk.events.has(id))
      const mended = prepared.mended.map((event) => inPlaceOf(disk.events.get(event.id), event))
      for (const event of [...fresh, ...mended]) {
        disk.events.set(event.id, event)
        disk.acts.set(event.act, event)
      }
      const heads = [...disk.heads.values()].filter(({ log }) => log === request.log)
      for (const head of headsWithCopy(heads, fresh, request.summary))
        disk.heads.set(chain(head.log, head.device), head)
      const facts = factsWithCopy(request, row)
      if (facts) disk.logs.set(request.log, facts)
      for (const { hash, bytes } of request.runbooks) disk.runbooks.set(hash, bytes.slice())
      return { ok: true, added: fresh.length }
    },
    async head(log, device) {
      const row = disk.heads.get(chain(log, device))
      return row ? { id: row.id, seq: row.seq, lamport: row.lamport } : null
    },
    async read(log) {
      return rowsOf(log).map(storedOf)
    },
    async count(log) {
      return rowsOf(log).length
    },
    async readChain(log, device, after) {
      const rows = rowsOf(log).filter((row) => row.device === device && row.seq > after)
      return rows.sort((a, b) => a.seq - b.seq || byProof(a, b)).map(storedOf)
    },
    async logs() {
      return logRows([...disk.logs.values()], [...disk.heads.values()])
    },
    async remove(log, tombstone, expected) {
      const facts = disk.logs.get(log)
      if (!facts || facts.deleted) return true
      if (expected !== undefined && rowsOf(log).length !== expected) return false
      const [row] = logRows([facts], [...disk.heads.values()])
      for (const event of rowsOf(log)) {
        disk.events.delete(event.id)
        disk.acts.delete(event.act)
        disk.heads.delete(chain(log, event.device))
      }
      disk.logs.set(log, { ...facts, ...row, deleted: tombstone })
      return true
    },
    async heal(request) {
      const facts = healedFacts(request, disk.logs.get(request.log))
      if (!facts) return 0
      const rows = healRows(request).filter((row) => {
        const standing = disk.acts.get(row.act)
        return !standing || standing.id === row.id
      })
      for (const row of rows) {
        disk.events.set(row.id, row)
        disk.acts.set(row.act, row)
      }
      disk.logs.set(request.log, facts)
      const ends = new Map<DeviceId, EventRow>()
      for (const row of rowsOf(request.log))
        if (row.seq >= (ends.get(row.device)?.seq ?? 0)) ends.set(row.device, row)
      for (const [device, last] of ends) {
        const key = chain(request.log, device)
        disk.heads.set(key, healedHead(last, disk.heads.get(key), request))
      }
      return rows.length
    },
    async remember(tombstone) {
      if (!disk.logs.has(tombstone.log)) disk.logs.set(tombstone.log, tombstone)
    },
    async saveRunbook(hash, bytes) {
      disk.runbooks.set(hash, new Uint8Array(bytes))
    },
    async runbook(hash) {
      return disk.runbooks.get(hash) ?? null
    },
    async saveDraft(key, text) {
      if (text === '') disk.drafts.delete(key)
      else disk.drafts.set(key, text)
    },
    async drafts() {
      return new Map(disk.drafts)
    },
    async probe() {
      return true
    },
  }
}
