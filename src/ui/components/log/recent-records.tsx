import { isAutomatic } from '../../../domain/chronology/chronology.ts'
import { describe } from '../../../domain/describe/describe.ts'
import { useOpen, useWords } from '../../context.ts'
import { useOccurredTime } from '../../occurred-time.ts'
import { hashOf } from '../../route.ts'
import { recordWords } from '../../text/record.ts'
import { stepsText } from '../../text/steps.ts'

const shown = 3

/** The newest lines of the chronology, so that nobody doubts that it is written. */
export function RecentRecords() {
  const words = useWords(stepsText)
  const record = useWords(recordWords)
  const at = useOccurredTime()
  const open = useOpen()
  const entries = open.state.entries.filter((entry) => !isAutomatic(entry)).slice(-shown)
  if (entries.length === 0) return null
  return (
    <section class="recent">
      <h2>{words.recent}</h2>
      <ul class="rows">
        {entries.reverse().map((entry) => {
          const line = describe(entry, open.state, record)
          return (
            <li key={entry.id}>
              <a
                class="recent-row"
                href={hashOf({ at: 'incident', log: open.id, tab: 'log', item: entry.id })}
              >
                <span class="recent-time">{at(entry)}</span>
                <span class="recent-words">
                  <Words struck={entry.struck}>
                    {[line.head, line.body].filter((part) => part !== '').join(record.divider)}
                  </Words>
                  {entry.amendments
                    .filter(({ what }) => what === 'struck' || what === 'resolved')
                    .map(({ id, what }) => (
                      <b key={id}> {record.amendment[what]}</b>
                    ))}
                </span>
              </a>
            </li>
          )
        })}
      </ul>
    </section>
  )
}

/** A struck line reads as struck here too: somebody may read this aloud. */
function Words(props: { readonly struck: boolean; readonly children: string }) {
  return props.struck ? <s>{props.children}</s> : <span>{props.children}</span>
}
