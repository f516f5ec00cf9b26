import type { LogId } from '../domain/ids.ts'
import { formerDevices } from './former-devices.ts'
import { healLog } from './heal.ts'
import { findLosses } from './integrity.ts'
import { type Log, loadLog, momentOf, newLog, recordInto } from './log.ts'
import type { StoreCareContext } from './store-care.ts'
import { type Healed, noteMended, readMended, writeHealed } from './store-notes.ts'

/** Compares both copies of the record and mends whichever is the worse; true when the store was. */
export async function compareCopies(context: StoreCareContext): Promise<boolean> {
  const { ports, state, refreshHome, reopen } = context
  const report = await ports.journal.compare(ports.signer.device)
  ports.former = formerDevices(ports.notebook, ports.signer.device, report.devices)
  for (const { hash, bytes } of report.runbooks) await ports.store.saveRunbook(hash, bytes)
  const healed: Healed[] = []
  let [spoilt, mended] = [false, report.runbooks.length > 0]
  for (const finding of report.findings) {
    const { log } = finding
    if (finding.tombstone) await ports.store.remember(finding.tombstone)
    else if (finding.lost > 0 || finding.rows) {
      const entries = await heal(context, log)
      if (entries > 0) healed.push({ log, entries })
      else mended ||= finding.rows
    }
    if (!finding.spoilt) continue
    spoilt = true
    await ports.journal.reseed(log)
  }
  if (spoilt || report.repaired) noteMended(ports, 'copy', report.added)
  if (mended) noteMended(ports, 'store', 0)
  if (report.runbooks.length > 0 && state.getState().open?.runbook === null) await reopen()
  await witnessAgain(context)
  await keepFact(context, healed)
  if (report.findings.length > 0) await refreshHome()
  return healed.length > 0
}

/** Puts back what the check of an open log found spoilt. */
export async function healOne(context: StoreCareContext, log: Log): Promise<boolean> {
  const entries = await heal(context, log.id)
  if (entries > 0) await keepFact(context, [{ log: log.id, entries }])
  return entries > 0
}

/** Puts a log's events back; one that is held is read anew. */
async function heal({ ports, held, show }: StoreCareContext, log: LogId): Promise<number> {
  const entries = await healLog(ports, log)
  const open = held(log)
  if (open && entries > 0) {
    await loadLog(ports, open)
    show(open)
  }
  return entries
}

/** That it happened is part of the record, and is said until somebody has read it. */
async function keepFact(context: StoreCareContext, healed: readonly Healed[]): Promise<void> {
  if (healed.length === 0) return
  const { ports, state, held, show } = context
  for (const { log, entries } of healed) {
    const open = held(log)
    const into = open ?? (await newlyRead(context, log))
    if (!into) continue
    const command = { do: 'noteHealing', from: 'journal', entries } as const
    await recordInto(ports, into, command, momentOf(ports)).catch(() => undefined)
    if (open) show(open)
  }
  state.setState({ healed: writeHealed(ports.notebook, [...state.getState().healed, ...healed]) })
}

async function newlyRead({ ports }: StoreCareContext, id: LogId): Promise<Log | null> {
  const row = (await ports.store.logs()).find(({ log }) => log === id)
  if (!row) return null
  const log = newLog(id, row.purpose, row.mode, null, row.runbookHash)
  await loadLog(ports, log)
  return log
}

/** The losses as they are now; what a wiped witness no longer knows of is noted anew. */
async function witnessAgain({ ports, state }: StoreCareContext): Promise<void> {
  state.setState({ losses: await findLosses(ports) })
  const seen = ports.witness.read()
  let missing = false
  for (const { log, deleted } of await ports.store.logs()) {
    if (deleted) continue
    const { device } = ports.signer
    const head = await ports.store.head(log, device)
    if (!head) continue
    missing ||= !seen.get(log)?.has(device)
    ports.witness.note(log, device, head)
  }
  if (missing) noteMended(ports, 'witness', 0)
  state.setState({ mended: readMended(ports.notebook) })
}
