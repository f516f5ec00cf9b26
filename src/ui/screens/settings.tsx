import { SettingsAbout } from '../components/settings/about.tsx'
import { SettingsChain } from '../components/settings/chain.tsx'
import { SettingsContacts } from '../components/settings/contacts.tsx'
import { SettingsDisplay } from '../components/settings/display.tsx'
import { SettingsHistory } from '../components/settings/history.tsx'
import { SettingsHospital } from '../components/settings/hospital.tsx'
import { SettingsPeople } from '../components/settings/people.tsx'
import { SettingsRhythm } from '../components/settings/rhythm.tsx'
import { SettingsRunbooks } from '../components/settings/runbooks.tsx'
import { SettingsStorage } from '../components/settings/storage.tsx'
import { SettingsTargets } from '../components/settings/targets.tsx'
import { StorageUnavailable } from '../components/storage-unavailable.tsx'
import { useSessionState, useWords } from '../context.ts'
import { hashOf } from '../route.ts'
import { settingsText } from '../text/settings.ts'

/** What is set up in peacetime. None of it is needed before a record is started. */
export function SettingsScreen() {
  const words = useWords(settingsText)
  const phase = useSessionState((state) => state.phase)
  return (
    <main class="page settings">
      <header class="settings-head">
        <a class="button text" href={hashOf({ at: 'home' })}>
          {words.back}
        </a>
        <h1>{words.title}</h1>
      </header>
      {phase === 'unavailable' ? <StorageUnavailable /> : null}
      <div class="settings-column">
        <SettingsHospital />
        <SettingsPeople />
        <SettingsChain />
        <SettingsRunbooks />
        <SettingsTargets />
        <SettingsRhythm />
        <SettingsDisplay />
      </div>
      <div class="settings-column">
        <SettingsContacts />
        <SettingsStorage />
        <SettingsHistory />
        <SettingsAbout />
      </div>
    </main>
  )
}
