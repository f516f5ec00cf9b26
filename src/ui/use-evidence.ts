import { useMemo, useRef } from 'preact/hooks'
import { type EvidenceItem, evidenceItems } from '../domain/evidence.ts'
import { useDraft, useLanguage, useOpen, useSessionState } from './context.ts'
import { recordWords } from './text/record.ts'

/** The register as it stands; worked out anew when the record grew. */
export function useEvidence(): readonly EvidenceItem[] {
  const open = useOpen()
  const version = useSessionState((state) => state.open?.version ?? 0)
  return useMemo(() => evidenceItems(open.state), [open.state, version])
}

/** An item's number as it stands on the tag: 証-01. */
export function useEvidenceNumber(): (number: string) => string {
  const language = useLanguage()
  return recordWords[language].evidence.number
}

/** Names to tap beside each of several questions: more would push the questions apart. */
export const offeredNames = 4

/** What is filled in on one of the register's forms; kept as a draft, so that a kill costs nothing. */
export function useEvidenceDraft<T extends object>(
  name: string,
  blank: T,
): { readonly given: T; readonly change: (part: Partial<T>) => void; readonly clear: () => void } {
  const open = useOpen()
  const [draft, keep] = useDraft(`evidence:${open.id}:${name}`)
  const given = useMemo(() => parse(draft, blank), [draft, blank])
  const latest = useRef(given)
  latest.current = given
  return {
    given,
    change: (part) => {
      latest.current = { ...latest.current, ...part }
      keep(JSON.stringify(latest.current))
    },
    clear: () => keep(''),
  }
}

function parse<T extends object>(draft: string, blank: T): T {
  try {
    return draft === '' ? blank : { ...blank, ...(JSON.parse(draft) as Partial<T>) }
  } catch {
    return blank
  }
}
