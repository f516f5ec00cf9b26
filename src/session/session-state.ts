import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Command } from '../domain/commands/command.ts'
import type { Scenario } from '../domain/drill/scenario.ts'
import type { PastDrill } from '../domain/drill/series.ts'
import type { Occurred } from '../domain/events/events.ts'
import { initialState, type LogState } from '../domain/evolve/state.ts'
import type { KeptFile } from '../domain/exchange/handover.ts'
import type { ContactBook, Runbook } from '../domain/flow/runbook.ts'
import type { ActId, DeviceId, Hash, Instant, LogId } from '../domain/ids.ts'
import { instantMs } from '../domain/instant.ts'
import type { Entry } from '../domain/log/entry.ts'
import type { Mode } from '../domain/log/event.ts'
import type {
  CopyState,
  GivenFile,
  LogRow,
  Prefs,
  RunbookInfo,
  ScenarioInfo,
  StorageHealth,
  StoreFault,
} from '../domain/ports.ts'
import type { CopyCheck, ReadCopy } from '../domain/proof/copy-check.ts'
import type { Anchors } from './anchors.ts'
import type { Attached, Attaching, AttachOptions, LostFile } from './attachments.ts'
import type { Copies } from './copies.ts'
import type { DrillOptions } from './drill-pin.ts'
import type { DrillRuns } from './drills.ts'
import type { FileCheck } from './file-check.ts'
import type { Loss, Verification } from './integrity.ts'
import type { Recorded, StoredLog } from './log.ts'
import type { World } from './ports.ts'
import type { FoundIn } from './search.ts'
import type { Healed, Mended } from './store-notes.ts'

/** The incident on screen. `version` changes whenever `state`, folded in place, did. */
export interface OpenLog {
  readonly id: LogId
  readonly mode: Mode
  /** This device: whose roles are mine. */
  readonly device: DeviceId
  readonly runbook: Runbook | null
  readonly runbookHash: string | null
  readonly state: LogState
  readonly version: number
  readonly verification: Verification | null
  /** Photos and files against what the record says of them. */
  readonly fileCheck: FileCheck | null
}

/** An act on its way into the store, or one that could not be stored: its words are kept. */
export interface Pending {
  readonly key: number
  readonly log: LogId
  /** Its entry will carry it: what has this id in the log is this act. */
  readonly act: ActId
  readonly command: Command
  readonly fault: StoreFault | null
  readonly detail: string | null
}

export interface SessionState {
  /** `unavailable`: the storage does not answer; the screens say so and offer to try again. */
  readonly phase: 'starting' | 'ready' | 'unavailable'
  readonly logs: readonly LogRow[]
  readonly open: OpenLog | null
  /** Where opening an incident stands; `missing` when it is not on this device. */
  readonly opening: 'no' | 'loading' | 'missing'
  /** The hospital's own facts: name, people, telephone chain, contacts. */
  readonly readiness: LogState
  readonly pending: readonly Pending[]
  /** Files on their way in; all of a run stay until the last of them is through. */
  readonly attaching: readonly Attaching[]
  /** Files that an earlier run of the app had not kept when it died. */
  readonly lostFiles: readonly LostFile[]
  /** 記録時刻 of the newest durable entry of the open log. */
  readonly savedAt: Instant | null
  readonly losses: readonly Loss[]
  /** What came back from the second copy and nobody has read of yet. */
  readonly healed: readonly Healed[]
  /** Where the second copy stands. */
  readonly copy: CopyState
  /** The log whose erased words the second copy still has; the next start takes them out. */
  readonly copyToErase: LogId | null
  /** When the second copy or the witness was last made good again. */
  readonly mended: Mended | null
  readonly storage: StorageHealth | null
  readonly prefs: Prefs
  readonly drafts: ReadonlyMap<string, string>
  readonly contacts: ContactBook | null
  /** The open record's time, in a drill the story's; advances every second while the page is shown. */
  readonly nowMs: number
  /** When this incident last left the phone as a file, and how many events it had. */
  readonly exported: { readonly at: Instant; readonly events: number } | null
}

/** Photos and other files of the open incident. */
export interface SessionFiles {
  /** Somebody is about to take a photo: what takes a moment is done while they aim. */
  prepare(): void
  /** Keeps them and records them, one after the other; resolves when all are through. */
  attach(files: readonly GivenFile[], options: AttachOptions): Promise<Attached>
  /** Tries once more what failed or found no room. */
  retry(key: number): void
  /** Gives it up; the person has been shown what it is. */
  drop(key: number): void
  /** Resolves when it is noted that the person has read it. */
  acknowledgeLost(log: LogId): Promise<void>
  /** The small picture; null where there is none. */
  thumb(hash: Hash): Promise<Uint8Array | null>
  /** A file to be handed on; null when its bytes are not on this device. */
  kept(hash: Hash): Promise<KeptFile | null>
  /** True when its bytes are on this device. */
  here(hash: Hash): Promise<boolean>
  /** The bytes as they were received, in parts. */
  bytes(hash: Hash): AsyncGenerator<Uint8Array>
}

