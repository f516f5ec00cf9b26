import type { Person } from '../../../domain/evolve/state.ts'
import type { Entry } from '../../../domain/log/entry.ts'
import { hideNumbers, readPhoneNumber } from '../../../domain/people/phone-number.ts'
import { useOpen } from '../../context.ts'
import { ContactCall } from './call.tsx'
import { ContactLastCall } from './last-call.tsx'

/** One person of the telephone chain, in its order. */
export function ContactPerson(props: {
  readonly person: Person
  readonly no: number
  readonly lastCall: Entry | undefined
}) {
  const { person } = props
  const drill = useOpen().mode === 'drill'
  return (
    <li class="contact contact-person">
      <h3>
        <span class="contact-no">{props.no}</span> {drill ? hideNumbers(person.name) : person.name}
      </h3>
      <ContactCall
        contact={person.id}
        name={person.name}
        number={readPhoneNumber(person.number ?? '')}
      />
      <ContactLastCall entry={props.lastCall} />
    </li>
  )
}
