import { sha256 } from '@noble/hashes/sha2.js'
import { decode } from '../domain/decode.ts'
import { hashHex } from '../domain/event.ts'
import type {
  CarriedFile,
  Handover,
  HandoverPart,
  HandoverProblem,
  OpenedHandover,
} from '../domain/handover.ts'
import { type Hash, toHex } from '../domain/ids.ts'
import { readChunks, readEntry } from '../zip/read-entry.ts'
import { openZip, type ZipEntry } from '../zip/read-zip.ts'
import { take, type ZipSource } from '../zip/zip-source.ts'
import {
  fileName,
  hashOfName,
  logName,
  type Manifest,
  manifestName,
  manifestSignatureName,
  readManifest,
} from './handover-form.ts'
import { jsonlProblem, problem, refused, zipRefusal } from './handover-problem.ts'
import { jsonlFormat } from './jsonl-form.ts'
import { type ParsedJsonl, parseJsonl } from './parse-jsonl.ts'

/** 200,000 entries are about 240 MB; more than that is no chronology. */
const maxLogBytes = 300_000_000
const maxManifestBytes = 10_000_000

/**
 * Reads a file that was handed over: a hand-over ZIP, or a bare `shodo/log/v1` file. Everything but the
 * attached files is read and checked; those are read with {@link Handover.readFile}. Never throws, and
 * changes nothing: whether signatures and chains hold is judged by whoever takes it in.
 */
export async function openHandover(source: ZipSource): Promise<OpenedHandover> {
  const head = await take(source, 0, Math.min(source.size, 64))
  if (!head.ok) return refused(problem('unreadable', null, head.problem.detail))
  if (source.size === 0) return refused(problem('cut', null, 'the file is empty'))
  const start = String.fromCharCode(...head.bytes)
  if (start.startsWith('PK\u0003\u0004')) return openParcel(source)
  const [, format] = /"format"\s*:\s*"(shodo\/[^"]*)"/.exec(start) ?? []
  if (format !== jsonlFormat) {
    const reason = format?.startsWith('shodo/log/') ? 'newer' : 'notShodo'
    return refused(problem(reason, null, format ?? 'neither ZIP nor log'))
  }
  if (source.size > maxLogBytes) return refused(problem('tooLarge', null, `${source.size} bytes`))
  const all = await take(source, 0, source.size)
  if (!all.ok) return refused(problem('unreadable', null, all.problem.detail))
  return handoverOf(parseJsonl(all.bytes), { number: 1, of: 1 }, [], noFiles)
}

const noFiles = (file: CarriedFile): Promise<HandoverProblem> =>
  Promise.resolve(problem('form', fileName(file.hash), 'not in this file'))

async function openParcel(source: ZipSource): Promise<OpenedHandover> {
  const opened = await openZip(source)
  if (!opened.ok) return refused(zipRefusal(opened.problem))
  const entries = new Map(opened.entries.map((entry) => [entry.name, entry]))
  const listing = entries.get(manifestName)
  if (!listing) return refused(problem('notShodo', manifestName, 'a ZIP without a manifest'))
  const manifestRead = await readEntry(source, listing, maxManifestBytes)
  if (!manifestRead.ok) return refused(zipRefusal(manifestRead.problem))
  const read = readManifest(manifestRead.bytes)
  if (!read.ok) return refused(problem(read.reason, manifestName, read.detail))
  const { manifest } = read
  const unlisted = listProblems(manifest, entries)
  if (unlisted.length > 0) return refused(...unlisted)
  const log = entries.get(logName)
  if (!log) return refused(problem('form', logName, 'there is no log'))
  const logRead = await readEntry(source, log, maxLogBytes)
  if (!logRead.ok) return refused(zipRefusal(logRead.problem))
  const wanted = manifest.files.find(({ name }) => name === logName)?.sha256
  if (hashHex(logRead.bytes) !== wanted)
    return refused(problem('changed', logName, 'not the bytes that the manifest names'))
  const parsed = parseJsonl(logRead.bytes)
  const readFile: Handover['readFile'] = (file, each = () => undefined) => {
    const entry = entries.get(fileName(file.hash))
    return entry ? readAttached(source, entry, file, each) : noFiles(file)
  }
  const handover = handoverOf(parsed, manifest.part, manifest.files, readFile)
  const { log: id, mode, purpose } = manifest
  return !handover.ok || (parsed.log === id && parsed.mode === mode && parsed.purpose === purpose)
    ? handover
    : refused(problem('mixed', manifestName, 'the manifest is about another log'))
}

/** The ZIP holds what the manifest lists, in the sizes it lists, and nothing else. */
function listProblems(
  manifest: Manifest,
  entries: ReadonlyMap<string, ZipEntry>,
): readonly HandoverProblem[] {
  const problems: HandoverProblem[] = []
  const listed = new Set([manifestName, manifestSignatureName])
  for (const { name, sha256, size } of manifest.files) {
    const entry = entries.get(name)
    if (listed.has(name)) problems.push(problem('form', name, 'the manifest lists itself'))
    listed.add(name)
    if (!entry) problems.push(problem('changed', name, 'listed and not there'))
    else if (entry.size !== size) problems.push(problem('changed', name, 'another size'))
    const hash = hashOfName(name)
    if (name.startsWith('files/') && hash !== sha256)
      problems.push(problem('form', name, 'not named by its hash'))
  }
  for (const name of entries.keys())
    if (!listed.has(name)) problems.push(problem('changed', name, 'there and not listed'))
  return problems
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
  readFile: Handover['readFile'],
): OpenedHandover {
  const found = parsed.problems.map(jsonlProblem)
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
  const strange = carried.filter(({ hash }) => !named.any && !named.files.has(hash))
  if (strange.length > 0)
    return refused(
      ...strange.map(({ hash }) => problem('mixed', fileName(hash), 'no entry names this file')),
    )
  return {
    ok: true,
    handover: {
      ...{ log, mode, purpose, part, events, readFile },
      damaged: [...parsed.unsound],
      runbook: pinned ? parsed.runbook : null,
      files: carried,
      missing: [...named.kept].filter((hash) => !here.has(hash)),
      remarks: found.slice(0, 100),
    },
  }
}

interface Named {
  readonly files: ReadonlySet<Hash>
  /** Those whose bytes were kept on the device that attached them. */
  readonly kept: ReadonlySet<Hash>
  /** Some events are of types unknown here, and may name any file. */
  readonly any: boolean
}

function namedFiles(events: Handover['events']): Named {
  const files = new Set<Hash>()
  const kept = new Set<Hash>()
  let any = false
  for (const event of events) {
    const decoded = decode(event)
    if (decoded.kind === 'unknown') any = true
    if (decoded.kind !== 'known' || decoded.type !== 'file.attached') continue
    const hash = decoded.data.file as Hash
    files.add(hash)
    if (decoded.data.kept) kept.add(hash)
  }
  return { files, kept, any }
}
