import type { Scenario } from '../drill/scenario.ts'
import type { DrillState, Improvement } from '../drill/state.ts'
import type { Occurred } from '../events/events.ts'
import { type Graph, graphOf } from '../flow/graph.ts'
import { Position } from '../flow/position.ts'
import type { Runbook, Text } from '../flow/runbook.ts'
import type { ActId, DeviceId, EventId, Hash, Instant, LogId } from '../ids.ts'
import type { Head } from '../log/chain.ts'
import type { Entry } from '../log/entry.ts'
import type { Mode, Purpose } from '../log/event.ts'
import type { Member, RosterEvent } from '../people/roster.ts'
import type { Anchor } from './anchor.ts'
import type { ClockCheck } from './clock-check.ts'
import type { Erasure, Redaction } from './redaction.ts'

export interface Person {
  readonly id: string
  readonly name: string
  readonly number: string | null
  readonly roles: readonly string[]
}

export interface OwnContact {
  readonly contact: string
  readonly name: string | null
  readonly number: string | null
  readonly note: string | null
  readonly verified: Instant | null
}

/** A flow of the hospital's own; its bytes are kept under the hash. */
export interface AdoptedRunbook {
  readonly id: string
  readonly version: string
  readonly hash: string
  readonly title: Text
  readonly summary: Text
}

/** When care comes on an ordinary day, as the hospital saved it. */
export interface SavedRhythm {
  readonly item: string
  /** `HH:MM` in Japan. */
  readonly at: string
  /** 0 = Sunday; none: it does not come here. */
  readonly days: readonly number[]
  readonly lead: number
  readonly service: string | null
  readonly name: string | null
  readonly decide: string | null
}

interface ClockTrace {
  /** Where both clocks stood at the latest moment recorded. */
  wallMs: number
  mono: number
  boot: string
  /** The wall clock against the monotonic one, as the run began or as its last sleep left it. */
  driftMs: number
  doubt: boolean
}

/**
 * Everything folded from one log. The fold owns and mutates it; everyone else reads. `version`
 * grows with every event, so a reader can tell that something changed.
 */
export interface LogState {
  readonly graph: Graph | null
  readonly position: Position | null
  version: number
  log: LogId | null
  purpose: Purpose | null
  mode: Mode | null
  runbook: { readonly id: string; readonly version: string; readonly hash: string } | null
  name: string | null
  detection: Occurred | null
  /** The day anyone in the hospital knew; null: the detection stands for it. */
  breachKnownAt: Instant | null
  openedAt: Instant | null
  lastAt: Instant | null
  closed: { readonly how: 'resolved' | 'falseAlarm'; readonly t: Instant } | null
  /** In proof order. */
  readonly entries: Entry[]
  readonly entry: Map<EventId, Entry>
  readonly acts: Set<ActId>
  readonly heads: Map<DeviceId, Head>
  /** Tips of other devices that this device's chain has named already, by naming device. */
  readonly seen: Map<DeviceId, Set<EventId>>
  lamport: number
  /** Places in a chain that two events claim, both kept: one key wrote on two phones. */
  readonly forks: Map<DeviceId, Set<number>>
  /** The device of the log's first event. */
  root: DeviceId | null
  /** In proof order; `members` is read from it as a whole. */
  roster: readonly RosterEvent[]
  members: ReadonlyMap<DeviceId, Member>
  /** Who holds a device now, and in which roles. */
  readonly holders: Map<
    DeviceId,
    { readonly name: string | null; readonly roles: readonly string[] }
  >
  readonly systems: Map<string, string>
  readonly people: Map<string, Person>
  readonly rhythm: Map<string, SavedRhythm>
  /** The newest word on a service or a system, while it is provisional. */
  readonly provisional: Map<string, Entry>
  chain: readonly string[]
  readonly contacts: Map<string, OwnContact>
  /** The hospital's own flows by the id of the one they take the place of. */
  readonly adopted: Map<string, AdoptedRunbook>
  /** Minutes the hospital set itself, by step. */
  readonly targets: Map<string, number>
  /** The drill this record is of; null in a live one, and in practice without a scenario. */
  drill: DrillState | null
  /** The drill's scenario, for whoever words or measures it; no fold needs it. */
  scenario: Scenario | null
  readonly improvements: Map<string, Improvement>
  hospital: string | null
  /** The last six names used as from, to or by, newest first. */
  parties: readonly string[]
  readonly clocks: Map<DeviceId, ClockTrace>
  /** Comparisons of devices' clocks with others, by their entries. */
  readonly clockChecks: Map<EventId, ClockCheck>
  /** The latest of each device, until its clock was set. */
  readonly clockCheck: Map<DeviceId, EventId>
  /** Checkpoints that the log mentions, by their hash. */
  readonly anchors: Map<Hash, Anchor>
  /** The evidence register: the number that each item was given, and the items of each number. */
  readonly evidence: Map<string, string>
  readonly evidenceNumbers: Map<string, readonly string[]>
  /** Texts that redacted copies leave out, by their events. */
  readonly redactions: Map<EventId, Redaction>
  /** Texts that were erased on some device, by their events. */
  readonly erasures: Map<EventId, Erasure>
  /** The version of the app that recorded last. */
  appVersion: string | null
  /** The same by device: two phones may well have two versions. */
  readonly apps: Map<DeviceId, string>
  unknown: number
  damaged: number
}

/** The state before the first event. `runbook` is null for logs without a flow. */
export function initialState(runbook: Runbook | null): LogState {
  const graph = runbook ? graphOf(runbook) : null
  return {
    graph,
    position: graph ? new Position(graph) : null,
    version: 0,
    log: null,
    purpose: null,
    mode: null,
    runbook: null,
    name: null,
    detection: null,
    breachKnownAt: null,
    openedAt: null,
    lastAt: null,
    closed: null,
    entries: [],
    entry: new Map(),
    acts: new Set(),
    heads: new Map(),
    seen: new Map(),
    lamport: 0,
    forks: new Map(),
    root: null,
    roster: [],
    members: new Map(),
    holders: new Map(),
    systems: new Map(),
    people: new Map(),
    rhythm: new Map(),
    provisional: new Map(),
    chain: [],
    contacts: new Map(),
    adopted: new Map(),
    targets: new Map(),
    drill: null,
    scenario: null,
    improvements: new Map(),
    hospital: null,
    parties: [],
    clocks: new Map(),
    clockChecks: new Map(),
    clockCheck: new Map(),
    anchors: new Map(),
    evidence: new Map(),
    evidenceNumbers: new Map(),
    redactions: new Map(),
    erasures: new Map(),
    appVersion: null,
    apps: new Map(),
    unknown: 0,
    damaged: 0,
  }
}
