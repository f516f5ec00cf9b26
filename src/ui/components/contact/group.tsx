import type { ComponentChildren } from 'preact'
import type { Entry } from '../../../domain/log/entry.ts'
import type { ListedContact } from '../../../domain/people/contact-list.ts'
import { ContactRow } from './row.tsx'

/** Contacts under one heading; what is said about all of them stands between. */
export function ContactGroup(props: {
  readonly title: string
  readonly contacts: readonly ListedContact[]
  readonly calls: ReadonlyMap<string, Entry>
  readonly children?: ComponentChildren
}) {
  return (
    <section class="contact-group">
      <h2>{props.title}</h2>
      {props.children}
      <ul class="rows">
        {props.contacts.map((contact) => (
          <ContactRow key={contact.id} contact={contact} lastCall={props.calls.get(contact.id)} />
        ))}
      </ul>
    </section>
  )
}
