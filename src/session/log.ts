import { eventCount } from '../domain/chronology/log-counts.ts'
import type { Command, Refusal } from '../domain/commands/command.ts'
import { decide } from '../domain/commands/decide.ts'
import type { Draft } from '../domain/events/events.ts'
import { evolve, fold, inProofOrder } from '../domain/evolve/evolve.ts'
import { changesTheFolded } from '../domain/evolve/roster.ts'
import { initialState, type LogState } from '../domain/evolve/state.ts'
import type { Runbook } from '../domain/flow/runbook.ts'
import { type ActId, actIdFrom, type EventId, type Instant, type LogId } from '../domain/ids.ts'
import { utf8 } from '../domain/json.ts'
import { seal } from '../domain/log/chain.ts'
import { decode } from '../domain/log/decode.ts'
import {
  hashHex,
  type Mode,
  type Purpose,
  type StoredEvent,
  signedMessage,
} from '../domain/log/event.ts'
import { type LogSummary, StoreError, type StoreFault } from '../domain/ports.ts'
import { scenarioOf } from './compiled.ts'
import { replacedIn } from './former-devices.ts'
import { logTime } from './log-time.ts'
import type { Ports } from './ports.ts'

/** A log held in memory: its folded state and the runbook it pins. */
export interface Log {
  readonly id: LogId
  readonly purpose: Purpose
  readonly mode: Mode
  readonly runbookHash: string | null
  readonly runbook: Runbook | null
  state: LogState
}

/** When the person acted, read once: a retry keeps it. */
export interface Moment {
  readonly wall: Instant
  readonly mono: number
  readonly joinAct: ActId
  /** For the first of two events of one act, as a drill's start writes them. */
  readonly openAct: ActId
  readonly act: ActId
}

/** The storage refused or did not answer. */
export interface Faulted {
  readonly ok: false
  readonly why: StoreFault
  readonly detail: string
}

export type Recorded =
  | { readonly ok: true; readonly ids: readonly EventId[]; readonly opened: readonly string[] }
  | { readonly ok: false; readonly why: 'refused'; readonly refusal: Refusal }
  | Faulted

/** A chain that moves under us this often in one append is being written by something else. */
const maxTries = 8

export const momentOf = (ports: Ports): Moment => ({
  wall: ports.clock.wall(),
  mono: ports.clock.mono(),
  joinAct: actIdFrom(ports.random.bytes(16)),
  openAct: actIdFrom(ports.random.bytes(16)),
  act: actIdFrom(ports.random.bytes(16)),
})

export function newLog(
  id: LogId,
  purpose: Purpose,
  mode: Mode,
  runbook: Runbook | null,
  runbookHash: string | null,
): Log {
  return { id, purpose, mode, runbook, runbookHash, state: initialState(runbook) }
}

/** Folds everything the store holds of a log. */
export async function loadLog(ports: Ports, log: Log): Promise<void> {
  const state = fold(log.runbook, await ports.store.read(log.id))
  state.scenario = await scenarioOf(ports, state.drill?.scenario.hash ?? null)
  log.state = state
}

/**
 * Records one act. Nothing is shown as recorded before the store's strict transaction completed;
 * an act that was committed without our hearing of it is found by its id and not doubled.
 */
export async function recordInto(
  ports: Ports,
  log: Log,
  command: Command,
  moment: Moment,
): Promise<Recorded> {
  return ports.locks.hold(`log:${log.id}`, async () => {
    for (let attempt = 0; attempt < maxTries; attempt++) {
      const t = logTime(ports, log, command, moment)
      const decision = decide(command, log.state, {
        now: t,
        device: ports.signer.device,
        key: ports.signer.key,
        app: ports.app,
        replaces: replacedIn(log.state, ports.former),
      })
      if (!decision.ok) return { ok: false, why: 'refused', refusal: decision.refusal }
      // Read before anything is awaited: another tab's entry may be folded in while this one signs.
      const expected = log.state.heads.get(ports.signer.device) ?? null
      const summary = summaryAfter(log.state, decision.drafts, moment.wall)
      const batch = await sealAll(ports, log, decision.drafts, moment, t)
      // What this build could not read back would be called recorded and show no words.
      if (batch.events.some((event) => decode(event).kind !== 'known'))
        return { ok: false, why: 'failed', detail: 'the entry could not be read back' }
      const result = await ports.store.append({
        log: log.id,
        purpose: log.purpose,
        mode: log.mode,
        device: ports.signer.device,
        events: batch.events,
        acts: batch.acts,
        expected,
        runbookHash: log.runbookHash,
        ...(command.do === 'eraseTexts'
          ? await erasing(ports, log, command, decision.drafts, moment)
          : { summary }),
      })
      if (result.ok) return taken(ports, log, batch.events)
      switch (result.why) {
        case 'headMoved':
          await refreshLog(ports, log)
          continue
        case 'alreadyRecorded':
          await refreshLog(ports, log)
          return taken(ports, log, result.events)
        case 'quota':
        case 'unavailable':
        case 'failed':
          return { ok: false, why: result.why, detail: result.detail }
      }
    }
    return { ok: false, why: 'failed', detail: 'the chain moved at every try' }
  })
}

