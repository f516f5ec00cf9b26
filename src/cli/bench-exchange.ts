import { eventCount } from '../domain/chronology/log-counts.ts'
import { fold } from '../domain/evolve/evolve.ts'
import type { KeptFile } from '../domain/exchange/handover.ts'
import type { LogCopy } from '../domain/exchange/log-copy.ts'
import { namedFiles } from '../domain/exchange/named-files.ts'
import { jsonl } from '../export/jsonl.ts'
import { leavingFiles } from '../export/leaving-files.ts'
import { openHandover } from '../export/read-handover.ts'
import { carriedFile, givenFiles } from '../platform/given-file.ts'
import { blobSource } from '../zip/zip-source.ts'
import { copyOf } from './bench-copy.ts'
import { another, picture } from './bench-night.ts'
import { session } from './bench-world.ts'

let made: LogCopy | null = null

const timed = async <T>(work: () => Promise<T> | T): Promise<readonly [number, T]> => {
  const start = performance.now()
  const result = await work()
  return [performance.now() - start, result]
}

/** Records handed over: by how much the time grows with them. */
export const exchangeBench = {
  /** Writes a log of `devices` devices with `each` events (not timed). */
  async makeCopy(devices: number, each: number): Promise<number> {
    made = await copyOf(devices, each)
    return made.events.length
  },

  /** Milliseconds to judge the copy, to take it in where nothing of it is, and to judge it again. */
  async merge(): Promise<{ examine: number; take: number; again: number; fold: number }> {
    const copy = made
    if (!copy) throw new Error('no copy was made')
    if (session.state.getState().phase !== 'ready') await session.boot()
    const [examine, examined] = await timed(() => session.copies.examine(copy))
    if (examined.refusal) throw new Error(examined.refusal)
    const [take, taken] = await timed(() => session.copies.take(examined))
    if (!taken.ok || taken.added !== copy.events.length) throw new Error(JSON.stringify(taken))
    const [again, known] = await timed(() => session.copies.examine(copy))
    if (known.plan.known !== copy.events.length) throw new Error('not all of it came in')
    const [folded] = await timed(() => fold(null, copy.events))
    return { examine, take, again, fold: folded }
  },

  /**
   * Milliseconds to write the copy with `count` photos as a ZIP, to read it back and judge it, and to take
   * it in where it was deleted, entries and photos.
   */
  async carry(count: number) {
    const copy = made
    if (!copy) throw new Error('no copy was made')
    if (session.state.getState().phase !== 'ready') await session.boot()
    await session.copies.take(await session.copies.examine(copy))
    await session.openIncident(copy.log)
    const bytes = await picture(1600, 1200)
    for (let i = 0; i < count; i++) await session.files.attach(givenFiles([another(bytes, i)]), {})
    const [write, zip] = await timed(() => exported(copy))
    const { open } = session.state.getState()
    const total = open ? eventCount(open.state) : 0
    session.closeView()
    await session.deleteIncident(copy.log, total)
    const [read, brought] = await timed(async () => {
      const opened = await openHandover(blobSource(zip))
      if (!opened.ok) throw new Error(JSON.stringify(opened.problems[0]))
      const { handover } = opened
      for (const file of handover.files)
        if ((await handover.readFile(file)) !== null) throw new Error('a photo is damaged')
      return { handover, examined: await session.copies.examine({ ...copy, ...handover }) }
    })
    const [take] = await timed(() => session.copies.take(brought.examined))
    const carried = brought.handover.files.flatMap((file) => {
      const place = brought.handover.place(file)
      const whole = new File([zip], 'carried.zip')
      const given = () => carriedFile(whole, place ?? { from: 0, to: 0 }, file.hash, 'image/jpeg')
      return place ? [{ ...file, given }] : []
    })
    const [keep, kept] = await timed(() => session.copies.keepFiles(copy.log, carried))
    if (kept.kept !== count) throw new Error(`${kept.kept} photos were kept`)
    return { events: brought.handover.events.length, size: zip.size, write, read, take, keep }
  },
}

async function exported({ log, mode, purpose }: LogCopy): Promise<Blob> {
  const { events, runbook } = await session.storedLog()
  const files: KeptFile[] = []
  for (const hash of namedFiles(events).files) {
    const file = await session.files.kept(hash)
    if (file) files.push(file)
  }
  const about = { log, mode, purpose, events: events.length, jsonl: jsonl(events, runbook) }
  const [part] = leavingFiles(about, files).parts
  if (!part) throw new Error('nothing to export')
  const pieces: Blob[] = []
  for await (const chunk of part.chunks()) pieces.push(new Blob([chunk as Uint8Array<ArrayBuffer>]))
  return new Blob(pieces)
}
