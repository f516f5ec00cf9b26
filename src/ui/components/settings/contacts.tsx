import type { OwnContact } from '../../../domain/evolve/state.ts'
import type { Contact } from '../../../domain/flow/runbook.ts'
import { instantMs } from '../../../domain/instant.ts'
import { useLanguage, useSay, useSessionState, useWords } from '../../context.ts'
import { date } from '../../format.ts'
import { settingsText } from '../../text/settings.ts'
import { ContactForm } from './contact.tsx'
import { Fold } from './fold.tsx'

/** The hospital's own numbers for the places the steps call. */
export function SettingsContacts() {
  const words = useWords(settingsText)
  const book = useSessionState((state) => state.contacts)
  const readiness = useSessionState((state) => state.readiness)
  const all = book?.contacts ?? []
  const own = all.filter((contact) => contact.kind === 'own')
  const national = all.filter((contact) => contact.kind === 'national')
  const known = own.filter((contact) => readiness.contacts.get(contact.id)?.number).length
  return (
    <section class="settings-section">
      <h2>{words.contacts}</h2>
      <p class="quiet small">{book ? words.contactsLead : words.contactsMissing}</p>
      {own.length > 0 ? (
        <>
          <h3 class="settings-sub">
            {words.ownContacts}
            <span class="quiet small">{words.registered(known, own.length)}</span>
          </h3>
          <Rows contacts={own} saved={readiness.contacts} />
        </>
      ) : null}
      {national.length > 0 ? (
        <>
          <h3 class="settings-sub">{words.nationalContacts}</h3>
          <Rows contacts={national} saved={readiness.contacts} />
        </>
      ) : null}
    </section>
  )
}

function Rows(props: {
  readonly contacts: readonly Contact[]
  readonly saved: ReadonlyMap<string, OwnContact>
}) {
  return (
    <ul class="rows settings-rows">
      {props.contacts.map((contact) => (
        <li key={contact.id}>
          <ContactRow contact={contact} own={props.saved.get(contact.id) ?? null} />
        </li>
      ))}
    </ul>
  )
}

function ContactRow(props: { readonly contact: Contact; readonly own: OwnContact | null }) {
  const words = useWords(settingsText)
  const say = useSay()
  const language = useLanguage()
  const { contact, own } = props
  const published = contact.channels[0]?.value
  const value =
    own?.number ?? own?.name ?? (published ? words.published(published) : words.notRegistered)
  const note = own?.verified
    ? words.verified(date(instantMs(own.verified), language))
    : own?.number
      ? words.notVerified
      : undefined
  return (
    <Fold title={say(contact.name)} value={value} {...(note ? { note } : {})}>
      <ContactForm contact={contact} own={own} />
    </Fold>
  )
}
