import { useMemo, useRef } from 'preact/hooks'
import { lastCalls, waitingCall } from '../../../domain/people/calls.ts'
import { listContacts } from '../../../domain/people/contact-list.ts'
import { hideNumbers } from '../../../domain/people/phone-number.ts'
import { useOpen, useSay, useSessionState, useWords } from '../../context.ts'
import { contactsText } from '../../text/contacts.ts'
import { ContactCalls } from '../contact/calls.tsx'
import { ContactLastCall } from '../contact/last-call.tsx'
import { ContactReach } from '../contact/reach.tsx'
import { ContactResult } from '../contact/result.tsx'

/** Whom a step calls: name, whether they answer now, the call, and its result once placed. */
export function StepContacts(props: { readonly ids: readonly string[] }) {
  const say = useSay()
  const words = useWords(contactsText)
  const open = useOpen()
  const readiness = useSessionState((state) => state.readiness)
  const book = useSessionState((state) => state.contacts)
  const place = useRef<HTMLDivElement>(null)
  const drill = open.mode === 'drill'
  const { version } = open
  // The state is folded in place: its version tells that it changed.
  const { calls, waiting } = useMemo(
    () => ({ calls: lastCalls(open.state.entries), waiting: waitingCall(open.state.entries) }),
    [open.state, version],
  )
  const all = useMemo(() => listContacts(book, readiness, new Set()), [book, readiness])
  const contacts = props.ids
    .map((id) => all.find((contact) => contact.id === id))
    .filter((contact) => contact !== undefined)
  if (contacts.length === 0) return null
  return (
    <div ref={place} class="step-contacts" tabIndex={-1}>
      {drill ? <p class="quiet small">{words.drillRule}</p> : null}
      <ul class="rows">
        {contacts.map((contact) => (
          <li key={contact.id} class="contact">
            <p class="contact-marks">
              <strong>{drill ? hideNumbers(say(contact.name)) : say(contact.name)}</strong>
              {contact.book ? <ContactReach hours={contact.book.hours} /> : null}
            </p>
            <ContactCalls contact={contact} />
            <ContactLastCall entry={calls.get(contact.id)} />
          </li>
        ))}
      </ul>
      {waiting && props.ids.includes(waiting.contact) ? (
        <ContactResult
          key={waiting.entry.id}
          call={waiting}
          onDone={() => place.current?.focus()}
        />
      ) : null}
    </div>
  )
}
