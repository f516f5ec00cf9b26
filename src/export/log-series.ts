import type { StoredEvent } from '../domain/log/event.ts'
import { mostMessageBytes } from './code-frame.ts'
import { type CodeSeries, codeSeries } from './code-series.ts'
import { jsonlParts } from './jsonl.ts'
import { jsonlFormat, partFormat } from './jsonl-form.ts'

/** A record as a series of QR codes: its file, deflated, cut into frames. */

/** Larger than any record whose deflated bytes fit into a series; a bomb is. */
export const mostLogBytes = 8_000_000

export type Deflate = (bytes: Uint8Array<ArrayBuffer>) => Promise<Uint8Array>
export type Inflate = (
  bytes: Uint8Array<ArrayBuffer>,
  most: number,
) => Promise<Uint8Array<ArrayBuffer> | null>

/**
 * The whole log as a series; null where it is too long. Without a runbook it goes as `shodo/part/v1`, for a
 * receiver that has the runbook; with it as `shodo/log/v1`.
 */
export async function logSeries(
  events: readonly StoredEvent[],
  runbook: Uint8Array | null,
  deflate: Deflate,
): Promise<CodeSeries | null> {
  const parts = jsonlParts(events, runbook, runbook ? jsonlFormat : partFormat)
  let next = parts.next()
  while (!next.done) next = parts.next()
  if (next.value.length > mostLogBytes) return null
  const message = await deflate(next.value)
  return message.length > mostMessageBytes ? null : codeSeries(message)
}

/** The file that a gathered message holds; null where it holds none. What is in it is judged by its reader. */
export const logOfMessage = (
  message: Uint8Array,
  inflate: Inflate,
): Promise<Uint8Array<ArrayBuffer> | null> => inflate(Uint8Array.from(message), mostLogBytes)
