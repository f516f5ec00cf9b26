import { useId, useState } from 'preact/hooks'
import type { Person } from '../../../domain/evolve/state.ts'
import { useSay, useWords } from '../../context.ts'
import { roleText } from '../../text/roles.ts'
import { settingsText } from '../../text/settings.ts'
import { Toggles } from '../chips.tsx'
import { Field } from './field.tsx'
import { SaveState, useForget, useKept, useSave } from './save.tsx'

/** A person's name, number and roles. Only the name is needed. */
export function PersonForm(props: {
  readonly id: string
  /** Under which key what was typed is kept. */
  readonly draft: string
  readonly person: Person | null
  readonly onSaved?: () => void
  readonly onCancel?: () => void
  readonly onRemoved?: () => void
}) {
  const words = useWords(settingsText)
  const say = useSay()
  const { id, draft, person } = props
  const keys = [`person:${draft}:name`, `person:${draft}:number`, `person:${draft}:roles`] as const
  const [name, setName] = useKept(keys[0], person?.name ?? '')
  const [number, setNumber] = useKept(keys[1], person?.number ?? '')
  const [roleList, setRoleList] = useKept(keys[2], person?.roles.join(' ') ?? '')
  const roles = roleList.split(' ').filter((role) => role !== '')
  const { saving, save, reset } = useSave()
  const forget = useForget()
  const stateId = useId()
  const submit = async (): Promise<void> => {
    const ok = await save({
      do: 'savePerson',
      person: id,
      name: name.trim(),
      number: number.trim(),
      roles,
    })
    if (!ok) return
    forget(...keys)
    props.onSaved?.()
  }
  return (
    <form
      class="settings-form"
      onSubmit={(event) => {
        event.preventDefault()
        void submit()
      }}
    >
      <Field
        label={words.personName}
        value={name}
        onInput={(text) => {
          setName(text)
          reset()
        }}
        invalid={saving === 'empty'}
        describedBy={stateId}
      />
      <Field
        label={words.number}
        value={number}
        onInput={(text) => {
          setNumber(text)
          reset()
        }}
      />
      <Toggles
        label={words.roles}
        options={Object.entries(roleText).map(([value, text]) => ({ value, label: say(text) }))}
        values={roles}
        onChange={(next) => {
          setRoleList(next.join(' '))
          reset()
        }}
      />
      <div class="settings-save">
        <button type="submit" class="button outlined">
          {words.save}
        </button>
        {props.onCancel ? (
          <button
            type="button"
            class="button text"
            onClick={() => {
              forget(...keys)
              props.onCancel?.()
            }}
          >
            {words.cancel}
          </button>
        ) : null}
        <SaveState saving={saving} id={stateId} />
      </div>
      {person && props.onRemoved ? (
        <RemovePerson person={person} onRemoved={props.onRemoved} />
      ) : null}
    </form>
  )
}

function RemovePerson(props: { readonly person: Person; readonly onRemoved: () => void }) {
  const words = useWords(settingsText)
  const [asking, setAsking] = useState(false)
  const { saving, save } = useSave()
  if (!asking)
    return (
      <button type="button" class="button text" onClick={() => setAsking(true)}>
        {words.removePerson}
      </button>
    )
  return (
    <div class="settings-sure">
      <p>{words.removeSure(props.person.name)}</p>
      <div class="settings-save">
        <button
          type="button"
          class="button danger"
          onClick={() =>
            void save({ do: 'removePerson', person: props.person.id }).then(
              (ok) => ok && props.onRemoved(),
            )
          }
        >
          {words.removeYes}
        </button>
        <button type="button" class="button outlined" onClick={() => setAsking(false)}>
          {words.cancel}
        </button>
        <SaveState saving={saving} />
      </div>
    </div>
  )
}
