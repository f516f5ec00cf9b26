import { type DeviceId, isDeviceId, isLogId, type LogId } from '../domain/ids.ts'
import { canonicalText, fromUtf8, type Json, parseJson, utf8 } from '../domain/json.ts'
import { hashHex, type StoredEvent } from '../domain/log/event.ts'
import {
  carried,
  carriedBytes,
  eventLine,
  eventLineKeys,
  eventOfLine,
  type Fields,
  fieldsOf,
} from '../domain/log/event-line.ts'
import type { LogFacts } from './rows.ts'

/**
 * The second copy of the record, as text: one record a line, and before each line the first 16 hex
 * digits of its SHA-256. A tail that was torn off in the middle of a write is recognised by it, and
 * so is a line that was spoilt; the lines around it stay good.
 */

export const journalFormat = 'shodo/journal/v1'

const checkDigits = 16
const lineEnd = 0x0a

export type JournalRecord =
  | { readonly is: 'event'; readonly event: StoredEvent }
  /** Kept beside the logs: what an incident pins by its hash. */
  | { readonly is: 'runbook'; readonly bytes: Uint8Array }
  /** Kept beside the logs: a log that was deleted here on purpose. */
  | { readonly is: 'deleted'; readonly facts: LogFacts }
  /** Kept beside the logs: this browser once wrote as this device. */
  | { readonly is: 'device'; readonly device: DeviceId }

export interface JournalText {
  readonly records: readonly JournalRecord[]
  /** Lines that do not fit their check digits, or say nothing this build understands. */
  readonly spoilt: number
  /** The file ends in the middle of a line: a write was cut off. */
  readonly torn: boolean
}

export const headLine = (log: LogId): Uint8Array =>
  sealed(canonicalText({ format: journalFormat, log }))

export function recordLine(record: JournalRecord): Uint8Array {
  switch (record.is) {
    case 'event':
      return sealed(eventLine(record.event))
    case 'runbook':
      return sealed(canonicalText({ runbook: carried(record.bytes) }))
    case 'deleted':
      return sealed(canonicalText({ deleted: record.facts as unknown as Json }))
    case 'device':
      return sealed(canonicalText({ device: record.device }))
  }
}

function sealed(text: string): Uint8Array {
  const bytes = utf8(text)
  return utf8(`${checkOf(bytes)} ${text}\n`)
}

const checkOf = (bytes: Uint8Array): string => hashHex(bytes).slice(0, checkDigits)

/** Reads what is there. Never throws: what is not whole is counted. */
export function readJournal(bytes: Uint8Array): JournalText {
  const records: JournalRecord[] = []
  let spoilt = 0
  for (let from = 0; from < bytes.length; ) {
    const to = bytes.indexOf(lineEnd, from)
    if (to === -1) return { records, spoilt, torn: true }
    const record = recordOf(bytes.subarray(from, to))
    if (record === null) spoilt++
    else if (record !== 'head') records.push(record)
    from = to + 1
  }
  return { records, spoilt, torn: false }
}

function recordOf(line: Uint8Array): JournalRecord | 'head' | null {
  const text = line.subarray(checkDigits + 1)
  if (fromUtf8(line.subarray(0, checkDigits + 1)) !== `${checkOf(text)} `) return null
  const parsed = parseJson(text)
  const fields = parsed.ok ? fieldsOf(parsed.value) : null
  return fields && recordOfFields(fields)
}

function recordOfFields(fields: Fields): JournalRecord | 'head' | null {
  const keys = Object.keys(fields).sort().join(' ')
  switch (keys) {
    case eventLineKeys: {
      const event = eventOfLine(fields)
      return event && { is: 'event', event }
    }
    case 'runbook': {
      const bytes = carriedBytes(fields['runbook'])
      return bytes ? { is: 'runbook', bytes } : null
    }
    case 'deleted':
      return { is: 'deleted', facts: fields['deleted'] as unknown as LogFacts }
    case 'device': {
      const { device } = fields
      return typeof device === 'string' && isDeviceId(device) ? { is: 'device', device } : null
    }
    case 'format log':
      return 'head'
    default:
      return null
  }
}

const ending = '.jsonl'
export const fileOf = (log: LogId): string => `${log}${ending}`

export function logOfFile(name: string): LogId | null {
  const log = name.endsWith(ending) ? name.slice(0, -ending.length) : ''
  return isLogId(log) ? log : null
}

/** Deleted logs, and the devices this browser wrote as. */
export const notesFile = 'notes.jsonl'

/** Every runbook that an incident here pins, or that the hospital uses. */
export const runbooksFile = 'runbooks.jsonl'