export interface Session {
  readonly state: StoreApi<SessionState>
  boot(): Promise<void>
  startIncident(options: {
    readonly runbookId: string
    readonly mode?: Mode
    readonly detection?: Occurred
    readonly name?: string
  }): Promise<{ readonly log: LogId; readonly result: Recorded }>
  /** Starts a drill of a scenario of the library; its clock stands until `drill.run`. */
  startDrill(options: DrillOptions): Promise<{ readonly log: LogId; readonly result: Recorded }>
  readonly drill: DrillRuns
  openIncident(log: LogId): Promise<void>
  closeView(): void
  /** Records into the open incident. On a fault the act stays in `pending` with its words. */
  record(command: Command): Promise<Recorded>
  /** Tries a failed act again, as the same act. */
  retry(key: number): Promise<Recorded>
  /** Gives a failed act up; the person has been shown its words. */
  discard(key: number): void
  /** Records into the hospital's readiness log. */
  prepare(command: Command): Promise<Recorded>
  /** The flows a new incident can start with: the hospital's own in the place of the shipped ones. */
  runbooks(): readonly RunbookInfo[]
  /** The drill scenarios there are. */
  scenarios(): readonly ScenarioInfo[]
  loadScenario(id: string): Promise<Scenario>
  /** Looks for words in every incident here, telling after each what was found so far. */
  searchIncidents(
    words: string,
    shown: (entry: Entry, state: LogState) => string,
    told: (found: readonly FoundIn[], unread: number) => void,
    wanted: () => boolean,
  ): Promise<void>
  /** The drills of this device that were carried to an end, with what was measured in them. */
  earlierDrills(
    wanted: () => boolean,
  ): Promise<{ readonly drills: readonly PastDrill[]; readonly unread: number }>
  /** Compares files that left the device with what lies here of the open incident. */
  checkCopy(copies: readonly ReadCopy[]): Promise<CopyCheck>
  /** The flow new incidents start with under this id, without the hospital's own targets. */
  loadRunbook(id: string): Promise<Runbook>
  /** Uses a checked flow for new incidents from now on. Rejects when its bytes cannot be kept. */
  adoptRunbook(runbook: Runbook): Promise<Recorded>
  saveDraft(key: string, text: string): void
  setPrefs(prefs: Prefs): void
  acknowledgeLoss(log: LogId): void
  acknowledgeHealing(): void
  /** Compares the copies of the record and mends what is spoilt; some moments after the start. */
  careForStore(): Promise<void>
  /** A file left the phone; with `events` it held so many, else all there are now. */
  noteExport(events?: number): void
  /** Checks the open record once more when it grew since it was last checked. */
  reverify(): Promise<void>
  /** When an incident last left the phone as a file; null when it never did. */
  lastExport(log: LogId): SessionState['exported']
  /** The open incident's exact bytes, in proof order, and what it pins. */
  storedLog(): Promise<StoredLog>
  /** Copies of incidents from other devices: what they bring, and taking them in. */
  readonly copies: Copies
  /**
   * Deletes an incident here. With `expected`, only while its log holds so many events: what came in
   * since a person read the number stays. Whether it is gone.
   */
  deleteIncident(log: LogId, expected?: number): Promise<boolean>
  readonly files: SessionFiles
  readonly anchors: Anchors
  askPersistence(): Promise<void>
  /** A fresh opaque id for a person or a system. */
  newId(): string
  /** The device's time. */
  now(): Instant
  /** The open record's time: in a drill the story's. */
  logNow(): Instant
  /** Called every second by the page. */
  tick(): void
  /** Called when the page is hidden or shown. */
  visible(shown: boolean): Promise<void>
}

export type SessionStore = StoreApi<SessionState>

/** What is shown before anything was read. */
export const sessionStore = ({ prefs, clock }: Pick<World, 'clock' | 'prefs'>): SessionStore =>
  createStore(() => emptySession(prefs.read(), instantMs(clock.wall())))

const emptySession = (prefs: Prefs, nowMs: number): SessionState => ({
  phase: 'starting',
  logs: [],
  open: null,
  opening: 'no',
  readiness: initialState(null),
  pending: [],
  attaching: [],
  lostFiles: [],
  savedAt: null,
  losses: [],
  healed: [],
  copy: 'asking',
  copyToErase: null,
  mended: null,
  storage: null,
  prefs,
  drafts: new Map(),
  contacts: null,
  nowMs,
  exported: null,
})
