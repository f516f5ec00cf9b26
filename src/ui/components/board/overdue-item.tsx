import { openItems } from '../../../domain/board/open-items.ts'
import { useLanguage, useOpen, useWords } from '../../context.ts'
import { duration } from '../../format.ts'
import { hashOf } from '../../route.ts'
import { stepsText } from '../../text/steps.ts'
import { useItemWords } from './open.tsx'

/** The open item that is late longest, on the first screen of the night; nothing while none is late. */
export function OverdueItem(props: { readonly now: number }) {
  const words = useWords(stepsText)
  const language = useLanguage()
  const { id: log, state } = useOpen()
  const say = useItemWords()
  const [first] = openItems(state)
  if (!first || first.dueMs === null || first.dueMs >= props.now) return null
  return (
    <a
      class="steps-overdue"
      href={hashOf({ at: 'incident', log, tab: 'log', item: first.entry.id })}
    >
      <span>
        <span class="steps-overdue-what">{say(first)}</span>
        <span class="small quiet">{words.unresolved}</span>
      </span>
      <span class="deadline-chip late">
        {words.late(duration(props.now - first.dueMs, language))}
      </span>
    </a>
  )
}
