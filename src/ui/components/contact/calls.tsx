import type { ListedContact } from '../../../domain/people/contact-list.ts'
import { useOpen, useSay, useWords } from '../../context.ts'
import { contactsText } from '../../text/contacts.ts'
import { ContactCall } from './call.tsx'

/** Every way to reach a contact; in a drill the one button that reaches nobody. */
export function ContactCalls(props: { readonly contact: ListedContact }) {
  const words = useWords(contactsText)
  const say = useSay()
  const drill = useOpen().mode === 'drill'
  const { contact } = props
  const name = say(contact.name)
  const callable = contact.numbers.length > 0 || contact.missing
  if (drill) return callable ? <ContactCall contact={contact.id} name={name} number={null} /> : null
  return (
    <>
      {contact.missing ? <ContactCall contact={contact.id} name={name} number={null} /> : null}
      {contact.numbers.map(({ number, registered }) => (
        <ContactCall
          key={number.shown}
          contact={contact.id}
          name={name}
          number={number}
          {...(registered || contact.kind === 'national' ? {} : { label: words.published })}
        />
      ))}
      {callable ? null : <p class="quiet small">{words.noPhone}</p>}
      {contact.links.map((link) => (
        <p key={link.value} class="contact-link">
          <span class="quiet small">{link.kind === 'mail' ? words.mail : words.web}</span>{' '}
          {link.kind === 'mail' ? (
            <a href={`mailto:${link.value}`}>{link.value}</a>
          ) : (
            <a href={link.value} target="_blank" rel="noreferrer">
              {link.value}
            </a>
          )}
        </p>
      ))}
    </>
  )
}
