import type { Person } from '../../../domain/evolve/state.ts'
import type { Entry } from '../../../domain/log/entry.ts'
import { useWords } from '../../context.ts'
import { hashOf } from '../../route.ts'
import { contactsText } from '../../text/contacts.ts'
import { ContactPerson } from './person.tsx'

/** The hospital's telephone chain, or where to look when nobody set one. */
export function ContactChain(props: {
  readonly people: readonly Person[]
  readonly calls: ReadonlyMap<string, Entry>
}) {
  const words = useWords(contactsText)
  return (
    <section class="contact-group">
      <h2>{words.chain}</h2>
      {props.people.length > 0 ? (
        <ol class="rows">
          {props.people.map((person, i) => (
            <ContactPerson
              key={person.id}
              person={person}
              no={i + 1}
              lastCall={props.calls.get(person.id)}
            />
          ))}
        </ol>
      ) : (
        <p>
          {words.chainUnset} <a href={hashOf({ at: 'settings' })}>{words.setUp}</a>
        </p>
      )}
    </section>
  )
}
