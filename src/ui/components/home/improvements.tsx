import { daysLate, openImprovements } from '../../../domain/drill/improvements.ts'
import type { Improvement } from '../../../domain/drill/state.ts'
import { instantMs } from '../../../domain/instant.ts'
import { useSession, useSessionState, useWords } from '../../context.ts'
import { improvementsText } from '../../text/improvements.ts'

/** Shown at once; the others are folded. */
const shownFirst = 3

/** What earlier drills left to mend, until somebody says it is done. */
export function HomeImprovements() {
  const words = useWords(improvementsText)
  const readiness = useSessionState((state) => state.readiness)
  const open = openImprovements(readiness)
  if (open.length === 0) return null
  const rest = open.slice(shownFirst)
  return (
    <section class="home-improvements">
      <h2>{words.title(open.length)}</h2>
      <Items items={open.slice(0, shownFirst)} />
      {rest.length > 0 ? (
        <details class="home-closed">
          <summary>{words.more(rest.length)}</summary>
          <Items items={rest} />
        </details>
      ) : null}
    </section>
  )
}

function Items(props: { readonly items: readonly Improvement[] }) {
  const words = useWords(improvementsText)
  const session = useSession()
  const settle = (improvement: string, how: 'done' | 'dropped'): void =>
    void session.prepare({ do: 'settleImprovement', improvement, how })
  return (
    <ul class="rows">
      {props.items.map((item) => (
        <li key={item.id} class="improvement">
          <div>
            <p>{item.what}</p>
            <ImprovementFacts item={item} />
          </div>
          <div class="improvement-do">
            <button
              type="button"
              class="button outlined"
              aria-label={words.doneOf(item.what)}
              onClick={() => settle(item.id, 'done')}
            >
              {words.done}
            </button>
            <button
              type="button"
              class="button text"
              aria-label={words.dropOf(item.what)}
              onClick={() => settle(item.id, 'dropped')}
            >
              {words.drop}
            </button>
          </div>
        </li>
      ))}
    </ul>
  )
}

/** Who, until when, checked by whom. */
export function ImprovementFacts(props: { readonly item: Improvement }) {
  const words = useWords(improvementsText)
  const session = useSession()
  const { owner, due, checker } = props.item
  const late = due === null ? 0 : daysLate(due, instantMs(session.now()))
  const facts = [
    owner ? words.owner(owner) : words.noOwner,
    ...(due ? [words.due(due)] : []),
    ...(checker ? [words.checker(checker)] : []),
  ]
  return (
    <p class="small quiet">
      {facts.join(words.join)}
      {late > 0 ? <b class="improvement-late">{words.late(late)}</b> : null}
    </p>
  )
}
