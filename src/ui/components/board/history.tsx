import { describe } from '../../../domain/describe/describe.ts'
import type { Entry } from '../../../domain/log/entry.ts'
import { useOpen, useWords } from '../../context.ts'
import { useOccurredTime } from '../../occurred-time.ts'
import { hashOf } from '../../route.ts'
import { boardText } from '../../text/board.ts'
import { recordWords } from '../../text/record.ts'

/** What was said of a matter before; each line leads to the chronology. The newest first. */
export function BoardHistory(props: { readonly entries: readonly Entry[] }) {
  const { entries } = props
  const words = useWords(boardText)
  const record = useWords(recordWords)
  const at = useOccurredTime()
  const open = useOpen()
  if (entries.length === 0) return null
  return (
    <details class="board-details">
      <summary>{words.historyOf(entries.length)}</summary>
      <ul class="rows">
        {entries.toReversed().map((entry) => {
          const { head, body, meta } = describe(entry, open.state, record)
          return (
            <li key={entry.id}>
              <a
                class="recent-row"
                href={hashOf({ at: 'incident', log: open.id, tab: 'log', item: entry.id })}
              >
                <span class="recent-time">{at(entry)}</span>
                <span class="recent-words">{[head, body, ...meta].filter(Boolean).join('・')}</span>
              </a>
            </li>
          )
        })}
      </ul>
    </details>
  )
}
