import { useMemo, useRef, useState } from 'preact/hooks'
import { lastCalls, waitingCall } from '../../domain/people/calls.ts'
import { isNight } from '../../domain/people/contact-hours.ts'
import {
  contactsOfOpenSteps,
  inCallingOrder,
  listContacts,
} from '../../domain/people/contact-list.ts'
import { telephoneChain } from '../../domain/people/telephone-chain.ts'
import { ContactChain } from '../components/contact/chain.tsx'
import { ContactGroup } from '../components/contact/group.tsx'
import { ContactResult } from '../components/contact/result.tsx'
import { ContactRow } from '../components/contact/row.tsx'
import { useNow, useOpen, useSessionState, useWords } from '../context.ts'
import { contactsText } from '../text/contacts.ts'

/** Whom to call: the hospital's own first, then the public desks; one tap calls and records. */
export function ContactsScreen() {
  const words = useWords(contactsText)
  const open = useOpen()
  const readiness = useSessionState((state) => state.readiness)
  const book = useSessionState((state) => state.contacts)
  const nightNow = isNight(useNow(true))
  const [chosen, choose] = useState<boolean | null>(null)
  const night = chosen ?? nightNow
  const title = useRef<HTMLHeadingElement>(null)
  const { version } = open
  // The state is folded in place: its version tells that it changed.
  const { contacts, calls, waiting } = useMemo(
    () => ({
      contacts: inCallingOrder(listContacts(book, readiness, contactsOfOpenSteps(open.state))),
      calls: lastCalls(open.state.entries),
      waiting: waitingCall(open.state.entries),
    }),
    [book, readiness, open.state, version],
  )
  const shown = contacts.filter((contact) => !night || contact.night)
  const folded = contacts.filter((contact) => night && !contact.night)
  const own = shown.filter((contact) => contact.kind === 'own')
  const national = shown.filter((contact) => contact.kind === 'national')
  return (
    <div class="contacts">
      <div class="contacts-head">
        <h1 ref={title} tabIndex={-1}>
          {words.title}
        </h1>
        <button type="button" class="chip" aria-pressed={night} onClick={() => choose(!night)}>
          {words.night}
        </button>
      </div>
      {open.mode === 'drill' ? <p class="contacts-drill">{words.drillRule}</p> : null}
      {waiting ? (
        <ContactResult
          key={waiting.entry.id}
          call={waiting}
          onDone={() => title.current?.focus()}
        />
      ) : null}
      <ContactChain people={telephoneChain(readiness)} calls={calls} />
      {own.length > 0 ? (
        <ContactGroup title={words.own} contacts={own} calls={calls}>
          {own.some((contact) => contact.missing) && open.mode === 'live' ? (
            <p class="quiet small">{words.ownMissing}</p>
          ) : null}
        </ContactGroup>
      ) : null}
      <ContactGroup title={words.national} contacts={national} calls={calls}>
        {book ? null : <p class="quiet">{words.loading}</p>}
      </ContactGroup>
      {folded.length > 0 ? (
        <details class="contacts-folded">
          <summary>{words.nightFold(folded.length)}</summary>
          <ul class="rows">
            {folded.map((contact) => (
              <ContactRow key={contact.id} contact={contact} lastCall={calls.get(contact.id)} />
            ))}
          </ul>
        </details>
      ) : null}
    </div>
  )
}
