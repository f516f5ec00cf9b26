import { createStore } from 'zustand/vanilla'
import type { Command } from '../domain/command.ts'
import { type LogId, logIdFrom, toHex } from '../domain/ids.ts'
import { instantMs } from '../domain/instant.ts'
import { eventCount } from '../domain/log-counts.ts'
import type { Signer } from '../domain/ports.ts'
import type { ContactBook, Runbook } from '../domain/runbook.ts'
import { type ClockChange, ClockWatch } from './clock-watch.ts'
import { parseCompiled, runbookOf } from './compiled.ts'
import { exportNote, writeExportNote } from './export-note.ts'
import { findLosses, type Verification, verifyLog } from './integrity.ts'
import {
  faultOf,
  type Log,
  loadLog,
  type Moment,
  momentOf,
  newLog,
  type Recorded,
  readStored,
  recordInto,
  refreshLog,
  removeLog,
} from './log.ts'
import type { Ports, World } from './ports.ts'
import { emptySession, type Pending, type Session, type SessionState } from './session-state.ts'

export type { OpenLog, Pending, Session, SessionState } from './session-state.ts'

export function createSession(world: World): Session {
  // Until boot has opened the key nothing signs: every path that records runs after it.
  const ports = {
    ...world,
    signer: null as unknown as Signer,
    // A witness of a loss stays as it is until a person has taken note of the loss.
    witness: {
      ...world.witness,
      note: (log, device, head) => {
        const lost = state.getState().losses.some((loss) => loss.log === log)
        if (!lost) world.witness.note(log, device, head)
      },
    },
  } satisfies Ports
  const state = createStore<SessionState>()(() =>
    emptySession(ports.prefs.read(), instantMs(ports.clock.wall())),
  )
  const watch = new ClockWatch(ports.clock)
  const moments = new Map<number, { moment: Moment; log: Log }>()
  const underWay = new Map<number, Promise<Recorded>>()
  let current: Log | null = null
  let readiness: Log | null = null
  let nextKey = 1
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
      },
      savedAt: log.state.entries.at(-1)?.recordedAt ?? null,
    })
  }

  const setPending = (key: number, change: Partial<Pending> | null): void => {
    state.setState(({ pending }) => ({
      pending:
        change === null
          ? pending.filter((p) => p.key !== key)
          : pending.map((p) => (p.key === key ? { ...p, ...change } : p)),
    }))
  }

  /** The log as it is held now: one that was left and opened again since is held anew. */
  const heldNow = (log: Log): Log => [current, readiness].find((held) => held?.id === log.id) ?? log

  async function attempt(
    key: number,
    log: Log,
    command: Command,
    moment: Moment,
  ): Promise<Recorded> {
    setPending(key, { fault: null, detail: null })
    const into = heldNow(log)
    const result = await recordInto(ports, into, command, moment).catch(faultOf)
    // Before it stops being pending: an act is on the screen all the time.
    if (result.ok && heldNow(log) !== into)
      await refreshLog(ports, heldNow(log)).catch(() => undefined)
    if (result.ok || result.why === 'refused') {
      moments.delete(key)
      setPending(key, null)
    } else {
      setPending(key, { fault: result.why, detail: result.detail })
      if (result.why === 'failed') void lookForLosses()
    }
    show(heldNow(log))
    return result
  }

  function recordNew(log: Log, command: Command): Promise<Recorded> {
    const twin = twinOf(log, command)
    if (twin !== undefined) return twin
    const key = nextKey++
    const moment = momentOf(ports)
    moments.set(key, { moment, log })
    state.setState(({ pending }) => ({
      pending: [
        ...pending,
        { key, log: log.id, act: moment.act, command, fault: null, detail: null },
      ],
    }))
    const going = attempt(key, log, command, moment)
    underWay.set(key, going)
    void going.finally(() => underWay.delete(key))
    return going
  }

  /**
   * The very same act, still on its way and the newest: while the storage is slow people tap again. An
   * answer changed and changed back is no twin of the first. Notes and stamps may well come twice,
   * and a note's field is empty after its first tap.
   */
  function twinOf(log: Log, command: Command): Promise<Recorded> | undefined {
    if (command.do === 'note' || command.do === 'stamp') return undefined
    const newest = state.getState().pending.findLast((act) => act.log === log.id)
    const same = newest && JSON.stringify(newest.command) === JSON.stringify(command)
    return same ? underWay.get(newest.key) : undefined
  }

  const noteClock = (log: Log, change: ClockChange): void =>
    void recordNew(log, { do: 'noteClock', ...change })

  function watchClock(): void {
    const change = watch.sample()
    if (change && current) noteClock(current, change)
  }

  /** What befell the clock since this run of the app last recorded into a log now opened again. */
  function noteMissedChanges(log: Log): void {
    const last = log.state.clocks.get(ports.signer.device)
    if (last?.boot !== ports.clock.boot) return
    for (const change of watch.changesAfter(last.mono)) noteClock(log, change)
  }

  /** An incident whose start could not be stored: without it no step would ever open. */
  function retryOpening(log: LogId): void {
    const opening = state
      .getState()
      .pending.find((act) => act.log === log && act.fault && act.command.do === 'openIncident')
    const kept = opening && moments.get(opening.key)
    if (kept) void attempt(opening.key, kept.log, opening.command, kept.moment)
  }

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
  async function heardOf(id: LogId): Promise<void> {
    const log = [current, readiness].find((held) => held?.id === id)
    await (log ? refreshLog(ports, log) : joinReadiness()).catch(() => undefined)
    if (log) show(log)
    await refreshHome().catch(() => undefined)
  }

  /** A store that was emptied or replaced under the open app is said as soon as it shows. */
  async function lookForLosses(): Promise<void> {
    const losses = await findLosses(ports).catch(() => null)
    if (losses) state.setState({ losses })
  }

  async function verify(log: Log): Promise<void> {
    const mine = view
    const wanted = (): boolean => mine === view && current === log
    await verifyLog(ports, log.id, (found) => wanted() && show(log, found), wanted)
  }

  const session: Session = {
    state,

    async boot() {
      state.setState({ phase: 'starting' })
      try {
        ports.signer = await world.signer()
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
      stopListening()
      stopListening = ports.tabs.listen((message) => void heardOf(message.log))
      const book = await ports.library.contacts().catch(() => null)
      if (book) state.setState({ contacts: parseCompiled<ContactBook>(book) })
    },

    async startIncident({ runbookId, mode = 'live', detection, name }) {
      const info = ports.library.runbooks.find((book) => book.id === runbookId)
      if (!info) throw new RangeError(`no runbook ${runbookId}`)
      const bytes = await ports.library.load(runbookId)
      await ports.store.saveRunbook(info.hash, bytes).catch(() => undefined)
      const id = logIdFrom(ports.random.bytes(16))
      const log = newLog(id, 'incident', mode, parseCompiled<Runbook>(bytes), info.hash)
      view++
      current = log
      show(log, null)
      state.setState({ opening: 'no', exported: null })
      const result = await recordNew(log, {
        do: 'openIncident',
        runbook: { id: info.id, version: info.version, hash: info.hash },
        ...(detection ? { detection } : {}),
        ...(name ? { name } : {}),
      })
      await refreshHome().catch(() => undefined)
      return { log: id, result }
    },

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
        noteMissedChanges(log)
        if (log.state.appVersion !== ports.app) await recordNew(log, { do: 'resumeApp' })
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
      if (!current) throw new TypeError('no incident is open')
      // Before the entry: what is recorded right after a sleep would look like a clock that was set.
      watchClock()
      retryOpening(current.id)
      return recordNew(current, command)
    },

    async retry(key) {
      const kept = moments.get(key)
      const pending = state.getState().pending.find((p) => p.key === key)
      if (!kept || !pending) throw new RangeError(`no pending act ${key}`)
      return attempt(key, kept.log, pending.command, kept.moment)
    },

    discard(key) {
      moments.delete(key)
      setPending(key, null)
    },

    async prepare(command) {
      await joinReadiness()
      if (!readiness) throw new TypeError('not started')
      return recordNew(readiness, command)
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

    noteExport() {
      const open = state.getState().open
      if (!open) return
      state.setState({ exported: writeExportNote(ports, open.id, eventCount(open.state)) })
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
        await lookForLosses()
        throw error
      }
    },

    async deleteIncident(id) {
      await removeLog(ports, id)
      for (const key of state.getState().drafts.keys())
        if (key.includes(id)) session.saveDraft(key, '')
      if (current?.id === id) session.closeView()
      await refreshHome()
    },

    async askPersistence() {
      await ports.storage.persist()
      state.setState({ storage: await ports.storage.health() })
    },

    newId: () => toHex(ports.random.bytes(16)),

    now: () => ports.clock.wall(),

    tick() {
      state.setState({ nowMs: instantMs(ports.clock.wall()) })
      watchClock()
    },

    async visible(shown) {
      if (!shown) {
        watch.sleep()
        return
      }
      state.setState({ nowMs: instantMs(ports.clock.wall()) })
      // WebKit cuts the connections of pages in the background: find out before the person writes.
      if (await ports.store.probe().catch(() => false)) await lookForLosses()
      for (const log of [current, readiness]) {
        if (!log) continue
        await refreshLog(ports, log).catch(() => undefined)
        show(log)
      }
    },
  }
  return session
}
