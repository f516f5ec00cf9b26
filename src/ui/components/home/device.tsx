import { crowding } from '../../../domain/drill/room.ts'
import { useOffline, useSessionState, useWords } from '../../context.ts'
import { hashOf } from '../../route.ts'
import { homeText } from '../../text/home.ts'
import { updateText } from '../../text/update.ts'
import { SavedMark, SavingMark } from '../marks.tsx'

/** What this device can be trusted with: starting without a network, and keeping what it holds. */
export function HomeDevice() {
  const words = useWords(homeText)
  return (
    <section class="home-device">
      <h2 class="label">{words.deviceTitle}</h2>
      <ul>
        <Offline />
        <Storage />
      </ul>
    </section>
  )
}

function Offline() {
  const words = useWords(homeText)
  const update = useWords(updateText)
  const status = useOffline()
  if (!status) return <State state="busy" title={words.offlineChecking} />
  return (
    <>
      {status.ready ? (
        <State state="good" title={words.offlineReady} sub={words.offlineReadySub} />
      ) : (
        <State state="poor" title={words.offlineNot} sub={words.offlineNotSub(status.missing)} />
      )}
      {status.updateFailed ? (
        <State state="poor" title={update.wentBack} sub={update.wentBackSub} />
      ) : null}
      {status.updateWaiting ? (
        <li class="home-update">
          <a href={hashOf({ at: 'settings' })}>{words.update}</a>
        </li>
      ) : null}
    </>
  )
}

function Storage() {
  const words = useWords(homeText)
  const storage = useSessionState((state) => state.storage)
  if (!storage) return null
  const { persisted, usage, quota } = storage
  const percent = crowding(usage, quota)
  return (
    <>
      {persisted === true ? (
        <State state="good" title={words.persisted} sub={words.persistedSub} />
      ) : persisted === false ? (
        <State state="poor" title={words.notPersisted} sub={words.notPersistedSub} />
      ) : (
        <State state="poor" title={words.persistUnknown} sub={words.persistUnknownSub} />
      )}
      {storage.spare ? <State state="poor" title={words.spare} sub={words.spareSub} /> : null}
      {percent === null ? null : <State state="poor" title={words.full(percent)} />}
    </>
  )
}

function State(props: {
  readonly state: 'good' | 'poor' | 'busy'
  readonly title: string
  readonly sub?: string
}) {
  return (
    <li class={`home-state ${props.state}`}>
      <span class="home-state-mark" aria-hidden="true">
        {props.state === 'good' ? <SavedMark /> : props.state === 'busy' ? <SavingMark /> : '!'}
      </span>
      <span>
        <span class="home-state-title">{props.title}</span>
        {props.sub ? <span class="home-state-sub">{props.sub}</span> : null}
      </span>
    </li>
  )
}
