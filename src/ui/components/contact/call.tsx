import { hideNumbers, type PhoneNumber } from '../../../domain/people/phone-number.ts'
import { useOpen, useSession, useWords } from '../../context.ts'
import { hashOf } from '../../route.ts'
import { contactsText } from '../../text/contacts.ts'
import { PhoneLink } from './phone-link.tsx'

/**
 * Calls one contact and records that it was called, in one tap: the link opens the dialler by
 * itself, and the record is written beside it without holding it up. In a drill there is no number
 * anywhere, only the act.
 */
export function ContactCall(props: {
  readonly contact: string
  readonly name: string
  readonly number: PhoneNumber | null
  /** What stands before the number: that it was only published, not registered. */
  readonly label?: string
}) {
  const words = useWords(contactsText)
  const session = useSession()
  const drill = useOpen().mode === 'drill'
  const { contact, number } = props
  // A name may carry a number of its own.
  const name = drill ? hideNumbers(props.name) : props.name
  const placed = (): void => {
    const typed = drill || !number ? {} : { number: number.shown }
    void session.record({ do: 'placeCall', contact, name, ...typed })
  }
  if (drill)
    return (
      <button type="button" class="button outlined contact-call" onClick={placed}>
        {words.drillCall}
        <span class="hidden-words">{name}</span>
      </button>
    )
  if (number?.dial)
    return (
      <PhoneLink
        class="button outlined contact-call"
        number={number}
        label={props.label ?? words.call}
        to={name}
        onCall={placed}
      />
    )
  return (
    <div class="contact-by-hand">
      {number ? (
        <PhoneLink class="contact-inside" number={number} />
      ) : (
        <span class="contact-missing">{words.unregistered}</span>
      )}
      {number ? null : (
        <a href={hashOf({ at: 'settings' })}>
          {words.register}
          <span class="hidden-words">{name}</span>
        </a>
      )}
      <button type="button" class="button text" onClick={placed}>
        {words.calledByHand}
        <span class="hidden-words">{name}</span>
      </button>
    </div>
  )
}
