import type { CalendarItem } from '../domain/board/calendar.ts'
import type { BundleContents } from '../domain/chronology/bundle-contents.ts'
import type { CsvWords } from '../domain/chronology/csv-words.ts'
import type { RecordWords } from '../domain/describe/describe.ts'
import type { DrillReport } from '../domain/drill/report.ts'
import type { LogState } from '../domain/evolve/state.ts'
import type {
  FilePlace,
  KeptFile,
  LeavingFiles,
  LeavingLog,
  OpenedHandover,
  ReadingTold,
} from '../domain/exchange/handover.ts'
import type { Lock, Unlocked, UnlockingTold } from '../domain/exchange/protection.ts'
import type { Runbook, Text } from '../domain/flow/runbook.ts'
import type { StoredEvent } from '../domain/log/event.ts'
import type { GivenFile } from '../domain/ports.ts'
import type { ReadCopy } from '../domain/proof/copy-check.ts'
import type { PartsReport } from '../domain/proof/parts-report.ts'
import type { VerifyReport } from '../domain/proof/verification-report.ts'
import type { ReadTable } from '../domain/table/table.ts'
import type { Session } from '../session/session.ts'

/** Whether the app would start with the network dead, checked file by file. */
export interface OfflineStatus {
  readonly ready: boolean
  readonly files: number
  readonly missing: number
  /** A newer build waits; it never replaces the running one unasked. */
  readonly updateWaiting: boolean
  /** The newest build did not come up on this device: an older one goes on. */
  readonly updateFailed: boolean
  /** The version there is to go back to. */
  readonly previous: string | null
}

/** `installed`: on the home screen. `promptable`: the browser offers it. `iosTab`: Safari, by hand. */
export type InstallState = 'installed' | 'promptable' | 'iosTab' | 'tab'

/** Something to mend in a flow, as `runbook/problem.ts` tells it. */
export interface FlowProblem {
  readonly line: number
  readonly column: number
  readonly code: string
  readonly path: string
  readonly message: Text
  readonly advice: Text
}

export type FlowCheck =
  | { readonly ok: true; readonly runbook: Runbook }
  | { readonly ok: false; readonly problems: readonly FlowProblem[] }

/** Rows of modules, true where dark, with the light ones around a code. */
export type QrModules = readonly (readonly boolean[])[]

/** A record as QR codes without end: first every part of it, then mixes of them. */
export interface QrSeries {
  /** Codes that are enough, when none is missed. */
  readonly total: number
  code(number: number): QrModules
}

/** What a code did that the camera read; see `export/gather-codes.ts`. */
export type CodeRead = 'new' | 'known' | 'other' | 'newer' | 'damaged' | 'otherSeries' | 'broken'

/** Puts a record together out of the codes of another device, as they come. */
export interface QrGatherer {
  add(text: string): CodeRead
  /** By part, whether it no longer lacks; empty before the first code. */
  held(): readonly boolean[]
  /** The record's file once all of it is here; null before, and where it is none. */
  file(): Promise<Uint8Array<ArrayBuffer> | null>
  /** Forgets what was read, for another series. */
  restart(): void
}

/** Why no camera is shown; see `platform/code-camera.ts`. */
export type CameraFault = 'denied' | 'none' | 'busy' | 'unsupported'

export type OpenedCamera =
  | { readonly ok: true; readonly camera: { stop(): void } }
  | { readonly ok: false; readonly why: CameraFault }

/** QR codes: drawn, and read by the camera. Loaded when first used. */
export interface QrServices {
  /** A text as one code for paper or screen, such as a checkpoint's. */
  draw(text: string): Promise<QrModules>
  /** A record as a series; `tooLong` for more than a series carries. */
  series(stored: QrStored): Promise<QrSeries | 'tooLong' | 'unsupported'>
  gatherer(): Promise<QrGatherer>
  /** Shows the camera in `video` and tells what codes it reads, until it is stopped. Never rejects. */
  camera(
    video: HTMLVideoElement,
    read: (text: string) => void,
    lost: () => void,
  ): Promise<OpenedCamera>
}

export interface QrStored {
  readonly events: readonly StoredEvent[]
  readonly runbook: Uint8Array | null
}

