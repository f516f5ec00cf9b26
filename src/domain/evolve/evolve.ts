import type { Runbook } from '../flow/runbook.ts'
import type { EventId, Instant } from '../ids.ts'
import { instantMs } from '../instant.ts'
import { type Decoded, decode, type Known } from '../log/decode.ts'
import { type Entry, type EntryShape, setOccurred } from '../log/entry.ts'
import type { Header, StoredEvent } from '../log/event.ts'
import { proofOrder } from '../log/event.ts'
import { isRosterEvent, standsApart } from '../people/roster.ts'
import { cosignAnchor, makeAnchor } from './anchor.ts'
import { assign, evolveBoard, isBoardEvent } from './board.ts'
import { noteCheck, trackClock } from './clock.ts'
import { beat, evolveDrill, isDrillEvent } from './drill.ts'
import { amend, placeCall, resultOf } from './entry.ts'
import { shapes } from './entry-shapes.ts'
import { evolveEvidence, isEvidenceEvent } from './evidence.ts'
import { attachFile } from './file.ts'
import { evolveRedaction } from './redaction.ts'
import { noteRoster, roleOfDevice, sayApart, settleRoster } from './roster.ts'
import { evolveRunbook } from './runbook.ts'
import { initialState, type LogState } from './state.ts'

/**
 * Folds one event into the state, in place, and returns the state. Never throws: unknown and
 * damaged events become lines of the chronology and are counted.
 */
export function evolve(state: LogState, event: Decoded): LogState {
  state.version++
  if (event.kind === 'damaged') {
    state.damaged++
    addEntry(state, blankEntry(event, null, 'damaged'))
    return state
  }
  const { header } = event
  trackChain(state, event.id, header)
  if (isRosterEvent(event)) noteRoster(state, event)
  const apart = standsApart(state.members, header)
  if (event.kind === 'unknown') {
    state.unknown++
    addEntry(state, { ...blankEntry(event, header, 'unknown'), apart })
    return state
  }
  const doubt = trackClock(state, header)
  const entry = { ...blankEntry(event, header, shapes[event.type], doubt), apart }
  if (apart) {
    sayApart(event, entry)
    addEntry(state, entry)
    return state
  }
  // An event of the drill itself says where the clock stood.
  if (!isDrillEvent(event)) beat(state, header)
  apply(state, event, entry)
  return state
}

/** Folds a whole log, given in any order: the roster first, then every event in proof order. */
export function fold(runbook: Runbook | null, events: readonly StoredEvent[]): LogState {
  const state = initialState(runbook)
  const ordered = inProofOrder(events.map((stored) => decode(stored)))
  settleRoster(state, ordered)
  for (const event of ordered) evolve(state, event)
  return state
}

/** Readable events in proof order, then the damaged ones. */
export function inProofOrder(events: readonly Decoded[]): readonly Decoded[] {
  const readable = events.filter((e) => e.kind !== 'damaged')
  return [
    ...readable.sort((a, b) => proofOrder(a.header, b.header) || (a.id < b.id ? -1 : 1)),
    ...events.filter((e) => e.kind === 'damaged'),
  ]
}

