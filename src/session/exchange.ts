import { fold } from '../domain/evolve/evolve.ts'
import type { LogState } from '../domain/evolve/state.ts'
import type { CopyRefusal, ExaminedCopy, LogCopy } from '../domain/exchange/log-copy.ts'
import type { Runbook } from '../domain/flow/runbook.ts'
import { readRunbook } from '../domain/flow/runbook-form.ts'
import type { DeviceId, LogId } from '../domain/ids.ts'
import { decode } from '../domain/log/decode.ts'
import { hashHex, type StoredEvent, signedMessage } from '../domain/log/event.ts'
import {
  joinedKeys,
  type Placed,
  placedOf,
  planUnion,
  type UnionPlan,
  type UnionProblem,
  withoutErased,
} from '../domain/log/union.ts'
import { mayVouch } from '../domain/people/device-list.ts'
import type { LogRow } from '../domain/ports.ts'
import { keptRunbook, parseCompiled, shippedRunbook } from './compiled.ts'
import { type Faulted, summaryAfter } from './log.ts'
import type { Ports } from './ports.ts'

/** Told how many of the new events are verified. */
export type Progress = (done: number, total: number) => void

/** Events verified between two breaths of the screen. */
const partSize = 100

/**
 * Judges a copy of a log against what is stored here: chains, signatures, runbook, mode. Writes
 * nothing. Rejects with a StoreError.
 */
export async function examineCopy(
  ports: Ports,
  given: LogCopy,
  told: Progress = () => undefined,
): Promise<ExaminedCopy> {
  const { row, here } = await standing(ports, given.log)
  const stored = here === 'present' ? await ports.store.read(given.log) : []
  const copy = await bestSigned(ports, stored, given)
  await ports.breathe()
  const drawn = planUnion(stored, copy.events, ports.signer.device)
  await ports.breathe()
  const unverified = await signatureProblems(ports, placedOf(stored), drawn, told)
  const refuted = new Set(unverified.map(({ id }) => id))
  // What does not verify mends nothing, and what is here stands; of what is new, nothing is left out.
  const held = { ...drawn, mended: drawn.mended.filter(({ event }) => !refuted.has(event.id)) }
  const pinned = await runbookFor(ports, copy, row?.runbookHash ?? null)
  const whole = fold(pinned.runbook, unionOf(stored, held))
  const { plan, left } = withoutErased(held, stored, new Set(whole.erasures.keys()))
  const isFresh = new Set(plan.fresh.map(({ event }) => event.id))
  const problems = [...plan.problems, ...unverified.filter(({ id }) => isFresh.has(id))]
  const after = left > 0 ? fold(pinned.runbook, unionOf(stored, plan)) : whole
  const otherMode = row !== undefined && (row.mode !== copy.mode || row.purpose !== copy.purpose)
  const refusal: CopyRefusal | null =
    copy.purpose !== 'incident'
      ? 'otherPurpose'
      : otherMode
        ? 'otherMode'
        : gravest(problems, pinned.fault)
  return {
    ...{ copy, own: ports.signer.device, here, plan, after, refusal, problems },
    stored: stored.length,
    words: wordsOf(stored, held, plan, after, left),
    runbook: pinned.bytes && pinned.hash ? { hash: pinned.hash, bytes: pinned.bytes } : null,
    unconfirmed:
      plan.ownChain === 'known' && mayVouch(after, ports.signer.device)
        ? unconfirmedIn(after, ports.signer.device)
        : [],
  }
}

/** The log as it will be stored. */
function unionOf(stored: readonly StoredEvent[], plan: UnionPlan): readonly StoredEvent[] {
  const mended = new Map(plan.mended.map(({ event }) => [event.id, event]))
  return [
    ...stored.map((event) => mended.get(event.id) ?? event),
    ...plan.fresh.map(({ event }) => event),
  ]
}

function wordsOf(
  stored: readonly StoredEvent[],
  brought: UnionPlan,
  { mended }: UnionPlan,
  after: LogState,
  left: number,
): ExaminedCopy['words'] {
  const here = new Map(stored.map((event) => [event.id, event]))
  const bare = brought.fresh.filter(
    ({ event, header }) => header.textHash !== null && event.text === null,
  )
  return {
    back: mended.filter(({ event }) => event.text !== null && here.get(event.id)?.text === null)
      .length,
    left,
    without: bare.length,
    erasedElsewhere: [...after.erasures.keys()].filter(
      (id) => (here.get(id)?.text ?? null) !== null,
    ).length,
  }
}

export type TakenCopy =
  | {
      readonly ok: true
      readonly added: number
      /** Where the chains of the log end now. */
      readonly heads: LogState['heads']
    }
  | { readonly ok: false; readonly why: CopyRefusal | 'deleted' }
  | Faulted

/**
 * Takes an examined copy in, all of it at once. What was recorded here since it was examined is
 * judged again; a chain of this device that came from elsewhere is never continued.
 */
