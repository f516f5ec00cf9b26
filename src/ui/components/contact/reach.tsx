import type { Hours } from '../../../domain/flow/runbook.ts'
import { reachNow } from '../../../domain/people/contact-hours.ts'
import { useNow, useWords } from '../../context.ts'
import { contactsText } from '../../text/contacts.ts'

/** Whether somebody answers now: a shape and a word, for a full disc, a struck one, a question. */
export function ContactReach(props: { readonly hours: Hours }) {
  const words = useWords(contactsText)
  const reach = reachNow(props.hours, useNow(true))
  return (
    <span class={`contact-reach ${reach}`}>
      <svg width="16" height="16" viewBox="0 0 16 16" aria-hidden="true">
        <circle cx="8" cy="8" r="6" />
        {reach === 'closed' ? <path d="M3.8 3.8l8.4 8.4" /> : null}
        {reach === 'unknown' ? <path d="M6.2 6.5a1.8 1.8 0 1 1 1.8 2v.6M8 11.3v.1" /> : null}
      </svg>
      {words.reach[reach]}
    </span>
  )
}
