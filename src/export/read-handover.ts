import { sha256 } from '@noble/hashes/sha2.js'
import type {
  CarriedFile,
  FilePlace,
  Handover,
  HandoverPart,
  HandoverProblem,
  OpenedHandover,
  ReadingTold,
} from '../domain/exchange/handover.ts'
import { namedFiles } from '../domain/exchange/named-files.ts'
import { toHex } from '../domain/ids.ts'
import { hashHex } from '../domain/log/event.ts'
import { readChunks, readEntry } from '../zip/read-entry.ts'
import type { ZipEntry } from '../zip/read-zip.ts'
import { take, type ZipSource } from '../zip/zip-source.ts'
import { kindOfFile } from './file-kind.ts'
import { fileName, hashOfName, logName, type Manifest, manifestName } from './handover-form.ts'
import { jsonlProblem, listProblem, problem, refused, zipRefusal } from './handover-problem.ts'
import { listFaults, openParcel, type Parcel } from './open-parcel.ts'
import { type ParsedJsonl, parseJsonlParts } from './parse-jsonl.ts'

/** 200,000 entries are about 240 MB; more than that is no chronology. */
export const maxLogBytes = 300_000_000

/**
 * Reads a file that was handed over: a hand-over ZIP, or a bare `shodo/log/v1` file. Everything but the
 * attached files is read and checked; those are read with {@link Handover.readFile}. Never throws, and
 * changes nothing: whether signatures and chains hold is judged by whoever takes it in.
 */
export async function openHandover(
  source: ZipSource,
  told: ReadingTold = () => undefined,
): Promise<OpenedHandover> {
  const kind = await kindOfFile(source)
  if (kind.kind === 'other') return refused(kind.problem)
  if (kind.kind === 'parcel') {
    const opened = await openParcel(source)
    if (!opened.ok) return refused(opened.problem)
    const problems = [...listFaults(opened.parcel)].map(listProblem)
    return problems.length > 0 ? refused(...problems) : readParcel(opened.parcel, told)
  }
  if (source.size > maxLogBytes) return refused(problem('tooLarge', null, `${source.size} bytes`))
  const all = await take(source, 0, source.size)
  if (!all.ok) return refused(problem('unreadable', null, all.problem.detail))
  const parsed = await parsedOf(all.bytes, told, kind.kind === 'part')
  return handoverOf(parsed, { number: 1, of: 1 }, [], {
    readFile: noFiles,
    place: () => null,
  })
}

async function parsedOf(bytes: Uint8Array, told: ReadingTold, part = false): Promise<ParsedJsonl> {
  const parts = parseJsonlParts(bytes, { part })
  for (;;) {
    const next = parts.next()
    if (next.done) return next.value
    await told(next.value, bytes.length)
  }
}

/** How a hand-over gives the files that came with it. */
type FileAccess = Pick<Handover, 'readFile' | 'place'>

const noFiles = (file: CarriedFile): Promise<HandoverProblem> =>
  Promise.resolve(problem('form', fileName(file.hash), 'not in this file'))

async function readParcel(
  { source, entries, manifest }: Parcel,
  told: ReadingTold,
): Promise<OpenedHandover> {
  const log = entries.get(logName)
  if (!log) return refused(problem('form', logName, 'there is no log'))
  const logRead = await readEntry(source, log, maxLogBytes)
  if (!logRead.ok) return refused(zipRefusal(logRead.problem))
  const wanted = manifest.files.find(({ name }) => name === logName)?.sha256
  if (hashHex(logRead.bytes) !== wanted)
    return refused(problem('changed', logName, 'not the bytes that the manifest names'))
  const parsed = await parsedOf(logRead.bytes, told)
  const readFile: Handover['readFile'] = (file, each = () => undefined) => {
    const entry = entries.get(fileName(file.hash))
    return entry ? readAttached(source, entry, file, each) : noFiles(file)
  }
  const place = (file: CarriedFile): FilePlace | null => {
    const entry = entries.get(fileName(file.hash))
    return entry ? { from: entry.from, to: entry.from + entry.size } : null
  }
  const handover = handoverOf(parsed, manifest.part, manifest.files, { readFile, place })
  const { log: id, mode, purpose } = manifest
  return !handover.ok || (parsed.log === id && parsed.mode === mode && parsed.purpose === purpose)
    ? handover
    : refused(problem('mixed', manifestName, 'the manifest is about another log'))
}

async function readAttached(
  source: ZipSource,
  entry: ZipEntry,
  file: CarriedFile,
  each: (chunk: Uint8Array) => void | Promise<void>,
): Promise<HandoverProblem | null> {
  const hash = sha256.create()
  const damage = await readChunks(source, entry, (chunk) => {
    hash.update(chunk)
    return each(chunk)
  })
  if (damage) return zipRefusal(damage)
  return toHex(hash.digest()) === file.hash
    ? null
    : problem('changed', entry.name, 'the bytes are not those of its name')
}

function handoverOf(
  parsed: ParsedJsonl,
  part: HandoverPart,
  listed: Manifest['files'],
  access: FileAccess,
): OpenedHandover {
  // Two events of one act are both kept: whoever takes the log in flags them.
  const found = parsed.problems.filter(({ fault }) => fault !== 'act').map(jsonlProblem)
  const grave = found
    .filter(({ reason }) => reason !== 'event' && reason !== 'runbook')
    // Of a file that was cut, that it was cut is the news; the half line at its end is not.
    .sort((a, b) => Number(b.reason === 'cut') - Number(a.reason === 'cut'))
  const { log, mode, purpose } = parsed
  if (grave.length > 0 || !log || !mode || !purpose)
    return refused(...(grave.length > 0 ? grave : found))
  const events = parsed.events.filter(({ id }) => !parsed.unsound.has(id))
  const pinned = !found.some(({ reason }) => reason === 'runbook')
  const named = namedFiles(events)
  const carried = listed.flatMap(({ name, size }) => {
    const hash = hashOfName(name)
    return hash ? [{ hash, size }] : []
  })
  const here = new Set(carried.map(({ hash }) => hash))
  const strange = carried.filter(({ hash }) => !named.files.has(hash))
  if (strange.length > 0)
    return refused(
      ...strange.map(({ hash }) => problem('mixed', fileName(hash), 'no entry names this file')),
    )
  return {
    ok: true,
    handover: {
      ...{ log, mode, purpose, part, events, ...access },
      damaged: [...parsed.unsound],
      runbook: pinned ? parsed.runbook : null,
      files: carried,
      missing: [...named.kept].filter((hash) => !here.has(hash)),
      remarks: found.slice(0, 100),
    },
  }
}