export async function takeCopy(
  ports: Ports,
  examined: ExaminedCopy,
  renewKey: () => Promise<void>,
  withHoles = false,
): Promise<TakenCopy> {
  const { log, purpose, mode } = examined.copy
  return ports.locks.hold(`log:${log}`, async () => {
    const now = (await isUnmoved(ports, examined))
      ? examined
      : await examineCopy(ports, examined.copy)
    const hasHoles = now.refusal === 'hole'
    if (now.refusal && !(hasHoles && withHoles)) return { ok: false, why: now.refusal }
    const { plan, after, runbook } = now
    // Before the events are in: a chain that is whole in the store looks like one to go on with.
    if (plan.ownChain !== 'known') await renewKey()
    const result = await ports.store.absorb({
      ...{ log, purpose, mode },
      runbookHash: now.after.runbook?.hash ?? null,
      runbooks: runbook ? [runbook] : [],
      fresh: plan.fresh.map(({ event }) => event),
      mended: plan.mended.map(({ event }) => event),
      doubled: plan.doubled,
      summary: summaryAfter(after, [], after.entries.at(-1)?.recordedAt ?? ports.clock.wall()),
      revive: now.here === 'deleted',
    })
    if (!result.ok) return result
    ports.tabs.tell({ log, device: ports.signer.device })
    return { ...result, heads: after.heads }
  })
}

/** How a log stands in the store. */
async function standing(
  ports: Ports,
  log: LogId,
): Promise<{ readonly row: LogRow | undefined; readonly here: ExaminedCopy['here'] }> {
  const row = (await ports.store.logs()).find((known) => known.log === log)
  return { row, here: !row ? 'absent' : row.deleted ? 'deleted' : 'present' }
}

/**
 * Whether what a copy was judged against still holds. A device that was renewed for a copy which then
 * found no room is not renewed again.
 */
async function isUnmoved(
  ports: Ports,
  { copy, here, own, stored }: ExaminedCopy,
): Promise<boolean> {
  const now = await standing(ports, copy.log)
  return (
    own === ports.signer.device &&
    now.here === here &&
    (await ports.store.count(copy.log)) === stored
  )
}

/** A hole is the least: the entries around it are true, and a person may want them all the same. */
const gravest = (
  problems: readonly UnionProblem[],
  runbook: CopyRefusal | null,
): CopyRefusal | null =>
  problems.find(({ what }) => what !== 'hole')?.what ?? runbook ?? problems[0]?.what ?? null

async function signatureProblems(
  ports: Ports,
  stored: readonly Placed[],
  plan: UnionPlan,
  told: Progress,
): Promise<readonly UnionProblem[]> {
  const problems: UnionProblem[] = []
  const keys = joinedKeys([...stored, ...plan.fresh])
  const toVerify = [...plan.fresh, ...plan.mended]
  for (const [i, { event, header }] of toVerify.entries()) {
    const key = keys.get(header.device)
    const holds =
      key && (await ports.signatures.verify(key, signedMessage(event.header), event.sig))
    const { device, seq } = header
    if (!holds) problems.push({ what: key ? 'signature' : 'unsigned', device, seq, id: event.id })
    if ((i + 1) % partSize > 0) continue
    told(i + 1, toVerify.length)
    await ports.breathe()
  }
  return problems
}

/** Of the signatures that several files give for one event, the one that verifies. */
async function bestSigned(
  ports: Ports,
  stored: readonly StoredEvent[],
  { otherSignatures, ...copy }: LogCopy,
): Promise<LogCopy> {
  if (!otherSignatures?.size) return copy
  const placed = placedOf(copy.events)
  const keys = joinedKeys([...placedOf(stored), ...placed])
  const events = await Promise.all(
    placed.map(async ({ event, header }) => {
      const others = otherSignatures.get(event.id)
      const key = keys.get(header.device)
      if (!others || !key) return event
      for (const sig of [event.sig, ...others])
        if (await ports.signatures.verify(key, signedMessage(event.header), sig))
          return { ...event, sig }
      return event
    }),
  )
  return { ...copy, events }
}

interface Pinned {
  readonly hash: string | null
  readonly runbook: Runbook | null
  /** To be stored with the log; null where this device has it. */
  readonly bytes: Uint8Array | null
  readonly fault: 'noRunbook' | 'runbookForm' | null
}

/** The flow the log is folded with: the one kept here, the copy's own, or the shipped one it pins. */
async function runbookFor(ports: Ports, copy: LogCopy, known: string | null): Promise<Pinned> {
  const hash = known ?? pinnedHash(copy.events)
  if (!hash) return { hash, runbook: null, bytes: null, fault: null }
  const kept = await keptRunbook(ports, hash)
  if (kept) return { hash, runbook: parseCompiled<Runbook>(kept), bytes: null, fault: null }
  const own = copy.runbook && hashHex(copy.runbook) === hash ? copy.runbook : null
  const bytes = (await shippedRunbook(ports, hash)) ?? own
  if (!bytes) return { hash, runbook: null, bytes, fault: 'noRunbook' }
  const runbook = readRunbook(bytes)
  return { hash, runbook, bytes, fault: runbook ? null : 'runbookForm' }
}

function pinnedHash(events: readonly StoredEvent[]): string | null {
  for (const { event, header } of placedOf(events)) {
    if (header.type !== 'incident.opened') continue
    const decoded = decode(event)
    if (decoded.kind === 'known' && decoded.type === 'incident.opened')
      return decoded.data.runbook.hash
  }
  return null
}

/** Devices that write into the log and that nobody confirmed or retired. */
export const unconfirmedIn = (state: LogState, own: DeviceId): readonly DeviceId[] =>
  [...state.members.values()]
    .filter(({ device, admitted, retiredAfter }) => {
      return device !== own && !admitted && retiredAfter === null
    })
    .map(({ device }) => device)
