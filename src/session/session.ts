import { eventCount } from '../domain/chronology/log-counts.ts'
import type { ContactBook } from '../domain/flow/runbook.ts'
import { type Instant, logIdFrom, toHex } from '../domain/ids.ts'
import { instantMs } from '../domain/instant.ts'
import { shelve } from '../domain/log/shelf.ts'
import type { TabMessage } from '../domain/ports.ts'
import { checkCopy } from '../domain/proof/copy-check.ts'
import { createActs } from './acts.ts'
import { createAnchors } from './anchors.ts'
import { createClockNotes } from './clock-notes.ts'
import { parseCompiled, runbookOf } from './compiled.ts'
import { createCopies } from './copies.ts'
import { createDrills } from './drills.ts'
import { earlierDrills } from './earlier-drills.ts'
import { exportNote, writeExportNote } from './export-note.ts'
import { findLosses, type Verification, verifyLog } from './integrity.ts'
import { type Log, loadLog, newLog, readStored, refreshLog, removeLog } from './log.ts'
import { timeNow } from './log-time.ts'
import { portsOf, type World } from './ports.ts'
import { searchLogs } from './search.ts'
import { createFiles } from './session-files.ts'
import { sessionRunbooks } from './session-runbooks.ts'
import { type Session, type SessionStore, sessionStore } from './session-state.ts'
import { createStarts } from './starts.ts'
import { createStoreCare } from './store-care.ts'

export type { OpenLog, Pending, Session, SessionState } from './session-state.ts'

