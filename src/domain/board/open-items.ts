import type { LogState } from '../evolve/state.ts'
import { instantMs } from '../instant.ts'
import type { Entry } from '../log/entry.ts'

/** Something that still has to be seen to. */
export interface OpenItem {
  readonly entry: Entry
  /**
   * 未解決 as written; somebody calls back; nobody answered, so they are called again; a provisional
   * word waits to be confirmed.
   */
  readonly what: 'unresolved' | 'callBack' | 'callAgain' | 'provisional'
  readonly owner: string | null
  readonly dueMs: number | null
}

/** Open items: what is due first, then what has waited longest. */
export function openItems(state: LogState): readonly OpenItem[] {
  return state.entries
    .filter((entry) => entry.unresolved && !entry.struck && !entry.apart)
    .map(itemOf)
    .sort(
      (a, b) =>
        (a.dueMs ?? Number.MAX_SAFE_INTEGER) - (b.dueMs ?? Number.MAX_SAFE_INTEGER) ||
        a.entry.occurredMs - b.entry.occurredMs ||
        a.entry.no - b.entry.no,
    )
}

function itemOf(entry: Entry): OpenItem {
  const callBack = entry.call?.callBackAt ?? null
  const due = entry.assigned?.due ?? callBack
  return {
    entry,
    what:
      callBack !== null
        ? 'callBack'
        : entry.call !== null
          ? 'callAgain'
          : entry.shape === 'note'
            ? 'unresolved'
            : 'provisional',
    owner: entry.assigned?.owner ?? null,
    dueMs: due === null ? null : instantMs(due),
  }
}
