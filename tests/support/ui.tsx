import { readFileSync } from 'node:fs'
import { sha256 } from '@noble/hashes/sha2.js'
import { render } from '@testing-library/preact'
import canonicalize from 'canonicalize'
import type { ComponentChildren } from 'preact'
import { lockOf } from '../../src/age/lock-of.ts'
import { openFile } from '../../src/age/open-file.ts'
import { protectedFiles } from '../../src/age/protect.ts'
import { type Hash, toHex } from '../../src/domain/ids.ts'
import type {
  AbsorbResult,
  AppendResult,
  EventStore,
  FileStore,
  GivenFile,
  Library,
  LogRow,
  Prefs,
  RunbookInfo,
  StoreFault,
  Witness,
} from '../../src/domain/ports.ts'
import { makeBundle } from '../../src/export/bundle.ts'
import { csvParts } from '../../src/export/csv.ts'
import { gatherCodes } from '../../src/export/gather-codes.ts'
import { icsFile } from '../../src/export/ics.ts'
import { jsonlParts } from '../../src/export/jsonl.ts'
import { leavingFiles } from '../../src/export/leaving-files.ts'
import { logOfMessage, logSeries } from '../../src/export/log-series.ts'
import { readCopy } from '../../src/export/read-copy.ts'
import { openHandover } from '../../src/export/read-handover.ts'
import { deflated, inflated } from '../../src/platform/deflate.ts'
import { digest, hashOf } from '../../src/platform/digest.ts'
import { qrModules } from '../../src/platform/qr-code.ts'
import { signatures } from '../../src/platform/signatures.ts'
import { compileRunbook } from '../../src/runbook/compile.ts'
import { compileContacts } from '../../src/runbook/contacts.ts'
import { createSession, type Session } from '../../src/session/session.ts'
import { type MemoryDisk, memoryDisk, memoryStore } from '../../src/store/memory.ts'
import { memoryFiles } from '../../src/store/memory-files.ts'
import { noJournal } from '../../src/store/no-journal.ts'
import { readTableFile } from '../../src/tables/read-table.ts'
import { ServicesProvider } from '../../src/ui/context.ts'
import type { CameraFault, InstallState, OfflineStatus, Services } from '../../src/ui/services.ts'
import { verifyGiven } from '../../src/verify/verify-parts.ts'
import { blobSource } from '../../src/zip/zip-source.ts'
import { type ManualClock, manualClock, seededRandom, testSigner } from './doubles.ts'
import { projectFile, shipped } from './runbooks.ts'
import { shippedShelf } from './scenarios.ts'

/** A real session over the memory store, and a browser that does what the test says. */
export interface World {
  readonly session: Session
  readonly services: Services
  readonly clock: ManualClock
  readonly store: EventStore
  readonly disk: MemoryDisk
  readonly photos: FileStore
  /** What the services were asked to do, in order. */
  readonly asked: string[]
  /** Files given away by `saveFile`. */
  readonly files: File[]
  /** What the codes said that were drawn, in order. */
  readonly codes: string[]
  /** Once the camera is open: shows it a code, or takes it away. */
  readonly camera: { see(text: string): void; lose(): void }
  readonly notes: Map<string, string>
  readonly witness: Witness
  /** The next appends fail in this way until it is set to null. */
  fail(fault: StoreFault | null): void
}

export interface WorldPlan {
  readonly seed?: number
  readonly start?: string
  readonly prefs?: Prefs
  readonly install?: InstallState
  readonly offline?: Partial<OfflineStatus> | null
  readonly persisted?: boolean | null
  readonly place?: string | null
  /** The storage does not answer at the start. */
  readonly dead?: boolean
  readonly disk?: MemoryDisk
  /** Heads the witness saw, as `log → device → seq`. */
  readonly witnessed?: Witness
  /** What the browser's notebook holds already. */
  readonly notes?: Readonly<Record<string, string>>
  /** How large a part of an export may be. */
  readonly partBytes?: number
  /** True: signatures are really verified. */
  readonly verified?: boolean
  /** Why the camera cannot be opened. */
  readonly camera?: CameraFault
  /** The flow goes along in QR codes, as a hospital's own does. */
  readonly flowNotShipped?: boolean
  /** False: the session is not started. */
  readonly boot?: boolean
  /** What comes with the app instead of the shipped flows and scenarios. */
  readonly library?: Library
}

const encoder = new TextEncoder()
const bytesOf = (value: unknown): Uint8Array => encoder.encode(canonicalize(value) ?? '')

