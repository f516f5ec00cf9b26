import { useRef, useState } from 'preact/hooks'
import { filesOf } from '../../../domain/describe/attachments.ts'
import { describe } from '../../../domain/describe/describe.ts'
import type { EventId } from '../../../domain/ids.ts'
import { useLanguage, useOpen, useSay, useWords } from '../../context.ts'
import { clockTime } from '../../format.ts'
import { hashOf } from '../../route.ts'
import { entryText } from '../../text/chronology.ts'
import { recordWords } from '../../text/record.ts'
import { useAttach } from '../../use-attach.ts'
import { MakeEvidence } from '../evidence/make-evidence.tsx'
import { AttachSheet } from '../file/attach-sheet.tsx'
import { FileGrid } from '../file/grid.tsx'
import { Sheet } from '../sheet.tsx'
import { LaneMark } from '../step/lane-mark.tsx'
import { LogAmend } from './amend.tsx'
import { type Change, changesFor } from './changes.ts'
import { LogFacts } from './facts.tsx'
import { LogHistory } from './history.tsx'
import { LogMarks } from './marks.tsx'

/** One entry whole: its words, both times, its hand, what was changed, and what may be done to it. */
export function LogEntry(props: { readonly id: string; readonly onClose: () => void }) {
  const words = useWords(entryText)
  const language = useLanguage()
  const say = useSay()
  const open = useOpen()
  const title = useRef<HTMLHeadingElement>(null)
  const [changing, setChanging] = useState<Change | null>(null)
  const [done, setDone] = useState(false)
  const [taking, setTaking] = useState(false)
  const attach = useAttach()
  const { state } = open
  const entry = state.entry.get(props.id as EventId)
  const close = (
    <button type="button" class="button text" onClick={props.onClose}>
      {words.close}
    </button>
  )
  if (!entry)
    return (
      <Sheet label={words.gone} onClose={props.onClose}>
        <div class="stack">
          <p>{words.gone}</p>
          {close}
        </div>
      </Sheet>
    )
  const { head, body, meta } = describe(entry, state, recordWords[language])
  const files = filesOf(entry)
  const lane = state.graph?.runbook.lanes.find((known) => known.id === entry.lane)
  const step = entry.step ? state.graph?.step.get(entry.step) : undefined
  return (
    <Sheet label={words.title(entry.no)} onClose={props.onClose}>
      <div class="log-entry stack">
        <div class="log-entry-top">
          <h2 ref={title} tabIndex={-1}>
            {entry.occurred.at === null
              ? words.unknown
              : entry.occurred.precision === 'about'
                ? words.aboutTime(clockTime(entry.occurredMs))
                : clockTime(entry.occurredMs)}
            <small>{words.title(entry.no)}</small>
          </h2>
          {close}
        </div>
        <div class="log-entry-words">
          {head ? <p class="log-head">{entry.struck ? <s>{head}</s> : head}</p> : null}
          {body ? <p class="log-entry-body">{entry.struck ? <s>{body}</s> : body}</p> : null}
          <p class="log-meta">
            <LaneMark lane={lane} />
            {meta.length > 0 ? <span>{meta.join('・')}</span> : null}
            <LogMarks entry={entry} state={open.state} />
          </p>
        </div>
        <FileGrid entry={entry} log={open.id} />
        {files.length === 1 && files[0] ? <MakeEvidence file={files[0]} entry={entry} /> : null}
        {changing ? (
          <LogAmend
            key={changing}
            entry={entry}
            change={changing}
            onCancel={() => setChanging(null)}
            onRecorded={() => {
              setChanging(null)
              setDone(true)
              title.current?.focus()
            }}
            // The failed act and its words stand under this sheet, with what to do.
            onFailed={props.onClose}
          />
        ) : (
          <div class="actions log-entry-actions">
            {changesFor(entry).map((change) => (
              <button
                key={change}
                type="button"
                class="button outlined"
                onClick={() => {
                  setDone(false)
                  setChanging(change)
                }}
              >
                {words.actions[change]}
              </button>
            ))}
            {changesFor(entry).includes('add') ? (
              <button type="button" class="button outlined" onClick={() => setTaking(true)}>
                {words.attach}
              </button>
            ) : null}
          </div>
        )}
        {taking ? (
          <AttachSheet
            onClose={() => setTaking(false)}
            onFiles={(files, how) => {
              setDone(false)
              void attach(files, { ...how, target: entry.id }).then(({ kept, failed }) => {
                if (kept > 0) setDone(true)
                // What could not be kept stands under this sheet, with what to do.
                if (failed > 0) props.onClose()
              })
            }}
          />
        ) : null}
        <p class="log-entry-done" role="status">
          {done ? words.done : null}
        </p>
        {step ? (
          <a
            class="log-entry-step"
            href={hashOf({ at: 'incident', log: open.id, tab: 'steps', item: step.id })}
          >
            {words.step}: {say(step.title)}
          </a>
        ) : null}
        <a
          class="log-entry-step small"
          href={hashOf({
            ...{ at: 'incident', log: open.id, tab: 'export' },
            item: `redact~${entry.id}`,
          })}
        >
          {words.redact}
        </a>
        <LogFacts entry={entry} state={state} />
        <LogHistory entry={entry} state={state} />
      </div>
    </Sheet>
  )
}
