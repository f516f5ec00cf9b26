import { sha256 } from '@noble/hashes/sha2.js'
import {
  blockSize,
  blocksIn,
  frameNumbers,
  frameText,
  largestBlock,
  mostMessageBytes,
  seriesBytes,
  xorInto,
} from './code-frame.ts'

export interface CodeSeries {
  /** Frames that are enough, when none is missed. */
  readonly total: number
  /** What frame `number` (from 0, without end) says: first every block, then mixes of them. */
  text(number: number): string
}

/** A message as a series of QR codes without end; null where it is empty or longer than a series carries. */
export function codeSeries(message: Uint8Array): CodeSeries | null {
  const { length } = message
  if (length === 0 || length > mostMessageBytes) return null
  const total = Math.ceil(length / largestBlock)
  const size = blockSize(length, total)
  const series = sha256(message).subarray(0, seriesBytes)
  return {
    total,
    text(tick) {
      const number = tick % frameNumbers
      const block = new Uint8Array(size)
      for (let left = blocksIn(number, total, series), i = 0; left > 0n; left >>= 1n, i++)
        if (left & 1n) xorInto(block, message.subarray(i * size, (i + 1) * size))
      return frameText({ total, number, length, block }, series)
    },
  }
}
