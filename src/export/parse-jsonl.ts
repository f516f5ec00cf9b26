import { sha256 } from '@noble/hashes/sha2.js'
import { type EventId, isHash, isLogId, type LogId, toHex } from '../domain/ids.ts'
import { parseRecord } from '../domain/json.ts'
import { bodyProblem } from '../domain/log/chain.ts'
import { type Mode, type Purpose, parseHeader } from '../domain/log/event.ts'
import {
  carriedBytes,
  eventLineKeys,
  eventOfLine,
  type Fields,
  fieldsOf,
} from '../domain/log/event-line.ts'
import {
  compareInFile,
  headsOf,
  isTrailer,
  jsonlFormat,
  type PlacedEvent,
  partFormat,
} from './jsonl-form.ts'
import type { JsonlFault, JsonlProblem, ParsedJsonl, ReadOptions } from './parsed-jsonl.ts'

export type { JsonlFault, JsonlProblem, ParsedJsonl, ReadOptions } from './parsed-jsonl.ts'

/** Lines between two breaths. */
const partSize = 100
/** After so many lines the rest is not read: it is no log, and a hostile file has millions. */
const mostFaultyLines = 200
const ofTheFile: ReadonlySet<JsonlFault> = new Set(['form', 'notCanonical', 'order', 'twice'])
/** No line this app writes is near it: the longest is a runbook. */
const longestLine = 8 * 1024 * 1024

/**
 * Reads a file of `shodo/log/v1` strictly. Never throws; everything wrong is named with its line.
 * Signatures and chains are not judged here: that is the verification every log goes through.
 */
export function parseJsonl(bytes: Uint8Array, options: ReadOptions = {}): ParsedJsonl {
  const parts = parseJsonlParts(bytes, options)
  for (;;) {
    const next = parts.next()
    if (next.done) return next.value
  }
}

/**
 * The same in parts, telling how many bytes are read. With `part`, a piece of a log that only leads on
 * what the reader has: `shodo/part/v1`, in which the runbook may be left out.
 */
export function* parseJsonlParts(
  bytes: Uint8Array,
  options: ReadOptions = {},
): Generator<number, ParsedJsonl> {
  const reader = new Reader(options)
  let line = 0
  for (const { text, from } of linesOf(bytes)) {
    reader.take(++line, text, bytes, from)
    if (reader.isHopeless) return reader.result(line, bytes)
    if (line % partSize === 0) yield from
  }
  return reader.result(line, bytes)
}

class Reader {
  #log: LogId | null = null
  #mode: Mode | null = null
  #purpose: Purpose | null = null
  #runbook: Uint8Array | null = null
  #ended = false
  readonly #read: PlacedEvent[] = []
  readonly #lines: number[] = []
  readonly #ids = new Set<string>()
  readonly #unsound = new Set<EventId>()
  readonly #acts = new Set<string>()
  readonly #problems: JsonlProblem[] = []
  readonly #faulty = new Set<number>()
  #eventLines = 0
  #seal: ParsedJsonl['seal'] = null
  #before: PlacedEvent | null = null
  readonly #part: boolean
  readonly #unsealed: boolean

  constructor({ part = false, unsealed = false }: ReadOptions) {
    this.#part = part
    this.#unsealed = unsealed
  }

  /** Events that damage spoilt where they were kept do not count: the rest may be whole. */
  get isHopeless(): boolean {
    return this.#faulty.size >= mostFaultyLines
  }

