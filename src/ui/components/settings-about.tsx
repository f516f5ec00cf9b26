import { shelve } from '../../domain/log-shelf.ts'
import { useOffline, useServices, useSessionState, useWords } from '../context.ts'
import { settingsText } from '../text/settings.ts'

/** Which build this is, what it does not do, and the way to a newer one. */
export function SettingsAbout() {
  const words = useWords(settingsText)
  const { version } = useServices()
  return (
    <section class="settings-section">
      <h2>{words.about}</h2>
      <Update />
      <dl class="settings-facts">
        <dt>{words.version}</dt>
        <dd>{version}</dd>
        <dt>{words.licence}</dt>
        <dd>{words.licenceName}</dd>
      </dl>
      <ul class="settings-list">
        {words.facts.map((fact) => (
          <li key={fact}>{fact}</li>
        ))}
      </ul>
      <h3>{words.notTitle}</h3>
      <ul class="settings-list">
        {words.nots.map((not) => (
          <li key={not}>{not}</li>
        ))}
      </ul>
    </section>
  )
}

/** Never by itself, and under a running incident only after it was said to export first. */
function Update() {
  const words = useWords(settingsText)
  const { offline } = useServices()
  const status = useOffline()
  const logs = useSessionState((state) => state.logs)
  if (!status?.updateWaiting) return null
  return (
    <div class="settings-update">
      <h3>{words.updateTitle}</h3>
      <p>{words.updateBody}</p>
      {shelve(logs).running.length > 0 ? (
        <p class="settings-caution">{words.updateRunning}</p>
      ) : null}
      <button type="button" class="button outlined" onClick={() => void offline.update()}>
        {words.update}
      </button>
    </div>
  )
}
