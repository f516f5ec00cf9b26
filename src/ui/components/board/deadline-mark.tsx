import type { Due, StepDeadline } from '../../../domain/flow/deadlines.ts'
import { dayMs } from '../../../domain/instant.ts'
import type { Language } from '../../../domain/ports.ts'
import { useLanguage, useNow, useSay, useWords } from '../../context.ts'
import { duration, shortDate, timeNear } from '../../format.ts'
import { stepsText } from '../../text/steps.ts'

/**
 * How long is left or by how much it is late, and the time itself. Law is a filled shape, the
 * hospital's own target an outlined one. A deadline said in words stands as it is.
 */
export function DeadlineMark(props: { readonly deadline: StepDeadline; readonly full?: boolean }) {
  const { deadline, full } = props
  const words = useWords(stepsText)
  const say = useSay()
  const language = useLanguage()
  const now = useNow(true)
  const { next } = deadline
  const text = deadline.deadline.text
  if (!next) return text ? <span class="deadline-text">{say(text)}</span> : null
  const late = next.dueMs < now
  const kind = next.hard ? words.law : words.target
  const at = dueAt(next, now, language)
  return (
    <span class="deadline">
      <span class={chipClass(next, late)}>{remaining(next, now, words, language)}</span>
      <span class="deadline-at">
        {full && !text ? `${kind} ` : ''}
        {late ? words.wasDue(at) : words.until(at)}
      </span>
      {full && text ? <span class="deadline-text">{say(text)}</span> : null}
    </span>
  )
}

const chipClass = (due: Due, late: boolean): string =>
  `deadline-chip${due.hard ? ' hard' : ''}${late ? ' late' : ''}`

export function remaining(
  due: Due,
  now: number,
  words: typeof stepsText.ja,
  language: Language,
): string {
  const left = due.dueMs - now
  const days = Math.floor(Math.abs(left) / dayMs)
  // A deadline that counts in days is read in days: hours would promise a precision it has not.
  if (due.day !== null && days > 0) return left > 0 ? words.leftDays(days) : words.lateDays(days)
  if (Math.abs(left) < 60_000) return words.dueNow
  return left > 0 ? words.left(duration(left, language)) : words.late(duration(left, language))
}

/** A time of day, or the day alone where the deadline counts in days. */
export const dueAt = (due: Due, now: number, language: Language): string =>
  due.day === null ? timeNear(due.dueMs, now, language) : shortDate(due.dueMs, language)
