import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import type { Person } from '../../../domain/evolve/state.ts'
import { useSay, useSession, useSessionState, useWords } from '../../context.ts'
import { roleText } from '../../text/roles.ts'
import { settingsText } from '../../text/settings.ts'
import { Fold } from './fold.tsx'
import { PersonForm } from './person.tsx'
import { SaveState } from './save.tsx'

/** Who can be called, under which number and in which roles. */
export function SettingsPeople() {
  const words = useWords(settingsText)
  const session = useSession()
  const readiness = useSessionState((state) => state.readiness)
  const people = [...readiness.people.values()]
  // The id is made once for each new form, so that a second save changes the person it made.
  const [fresh, setFresh] = useState<string | null>(null)
  // Said here because the form that saved is gone by then.
  const [saved, setSaved] = useState(false)
  const place = useRef<HTMLDivElement>(null)
  const moved = useRef(false)
  useLayoutEffect(() => {
    if (!moved.current) return
    moved.current = false
    place.current?.querySelector<HTMLElement>('input, button')?.focus()
  })
  const change = (id: string | null, done: boolean): void => {
    moved.current = true
    setSaved(done)
    setFresh(id)
  }
  return (
    <section class="settings-section">
      <h2>{words.people}</h2>
      <p class="quiet small">{words.peopleLead}</p>
      {people.length > 0 ? (
        <ul class="rows settings-rows">
          {people.map((person) => (
            <li key={person.id}>
              <PersonRow person={person} onRemoved={() => change(null, true)} />
            </li>
          ))}
        </ul>
      ) : (
        <p>{words.noPeople}</p>
      )}
      <div class="settings-add" ref={place}>
        {fresh ? (
          <div class="settings-new">
            <h3>{words.newPerson}</h3>
            <PersonForm
              key={fresh}
              id={fresh}
              draft="new"
              person={null}
              onSaved={() => change(null, true)}
              onCancel={() => change(null, false)}
            />
          </div>
        ) : (
          <button
            type="button"
            class="button outlined"
            onClick={() => change(session.newId(), false)}
          >
            {words.addPerson}
          </button>
        )}
        <SaveState saving={saved ? 'saved' : 'idle'} />
      </div>
    </section>
  )
}

function PersonRow(props: { readonly person: Person; readonly onRemoved: () => void }) {
  const words = useWords(settingsText)
  const say = useSay()
  const { person } = props
  const roles = person.roles.map((role) => {
    const text = roleText[role]
    return text ? say(text) : role
  })
  return (
    <Fold
      title={person.name}
      value={person.number ?? words.noNumber}
      note={roles.join('・') || words.noRoles}
    >
      <PersonForm id={person.id} draft={person.id} person={person} onRemoved={props.onRemoved} />
    </Fold>
  )
}
