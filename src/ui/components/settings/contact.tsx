import { useId } from 'preact/hooks'
import type { OwnContact } from '../../../domain/evolve/state.ts'
import type { Contact } from '../../../domain/flow/runbook.ts'
import { useSay, useSession, useWords } from '../../context.ts'
import { settingsText } from '../../text/settings.ts'
import { Field } from './field.tsx'
import { SaveState, useForget, useKept, useSave } from './save.tsx'

/** A contact as this hospital reaches it. A changed number is unchecked until somebody says so. */
export function ContactForm(props: { readonly contact: Contact; readonly own: OwnContact | null }) {
  const words = useWords(settingsText)
  const say = useSay()
  const session = useSession()
  const { contact, own } = props
  const keys = [
    `contact:${contact.id}:name`,
    `contact:${contact.id}:number`,
    `contact:${contact.id}:note`,
  ] as const
  const [name, setName] = useKept(keys[0], own?.name ?? '')
  const [number, setNumber] = useKept(keys[1], own?.number ?? '')
  const [note, setNote] = useKept(keys[2], own?.note ?? '')
  const { saving, save, reset } = useSave()
  const forget = useForget()
  const stateId = useId()
  const published = contact.channels.some((channel) => channel.kind === 'phone')
  const typed =
    (set: (text: string) => void) =>
    (text: string): void => {
      set(text)
      reset()
    }
  const submit = async (checkedNow: boolean): Promise<void> => {
    const same = number.trim() === (own?.number ?? '')
    const verified = checkedNow ? session.now() : same ? (own?.verified ?? null) : null
    const ok = await save({
      do: 'saveContact',
      contact: contact.id,
      name: name.trim(),
      number: number.trim(),
      note,
      ...(verified ? { verified } : {}),
    })
    if (ok) forget(...keys)
  }
  return (
    <form
      class="settings-form"
      onSubmit={(event) => {
        event.preventDefault()
        void submit(false)
      }}
    >
      <p class="small">{say(contact.purpose)}</p>
      {contact.caution ? <p class="small settings-caution">{say(contact.caution)}</p> : null}
      <Field label={words.contactName} value={name} onInput={typed(setName)} />
      <Field
        label={words.ownNumber}
        value={number}
        onInput={typed(setNumber)}
        describedBy={stateId}
      />
      <Field label={words.note} lines value={note} onInput={typed(setNote)} />
      <div class="settings-save">
        <button type="submit" class="button outlined">
          {words.save}
        </button>
        {number.trim() === '' && !published ? null : (
          <button type="button" class="button text" onClick={() => void submit(true)}>
            {words.verify}
          </button>
        )}
        <SaveState saving={saving} id={stateId} />
      </div>
    </form>
  )
}
