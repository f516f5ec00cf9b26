import type { Entry } from '../domain/log/entry.ts'
import type { Language } from '../domain/ports.ts'
import { useLanguage, useNow } from './context.ts'
import { briefTime, timeNear } from './format.ts'
import { occurredText } from './text/occurred.ts'

/**
 * When an entry is said to have happened, near another moment: a time that nobody knows is none (the
 * entry stands where it was recorded), and a rough one says so.
 */
export function occurredTime(
  { occurred, occurredMs }: Entry,
  nowMs: number,
  language: Language,
  shown: (ms: number, nowMs: number, language: Language) => string = timeNear,
): string {
  const words = occurredText[language]
  if (occurred.at === null) return words.unknown
  const time = shown(occurredMs, nowMs, language)
  return occurred.precision === 'about' ? words.about(time) : time
}

/** The same beside now; `brief` where many stand below one another. */
export function useOccurredTime(brief = false): (entry: Entry) => string {
  const language = useLanguage()
  const now = useNow(true)
  return (entry) => occurredTime(entry, now, language, brief ? briefTime : timeNear)
}
