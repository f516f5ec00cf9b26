import {
  type DeviceId,
  type EventId,
  type Hash,
  isDeviceId,
  isEventId,
  isHash,
  isLogId,
  type LogId,
} from '../ids.ts'
import { utf8 } from '../json.ts'
import { type Header, hashHex, type Mode, type Purpose } from '../log/event.ts'

/**
 * What a log was at one moment, in a form small enough to leave the building: where each device's chain
 * ended. Somebody outside who keeps it can show later that nothing before it was changed or cut off.
 */
export interface Checkpoint {
  readonly log: LogId
  readonly mode: Mode
  readonly purpose: Purpose
  /** Sorted by device, then seq; of a fork both ends. */
  readonly heads: readonly CheckpointHead[]
}

export interface CheckpointHead {
  readonly device: DeviceId
  readonly seq: number
  readonly id: EventId
}

/** An event by its header. */
export interface Placed {
  readonly id: EventId
  readonly header: Header
}

export const checkpointFormat = 'shodo/checkpoint/v1'

/** The checkpoint of the given ends of chains; null for none, or for ends of several logs. */
export function checkpointOf(heads: readonly Placed[]): Checkpoint | null {
  const first = heads[0]?.header
  if (!first) return null
  const { log, mode, purpose } = first
  const one = heads.every(
    ({ header: h }) => h.log === log && h.mode === mode && h.purpose === purpose,
  )
  if (!one) return null
  const sorted = heads.map(({ id, header: { device, seq } }) => ({ device, seq, id })).sort(byPlace)
  return { log, mode, purpose, heads: sorted }
}

function byPlace(a: CheckpointHead, b: CheckpointHead): number {
  if (a.device !== b.device) return a.device < b.device ? -1 : 1
  return a.seq - b.seq || (a.id < b.id ? -1 : 1)
}

/** The text that is hashed and signed; `src/FORMAT.md` (Checkpoints) is its specification. */
export function checkpointText({ log, mode, purpose, heads }: Checkpoint): string {
  const lines = heads.map(({ device, seq, id }) => `${device} ${seq} ${id}\n`)
  return `${checkpointFormat}\n${log} ${mode} ${purpose}\n${lines.join('')}`
}

/** Reads the text of a checkpoint; null unless it is exactly as {@link checkpointText} writes it. */
export function readCheckpointText(text: string): Checkpoint | null {
  const [format, about = '', ...rest] = text.split('\n')
  const [log = '', mode, purpose] = about.split(' ')
  if (format !== checkpointFormat || rest.pop() !== '' || rest.length === 0) return null
  if (!isLogId(log) || (mode !== 'live' && mode !== 'drill')) return null
  if (purpose !== 'incident' && purpose !== 'readiness' && purpose !== 'ledger') return null
  const heads: CheckpointHead[] = []
  for (const line of rest) {
    const [device = '', digits = '', id = ''] = line.split(' ')
    const seq = Number(digits)
    if (!isDeviceId(device) || !isEventId(id) || !Number.isSafeInteger(seq) || seq < 1) return null
    const head = { device, seq, id }
    const before = heads.at(-1)
    if (before && byPlace(before, head) >= 0) return null
    heads.push(head)
  }
  const checkpoint = { log, mode, purpose, heads } as const
  return checkpointText(checkpoint) === text ? checkpoint : null
}

export const checkpointHash = (checkpoint: Checkpoint): Hash =>
  hashHex(utf8(checkpointText(checkpoint)))

const qrPrefix = 'SHODO:CP1:'

/** All 256 bits in letters that a QR code packs tightly, so that it survives a fax. */
export const qrOf = (digest: Hash): string => `${qrPrefix}${digest.toUpperCase()}`

export function readQr(text: string): Hash | null {
  const plain = trimmedLower(text)
  const prefix = qrPrefix.toLowerCase()
  return plain.startsWith(prefix) ? readHash(plain.slice(prefix.length)) : null
}

/** A hash as somebody kept it, in either case. */
export function readHash(text: string): Hash | null {
  const plain = trimmedLower(text)
  return isHash(plain) ? plain : null
}

/** Only ASCII letters: others that fold to these (ſ, the Kelvin sign) are not what was kept. */
const trimmedLower = (text: string): string =>
  text
    .replaceAll(/^[\p{White_Space}\ufeff]+|[\p{White_Space}\ufeff]+$/gu, '')
    .replaceAll(/[A-Z]/g, (letter) => letter.toLowerCase())
