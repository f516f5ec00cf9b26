import type { PhoneNumber } from '../../../domain/people/phone-number.ts'
import { useWords } from '../../context.ts'
import { contactsText } from '../../text/contacts.ts'

/**
 * A telephone number: a real `tel:` link where it can be dialled (iOS blocks any other way), text
 * where it is an extension. Its digits always stand there to be read. Never inside a drill.
 */
export function PhoneLink(props: {
  readonly number: PhoneNumber
  readonly label?: string
  /** Whom it calls, for those who hear the link without the row around it. */
  readonly to?: string
  readonly class?: string
  readonly onCall?: () => void
}) {
  const { number } = props
  const inside = (
    <>
      {props.label ? <span class="phone-label">{props.label}</span> : null}{' '}
      <PhoneNumberText number={number} />
      {props.to ? <span class="hidden-words"> {props.to}</span> : null}
    </>
  )
  return number.dial === null ? (
    <span class={`${props.class ?? ''} phone-text`}>{inside}</span>
  ) : (
    <a class={props.class} href={`tel:${number.dial}`} onClick={() => props.onCall?.()}>
      {inside}
    </a>
  )
}

/** The number as a person reads it: `0883-00-0000`, `内線 201`. */
export function PhoneNumberText(props: { readonly number: PhoneNumber }) {
  const words = useWords(contactsText)
  const { shown, extension } = props.number
  return (
    <span class="phone-number">{shown === extension ? `${words.extension} ${shown}` : shown}</span>
  )
}