  take(line: number, text: Uint8Array, all: Uint8Array, from: number): void {
    const say = (fault: JsonlFault, detail: string): void => {
      this.#problems.push({ line, fault, detail })
      if (ofTheFile.has(fault)) this.#faulty.add(line)
    }
    if (text.length > longestLine) {
      say('form', 'a line too long')
      return
    }
    const parsed = parseRecord(text)
    if (!parsed.ok) {
      say(parsed.reason === 'not canonical' ? 'notCanonical' : 'form', parsed.reason)
      return
    }
    const value = fieldsOf(parsed.value)
    const keys = value ? Object.keys(value).sort().join(' ') : ''
    if (this.#ended) say('form', 'a line after the trailer')
    else if (!value) say('form', 'not an object')
    else if (line === 1 || keys === 'format log mode purpose') this.#format(line, keys, value, say)
    else if (keys === 'runbook') this.#pin(line, value, say)
    else if (keys === 'trailer') this.#trailer(line, value, all.subarray(0, from), say)
    else if (keys === eventLineKeys) this.#event(line, value, say)
    else say('form', 'neither an event nor a trailer')
  }

  result(lines: number, all: Uint8Array): ParsedJsonl {
    const last = Math.max(lines, 1)
    const end = (fault: JsonlFault, detail: string): void => {
      this.#problems.push({ line: last, fault, detail })
    }
    if (lines === 0) end('form', 'the file is empty')
    else if (all.at(-1) !== 0x0a) end('noTrailer', 'the last line does not end')
    if (!this.#ended && !this.isHopeless)
      end('noTrailer', 'the trailer is missing: the file was cut')
    return {
      log: this.#log,
      mode: this.#mode,
      purpose: this.#purpose,
      events: this.#read.map(({ event }) => event),
      places: this.#read.map(({ header }, i) => ({ line: this.#lines[i] ?? 0, header })),
      unsound: this.#unsound,
      runbook: this.#runbook,
      problems: this.#problems,
      seal: this.#seal,
    }
  }

  #format(line: number, keys: string, value: Fields, say: Say): void {
    const { format, log, mode, purpose } = value
    const expected = this.#part ? partFormat : jsonlFormat
    if (line !== 1) say('form', 'a second first line')
    else if (keys !== 'format log mode purpose' || format !== expected)
      say('form', `not a file of ${expected}`)
    else if (typeof log !== 'string' || !isLogId(log)) say('form', 'the log has no id')
    else if (mode !== 'live' && mode !== 'drill') say('form', 'neither live nor drill')
    else if (purpose !== 'incident' && purpose !== 'readiness' && purpose !== 'ledger')
      say('form', 'unknown purpose')
    else {
      this.#log = log
      this.#mode = mode
      this.#purpose = purpose
    }
  }

  #pin(line: number, value: Fields, say: Say): void {
    if (line !== 2) {
      say('form', 'the runbook does not stand in line 2')
      return
    }
    const bytes = carriedBytes(value['runbook'])
    if (!bytes) {
      say('form', 'the runbook is no text')
      return
    }
    this.#runbook = bytes
    const parsed = parseRecord(bytes)
    if (!parsed.ok) say('runbook', `runbook: ${parsed.reason}`)
  }

  #event(line: number, value: Fields, say: Say): void {
    const event = eventOfLine(value)
    if (!event) {
      say('form', 'a part of the event is not of its form')
      return
    }
    const problem = bodyProblem(event)
    // A header whose event has no problem was found canonical already.
    const parsed = parseHeader(event.header, problem !== null)
    const read: PlacedEvent = { event, header: parsed.ok ? parsed.header : null }
    const before = this.#before
    this.#before = read
    this.#eventLines++
    if (this.#ids.has(event.id)) {
      say('twice', 'this event stands in the file twice')
      return
    }
    if (before && compareInFile(before, read) > 0) say('order', 'not in proof order')
    if (problem) say('event', problem)
    if (event.sig.length !== 64) say('event', 'the signature is not 64 bytes')
    if (problem || event.sig.length !== 64) this.#unsound.add(event.id)
    this.#place(read, say)
    this.#read.push(read)
    this.#lines.push(line)
    this.#ids.add(event.id)
  }

  #place(read: PlacedEvent, say: Say): void {
    const { event, header } = read
    if (!header) return
    const own =
      header.log === this.#log && header.mode === this.#mode && header.purpose === this.#purpose
    if (!own) say('stranger', 'of another log, mode or purpose than the first line')
    if (this.#acts.has(header.act)) say('act', 'one act of a person stands in two events')
    this.#acts.add(header.act)
    if (header.type !== 'incident.opened') return
    const pinned = pinnedHash(event.data)
    if (!this.#runbook) {
      if (!this.#part) say('runbook', 'the pinned runbook is missing')
    } else if (pinned !== toHex(sha256(this.#runbook)))
      say('runbook', 'the runbook is not the one the incident pins')
  }

  #trailer(line: number, value: Fields, above: Uint8Array, say: Say): void {
    const trailer = fieldsOf(value['trailer'] ?? null)
    if (!trailer || !isTrailer(trailer)) {
      say('form', 'the trailer is not of its form')
      return
    }
    this.#ended = true
    const hash = String(trailer['sha256'])
    this.#seal = { line, from: above.length, hash }
    if (!this.#unsealed && toHex(sha256(above)) !== hash)
      say('changed', 'bytes were changed, added or taken out')
    if (trailer['events'] !== this.#eventLines)
      say('trailer', `${String(trailer['events'])} events were written, ${this.#eventLines} found`)
    if (JSON.stringify(trailer['heads']) !== JSON.stringify(headsOf(this.#read)))
      say('trailer', 'the chains do not end where they ended')
  }
}

type Say = (fault: JsonlFault, detail: string) => void

function* linesOf(
  bytes: Uint8Array,
): Generator<{ readonly text: Uint8Array; readonly from: number }> {
  for (let from = 0; from < bytes.length; ) {
    const end = bytes.indexOf(0x0a, from)
    const to = end === -1 ? bytes.length : end
    yield { text: bytes.subarray(from, to), from }
    from = to + 1
  }
}

/** The hash an `incident.opened` pins; the empty text when its data cannot be read. */
function pinnedHash(data: Uint8Array): string {
  const parsed = parseRecord(data)
  const runbook = parsed.ok ? fieldsOf(fieldsOf(parsed.value)?.['runbook'] ?? null) : null
  const hash = runbook?.['hash']
  return typeof hash === 'string' && isHash(hash) ? hash : ''
}