async function erasing(
  ports: Ports,
  log: Log,
  command: Extract<Command, { do: 'eraseTexts' }>,
  drafts: readonly Draft[],
  moment: Moment,
): Promise<{ summary: LogSummary; erase: readonly EventId[] }> {
  const { stateWithout } = await import('./erasing.ts')
  const state = await stateWithout(ports, log, command)
  return { summary: summaryAfter(state, drafts, moment.wall), erase: command.targets }
}

/**
 * Reads what other tabs added to this device's chain; when they took in another device's copy,
 * everything. A last event whose bytes were spoilt names no head; the store's own note of it does, or
 * nothing could follow it any more.
 */
export async function refreshLog(ports: Ports, log: Log): Promise<void> {
  const { device } = ports.signer
  const known = log.state.heads.get(device)?.seq ?? 0
  // Before the events: all that this head ends is then among them.
  const stored = await ports.store.head(log.id, device)
  const last = takeIn(log, await ports.store.readChain(log.id, device, known))
  if (!last || (await ports.store.count(log.id)) > eventCount(log.state)) await loadLog(ports, log)
  const { heads } = log.state
  if (!stored || stored.seq <= (heads.get(device)?.seq ?? 0)) return
  heads.set(device, stored)
  log.state.lamport = Math.max(log.state.lamport, stored.lamport)
}

async function taken(ports: Ports, log: Log, events: readonly StoredEvent[]): Promise<Recorded> {
  // It is stored: a log that cannot be read anew just now shows it at its end until it can.
  if (!takeIn(log, events)) await loadLog(ports, log).catch(() => undefined)
  const head = log.state.heads.get(ports.signer.device)
  if (head) ports.witness.note(log.id, ports.signer.device, head)
  ports.tabs.tell({ log: log.id, device: ports.signer.device })
  const opened = events.flatMap((event) => log.state.entry.get(event.id)?.opened ?? [])
  return { ok: true, ids: events.map((event) => event.id), opened }
}

/**
 * Folds what was added. False when it is not the end of proof order, or changes how entries before it
 * read: the log is then to be folded anew.
 */
function takeIn(log: Log, events: readonly StoredEvent[]): boolean {
  const { state } = log
  const fresh = events.map((stored) => decode(stored)).filter((event) => !state.entry.has(event.id))
  let last = true
  for (const event of inProofOrder(fresh)) {
    if (event.kind !== 'damaged' && event.header.lamport <= state.lamport) last = false
    if (changesTheFolded(event)) last = false
    evolve(state, event)
  }
  return last
}

/** An act id stands once in a log: what is recorded together has one for each event. */
function actOf(draft: Draft, drafts: readonly Draft[], moment: Moment): ActId {
  if (draft.type === 'device.joined') return moment.joinAct
  if (draft === drafts.at(-1)) return moment.act
  // A retry finds each row again by the row, however many were left out since.
  if (draft.type === 'note.recorded' && draft.data.row)
    return hashHex(utf8(`${moment.act} ${draft.data.row.row}`)).slice(0, 32) as ActId
  return moment.openAct
}

