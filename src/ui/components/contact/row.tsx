import type { Entry } from '../../../domain/log/entry.ts'
import type { ListedContact } from '../../../domain/people/contact-list.ts'
import { hideNumbers } from '../../../domain/people/phone-number.ts'
import { useOpen, useSay, useWords } from '../../context.ts'
import { contactsText } from '../../text/contacts.ts'
import { ContactCalls } from './calls.tsx'
import { ContactDetails } from './details.tsx'
import { ContactLastCall } from './last-call.tsx'
import { ContactReach } from './reach.tsx'

/** One contact: whom, what for, whether they answer now, the call, and the small print folded. */
export function ContactRow(props: {
  readonly contact: ListedContact
  readonly lastCall: Entry | undefined
}) {
  const words = useWords(contactsText)
  const say = useSay()
  const drill = useOpen().mode === 'drill'
  const { contact } = props
  const plain = (text: string): string => (drill ? hideNumbers(text) : text)
  const purpose = contact.book ? say(contact.book.purpose) : ''
  return (
    <li class="contact">
      <h3>{plain(say(contact.name))}</h3>
      {contact.alias ? <p class="quiet small">{say(contact.alias)}</p> : null}
      <p class="contact-marks">
        {contact.book ? <ContactReach hours={contact.book.hours} /> : null}
        {contact.needed ? <span class="contact-needed">{words.needed}</span> : null}
      </p>
      {purpose ? <p class="contact-purpose">{plain(purpose)}</p> : null}
      <ContactCalls contact={contact} />
      <ContactLastCall entry={props.lastCall} />
      <ContactDetails contact={contact} />
    </li>
  )
}
