import type { StoreApi } from 'zustand/vanilla'
import { isPicture } from '../domain/chronology/file-name.ts'
import type { Command } from '../domain/commands/command.ts'
import { roomFor } from '../domain/drill/room.ts'
import type { FileKind, Occurred } from '../domain/events/events.ts'
import type { ActId, EventId, Hash, Instant, LogId } from '../domain/ids.ts'
import { instantMs } from '../domain/instant.ts'
import { decode } from '../domain/log/decode.ts'
import { type FileStudy, type GivenFile, StoreError, type StoreFault } from '../domain/ports.ts'
import type { Acts } from './acts.ts'
import { dropIntent, findIntents, forgetIntents, writeIntent } from './attach-intents.ts'
import { type Log, type Moment, momentOf } from './log.ts'
import { logTime } from './log-time.ts'
import type { Ports } from './ports.ts'
import type { SessionState } from './session-state.ts'

/** A file on its way into the store and the record. What fails stays here, with its picture. */
export interface Attaching {
  readonly key: number
  readonly log: LogId
  readonly target: EventId | null
  readonly kind: FileKind
  readonly file: GivenFile
  /** `notKept`: recorded without its bytes, for want of room. */
  readonly stage: 'waiting' | 'keeping' | 'recording' | 'kept' | 'notKept' | 'failed'
  /** Bytes written so far. */
  readonly done: number
  /** `unreadable`: the device no longer gives the file. `refused`: its entry is not there. */
  readonly fault: StoreFault | 'unreadable' | 'refused' | null
}

/** A file an earlier run of the app was about to keep when it died. */
export interface LostFile {
  readonly log: LogId
  readonly at: Instant
  readonly kind: FileKind
  readonly name: string
}

export interface AttachOptions {
  /** A record kept on paper, photographed. */
  readonly paper?: boolean
  /** The entry they belong to; omitted, the first makes a line and the others stand beside it. */
  readonly target?: EventId
  readonly step?: string
  readonly occurred?: Occurred
  readonly body?: string
}

/** What became of files that were attached together. */
export interface Attached {
  /** The line they stand in; null when none was recorded. */
  readonly entry: EventId | null
  readonly kept: number
  readonly notKept: number
  readonly failed: number
}

interface Job {
  readonly key: number
  readonly log: Log
  readonly file: GivenFile
  readonly options: AttachOptions
  moment: Moment
  study: FileStudy | null
  /** The line of those that were given together, once there is one. */
  readonly together: { entry: EventId | null }
  /** Recorded without its bytes. */
  bare: boolean
  settled(outcome: 'kept' | 'notKept' | 'failed'): void
}

export interface AttachmentsContext {
  readonly ports: Ports
  readonly state: StoreApi<SessionState>
  readonly acts: Acts
}

type FileCommand = Extract<Command, { readonly do: 'attachFile' }>

/** Until intents that may belong to a living tab are looked at once more. */
const askAgainMs = 10_000

export const kindOf = ({ name, mime }: GivenFile, { paper }: AttachOptions): FileKind =>
  paper ? 'paper' : isPicture(name, mime) ? 'photo' : 'document'

/** Names come from anywhere; what does not fit is cut, the bytes are what counts. */
const shortText = (text: string): string => text.slice(0, 400)

/**
 * Photos and files, one after the other: bytes durable first, then the event, so that no entry names
 * bytes that are not there unless it says so. Words never wait for it.
 */
