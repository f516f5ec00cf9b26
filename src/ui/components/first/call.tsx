import type { Person } from '../../../domain/evolve/state.ts'
import { readPhoneNumber } from '../../../domain/people/phone-number.ts'
import { telephoneChain } from '../../../domain/people/telephone-chain.ts'
import { useSessionState, useWords } from '../../context.ts'
import { hashOf } from '../../route.ts'
import { firstText } from '../../text/first.ts'
import { PhoneLink } from '../contact/phone-link.tsx'

/** Whom to call first, and whom next. Without a list it says where to look instead. */
export function FirstCall() {
  const words = useWords(firstText)
  const phase = useSessionState((state) => state.phase)
  const readiness = useSessionState((state) => state.readiness)
  const [first, ...next] = telephoneChain(readiness)
  if (!first) {
    if (phase === 'starting')
      return (
        <p class="first-unset" role="status">
          {words.reading}
        </p>
      )
    return (
      <div class="first-unset">
        <p class="first-unset-title">{phase === 'ready' ? words.unset : words.unreadable}</p>
        <p>{words.lookAt}</p>
        {phase === 'ready' ? (
          <a class="button outlined" href={hashOf({ at: 'settings' })}>
            {words.setUp}
          </a>
        ) : null}
      </div>
    )
  }
  return (
    <div class="first-call">
      <PrimaryCall person={first} />
      {next.length > 0 ? (
        <div class="first-next">
          <p class="quiet small">{words.ifNoAnswer}</p>
          <ol>
            {next.map((person) => (
              <li key={person.id}>
                <PhoneLink
                  class="first-next-link"
                  number={readPhoneNumber(person.number ?? '')}
                  label={person.name}
                />
              </li>
            ))}
          </ol>
        </div>
      ) : null}
    </div>
  )
}

function PrimaryCall(props: { readonly person: Person }) {
  const words = useWords(firstText)
  const number = readPhoneNumber(props.person.number ?? '')
  return (
    <>
      <PhoneLink
        class={number.dial ? 'button primary first-primary' : 'first-primary first-inside'}
        number={number}
        label={words.callTo(props.person.name)}
      />
      {number.dial ? null : <p class="quiet small">{words.byInside}</p>}
    </>
  )
}
