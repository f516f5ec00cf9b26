import { sha256 } from '@noble/hashes/sha2.js'
import { fromBase45, toBase45 } from '../domain/base45.ts'
import { toHex } from '../domain/ids.ts'
import { sameBytes } from '../domain/json.ts'

/**
 * One code of a series that hands a message to another phone's camera: `SHODO:Q1:` of `src/FORMAT.md`.
 * A frame is a block of the message, or a mix of several: blocks XORed together, so that whoever missed
 * one need not wait until it comes round again.
 */

export const framePrefix = 'SHODO:Q1:'
/** Of any version. */
const seriesPrefix = /^SHODO:Q\d+:/
/** With it a frame is exactly a QR code of version 15 at level L: 77 modules a side. */
export const largestBlock = 480
/** Half a minute at six codes a second; what is longer goes as a file. */
export const mostBlocks = 200
/** Bytes of a message that a series carries. */
export const mostMessageBytes = largestBlock * mostBlocks
/** Where the numbers of frames begin again. */
export const frameNumbers = 0x10000

const headBytes = 15
const checkBytes = 4
export const seriesBytes = 8

export interface Frame {
  /** The first bytes of the message's SHA-256, in hex: frames of one series have the same. */
  readonly series: string
  /** Blocks of the message. */
  readonly total: number
  /** Below `total` the number of a block, from there on that of a mix. */
  readonly number: number
  /** Bytes of the message. */
  readonly length: number
  readonly block: Uint8Array
}

export type ReadFrame =
  | { readonly is: 'frame'; readonly frame: Frame }
  /** Another code. `newer`: a series in a form this version does not read. `damaged`: misread. */
  | { readonly is: 'other' | 'newer' | 'damaged' }

export const blockSize = (length: number, total: number): number => Math.ceil(length / total)

/** The text of a code. The series is the first {@link seriesBytes} bytes of the message's SHA-256. */
export function frameText(frame: Omit<Frame, 'series'>, series: Uint8Array): string {
  const { total, number, length, block } = frame
  const bytes = new Uint8Array(headBytes + block.length + checkBytes)
  bytes.set(series)
  bytes.set(bigEndian(total, 2), 8)
  bytes.set(bigEndian(number, 2), 10)
  bytes.set(bigEndian(length, 3), 12)
  bytes.set(block, headBytes)
  bytes.set(checkOf(bytes), bytes.length - checkBytes)
  return framePrefix + toBase45(bytes)
}

/** Never throws, whatever the camera made out. */
export function readFrame(text: string): ReadFrame {
  if (!text.startsWith(framePrefix)) return { is: seriesPrefix.test(text) ? 'newer' : 'other' }
  const bytes = fromBase45(text.slice(framePrefix.length))
  if (!bytes || bytes.length <= headBytes + checkBytes) return { is: 'damaged' }
  if (!sameBytes(checkOf(bytes), bytes.subarray(-checkBytes))) return { is: 'damaged' }
  const frame = {
    series: toHex(bytes.subarray(0, seriesBytes)),
    total: numberOf(bytes.subarray(8, 10)),
    number: numberOf(bytes.subarray(10, 12)),
    length: numberOf(bytes.subarray(12, 15)),
    block: bytes.subarray(headBytes, -checkBytes),
  }
  return isPossible(frame) ? { is: 'frame', frame } : { is: 'damaged' }
}

/** Also what a hostile code says is bounded: it decides how much memory is taken. */
const isPossible = ({ total, length, block }: Frame): boolean =>
  total >= 1 &&
  total <= mostBlocks &&
  length >= total &&
  block.length <= largestBlock &&
  block.length === blockSize(length, total)

/**
 * The blocks that frame `number` mixes, as bits from block 0 on: one alone below `total`, then about
 * half of them, drawn by SHA-256 from the number, so that the receiver draws the same.
 */
export function blocksIn(number: number, total: number, series: Uint8Array): bigint {
  if (number < total) return 1n << BigInt(number)
  const mixed = sha256
    .create()
    .update(mixDomain)
    .update(series)
    .update(bigEndian(number, 2))
    .digest()
  const bits = BigInt.asUintN(total, BigInt(`0x${toHex(mixed)}`))
  return bits === 0n ? 1n << BigInt(number % total) : bits
}

const mixDomain = new TextEncoder().encode('shodo/mix/v1\n')

export function xorInto(target: Uint8Array, other: Uint8Array): void {
  for (let i = 0; i < target.length; i++) target[i] = (target[i] ?? 0) ^ (other[i] ?? 0)
}

const checkOf = (bytes: Uint8Array): Uint8Array =>
  sha256(bytes.subarray(0, -checkBytes)).subarray(0, checkBytes)

const bigEndian = (value: number, size: number): Uint8Array =>
  Uint8Array.from({ length: size }, (_, i) => Math.floor(value / 256 ** (size - 1 - i)) % 256)

const numberOf = (bytes: Uint8Array): number => bytes.reduce((sum, byte) => sum * 256 + byte, 0)