let books: { infos: readonly RunbookInfo[]; bytes: Map<string, Uint8Array> } | null = null
let contacts: Uint8Array | null = null

function shelf(): { infos: readonly RunbookInfo[]; bytes: Map<string, Uint8Array> } {
  if (books) return books
  const bytes = new Map<string, Uint8Array>()
  const infos = (['hospital', 'clinic'] as const).map((id) => {
    const { version, title, summary, ...rest } = shipped(id)
    const compiled = bytesOf({ version, title, summary, ...rest })
    bytes.set(id, compiled)
    return { id, version, hash: toHex(sha256(compiled)), title, summary }
  })
  books = { infos, bytes }
  return books
}

function contactBytes(): Uint8Array {
  if (contacts) return contacts
  const file = 'runbooks/contacts.yaml'
  const result = compileContacts(readFileSync(projectFile(file), 'utf8'), { file })
  if (!result.ok) throw new Error(JSON.stringify(result.problems[0]))
  contacts = bytesOf(result.book)
  return contacts
}

function library(): Library {
  return {
    runbooks: shelf().infos,
    async load(id) {
      const bytes = shelf().bytes.get(id)
      if (!bytes) throw new RangeError(id)
      return bytes
    },
    get scenarios() {
      return shippedShelf().library.scenarios
    },
    loadScenario: (id) => shippedShelf().library.loadScenario(id),
    contacts: async () => contactBytes(),
  }
}

function failing(store: EventStore, fault: () => StoreFault | null): EventStore {
  return {
    ...store,
    async append(request): Promise<AppendResult> {
      const why = fault()
      return why ? { ok: false, why, detail: 'told to fail' } : store.append(request)
    },
    async absorb(request): Promise<AbsorbResult> {
      const why = fault()
      return why ? { ok: false, why, detail: 'told to fail' } : store.absorb(request)
    },
  }
}

const quietWitness = (): Witness => ({
  read: () => new Map(),
  note: () => undefined,
  forget: () => undefined,
})

