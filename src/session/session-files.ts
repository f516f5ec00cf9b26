import type { StoreApi } from 'zustand/vanilla'
import type { Hash, LogId } from '../domain/ids.ts'
import type { GivenFile } from '../domain/ports.ts'
import type { Acts } from './acts.ts'
import type { Attached, Attaching, AttachOptions, createAttachments } from './attachments.ts'
import type { Log } from './log.ts'
import type { Ports } from './ports.ts'
import type { Pending, SessionFiles, SessionState } from './session-state.ts'

export interface FilesContext {
  readonly ports: Ports
  readonly state: StoreApi<SessionState>
  readonly acts: Acts
  /** The open log, about to be added to. */
  into(): Log
}

export interface FilesOfSession {
  readonly api: SessionFiles
  /** Reads what attaching needs into memory, so that it depends on no file later. */
  load(): Promise<unknown>
  resume(log: Log): Promise<void>
  tick(): void
  /** A failed act was given up. */
  discarded(act: Pending): void
  /** The incident was deleted. */
  forget(log: LogId): Promise<void>
  check(log: Log, wanted: () => boolean): Promise<void>
}

type Attachments = ReturnType<typeof createAttachments>

/**
 * The session's photos and files. What does the work is in a chunk of its own, to keep the first
 * script small; should it not load, the files wait in memory like any that failed.
 */
export function createFiles({ ports, state, acts, into }: FilesContext): FilesOfSession {
  let loading: Promise<Attachments> | null = null
  let attachments: Attachments | null = null
  const unstarted = new Map<number, { log: Log; file: GivenFile; options: AttachOptions }>()
  const sound = new Set<Hash>()

  const load = (): Promise<Attachments> => {
    loading ??= import('./attachments.ts').then((module) => {
      attachments = module.createAttachments({ ports, state, acts })
      return attachments
    })
    loading.catch(() => {
      loading = null
    })
    return loading
  }

  async function attach(
    log: Log,
    files: readonly GivenFile[],
    options: AttachOptions,
  ): Promise<Attached> {
    try {
      return await (await load()).attach(log, files, options)
    } catch {
      const waiting = files.map((file): Attaching => {
        const key = -1 - unstarted.size
        unstarted.set(key, { log, file, options })
        return {
          ...{ key, log: log.id, target: options.target ?? null, kind: 'photo', file },
          ...{ stage: 'failed', done: 0, fault: 'failed' },
        }
      })
      state.setState(({ attaching }) => ({ attaching: [...attaching, ...waiting] }))
      return { entry: null, kept: 0, notKept: 0, failed: files.length }
    }
  }

  const drop = (key: number): void => {
    state.setState(({ attaching }) => ({ attaching: attaching.filter((one) => one.key !== key) }))
    unstarted.delete(key)
    attachments?.drop(key)
  }

  return {
    api: {
      prepare: () => void ports.files.prepare().catch(() => undefined),
      attach: async (files, options) => attach(into(), files, options),
      retry(key) {
        const waiting = unstarted.get(key)
        if (!waiting) attachments?.retry(key)
        else {
          drop(key)
          void attach(waiting.log, [waiting.file], waiting.options)
        }
      },
      drop,
      acknowledgeLost: async (log) => attachments?.acknowledgeLost(log),
      thumb: (hash) => ports.files.thumb(hash),
      async kept(hash) {
        const file = await ports.files.file(hash)
        return file && { hash, size: file.size, chunks: () => ports.files.bytes(hash) }
      },
      here: async (hash) => (await ports.files.file(hash)) !== null,
      bytes: (hash) => ports.files.bytes(hash),
    },
    load,
    resume: async (log) => (await load()).resume(log),
    tick: () => attachments?.tick(),
    discarded({ command, log, act }) {
      if (command.do !== 'attachFile') return
      void attachments?.giveUp(log, command.file as Hash, act).catch(() => undefined)
    },
    forget: async (log) => (await load()).forget(log),
    async check(log, wanted) {
      const { checkFiles } = await import('./file-check.ts')
      const told = (fileCheck: NonNullable<SessionState['open']>['fileCheck']): void => {
        if (wanted()) state.setState(({ open }) => (open ? { open: { ...open, fileCheck } } : {}))
      }
      await checkFiles(ports, log, sound, told, wanted)
    },
  }
}
