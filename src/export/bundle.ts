import type { BundleContents } from '../domain/bundle-contents.ts'
import type { LeavingFiles, LeavingLog } from '../domain/handover.ts'
import { utf8 } from '../domain/json.ts'
import { checkpointNotes } from './checkpoint-notes.ts'
import { csvParts } from './csv.ts'
import { jsonlParts } from './jsonl.ts'
import { partExtension, planHandover } from './plan-handover.ts'
import { reportParts } from './report.ts'
import { timesketchParts } from './timesketch.ts'
import { handoverParts } from './write-handover.ts'
import { xlsx } from './xlsx.ts'

type Derived = readonly { readonly name: string; readonly pieces: readonly Uint8Array[] }[]

/**
 * Makes ready what an evidence bundle holds beside the attached files. What is derived goes into the
 * first part only; README, verifier and checkpoints go into each. Rejects with what `breathe` throws.
 */
export async function makeBundle(
  contents: BundleContents,
  breathe: () => Promise<void>,
): Promise<LeavingFiles> {
  const { state, events, runbook, files, words, signer } = contents
  const { log, mode, purpose } = state
  if (!log || !mode || !purpose) throw new TypeError('an empty record')
  const run = async <T>(parts: Generator<number, T>): Promise<T> => {
    for (;;) {
      const next = parts.next()
      if (next.done) return next.value
      await breathe()
    }
  }
  const jsonl = await run(jsonlParts(events, runbook))
  const { hospital, app, exportedAt, pictures } = contents
  const facts = { hospital, app, exportedAt, pictures, here: new Set(files.map((f) => f.hash)) }
  const table = [state, words.record, words.csv] as const
  const always: Derived = [
    { name: 'README.txt', pieces: [utf8(contents.readme)] },
    ...(contents.verifier ? [{ name: 'verify.html', pieces: [contents.verifier] }] : []),
  ]
  const report = await run(reportParts(state, words, facts))
  const once: Derived = [
    { name: 'report.html', pieces: report },
    { name: 'chronology.csv', pieces: [await run(csvParts(...table))] },
    { name: 'chronology.xlsx', pieces: [await xlsx(...table)] },
    { name: 'timesketch.jsonl', pieces: [await run(timesketchParts(...table))] },
  ]
  await breathe()
  const checkpoints = checkpointNotes(events)
  const leaving: LeavingLog = { log, mode, purpose, jsonl }
  const { parts, tooLarge } = planHandover(jsonl.length + size([...always, ...once]), files)
  return {
    ...{ events: events.length, tooLarge },
    parts: parts.map((part) => ({
      ...part,
      extension: partExtension(part),
      chunks: () =>
        handoverParts(leaving, part, {
          ...{ checkpoints, signer },
          derived: (part.number === 1 ? [...always, ...once] : always).map(({ name, pieces }) => ({
            name,
            chunks: () => pieces,
          })),
        }),
    })),
  }
}

const size = (derived: Derived): number =>
  derived.reduce((sum, { pieces }) => sum + pieces.reduce((n, piece) => n + piece.length, 0), 0)
