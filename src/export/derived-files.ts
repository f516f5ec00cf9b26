import type { ReportWords } from '../domain/chronology/report-words.ts'
import type { Scenario } from '../domain/drill/scenario.ts'
import { fold } from '../domain/evolve/evolve.ts'
import type { LogState } from '../domain/evolve/state.ts'
import type { Runbook } from '../domain/flow/runbook.ts'
import type { Hash } from '../domain/ids.ts'
import type { StoredEvent } from '../domain/log/event.ts'
import { checkpointNotes } from './checkpoint-notes.ts'
import { csvParts } from './csv.ts'
import { parseJsonl } from './parse-jsonl.ts'
import { reportParts } from './report.ts'
import type { ReportFacts } from './report-facts.ts'
import { timesketchParts } from './timesketch.ts'
import { xlsx } from './xlsx.ts'

/** What the files of a bundle that people and other tools read are made of: the log, and nothing beside it. */
export interface DerivedFrom {
  /** A whole file of `shodo/log/v1`, as it goes into the bundle. */
  readonly jsonl: Uint8Array
  /** How many events it holds. */
  readonly events: number
  readonly flow: Runbook | null
  readonly scenario: Scenario | null
  readonly facts: ReportFacts
}

export interface Derived {
  readonly files: readonly { readonly name: string; readonly pieces: readonly Uint8Array[] }[]
  /** Signed notes by the hash of their text. */
  readonly checkpoints: ReadonlyMap<Hash, string>
}

/** Makes them in a place of its own, away from the screen; rejects with what `breathe` throws. */
export type Derive = (
  from: DerivedFrom,
  language: ReportWords['record']['language'],
  breathe: () => Promise<void>,
) => Promise<Derived>

/** The language they are made in; the report once more in the other one. */
export interface DerivedWords {
  readonly words: ReportWords
  readonly otherWords: ReportWords | null
}

/** Makes them of the log's own file. */
export async function derivedFromLog(
  { jsonl, events, flow, scenario, facts }: DerivedFrom,
  words: DerivedWords,
): Promise<Derived> {
  const read = parseJsonl(jsonl, { unsealed: true }).events
  // Whatever damage did to the log where it was kept: no entry is left out without a word.
  if (read.length !== events) throw new Error(`${read.length} of ${events} events were read`)
  const state = fold(flow, read)
  state.scenario = scenario
  return derivedFiles({ state, events: read }, words, facts)
}

/** Makes them here, a part at a time. Rejects with what `breathe` throws. */
export async function derivedFiles(
  { state, events }: { readonly state: LogState; readonly events: readonly StoredEvent[] },
  { words, otherWords }: DerivedWords,
  facts: ReportFacts,
  breathe: () => Promise<void> = async () => undefined,
): Promise<Derived> {
  const run = async <T>(parts: Generator<number, T>): Promise<T> => {
    for (;;) {
      const next = parts.next()
      if (next.done) return next.value
      await breathe()
    }
  }
  const table = [state, words.record, words.csv] as const
  return {
    files: [
      ...(await run(reportFiles(state, { words, otherWords }, facts))),
      { name: 'chronology.csv', pieces: [await run(csvParts(...table))] },
      { name: 'chronology.xlsx', pieces: [await xlsx(...table)] },
      { name: 'timesketch.jsonl', pieces: [await run(timesketchParts(...table))] },
    ],
    checkpoints: checkpointNotes(events),
  }
}

/** The report, and once more in the other language: the pictures are in the first only. */
function* reportFiles(
  state: LogState,
  { words, otherWords }: DerivedWords,
  facts: ReportFacts,
): Generator<number, Derived['files']> {
  const name = 'report.html'
  if (!otherWords) return [{ name, pieces: yield* reportParts(state, words, facts) }]
  const other = `report-${otherWords.record.language}.html`
  const pieces = yield* reportParts(state, words, { ...facts, other })
  const bare = { ...facts, other: name, picturesIn: name }
  return [
    { name, pieces },
    { name: other, pieces: yield* reportParts(state, otherWords, bare) },
  ]
}
