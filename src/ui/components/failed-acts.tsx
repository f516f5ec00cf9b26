import { useState } from 'preact/hooks'
import type { LogId } from '../../domain/ids.ts'
import type { Pending } from '../../session/session.ts'
import { useLanguage, useServices, useSession, useSessionState, useWords } from '../context.ts'
import { homeText } from '../text/home.ts'
import { incidentText } from '../text/incident.ts'
import { failedWords } from './failed-words.ts'
import { ModeMark } from './mode-mark.tsx'

/** Acts that could not be stored, with their words, until they are recorded or given up. */
export function FailedActs() {
  const words = useWords(incidentText)
  const pending = useSessionState((state) => state.pending)
  const failed = pending.filter((act) => act.fault !== null)
  if (failed.length === 0) return null
  return (
    <section class="failed-acts alert" role="alert">
      <h2>{words.failedTitle}</h2>
      <ul class="rows">
        {failed.map((act) => (
          <FailedAct key={act.key} act={act} />
        ))}
      </ul>
    </section>
  )
}

function FailedAct(props: { readonly act: Pending }) {
  const { act } = props
  const words = useWords(incidentText)
  const { copyText } = useServices()
  const session = useSession()
  const [copied, setCopied] = useState(false)
  const [asking, setAsking] = useState(false)
  const language = useLanguage()
  const state = useSessionState(({ open }) => (open?.id === act.log ? open.state : null))
  const text = failedWords(act.command, state, words, language)
  const why =
    act.fault === 'quota'
      ? words.failedQuota
      : act.fault === 'unavailable'
        ? words.failedUnavailable
        : words.failedOther
  return (
    <li class="failed-act">
      <OtherIncident log={act.log} />
      {text ? <p class="failed-words">{text}</p> : null}
      <p class="small">{why}</p>
      {act.detail ? <p class="small quiet">{act.detail}</p> : null}
      {asking ? (
        <div class="actions">
          <p>{words.discardSure}</p>
          <button type="button" class="button danger" onClick={() => session.discard(act.key)}>
            {words.yesDiscard}
          </button>
          <button type="button" class="button outlined" onClick={() => setAsking(false)}>
            {words.keep}
          </button>
        </div>
      ) : (
        <div class="actions">
          <button type="button" class="button outlined" onClick={() => void session.retry(act.key)}>
            {words.retry}
          </button>
          {text ? (
            <button
              type="button"
              class="button text"
              onClick={() => void copyText(text).then(setCopied)}
            >
              {copied ? words.copied : words.copy}
            </button>
          ) : null}
          <button type="button" class="button text" onClick={() => setAsking(true)}>
            {words.discard}
          </button>
        </div>
      )}
    </li>
  )
}

/** Named where it is not the incident on screen: a live act must not look like one of a drill. */
function OtherIncident(props: { readonly log: LogId }) {
  const words = useWords(homeText)
  const here = useSessionState((state) => state.open?.id === props.log)
  const row = useSessionState((state) => state.logs.find(({ log }) => log === props.log))
  if (here || !row) return null
  return (
    <p class="small">
      <ModeMark mode={row.mode} /> {row.summary.name ?? words.nameless}
    </p>
  )
}
