import type { StoreApi } from 'zustand/vanilla'
import { redactedLog, typedTexts } from '../domain/chronology/redaction.ts'
import type { RedactionCommand } from '../domain/commands/redaction.ts'
import type { LogState } from '../domain/evolve/state.ts'
import type { LogId } from '../domain/ids.ts'
import { foldText } from '../domain/search.ts'
import type { Ports } from './ports.ts'
import type { SessionState } from './session-state.ts'

type Erase = Extract<RedactionCommand, { do: 'eraseTexts' }>

interface Held {
  readonly id: LogId
  readonly state: LogState
}

/** The log once the texts are gone: its name may be among them. */
export async function stateWithout(ports: Ports, log: Held, { targets }: Erase): Promise<LogState> {
  return redactedLog(await ports.store.read(log.id), new Set(targets), log.state).state
}

/** An erased text of this many letters is not in a draft by chance. */
const telling = 8
/** And so many letters of a draft that are all of them in an erased text. */
const tellingPart = 4

/** What is looked for is kept like a draft, and may be the very name. */
const isSearch = (key: string): boolean => key === 'search' || key.startsWith('find:')

/** Whether the draft is the erased text, has it in itself, or is a part of it. */
function repeats(key: string, draft: string, text: string): boolean {
  const typed = draft.trim()
  if (isSearch(key)) return foldText(text).includes(foldText(typed))
  return (
    typed === text.trim() ||
    (text.length >= telling && draft.includes(text)) ||
    (typed.length >= tellingPart && text.includes(typed))
  )
}

/** The words about to be erased, by which copies of them are found. */
export async function wordsOf(
  ports: Ports,
  log: Held,
  { targets }: Erase,
): Promise<readonly string[]> {
  const erased = new Set(targets)
  const texts = [...typedTexts(await ports.store.read(log.id), log.state).values()].flat()
  return texts
    .filter(({ id }) => erased.has(id))
    .flatMap(({ words }) => words.map((field) => field.words))
}

/**
 * Takes erased words out of what lies beside the record: the second copy, which is written anew, and
 * drafts and searches that repeat them. Where the second copy does not answer, the next start does it.
 */
export async function sweepErased(
  ports: Ports,
  state: StoreApi<SessionState>,
  log: Held,
  words: readonly string[],
): Promise<void> {
  const drafts = new Map(state.getState().drafts)
  for (const [key, draft] of drafts) {
    if (!words.some((text) => repeats(key, draft, text))) continue
    drafts.delete(key)
    await ports.store.saveDraft(key, '').catch(() => undefined)
  }
  state.setState({ drafts })
  if (state.getState().copy === 'absent') return
  const rewritten = await ports.journal.reseed(log.id).then(
    () => true,
    () => state.getState().copy === 'absent',
  )
  state.setState({ copyToErase: rewritten ? null : log.id })
}