function apply(state: LogState, event: Known, entry: Entry): void {
  const { header } = event
  if (isBoardEvent(event) || isEvidenceEvent(event) || isDrillEvent(event)) {
    if (isDrillEvent(event)) evolveDrill(state, event, entry)
    else if (isEvidenceEvent(event)) {
      evolveEvidence(state, event, entry)
      for (const name of [entry.by, entry.to, entry.from]) remember(state, name)
    } else {
      evolveBoard(state, event, entry)
      remember(state, entry.by)
    }
    entry.redacted = event.redacted
    addEntry(state, entry)
    return
  }
  switch (event.type) {
    case 'device.joined':
      noteVersion(state, header, event.data.app)
      break
    case 'device.admitted':
    case 'device.retired':
      roleOfDevice(event, entry)
      break
    case 'incident.opened':
      state.runbook = event.data.runbook
      state.detection = event.data.detection
      state.name = event.text?.name ?? null
      setOccurred(entry, event.data.detection)
      if (state.position && state.graph)
        state.position.start(state.graph.runbook.entries.incident, header.t)
      break
    case 'incident.amended':
      if (event.data.detection) state.detection = event.data.detection
      if (event.data.breachKnownAt !== undefined)
        state.breachKnownAt = event.data.breachKnownAt as Instant | null
      if (event.text?.name !== undefined) state.name = event.text.name
      entry.body = event.text?.reason ?? null
      break
    case 'incident.closed':
      state.closed = { how: event.data.how, t: header.t }
      entry.body = event.text?.reason ?? null
      break
    case 'incident.reopened':
      state.closed = null
      entry.body = event.text?.reason ?? null
      break
    case 'role.taken':
      state.holders.set(header.device, { name: event.text?.name ?? null, roles: event.data.roles })
      entry.by = event.text?.name ?? null
      remember(state, entry.by)
      break
    case 'system.named':
      state.systems.set(event.data.system, event.text?.name ?? '')
      entry.body = event.text?.name ?? null
      break
    case 'step.opened':
      state.position?.reopen(event.data.step, event.data.system, header.t)
      entry.body = event.text?.reason ?? null
      break
    case 'item.checked': {
      const { step, system, item, checked } = event.data
      state.position?.check(step, system, item, checked, header.t)
      break
    }
    case 'step.recorded':
      setOccurred(entry, event.data.occurred)
      entry.body = event.text?.body ?? null
      entry.by = event.text?.by ?? null
      remember(state, entry.by)
      recordStep(state, event, entry, [])
      break
    case 'decision.recorded':
      setOccurred(entry, event.data.occurred)
      entry.body = event.text?.body ?? null
      entry.by = event.text?.by ?? null
      remember(state, entry.by)
      recordStep(state, event, entry, event.data.replaces as EventId[])
      // A provisional answer waits for the one who confirms it.
      entry.unresolved = event.data.provisional
      setAside(state, event.data.replaces as EventId[])
      break
    case 'note.recorded':
      setOccurred(entry, event.data.occurred)
      entry.body = event.text?.body ?? null
      entry.from = event.text?.from ?? null
      entry.to = event.text?.to ?? null
      entry.by = event.text?.by ?? null
      entry.unresolved = event.data.kind === 'unresolved'
      entry.patientSafety = event.data.patientSafety
      entry.awaitsText = event.data.stamp && entry.body === null
      // Names out of a table would push out those of tonight.
      if (!event.data.row)
        for (const name of [entry.by, entry.to, entry.from]) remember(state, name)
      break
    case 'entry.texted':
    case 'entry.corrected':
    case 'entry.struck':
    case 'entry.resolved':
      entry.by = event.text?.by ?? null
      if (amend(state, event)) return
      break
    case 'entry.assigned':
      if (assign(state, event)) return
      break
    case 'call.placed':
      placeCall(event, entry)
      remember(state, event.text?.name ?? null)
      break
    case 'call.resulted':
      if (resultOf(state, event)) return
      break
    case 'runbook.adopted':
    case 'runbook.withdrawn':
    case 'target.saved':
      evolveRunbook(state, event, entry)
      break
    case 'file.attached':
      if (attachFile(state, event, entry)) return
      break
    case 'anchor.made':
      makeAnchor(state, event, entry)
      remember(state, entry.to)
      remember(state, entry.by)
      break
    case 'anchor.cosigned':
      cosignAnchor(state, event)
      break
    case 'entry.redacted':
    case 'entry.erased':
      evolveRedaction(state, event, entry)
      break
    case 'app.resumed':
      noteVersion(state, header, event.data.version)
      break
    case 'clock.checked':
      noteCheck(state, event)
      entry.by = event.text?.by ?? null
      break
    case 'clock.jumped':
      // What was found before it was set says nothing of it any more.
      state.clockCheck.delete(header.device)
      break
    case 'clock.gap':
    case 'store.healed':
      break
    case 'hospital.described':
      state.hospital = event.text?.name ?? null
      entry.body = state.hospital
      break
    case 'person.saved':
      state.people.set(event.data.person, {
        id: event.data.person,
        name: event.text?.name ?? '',
        number: event.text?.number ?? null,
        roles: event.data.roles,
      })
      entry.body = event.text?.name ?? null
      break
    case 'person.removed':
      state.people.delete(event.data.person)
      state.chain = state.chain.filter((person) => person !== event.data.person)
      break
    case 'chain.ordered':
      state.chain = event.data.people
      break
    case 'contact.saved':
      state.contacts.set(event.data.contact, {
        contact: event.data.contact,
        name: event.text?.name ?? null,
        number: event.text?.number ?? null,
        note: event.text?.note ?? null,
        verified: event.data.verified as Instant | null,
      })
      entry.body = event.text?.name ?? null
      break
  }
  entry.redacted = event.redacted
  addEntry(state, entry)
}