/** Files that a passphrase protects. Loaded when first used; the passphrase is never kept. */
export interface Protection {
  /** Bytes of chance, of which a passphrase is made. */
  random(count: number): Uint8Array
  /** What leaves, each part protected. */
  protect(leaving: LeavingFiles, passphrase: string): Promise<LeavingFiles>
  lockOf(file: File): Promise<Lock>
  /** What is inside a protected file, named as it is without its `.age`. */
  open(file: File, typed: string, told: UnlockingTold): Promise<Unlocked<File>>
}

/** The browser as the screens use it; built in `main.tsx`, imitated in component tests. */
export interface Services {
  readonly session: Session
  readonly version: string
  /** Where this app was served from; null where nobody served it. */
  readonly origin: string | null
  /** Reads a file that was handed out; null when it is none of ours. */
  readCopy(file: File): Promise<ReadCopy | null>
  /** Opens a file that another device handed over: all of it but its photos is read and checked. */
  openCopy(file: File, told: ReadingTold): Promise<OpenedHandover>
  /**
   * Verifies such files in every part, as `verify.html` does, away from the screen, telling the share that
   * is done; several as the parts of one export.
   */
  verifyCopies(
    files: readonly File[],
    told: (share: number) => void,
  ): Promise<VerifyReport | PartsReport>
  readonly protection: Protection
  /** A stretch of such a file as a photo of its own, as if it had been picked. */
  carriedFile(file: File, place: FilePlace, name: string, mime: string): GivenFile
  /** Reads a table of another program, as it was chosen; rejects when the device does not let it be read. */
  readTable(file: File): Promise<ReadTable>
  /** Compiles and checks a flow as `npm run runbook -- check` does. */
  checkFlow(text: string, file: string): Promise<FlowCheck>
  readonly offline: {
    current(): OfflineStatus | null
    listen(changed: (status: OfflineStatus) => void): () => void
    /** Moves to the newest build, also to one that failed before; the page reloads. */
    update(): Promise<void>
    /** Moves to the version named by `previous`; the page reloads. */
    goBack(): Promise<void>
  }
  readonly install: {
    current(): InstallState
    listen(changed: (state: InstallState) => void): () => void
    prompt(): Promise<void>
  }
  /** Gives a prepared file to the share sheet, else to the downloads. Must be called from a tap. */
  saveFile(file: File): Promise<'shared' | 'downloaded' | 'cancelled'>
  /** Files as a picker gave them, read at once. Must be called from the choice itself. */
  givenFiles(files: readonly File[]): readonly GivenFile[]
  /** A picture drawn anew without its metadata, `stamp` across it; null for what cannot be shown. */
  plainCopy(file: Blob, stamp: string | null, longestSide?: number): Promise<Blob | null>
  /** The verifier as one page, as it lies beside the app; null where it cannot be read. */
  verifier(): Promise<Uint8Array | null>
  copyText(text: string): Promise<boolean>
  print(): void
  readonly qr: QrServices
  keepAwake(on: boolean): void
  /** How the start of this build went; a build that never came up is left for the one before. */
  readonly start: { cameUp(): void; failed(): void }
  /** Where the person was when the app last closed. */
  readonly place: { read(): string | null; write(place: string): void }
  /** Loaded when first used; written in parts, so that the screen can breathe; each tells how many entries it has done. */
  readonly exporters: {
    /** CSV for Japanese Excel: UTF-8 with BOM, CRLF, formulas disarmed. */
    csv(state: LogState, words: RecordWords, columns: CsvWords): Promise<FileParts>
    /** Exact bytes, one event a line, with a trailer. */
    jsonl(events: readonly StoredEvent[], runbook: Uint8Array | null): Promise<FileParts>
    /** The record with its photos in ZIPs of a size that phones still move; written when asked for. */
    handover(
      leaving: LeavingLog & Pick<LeavingFiles, 'events'>,
      files: readonly KeptFile[],
    ): Promise<LeavingFiles>
    /** Exact bytes, photos, signatures and what people read of them. Rejects with what `breathe` throws. */
    bundle(contents: BundleContents, breathe: () => Promise<void>): Promise<LeavingFiles>
    /** A report of a drill as a Word file. */
    drillDocx(report: DrillReport): Promise<Uint8Array<ArrayBuffer>>
    /** Reminders for a calendar (RFC 5545). */
    calendar(calendar: CalendarFile): Promise<Uint8Array<ArrayBuffer>>
  }
}

export interface CalendarFile {
  readonly name: string
  readonly log: string
  readonly sequence: number
  readonly nowMs: number
  readonly items: readonly CalendarItem[]
}

export type FileParts = Generator<number, Uint8Array<ArrayBuffer>>
