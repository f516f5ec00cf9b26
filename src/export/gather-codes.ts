import { sha256 } from '@noble/hashes/sha2.js'
import { fromHex, toHex } from '../domain/ids.ts'
import { blocksIn, type Frame, readFrame, seriesBytes, xorInto } from './code-frame.ts'

/** What a code that was read did. */
export type CodeRead =
  /** It brought something, or was seen before. */
  | 'new'
  | 'known'
  /** None of ours; of a later version; misread; of another series than the one that is being read. */
  | 'other'
  | 'newer'
  | 'damaged'
  | 'otherSeries'
  /** The series is together and is not what it says it is: it begins anew. */
  | 'broken'

export interface CodeGatherer {
  /** Takes what a code said, in any order and as often as it comes. Never throws. */
  add(text: string): CodeRead
  /** By block, whether it no longer lacks; empty before the first frame. */
  held(): readonly boolean[]
  /** The message, once as much is there as it takes; its hash is the one the series is named by. */
  message(): Uint8Array | null
  /** Forgets the series, for another one. */
  restart(): void
}

interface Row {
  readonly blocks: bigint
  readonly bytes: Uint8Array
}

/**
 * Solves the message out of whatever frames were seen: each is an equation over XOR, kept with its lowest
 * block as pivot. As many independent frames as there are blocks are enough, whichever they are.
 */
export function gatherCodes(): CodeGatherer {
  let first: Frame | null = null
  let rows: (Row | undefined)[] = []
  let missing = 0
  let solved: Uint8Array | null = null

  const restart = (): void => {
    first = null
    rows = []
    missing = 0
    solved = null
  }

  const take = (frame: Frame): CodeRead => {
    const row = reduced(rows, rowOf(frame))
    if (!row) return 'known'
    rows[lowest(row.blocks)] = row
    missing -= 1
    if (missing > 0) return 'new'
    const message = solve(rows, frame.length)
    if (toHex(sha256(message).subarray(0, seriesBytes)) !== frame.series) {
      restart()
      return 'broken'
    }
    solved = message
    return 'new'
  }

  return {
    add(text) {
      const read = readFrame(text)
      if (read.is !== 'frame') return read.is
      const { frame } = read
      if (first && frame.series !== first.series) return 'otherSeries'
      if (first && (frame.total !== first.total || frame.length !== first.length)) return 'damaged'
      if (solved) return 'known'
      if (!first) {
        first = frame
        missing = frame.total
        rows = Array.from({ length: frame.total })
      }
      return take(frame)
    },
    held: () => rows.map((row) => row !== undefined),
    message: () => solved,
    restart,
  }
}

const rowOf = ({ number, total, series, block }: Frame): Row => ({
  blocks: blocksIn(number, total, fromHex(series) ?? new Uint8Array()),
  bytes: block.slice(),
})

/** What a row says beyond the rows there are; null where it says nothing new. */
function reduced(rows: readonly (Row | undefined)[], row: Row): Row | null {
  let { blocks } = row
  for (let pivot = 0; pivot < rows.length && blocks >> BigInt(pivot) > 0n; pivot++) {
    const known = rows[pivot]
    if (!known || !hasBlock(blocks, pivot)) continue
    blocks ^= known.blocks
    xorInto(row.bytes, known.bytes)
  }
  return blocks === 0n ? null : { blocks, bytes: row.bytes }
}

function lowest(blocks: bigint): number {
  let at = 0
  while (!hasBlock(blocks, at)) at++
  return at
}

const hasBlock = (blocks: bigint, at: number): boolean => ((blocks >> BigInt(at)) & 1n) === 1n

/** Every row has its pivot: from the last one up, each block comes out alone. */
function solve(rows: readonly (Row | undefined)[], length: number): Uint8Array {
  const size = rows[0]?.bytes.length ?? 0
  const all = new Uint8Array(size * rows.length)
  const block = (at: number): Uint8Array => all.subarray(at * size, (at + 1) * size)
  for (let at = rows.length - 1; at >= 0; at--) {
    const row = rows[at]
    if (!row) continue
    block(at).set(row.bytes)
    for (let later = at + 1; later < rows.length; later++)
      if (hasBlock(row.blocks, later)) xorInto(block(at), block(later))
  }
  return all.subarray(0, length)
}
