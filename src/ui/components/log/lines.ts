import { useEffect, useMemo, useRef, useState } from 'preact/hooks'
import { chronology, isAutomatic } from '../../../domain/chronology/chronology.ts'
import {
  type ChronologyCounts,
  type ChronologyFacets,
  countLines,
  facetsOf,
  withDays,
} from '../../../domain/chronology/rows.ts'
import { describe } from '../../../domain/describe/describe.ts'
import type { EventId } from '../../../domain/ids.ts'
import type { Entry } from '../../../domain/log/entry.ts'
import { useLanguage, useOpen, useSessionState } from '../../context.ts'
import { recordWords } from '../../text/record.ts'
import type { LogView } from './filter.ts'
import type { LogRow } from './list.tsx'
import { showsWhileSaving } from './pending.tsx'

export interface LogLines {
  readonly rows: readonly LogRow[]
  readonly shown: number
  readonly counts: ChronologyCounts
  readonly facets: ChronologyFacets
}

/** The rows of a view, worked out again only when the log, the view or the language changed. */
export function useLogLines(view: LogView): LogLines {
  const open = useOpen()
  const language = useLanguage()
  const pending = useSessionState((state) => state.pending)
  const { state, version } = open
  const lines = useMemo(() => {
    const { filter, order } = view
    // Asking for a kind the app writes by itself asks for those lines.
    const automatic = filter.automatic === true || filter.kind !== undefined
    const kept = chronology(state.entries, order, { ...filter, automatic }, (entry) => {
      const { head, body, meta } = describe(entry, state, recordWords[language])
      return [head, body, ...meta].join('\n')
    })
    return { rows: withDays(kept, order), shown: kept.length }
  }, [state, version, view, language])
  const counts = useMemo(() => countLines(state.entries), [state, version])
  const facets = useMemo(() => facetsOf(state.entries), [state, version])
  const saving = pending.filter(
    (act) => act.log === open.id && act.fault === null && showsWhileSaving(act.command),
  )
  const rows: readonly LogRow[] = [
    ...lines.rows,
    ...saving.map((act) => ({ row: 'pending' as const, act })),
  ]
  return { rows, shown: lines.shown, counts, facets }
}

/** The line recorded last, and whether it came while one was looking. */
export function useNewest(): { readonly newest: Entry | null; readonly fresh: EventId | null } {
  const open = useOpen()
  const newest = useMemo(
    () => open.state.entries.findLast((entry) => !isAutomatic(entry)) ?? null,
    [open.state, open.version],
  )
  const before = useRef(newest?.id)
  const [fresh, setFresh] = useState<EventId | null>(null)
  useEffect(() => {
    if (newest && newest.id !== before.current) setFresh(newest.id)
    before.current = newest?.id
  }, [newest?.id])
  return { newest, fresh }
}
