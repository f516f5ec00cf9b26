import type { ComponentChildren } from 'preact'
import { instantMs } from '../../../domain/instant.ts'
import { shelve } from '../../../domain/log/shelf.ts'
import type { LogRow } from '../../../domain/ports.ts'
import {
  useLanguage,
  useNow,
  useOffline,
  useServices,
  useSession,
  useSessionState,
  useWords,
} from '../../context.ts'
import { timeNear } from '../../format.ts'
import { hashOf } from '../../route.ts'
import { homeText } from '../../text/home.ts'
import { updateText } from '../../text/update.ts'
import { ModeMark } from '../mode-mark.tsx'

/** The way to a newer version, and back from one: always by a tap, never demanded. */
export function SettingsUpdate() {
  const words = useWords(updateText)
  const { offline } = useServices()
  const status = useOffline()
  if (!status) return null
  const { updateWaiting, updateFailed, previous } = status
  if (updateWaiting)
    return (
      <Box title={words.title}>
        <p>{words.body}</p>
        <ExportFirst act={words.update} />
      </Box>
    )
  if (updateFailed)
    return (
      <Box title={words.failedTitle}>
        <p>{words.failedBody}</p>
        <ExportFirst act={words.tryAgain} />
      </Box>
    )
  if (previous === null) return null
  return (
    <details class="fold">
      <summary>
        <span class="fold-text">
          <span class="fold-title">{words.backTitle}</span>
          <span class="fold-note">{words.backVersion(previous)}</span>
        </span>
      </summary>
      <div class="settings-update">
        <p>{words.backBody}</p>
        <button type="button" class="button outlined" onClick={() => void offline.goBack()}>
          {words.back}
        </button>
      </div>
    </details>
  )
}

function Box(props: { readonly title: string; readonly children: ComponentChildren }) {
  return (
    <div class="settings-update">
      <h3>{props.title}</h3>
      {props.children}
    </div>
  )
}

/** Recommends to export what runs and is not wholly outside of the phone; the tap stays a tap. */
function ExportFirst(props: { readonly act: string }) {
  const words = useWords(updateText)
  const session = useSession()
  const { offline } = useServices()
  const logs = useSessionState((state) => state.logs)
  const unsaved = useSessionState((state) => state.pending.length > 0)
  const { running } = shelve(logs)
  const exported = ({ log, summary }: LogRow): boolean => {
    const last = session.lastExport(log)
    return last !== null && (!summary.lastAt || instantMs(last.at) >= instantMs(summary.lastAt))
  }
  const due = running.filter((row) => !exported(row))
  return (
    <>
      {due.length > 0 ? (
        <>
          <p class="settings-caution">{words.exportFirst}</p>
          <ul class="rows">
            {due.map((row) => (
              <li key={row.log}>
                <Due row={row} />
              </li>
            ))}
          </ul>
        </>
      ) : running.length > 0 ? (
        <p>{words.allExported}</p>
      ) : null}
      {unsaved ? <p class="settings-caution">{words.unsaved}</p> : null}
      <button
        type="button"
        class={due.length > 0 ? 'button outlined' : 'button primary'}
        onClick={() => void offline.update()}
      >
        {props.act}
      </button>
    </>
  )
}

function Due(props: { readonly row: LogRow }) {
  const words = useWords(updateText)
  const { nameless } = useWords(homeText)
  const language = useLanguage()
  const now = useNow(true)
  const session = useSession()
  const { log, mode, summary } = props.row
  const last = session.lastExport(log)
  return (
    <a class="home-incident" href={hashOf({ at: 'incident', log, tab: 'export' })}>
      <span class="home-incident-head">
        <ModeMark mode={mode} />
        <span class="home-incident-name">{summary.name ?? nameless}</span>
      </span>
      <span class="quiet small">
        {last ? words.grown(timeNear(instantMs(last.at), now, language)) : words.never}
      </span>
      <b>{words.toExport}</b>
    </a>
  )
}