export async function makeWorld(plan: WorldPlan = {}): Promise<World> {
  const { seed = 1 } = plan
  const clock = manualClock(plan.start)
  const disk = plan.disk ?? memoryDisk()
  let fault: StoreFault | null = null
  const store = failing(memoryStore(disk), () => fault)
  const notes = new Map<string, string>(Object.entries(plan.notes ?? {}))
  const asked: string[] = []
  const files: File[] = []
  const codes: string[] = []
  const camera = { see: (_text: string): void => undefined, lose: (): void => undefined }
  const witness = plan.witnessed ?? quietWitness()
  const random = seededRandom(seed)
  let prefs: Prefs = plan.prefs ?? { theme: 'auto', language: 'ja' }
  let persisted = plan.persisted ?? false
  let key = seed
  const shelved = plan.library ?? library()
  let place = plan.place ?? null
  const photos = memoryFiles()
  const session = createSession({
    store,
    journal: noJournal,
    files: photos,
    digest,
    signer: async () => {
      if (plan.dead) throw new Error('the storage does not answer')
      return testSigner(key)
    },
    renewSigner: async () => {
      key += 1_000_003
      return testSigner(key)
    },
    signatures: plan.verified ? signatures : { verify: async () => true },
    clock,
    random,
    locks: { hold: (_name, work) => work() },
    tabs: { tell: () => undefined, listen: () => () => undefined },
    witness,
    notebook: {
      read: (key) => notes.get(key) ?? null,
      write: (key, value) => void notes.set(key, value),
    },
    prefs: {
      read: () => prefs,
      write: (next) => {
        prefs = next
      },
    },
    storage: {
      health: async () => ({ persisted, usage: 2_000_000, quota: 1_000_000_000 }),
      persist: async () => {
        asked.push('persist')
        persisted = true
        return true
      },
    },
    library: shelved,
    app: '0.0.0+testtest',
    breathe: async () => undefined,
  })
  const offline: OfflineStatus | null =
    plan.offline === null
      ? null
      : {
          ready: true,
          files: 40,
          missing: 0,
          updateWaiting: false,
          updateFailed: false,
          previous: null,
          ...plan.offline,
        }
  const services: Services = {
    session,
    version: '0.0.0+testtest',
    origin: 'https://shodo.hospital.example/',
    readCopy: (file) => readCopy(blobSource(file)),
    openCopy: (file, told) => openHandover(blobSource(file), told),
    verifyCopies: (files, told) =>
      verifyGiven(
        files.map((file) => ({ file: file.name, source: blobSource(file) })),
        { signatures, told: (done, of) => told(done / of) },
      ),
    carriedFile: (file, { from, to }, name, mime) =>
      memoryFile(new File([file.slice(from, to)], name, { type: mime })),
    protection: {
      random: random.bytes,
      protect: async (...given) => protectedFiles(...given),
      lockOf: (file) => lockOf(blobSource(file)),
      open: openFile,
    },
    readTable: (file) => readTableFile(file, hashOf),
    checkFlow: async (text, file) => {
      const book = session.state.getState().contacts
      const ids = new Set((book?.contacts ?? []).map(({ id }) => id))
      return compileRunbook(text, { file, knownContacts: ids })
    },
    offline: {
      current: () => offline,
      listen: () => () => undefined,
      update: async () => void asked.push('update'),
      goBack: async () => void asked.push('goBack'),
    },
    install: {
      current: () => plan.install ?? 'installed',
      listen: () => () => undefined,
      prompt: async () => void asked.push('install'),
    },
    givenFiles: (list) => list.map(memoryFile),
    verifier: async () => null,
    plainCopy: async (file, stamp) => {
      asked.push(`copy without metadata${stamp ? `, ${stamp}` : ''}`)
      return new Blob([file], { type: 'image/jpeg' })
    },
    async saveFile(file) {
      files.push(file)
      return 'downloaded'
    },
    async copyText(text) {
      asked.push(`copy ${text}`)
      return true
    },
    print: () => void asked.push('print'),
    qr: {
      draw: async (text) => qrModules(text, 'M'),
      async series({ events, runbook }) {
        const series = await logSeries(events, plan.flowNotShipped ? runbook : null, deflated)
        if (!series) return 'tooLong'
        return {
          total: series.total,
          code: (number) => {
            codes.push(series.text(number))
            return qrModules(series.text(number), 'L')
          },
        }
      },
      async gatherer() {
        const gathered = gatherCodes()
        return {
          ...gathered,
          file: async () => {
            const message = gathered.message()
            return message && logOfMessage(message, inflated)
          },
        }
      },
      async camera(_video, read, lost) {
        if (plan.camera) return { ok: false, why: plan.camera }
        camera.see = read
        camera.lose = lost
        asked.push('camera on')
        return { ok: true, camera: { stop: () => void asked.push('camera off') } }
      },
    },
    keepAwake: () => undefined,
    start: {
      cameUp: () => void asked.push('came up'),
      failed: () => void asked.push('failed to start'),
    },
    place: {
      read: () => place,
      write: (next) => {
        place = next
      },
    },
    exporters: {
      csv: async (...given) => csvParts(...given),
      jsonl: async (...given) => jsonlParts(...given),
      handover: async (leaving, files) => leavingFiles(leaving, files, plan.partBytes),
      bundle: async (...given) => makeBundle(...given),
      drillDocx: async (report) =>
        (await import('../../src/export/drill-docx.ts')).drillDocx(report),
      calendar: async (calendar) => icsFile(calendar),
    },
  }
  if (plan.boot !== false) await session.boot()
  return {
    session,
    services,
    clock,
    store,
    disk,
    photos,
    asked,
    files,
    codes,
    camera,
    notes,
    witness,
    fail: (next) => {
      fault = next
    },
  }
}

/** What a picker gave, hashed in memory; pictures are drawn in a real browser only. */
function memoryFile(file: File): GivenFile {
  const bytes = file.arrayBuffer().then((buffer) => new Uint8Array(buffer))
  return {
    name: file.name,
    size: file.size,
    mime: file.type,
    async study() {
      const whole = await bytes
      return {
        hash: toHex(sha256(whole)) as Hash,
        size: whole.length,
        thumb: file.type.startsWith('image/') ? whole.slice(0, 10) : null,
        taken: null,
      }
    },
    part: async (from, to) => (await bytes).slice(from, to),
    rest: () => undefined,
    release: () => undefined,
  }
}

/** A row of the home screen by its log. */
export const rowOf = (world: World, log: string): LogRow | undefined =>
  world.session.state.getState().logs.find((row) => row.log === log)

/** Renders a screen as the app does, in a world of its own unless one is given. */
export async function renderWithServices(
  children: ComponentChildren,
  given: World | WorldPlan = {},
): Promise<{ world: World; view: ReturnType<typeof render> }> {
  const world = 'services' in given ? given : await makeWorld(given)
  const view = render(<ServicesProvider value={world.services}>{children}</ServicesProvider>)
  return { world, view }
}
