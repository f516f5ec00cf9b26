import { useServices, useWords } from '../../context.ts'
import { settingsText } from '../../text/settings.ts'
import { SettingsUpdate } from './update.tsx'

/** Which build this is, what it does not do, and the way to a newer one. */
export function SettingsAbout() {
  const words = useWords(settingsText)
  const { version } = useServices()
  return (
    <section class="settings-section">
      <h2>{words.about}</h2>
      <SettingsUpdate />
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