async function sealAll(
  ports: Ports,
  log: Log,
  drafts: readonly Draft[],
  moment: Moment,
  t: Instant,
): Promise<{ events: readonly StoredEvent[]; acts: readonly ActId[] }> {
  const { device } = ports.signer
  const named = log.state.seen.get(device)
  let seen = [...log.state.heads]
    .filter(([other, head]) => other !== device && !named?.has(head.id))
    .map(([, head]) => head.id)
  let head = log.state.heads.get(device) ?? null
  let { lamport } = log.state
  const events: StoredEvent[] = []
  const acts: ActId[] = []
  for (const draft of drafts) {
    const act = actOf(draft, drafts, moment)
    const { parsed, ...event } = seal(draft, {
      log: log.id,
      purpose: log.purpose,
      mode: log.mode,
      device,
      head,
      seen,
      lamport,
      wall: moment.wall,
      t,
      mono: moment.mono,
      boot: ports.clock.boot,
      origin: ports.clock.origin,
      check: log.state.clockCheck.get(device) ?? null,
      act,
      dataSalt: ports.random.bytes(16),
      textSalt: ports.random.bytes(16),
    })
    const sig = await ports.signer.sign(signedMessage(event.header))
    events.push({ ...event, sig })
    acts.push(act)
    head = { id: event.id, seq: parsed.seq, lamport: parsed.lamport }
    lamport = parsed.lamport
    seen = []
  }
  return { events, acts }
}

/** What home will show of the log once these drafts are in it. */
export function summaryAfter(state: LogState, drafts: readonly Draft[], now: Instant): LogSummary {
  let name = state.name
  let detectedAt = state.detection?.at ?? null
  let closed = state.closed !== null
  let drill = state.drill && (state.drill.ended ? ('over' as const) : ('underWay' as const))
  for (const draft of drafts) {
    if (draft.type === 'incident.opened' || draft.type === 'incident.amended') {
      name = draft.text?.name ?? name
      detectedAt = draft.data.detection?.at ?? detectedAt
    }
    if (draft.type === 'incident.closed') closed = true
    if (draft.type === 'incident.reopened') closed = false
    if (draft.type === 'drill.started') drill = 'underWay'
    if (draft.type === 'drill.ended') drill = 'over'
  }
  return {
    name,
    // By the device's clock, which in a drill is not the story's.
    openedAt: state.entries[0]?.recordedAt ?? now,
    detectedAt: detectedAt as Instant | null,
    lastAt: now,
    entries: eventCount(state) + drafts.length,
    closed,
    ...(drill ? { drill } : {}),
  }
}

export interface StoredLog {
  readonly events: readonly StoredEvent[]
  readonly runbook: Uint8Array | null
  /** The scenario a drill pins. */
  readonly scenario: Uint8Array | null
}

/** A log's exact bytes, its runbook and its scenario. Rejects when the store holds less than was folded. */
export async function readStored(ports: Ports, log: Log): Promise<StoredLog> {
  const known = eventCount(log.state)
  const events = await ports.store.read(log.id)
  // A file with less than the screen shows would be taken for the whole record.
  if (events.length < known)
    throw new StoreError('failed', `${events.length} of ${known} events are left`)
  const scenario = log.state.drill?.scenario.hash
  return {
    events,
    runbook: log.runbookHash ? await ports.store.runbook(log.runbookHash) : null,
    scenario: scenario ? await ports.store.runbook(scenario) : null,
  }
}

/**
 * Deletes a log that was begun by mistake; its row stays as a tombstone with this device's head. With
 * `expected`, only while it holds so many events; whether it is gone.
 */
export async function removeLog(ports: Ports, id: LogId, expected?: number): Promise<boolean> {
  const row = (await ports.store.logs()).find((known) => known.log === id)
  const { device } = ports.signer
  const head = await ports.store.head(id, device)
  const tombstone = {
    at: ports.clock.wall(),
    entries: row?.summary.entries ?? 0,
    heads: head ? `${device} ${head.seq} ${head.id}` : '',
  }
  if (!(await ports.store.remove(id, tombstone, expected))) return false
  ports.witness.forget(id)
  ports.tabs.tell({ log: id, device })
  return true
}

/** What storing that threw comes to: a fault of the storage, with its words kept. */
export function faultOf(error: unknown): Faulted {
  const detail = error instanceof Error ? error.message : String(error)
  return { ok: false, why: error instanceof StoreError ? error.fault : 'failed', detail }
}