export function createAttachments({ ports, state, acts }: AttachmentsContext) {
  const jobs = new Map<number, Job>()
  const queue: Job[] = []
  let running = false
  /** Another tab may be at it: then nothing is lost. */
  let unsure: { readonly log: Log; readonly againMs: number } | null = null
  let nextKey = 1

  const change = (key: number, part: Partial<Attaching> | null): void =>
    state.setState(({ attaching }) => ({
      attaching:
        part === null
          ? attaching.filter((one) => one.key !== key)
          : attaching.map((one) => (one.key === key ? { ...one, ...part } : one)),
    }))

  const commandOf = (job: Job, hash: string, kept: boolean): FileCommand => {
    const { step, occurred, body } = job.options
    const target = job.together.entry
    const taken = job.study?.taken
    return {
      do: 'attachFile',
      file: hash,
      size: job.study?.size ?? job.file.size,
      mime: shortText(job.file.mime),
      kind: kindOf(job.file, job.options),
      kept,
      ...(target ? { target } : {}),
      ...(step ? { step } : {}),
      ...(occurred ? { occurred } : {}),
      ...(taken ? { taken } : {}),
      ...(job.file.name ? { name: shortText(job.file.name) } : {}),
      ...(body ? { body } : {}),
    }
  }

  const noteIntent = (job: Job): Promise<void> => {
    const { act } = job.moment
    // In a drill, when it was in the story.
    const at = logTime(ports, job.log, null, job.moment)
    const command = commandOf(job, job.study?.hash ?? '', true)
    return writeIntent(ports, job.log.id, { act, at, command })
  }

  /** False where there is no room; then nothing of the file is there. */
  async function keepBytes(job: Job, { hash, size, thumb }: FileStudy): Promise<boolean> {
    const { file, log } = job
    const { usage, quota } = await ports.storage.health()
    const here = await ports.files.file(hash)
    if (!here && !roomFor(usage, quota, size)) return false
    const { mime } = file
    const part = (from: number, to: number): Promise<Uint8Array> => file.part(from, to)
    try {
      await ports.files.put({ hash, size, mime, thumb, log: log.id, part }, (done) =>
        change(job.key, { done }),
      )
      return true
    } catch (error) {
      if (error instanceof StoreError && error.fault === 'quota') return false
      throw error
    }
  }

  async function keep(job: Job): Promise<void> {
    change(job.key, { stage: 'keeping', fault: null, done: 0 })
    let kept: boolean
    try {
      job.study ??= await job.file.study()
      await noteIntent(job)
      kept = await keepBytes(job, job.study)
    } catch (error) {
      const fault = error instanceof StoreError ? error.fault : 'unreadable'
      job.file.rest()
      change(job.key, { stage: 'failed', fault })
      job.settled('failed')
      return
    }
    if (!kept) job.file.rest()
    if (job.bare && !kept) {
      change(job.key, { stage: 'notKept' })
      return
    }
    const { hash, size } = job.study
    change(job.key, { stage: 'recording', done: size })
    const result = await acts.record(job.log, commandOf(job, hash, kept), job.moment)
    if (!result.ok && result.why === 'refused') {
      await letGo(job.log.id, hash).catch(() => undefined)
      change(job.key, { stage: 'failed', fault: 'refused' })
      job.settled('failed')
      return
    }
    if (!result.ok && !kept) {
      // Neither its bytes nor its line: it waits as one picture, not as a line beside a lost picture.
      const line = state.getState().pending.find(({ act }) => act === job.moment.act)
      if (line) acts.discard(line.key)
      change(job.key, { stage: 'failed', fault: result.why, done: 0 })
      job.settled('failed')
      return
    }
    // An event that could not be stored is a failed act of its own now; its bytes are kept.
    const id = result.ok ? result.ids.at(-1) : undefined
    if (id) job.together.entry ??= id
    if (kept || !id) jobs.delete(job.key)
    else job.bare = true
    change(job.key, id ? { stage: kept ? 'kept' : 'notKept' } : null)
    // A failed act keeps its intent: its bytes are here, and a later run can finish it.
    if (id) await dropIntent(ports, job.log.id, job.moment.act)
    if (kept || !id) job.file.release()
    job.settled(!id ? 'failed' : kept ? 'kept' : 'notKept')
  }

  async function run(): Promise<void> {
    if (running) return
    running = true
    for (let job = queue.shift(); job; job = queue.shift()) await keep(job)
    running = false
    // Counted together up to here: "3 of 5" until all five are through.
    state.setState(({ attaching }) => ({
      attaching: attaching.filter((one) => one.stage !== 'kept'),
    }))
    state.setState({ storage: await ports.storage.health() })
  }

  /** Bytes that no entry of the log names. */
  async function letGo(log: LogId, hash: Hash): Promise<void> {
    const events = (await ports.store.read(log)).map((stored) => decode(stored))
    const named = events.some(
      (event) =>
        event.kind === 'known' && event.type === 'file.attached' && event.data.file === hash,
    )
    if (!named) await ports.files.release(log, [hash])
  }

  async function resume(log: Log): Promise<void> {
    const found = await findIntents(ports, log.id)
    const lost: LostFile[] = []
    for (const { key, intent } of found.left) {
      const { act, at, command } = intent
      const here = command.file !== '' && (await ports.files.file(command.file as Hash))
      if (!log.state.acts.has(act) && !here) {
        lost.push({ log: log.id, at, kind: command.kind, name: command.name ?? '' })
        continue
      }
      if (!log.state.acts.has(act)) {
        const occurred = command.occurred ?? { at, precision: 'exact' as const }
        const moment = { ...momentOf(ports), act }
        const result = await acts.record(log, { ...command, occurred }, moment)
        if (!result.ok) continue
      }
      await ports.store.saveDraft(key, '')
    }
    unsure = found.unsure ? { log, againMs: instantMs(ports.clock.wall()) + askAgainMs } : null
    state.setState(({ lostFiles }) => ({
      lostFiles: [...lostFiles.filter((one) => one.log !== log.id), ...lost],
    }))
  }

  return {
    attach(log: Log, files: readonly GivenFile[], options: AttachOptions): Promise<Attached> {
      const together = { entry: options.target ?? null }
      const outcomes = files.map(
        (file) =>
          new Promise<'kept' | 'notKept' | 'failed'>((settled) => {
            const key = nextKey++
            const job: Job = {
              ...{ key, log, file, options, together, settled },
              moment: momentOf(ports),
              study: null,
              bare: false,
            }
            jobs.set(key, job)
            queue.push(job)
            const shown: Attaching = {
              ...{
                key,
                log: log.id,
                target: options.target ?? null,
                kind: kindOf(file, options),
                file,
              },
              ...{ stage: 'waiting', done: 0, fault: null },
            }
            state.setState(({ attaching }) => ({ attaching: [...attaching, shown] }))
          }),
      )
      void Promise.all([...jobs.values()].filter((job) => !job.study).map(noteIntent)).then(run)
      return Promise.all(outcomes).then((all) => ({
        entry: together.entry,
        kept: all.filter((one) => one === 'kept').length,
        notKept: all.filter((one) => one === 'notKept').length,
        failed: all.filter((one) => one === 'failed').length,
      }))
    },

    /** Once more, as the same act; bytes that found no room become an act of their own. */
    retry(key: number): void {
      const job = jobs.get(key)
      if (!job) return
      const stage = state.getState().attaching.find((one) => one.key === key)?.stage
      if (stage === 'notKept') job.moment = momentOf(ports)
      else if (stage !== 'failed') return
      change(key, { stage: 'waiting', fault: null })
      queue.push(job)
      void run()
    },

    /** The person gives a file up, or has read that it was not kept. */
    drop(key: number): void {
      const job = jobs.get(key)
      jobs.delete(key)
      change(key, null)
      job?.file.release()
      if (job) void dropIntent(ports, job.log.id, job.moment.act)
    },

    /** An attachment whose event could not be stored was given up. */
    async giveUp(log: LogId, hash: Hash, act: ActId): Promise<void> {
      await dropIntent(ports, log, act)
      await letGo(log, hash)
    },

    /**
     * Finishes what an earlier run of the app had kept whole when it died: the very same act, with the
     * time it was made as its 発生時刻. What it had not kept is said to be lost.
     */
    resume,

    tick(): void {
      if (!unsure || instantMs(ports.clock.wall()) < unsure.againMs) return
      const { log } = unsure
      unsure = null
      void resume(log).catch(() => undefined)
    },

    /** Gone from the screen only when it is noted: what a person has read is not told again. */
    async acknowledgeLost(log: LogId): Promise<void> {
      await findIntents(ports, log)
        .then(({ left }) => Promise.all(left.map(({ key }) => ports.store.saveDraft(key, ''))))
        // A store that takes nothing must not hold the screen: it is told once more then.
        .catch(() => undefined)
      state.setState(({ lostFiles }) => ({ lostFiles: lostFiles.filter((f) => f.log !== log) }))
    },

    /** The incident was deleted, and with it whatever was on its way there. */
    async forget(log: LogId): Promise<void> {
      for (const [key, job] of jobs) {
        if (job.log.id !== log) continue
        jobs.delete(key)
        job.file.release()
      }
      const gone = (one: { readonly log: LogId }): boolean => one.log === log
      state.setState(({ attaching, lostFiles }) => ({
        attaching: attaching.filter((one) => !gone(one)),
        lostFiles: lostFiles.filter((one) => !gone(one)),
      }))
      await forgetIntents(ports, log)
    },
  }
}
