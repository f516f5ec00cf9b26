import { useState } from 'preact/hooks'
import { useOpen, useSay, useSession, useSessionState, useWords } from '../context.ts'
import { stepsText } from '../text/steps.ts'
import { Toggles } from './chips.tsx'
import { NamePicker } from './name-picker.tsx'
import { Sheet } from './sheet.tsx'

/** Who holds this device, and the way to say so: their own steps come first. */
export function WhoAmI() {
  const words = useWords(stepsText)
  const say = useSay()
  const open = useOpen()
  const [asking, setAsking] = useState(false)
  const holder = open.state.holders.get(open.device)
  const roles = (holder?.roles ?? []).flatMap((id) => {
    const role = open.runbook?.roles.find((r) => r.id === id)
    return role ? [say(role.title).split(/[（(]/)[0] ?? ''] : []
  })
  const named = [holder?.name ?? '', ...roles].filter((part) => part !== '')
  return (
    <div class="who-am-i">
      <p>
        {words.whoAmI}: {named.length > 0 ? named.join('・') : words.notSet}
      </p>
      <button type="button" class="button text" onClick={() => setAsking(true)}>
        {named.length > 0 ? words.changeWho : words.setWho}
      </button>
      {asking ? <RoleSheet close={() => setAsking(false)} /> : null}
    </div>
  )
}

function RoleSheet(props: { readonly close: () => void }) {
  const words = useWords(stepsText)
  const say = useSay()
  const session = useSession()
  const open = useOpen()
  const people = useSessionState((state) => state.readiness.people)
  const holder = open.state.holders.get(open.device)
  const [name, setName] = useState(holder?.name ?? '')
  const [roles, setRoles] = useState<readonly string[]>(holder?.roles ?? [])
  const offered = open.runbook?.roles ?? []
  const person = [...people.values()].find((known) => known.name === name.trim())
  const choose = (next: string): void => {
    setName(next)
    const known = [...people.values()].find((one) => one.name === next)
    const theirs = known?.roles.filter((id) => offered.some((role) => role.id === id)) ?? []
    if (theirs.length > 0) setRoles(theirs)
  }
  const record = (): void => {
    const trimmed = name.trim()
    void session.record({
      do: 'takeRole',
      roles,
      ...(trimmed ? { name: trimmed } : {}),
      ...(person ? { person: person.id } : {}),
    })
    props.close()
  }
  return (
    <Sheet label={words.whoAmI} onClose={props.close}>
      <div class="stack">
        {/* Not the first field: the keyboard would cover the taps. */}
        <h2 tabIndex={-1} autofocus>
          {words.whoAmI}
        </h2>
        <NamePicker
          label={words.whoName}
          typed={words.whoNameTyped}
          names={[...people.values()].map((known) => known.name)}
          value={name}
          onChange={choose}
        />
        <Toggles
          label={words.whoRoles}
          options={offered.map((role) => ({ value: role.id, label: say(role.title) }))}
          values={roles}
          onChange={setRoles}
        />
        <button type="button" class="button primary" onClick={record}>
          {words.takeRole}
        </button>
        <button type="button" class="button text" onClick={props.close}>
          {words.cancel}
        </button>
      </div>
    </Sheet>
  )
}
