import { useId } from 'preact/hooks'
import { useSessionState, useWords } from '../../context.ts'
import { settingsText } from '../../text/settings.ts'
import { Field } from './field.tsx'
import { SaveState, useForget, useKept, useSave } from './save.tsx'

export function SettingsHospital() {
  const words = useWords(settingsText)
  const saved = useSessionState((state) => state.readiness.hospital ?? '')
  const [name, setName] = useKept('hospital', saved)
  const { saving, save, reset } = useSave()
  const forget = useForget()
  const stateId = useId()
  return (
    <section class="settings-section">
      <h2>{words.hospital}</h2>
      <form
        class="settings-form"
        onSubmit={(event) => {
          event.preventDefault()
          void save({ do: 'describeHospital', name: name.trim() }).then(
            (ok) => ok && forget('hospital'),
          )
        }}
      >
        <Field
          label={words.hospitalName}
          value={name}
          onInput={(text) => {
            setName(text)
            reset()
          }}
          invalid={saving === 'empty'}
          describedBy={stateId}
        />
        <div class="settings-save">
          <button type="submit" class="button outlined">
            {words.save}
          </button>
          <SaveState saving={saving} id={stateId} />
        </div>
      </form>
    </section>
  )
}
