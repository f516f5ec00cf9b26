import { useMemo, useRef } from 'preact/hooks'
import { type EvidenceItem, evidenceItems } from '../domain/evidence/evidence.ts'
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

/**
 * What is filled in on one of the register's forms; kept as a draft, so that a kill costs nothing. Only
 * fields that differ from `blank` are kept: what others note meanwhile is not set back by the rest.
 */
export function useEvidenceDraft<T extends object>(
  name: string,
  blank: T,
): { readonly given: T; readonly change: (part: Partial<T>) => void; readonly clear: () => void } {
  const open = useOpen()
  const [draft, keep] = useDraft(`evidence:${open.id}:${name}`)
  const touched = useMemo(() => parse<T>(draft), [draft])
  const latest = useRef(touched)
  latest.current = touched
  return {
    given: useMemo(() => over(blank, touched), [blank, touched]),
    change: (part) => {
      latest.current = differing(over(over(blank, latest.current), part), blank)
      keep(Object.keys(latest.current).length === 0 ? '' : JSON.stringify(latest.current))
    },
    clear: () => keep(''),
  }
}

type Words = Readonly<Record<string, string | undefined>>

/** The words of an item are fields of their own. */
const wordsIn = (given: object): Words => ('words' in given ? ((given.words ?? {}) as Words) : {})

const over = <T extends object>(below: T, above: Partial<T>): T =>
  'words' in above
    ? { ...below, ...above, words: { ...wordsIn(below), ...wordsIn(above) } }
    : { ...below, ...above }

function differing<T extends object>(given: T, blank: T): Partial<T> {
  const before = wordsIn(blank)
  const words = Object.entries(wordsIn(given)).filter(
    ([field, text]) => (text ?? '') !== (before[field] ?? ''),
  )
  const fields = Object.entries(given).filter(
    ([field, value]) =>
      field !== 'words' && JSON.stringify(value) !== JSON.stringify(blank[field as keyof T]),
  )
  return Object.fromEntries([
    ...fields,
    ...(words.length > 0 ? [['words', Object.fromEntries(words)]] : []),
  ]) as Partial<T>
}

function parse<T extends object>(draft: string): Partial<T> {
  try {
    return draft === '' ? {} : (JSON.parse(draft) as Partial<T>)
  } catch {
    return {}
  }
}
