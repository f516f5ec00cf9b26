import type { ComponentChildren } from 'preact'
import type { Text } from '../../../domain/flow/runbook.ts'
import { instantMs } from '../../../domain/instant.ts'
import type { ListedContact } from '../../../domain/people/contact-list.ts'
import { hideNumbers } from '../../../domain/people/phone-number.ts'
import { useLanguage, useOpen, useSay, useWords } from '../../context.ts'
import { date } from '../../format.ts'
import { contactsText } from '../../text/contacts.ts'

/** What to have at hand, when they answer, and where all this is from and how sure it is. */
export function ContactDetails(props: { readonly contact: ListedContact }) {
  const words = useWords(contactsText)
  const say = useSay()
  const language = useLanguage()
  const drill = useOpen().mode === 'drill'
  const { book, own, numbers } = props.contact
  // Some notes quote a number; a drill shows none.
  const plain = (text: string): string => (drill ? hideNumbers(text) : text)
  const tell = (text: Text): string => plain(say(text))
  if (!book && !own?.note) return null
  return (
    <details class="contact-details">
      <summary>
        {words.details}
        {book?.verify ? <span class="contact-verify">{words.verify}</span> : null}
      </summary>
      <dl>
        {book && book.atHand.length > 0 ? (
          <Item term={words.atHand}>
            <ul class="contact-at-hand">
              {book.atHand.map((thing) => (
                <li key={thing.ja}>{tell(thing)}</li>
              ))}
            </ul>
          </Item>
        ) : null}
        {book?.caution ? <Item term={words.caution}>{tell(book.caution)}</Item> : null}
        {book ? <Item term={words.hours}>{tell(book.hours.text)}</Item> : null}
        {own?.note ? <Item term={words.hospitalNote}>{plain(own.note)}</Item> : null}
        {own && numbers.some((n) => n.registered) ? (
          <Item term={words.registered}>
            {own.verified
              ? words.verified(date(instantMs(own.verified), language))
              : words.unverified}
          </Item>
        ) : null}
        {book ? (
          <Item term={words.source}>
            {tell(book.source.ref)}
            <span class="quiet">
              {' '}
              {[
                words.confidence[book.source.confidence],
                words.seen[book.source.seen],
                words.asOf(book.source.asOf),
                ...(book.verify ? [words.verify] : []),
              ].join(language === 'ja' ? '・' : ', ')}
            </span>
          </Item>
        ) : null}
      </dl>
    </details>
  )
}

function Item(props: { readonly term: string; readonly children: ComponentChildren }) {
  return (
    <div>
      <dt>{props.term}</dt>
      <dd>{props.children}</dd>
    </div>
  )
}
