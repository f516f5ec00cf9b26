import type { Language, Theme } from '../../../domain/ports.ts'
import { useSession, useSessionState, useWords } from '../../context.ts'
import { settingsText } from '../../text/settings.ts'
import { Chips } from '../chips.tsx'

const languages: readonly Language[] = ['ja', 'en']
const themes: readonly Theme[] = ['auto', 'light', 'dark']

export function SettingsDisplay() {
  const words = useWords(settingsText)
  const session = useSession()
  const prefs = useSessionState((state) => state.prefs)
  return (
    <section class="settings-section">
      <h2>{words.display}</h2>
      <Chips
        label={words.language}
        options={languages.map((value) => ({ value, label: words.languages[value], lang: value }))}
        value={prefs.language}
        onChange={(language) => language && session.setPrefs({ ...prefs, language })}
      />
      <Chips
        label={words.theme}
        options={themes.map((value) => ({ value, label: words.themes[value] }))}
        value={prefs.theme}
        onChange={(theme) => theme && session.setPrefs({ ...prefs, theme })}
      />
    </section>
  )
}