/** Marks the lines of the answers that this one replaces. */
function setAside(state: LogState, replaces: readonly EventId[]): void {
  for (const id of replaces) {
    const former = state.entry.get(id)
    if (!former) continue
    former.replacedBy = state.entries.length + 1
    former.unresolved = false
  }
}

function recordStep(
  state: LogState,
  event: Extract<Known, { type: 'step.recorded' | 'decision.recorded' }>,
  entry: Entry,
  replaces: readonly EventId[],
): void {
  const opened = state.position?.record(
    event.data.step,
    event.data.system,
    {
      id: event.id,
      run: event.data.run,
      outcome: event.data.outcome,
      branch: event.type === 'decision.recorded' ? event.data.branch : null,
      matrix: event.type === 'decision.recorded' ? (event.data.matrix ?? null) : null,
      provisional: event.type === 'decision.recorded' && event.data.provisional,
      occurred: event.data.occurred,
      t: event.header.t,
      device: event.header.device,
    },
    replaces,
  )
  Object.assign(entry, {
    opened: opened ?? [],
    lane: state.graph?.step.get(event.data.step)?.lane ?? null,
  })
}

function trackChain(state: LogState, id: EventId, header: Header): void {
  state.log ??= header.log
  state.purpose ??= header.purpose
  state.mode ??= header.mode
  state.openedAt ??= header.t
  state.lastAt = header.t
  state.acts.add(header.act)
  state.root ??= header.device
  const head = state.heads.get(header.device)
  // In proof order a chain only climbs: what does not is the twin of something before it.
  if (head && header.seq <= head.seq) noteFork(state, header)
  else state.heads.set(header.device, { id, seq: header.seq, lamport: header.lamport })
  if (header.lamport > state.lamport) state.lamport = header.lamport
  if (header.seen.length > 0) {
    const seen = state.seen.get(header.device) ?? new Set()
    for (const tip of header.seen) seen.add(tip)
    state.seen.set(header.device, seen)
  }
}

function noteFork(state: LogState, { device, seq }: Header): void {
  const seqs = state.forks.get(device) ?? new Set()
  state.forks.set(device, seqs.add(seq))
}

function noteVersion(state: LogState, { device }: Header, version: string): void {
  state.appVersion = version
  state.apps.set(device, version)
}

function blankEntry(
  event: Decoded,
  header: Header | null,
  shape: EntryShape,
  clockDoubt = false,
): Entry {
  const at = header ? header.t : null
  const ms = at ? instantMs(at) : 0
  const data: { step?: unknown; run?: unknown; system?: unknown } =
    event.kind === 'known' ? event.data : {}
  return {
    id: event.id,
    event,
    shape,
    device: header?.device ?? null,
    no: 0,
    occurred: { at, precision: at ? 'exact' : 'unknown' },
    occurredMs: ms,
    recordedAt: header?.wall ?? null,
    recordedMs: header ? instantMs(header.wall) : 0,
    t: at,
    late: false,
    clockDoubt,
    lane: null,
    step: typeof data.step === 'string' ? data.step : null,
    run: typeof data.run === 'number' ? data.run : null,
    system: typeof data.system === 'string' ? data.system : null,
    opened: [],
    body: null,
    from: null,
    to: null,
    by: null,
    amendments: [],
    struck: false,
    unresolved: false,
    patientSafety: false,
    awaitsText: false,
    call: null,
    assigned: null,
    files: [],
    apart: false,
    replacedBy: null,
    redacted: false,
  }
}

function addEntry(state: LogState, entry: Entry): void {
  entry.no = state.entries.length + 1
  state.entries.push(entry)
  state.entry.set(entry.id, entry)
}

function remember(state: LogState, name: string | null): void {
  if (!name || state.parties[0] === name) return
  state.parties = [name, ...state.parties.filter((n) => n !== name)].slice(0, 6)
}
