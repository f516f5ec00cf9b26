import type { BundleContents } from '../domain/chronology/bundle-contents.ts'
import type { LeavingFiles, LeavingLog } from '../domain/exchange/handover.ts'
import { utf8 } from '../domain/json.ts'
import { type Derive, type Derived, derivedFiles } from './derived-files.ts'
import { jsonlParts } from './jsonl.ts'
import { partExtension, planHandover } from './plan-handover.ts'
import { handoverParts } from './write-handover.ts'

/**
 * Makes ready what an evidence bundle holds beside the attached files. What is derived goes into the
 * first part only; README, verifier and checkpoints go into each. It is made by `derive` where that
 * works, else here. Rejects with what `breathe` throws.
 */
export async function makeBundle(
  contents: BundleContents,
  breathe: () => Promise<void>,
  derive?: Derive,
): Promise<LeavingFiles> {
  const { state, events, runbook, files, words, signer } = contents
  const { log, mode, purpose } = state
  if (!log || !mode || !purpose) throw new TypeError('an empty record')
  const lines = jsonlParts(events, runbook)
  let next = lines.next()
  for (; !next.done; next = lines.next()) await breathe()
  const jsonl = next.value
  const { hospital, app, exportedAt, pictures } = contents
  const facts = {
    ...{ hospital, app, exportedAt, pictures, here: new Set(files.map((f) => f.hash)) },
    origin: contents.origin ?? null,
    verifier: contents.verifier !== null,
  }
  const here = (): Promise<Derived> =>
    derivedFiles(contents, { words, otherWords: contents.otherWords ?? null }, facts, breathe)
  const from = {
    ...{ jsonl, events: events.length, facts },
    ...{ flow: state.graph?.runbook ?? null, scenario: state.scenario },
  }
  const { files: once, checkpoints } = await (derive
    ? derive(from, words.record.language, breathe).catch(async () => {
        // Cancelled, which it says again; or there are no such workers here.
        await breathe()
        return here()
      })
    : here())
  const always: Derived['files'] = [
    { name: 'README.txt', pieces: [utf8(contents.readme)] },
    ...(contents.verifier ? [{ name: 'verify.html', pieces: [contents.verifier] }] : []),
  ]
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

const size = (derived: Derived['files']): number =>
  derived.reduce((sum, { pieces }) => sum + pieces.reduce((n, piece) => n + piece.length, 0), 0)