export function createSession(world: World, state: SessionStore = sessionStore(world)): Session {
  const ports = portsOf(world, (log) => state.getState().losses.some((loss) => loss.log === log))
  let current: Log | null = null
  let readiness: Log | null = null
  let view = 0
  let stopListening = (): void => undefined

  const show = (log: Log, verification?: Verification | null): void => {
    if (log === readiness) {
      state.setState({ readiness: { ...log.state } })
      return
    }
    if (log !== current) return
    const before = state.getState().open
    state.setState({
      open: {
        id: log.id,
        mode: log.mode,
        device: ports.signer.device,
        runbook: log.runbook,
        runbookHash: log.runbookHash,
        state: log.state,
        version: log.state.version,
        verification: verification === undefined ? (before?.verification ?? null) : verification,
        fileCheck: verification === null ? null : (before?.fileCheck ?? null),
      },
      savedAt: log.state.entries.at(-1)?.recordedAt ?? null,
      // A drill has a time of its own: the device's must not stand there until the next second.
      ...(log.mode === 'drill' ? { nowMs: instantMs(timeNow(ports, log)) } : {}),
    })
  }

  /** The log as it is held now: one that was left and opened again since is held anew. */
  const heldNow = (log: Log): Log => [current, readiness].find((held) => held?.id === log.id) ?? log

  const acts = createActs({
    ports,
    state,
    heldNow,
    show: (log) => show(log),
    storageFailed: () => void care.lookForLosses(),
  })

  const files = createFiles({
    ...{ ports, state, acts },
    into: mayRecord,
  })
  const anchors = createAnchors({ ports, acts, into: mayRecord })
  const care = createStoreCare({
    ports,
    state,
    held: (id) => [current, readiness].find((log) => log?.id === id) ?? null,
    show: (log) => show(log),
    refreshHome,
    async reopen() {
      const open = current
      current = null
      if (open) await session.openIncident(open.id)
    },
  })

  const drills = createDrills({ ports, acts, state, current: () => current })
  const logNow = (): Instant => timeNow(ports, current)
  const tellTime = (): void => state.setState({ nowMs: instantMs(logNow()) })

  const starts = createStarts({
    ports,
    acts,
    readiness: () => readiness?.state ?? state.getState().readiness,
    take: (log) => {
      view++
      current = log
      show(log, null)
      state.setState({ opening: 'no', exported: null })
    },
    refreshHome,
  })

  const clocks = createClockNotes(ports, acts, () => current)

  async function refreshHome(): Promise<void> {
    const logs = await ports.store.logs()
    state.setState({ logs: logs.filter((row) => row.purpose === 'incident') })
  }

  async function loadReadiness(): Promise<void> {
    const rows = await ports.store.logs()
    const known = rows.find((row) => row.purpose === 'readiness' && !row.deleted)?.log
    const id = known ?? logIdFrom(ports.random.bytes(16))
    readiness = newLog(id, 'readiness', 'live', null, null)
    if (known) await loadLog(ports, readiness)
    show(readiness)
  }

  /** Another tab may have begun the hospital's log since this one looked: there is only one. */
  async function joinReadiness(): Promise<void> {
    if (!readiness || readiness.state.heads.size > 0) return
    const rows = await ports.store.logs()
    if (rows.some((row) => row.purpose === 'readiness' && !row.deleted)) await loadReadiness()
  }

  /** Another tab recorded. What cannot be read now is read at the next append or return. */
  async function heardOf({ log: id, device }: TabMessage): Promise<void> {
    // All tabs are one device: a tab that became another one speaks for this one too.
    if (device !== ports.signer.device)
      ports.signer = await world.signer().catch(() => ports.signer)
    const log = [current, readiness].find((held) => held?.id === id)
    await (log ? refreshLog(ports, log) : joinReadiness()).catch(() => undefined)
    if (log) show(log)
    await refreshHome().catch(() => undefined)
  }

  async function verify(log: Log): Promise<void> {
    const mine = view
    const wanted = (): boolean => mine === view && current === log
    await verifyLog(ports, log.id, (found) => wanted() && show(log, found), wanted)
    if (wanted() && (await care.mend(log))) return verify(log)
    await files.check(log, wanted)
  }

  const showAnew = (log: Log): void => {
    show(log, null)
    if (log === current) void verify(log).catch(() => undefined)
  }

  const copies = createCopies({
    ...{ ports, acts, state, refreshHome, showAnew },
    lookForLosses: care.lookForLosses,
    renewSigner: world.renewSigner,
    current: () => current,
  })

  /** The open log, ready for an act. */
  function mayRecord(): Log {
    if (!current) throw new TypeError('no incident is open')
    // Before the entry: what is recorded right after a sleep would look like a clock that was set.
    drills.watch()
    clocks.look()
    acts.retryOpening(current.id)
    return current
  }

  const session: Session = {
    state,

    async boot() {
      state.setState({ phase: 'starting' })
      try {
        ports.signer = await world.signer()
        await care.atStart()
        await loadReadiness()
        await refreshHome()
        state.setState({
          phase: 'ready',
          losses: await findLosses(ports),
          drafts: await ports.store.drafts(),
          storage: await ports.storage.health(),
        })
      } catch {
        state.setState({ phase: 'unavailable' })
        return
      }
      void files.load().catch(() => undefined)
      stopListening()
      stopListening = ports.tabs.listen((message) => void heardOf(message))
      const book = await ports.library.contacts().catch(() => null)
      if (book) state.setState({ contacts: parseCompiled<ContactBook>(book) })
    },

    ...starts,
    drill: drills.runs,

    async openIncident(id) {
      if (current?.id === id) {
        // Back before another one had opened: that one must not take its place.
        if (state.getState().opening === 'loading') {
          view++
          state.setState({ opening: 'no' })
          void verify(current).catch(() => undefined)
        }
        return
      }
      const mine = ++view
      state.setState({ opening: 'loading' })
      try {
        const row = (await ports.store.logs()).find((r) => r.log === id)
        if (!row || row.deleted) {
          state.setState({ opening: 'missing' })
          return
        }
        const runbook = await runbookOf(ports, row.runbookHash)
        const log = newLog(id, row.purpose, row.mode, runbook, row.runbookHash)
        await loadLog(ports, log)
        if (mine !== view) return
        current = log
        state.setState({ opening: 'no', exported: exportNote(ports, id) })
        show(log, null)
        // What was stored while it was read; from now on it is heard of.
        await refreshLog(ports, log).catch(() => undefined)
        show(log)
        if (mine !== view) return
        clocks.noteMissed(log)
        // Opening a copy that came from elsewhere records nothing: a device joins when it writes.
        const app = log.state.apps.get(ports.signer.device) ?? ports.app
        if (app !== ports.app) await acts.record(log, { do: 'resumeApp' })
        void files.resume(log).catch(() => undefined)
        void verify(log).catch(() => undefined)
      } catch {
        state.setState({ opening: 'no', phase: 'unavailable' })
      }
    },

    closeView() {
      view++
      current = null
      state.setState({ open: null, opening: 'no', savedAt: null, exported: null })
      void refreshHome().catch(() => undefined)
    },

    async record(command) {
      const log = mayRecord()
      const result = await acts.record(log, command)
      if (result.ok) anchors.after(log, command)
      return result
    },

    retry: acts.retry,

    discard(key) {
      const act = state.getState().pending.find((pending) => pending.key === key)
      acts.discard(key)
      if (act) files.discarded(act)
    },

    async prepare(command) {
      await joinReadiness()
      if (!readiness) throw new TypeError('not started')
      return acts.record(readiness, command)
    },

    ...sessionRunbooks(
      ports,
      () => state.getState().readiness,
      (command) => session.prepare(command),
    ),

    searchIncidents: (words, shown, told, wanted) =>
      searchLogs(ports, shelve(state.getState().logs).all, words, shown, told, wanted),

    earlierDrills: (wanted) => earlierDrills(ports, shelve(state.getState().logs).all, wanted),

    async checkCopy(given) {
      if (!current) throw new TypeError('no incident is open')
      const { id } = current
      const [events, files] = [await ports.store.read(id), await ports.files.hashes(id)]
      return checkCopy(given, id, { events, files })
    },

    saveDraft(key, text) {
      const drafts = new Map(state.getState().drafts)
      if (text === '') drafts.delete(key)
      else drafts.set(key, text)
      state.setState({ drafts })
      // A draft that cannot be kept is still on the screen; the act itself reports storage faults.
      void ports.store.saveDraft(key, text).catch(() => undefined)
    },

    setPrefs(prefs) {
      ports.prefs.write(prefs)
      state.setState({ prefs })
    },

    acknowledgeLoss(log) {
      ports.witness.forget(log)
      state.setState(({ losses }) => ({ losses: losses.filter((loss) => loss.log !== log) }))
    },

    acknowledgeHealing: care.acknowledge,

    careForStore: care.look,

    noteExport(events) {
      const open = state.getState().open
      if (!open) return
      state.setState({
        exported: writeExportNote(ports, open.id, events ?? eventCount(open.state)),
      })
    },

    async reverify() {
      const { open } = state.getState()
      const checked = open?.verification
      if (!current || !checked?.done || checked.total >= eventCount(current.state)) return
      await verify(current).catch(() => undefined)
    },

    lastExport: (log) => exportNote(ports, log),

    async storedLog() {
      if (!current) throw new TypeError('no incident is open')
      try {
        return await readStored(ports, current)
      } catch (error) {
        await care.lookForLosses()
        throw error
      }
    },

    copies,

    async deleteIncident(id, expected) {
      if (!(await removeLog(ports, id, expected))) return false
      // What cannot be deleted now goes at the next start.
      await ports.files.release(id).catch(() => undefined)
      await files.forget(id).catch(() => undefined)
      for (const key of state.getState().drafts.keys())
        if (key.includes(id)) session.saveDraft(key, '')
      if (current?.id === id) session.closeView()
      await refreshHome()
      return true
    },

    files: files.api,
    anchors: anchors.api,

    async askPersistence() {
      await ports.storage.persist()
      state.setState({ storage: await ports.storage.health() })
    },

    newId: () => toHex(ports.random.bytes(16)),

    now: () => ports.clock.wall(),

    logNow,

    tick() {
      drills.tick()
      tellTime()
      clocks.look()
      files.tick()
    },

    async visible(shown) {
      if (!shown) {
        clocks.sleep()
        ports.journal.flush()
        return
      }
      tellTime()
      // WebKit cuts the connections of pages in the background: find out before the person writes.
      if (await ports.store.probe().catch(() => false)) await care.lookForLosses()
      for (const log of [current, readiness]) {
        if (!log) continue
        await refreshLog(ports, log).catch(() => undefined)
        show(log)
      }
    },
  }
  return session
}
