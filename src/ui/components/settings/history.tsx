import { useState } from 'preact/hooks'
import { describe } from '../../../domain/describe/describe.ts'
import type { LogState } from '../../../domain/evolve/state.ts'
import type { Entry } from '../../../domain/log/entry.ts'
import { useLanguage, useSessionState, useWords } from '../../context.ts'
import { dateTime } from '../../format.ts'
import { recordWords } from '../../text/record.ts'
import { runbooksText } from '../../text/runbooks.ts'
import { Fold } from './fold.tsx'

const shownAtFirst = 20

/** Every change of the hospital's own facts: what stood when, and what it became. */
export function SettingsHistory() {
  const words = useWords(runbooksText)
  const readiness = useSessionState((state) => state.readiness)
  const changes = readiness.entries.filter((entry) => entry.shape === 'readiness').toReversed()
  return (
    <section class="settings-section">
      <h2>{words.history}</h2>
      <p class="quiet small">{changes.length === 0 ? words.historyEmpty : words.historyLead}</p>
      {changes[0] ? <Changes changes={changes} state={readiness} /> : null}
    </section>
  )
}

function Changes(props: { readonly changes: readonly Entry[]; readonly state: LogState }) {
  const words = useWords(runbooksText)
  const language = useLanguage()
  const [all, setAll] = useState(false)
  const { changes, state } = props
  const newest = changes[0]
  const shown = all ? changes : changes.slice(0, shownAtFirst)
  const line = (entry: Entry) => describe(entry, state, recordWords[language])
  return (
    <Fold
      title={newest ? dateTime(newest.recordedMs, language) : ''}
      value={newest ? `${line(newest).head} ${line(newest).body}` : ''}
    >
      <ol class="rows history-rows">
        {shown.map((entry) => {
          const { head, body, meta } = line(entry)
          return (
            <li key={entry.id}>
              <time class="quiet small" dateTime={entry.recordedAt ?? ''}>
                {dateTime(entry.recordedMs, language)}
              </time>
              <b>{head}</b>
              <span>{body}</span>
              {meta.length > 0 ? <span class="small">{meta.join('・')}</span> : null}
            </li>
          )
        })}
      </ol>
      {shown.length < changes.length ? (
        <button type="button" class="button text" onClick={() => setAll(true)}>
          {words.historyMore(changes.length - shown.length)}
        </button>
      ) : null}
    </Fold>
  )
}
