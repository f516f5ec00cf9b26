import type { Person } from '../../domain/evolve/state.ts'
import { instantMs } from '../../domain/instant.ts'
import { readPhoneNumber } from '../../domain/people/phone-number.ts'
import { telephoneChain } from '../../domain/people/telephone-chain.ts'
import { Phrases } from '../components/capture/phrases.tsx'
import { PhoneNumberText } from '../components/contact/phone-link.tsx'
import { FirstPicture } from '../components/first/picture.tsx'
import { useLanguage, useNow, useServices, useSessionState, useWords } from '../context.ts'
import { date } from '../format.ts'
import { hashOf } from '../route.ts'
import { firstActions, firstText } from '../text/first.ts'
import { posterText } from '../text/poster.ts'

/** More than four lines of telephone cannot be read at two metres. */
const lines = 4

/** 変だと思ったら on one sheet of A4, for a wall: what is seen here is what comes out. */
export function Poster() {
  const words = useWords(posterText)
  const { print } = useServices()
  return (
    <main class="poster-place">
      <div class="poster-bar">
        <a class="button text" href={hashOf({ at: 'first' })}>
          {words.back}
        </a>
        <p class="quiet small">{words.how}</p>
      </div>
      <div class="poster-preview">
        <Sheet />
      </div>
      <div class="poster-print">
        <button type="button" class="button primary" onClick={() => print()}>
          {words.print}
        </button>
      </div>
    </main>
  )
}

function Sheet() {
  const words = useWords(posterText)
  const first = useWords(firstText)
  const language = useLanguage()
  const now = useNow(true)
  const hospital = useSessionState((state) => state.readiness.hospital)
  const changedAt = useSessionState((state) => state.readiness.lastAt)
  return (
    <article class="poster">
      <header>
        <p class="poster-kind">{words.kind}</p>
        <h1>{first.title}</h1>
      </header>
      <ol class="poster-actions">
        {firstActions.map((action, i) => (
          <li key={action} class={action === 'hands' ? 'poster-action warned' : 'poster-action'}>
            <span class="poster-number" aria-hidden="true">
              {i + 1}
            </span>
            <FirstPicture of={action} />
            <div>
              <h2>
                <Phrases of={first.actions[action].title} />
              </h2>
              <p>
                <Phrases of={first.actions[action].detail} />
              </p>
            </div>
          </li>
        ))}
      </ol>
      <Chain />
      <footer>
        <p>{words.afterwards}</p>
        <p>
          {hospital ?? (
            <>
              {words.hospital} <span class="poster-blank" />
            </>
          )}
        </p>
        <p>
          {words.revised} {date(changedAt ? instantMs(changedAt) : now, language)}
        </p>
      </footer>
    </article>
  )
}

/** Numbers as text: nobody taps paper. Blank rules where the hospital set no chain. */
function Chain() {
  const words = useWords(posterText)
  const readiness = useSessionState((state) => state.readiness)
  const people = telephoneChain(readiness).slice(0, lines)
  const rows =
    people.length > 0
      ? people.map((person) => <Row key={person.id} person={person} />)
      : [0, 1, 2].map((blank) => <Row key={blank} person={null} />)
  return (
    <section class="poster-chain">
      <ol>{rows[0]}</ol>
      {rows.length > 1 ? (
        <>
          <p>{words.ifNoAnswer}</p>
          <ol start={2}>{rows.slice(1)}</ol>
        </>
      ) : null}
    </section>
  )
}

function Row(props: { readonly person: Person | null }) {
  const words = useWords(posterText)
  const { person } = props
  return person ? (
    <li>
      <span>{person.name}</span>
      <PhoneNumberText number={readPhoneNumber(person.number ?? '')} />
    </li>
  ) : (
    <li class="poster-write">
      <span class="poster-blank">{words.who}</span>
      <span class="poster-blank">{words.number}</span>
    </li>
  )
}
