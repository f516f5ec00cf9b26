import type { LogId } from '../../../domain/ids.ts'
import { useSession, useSessionState, useWords } from '../../context.ts'
import { healedText } from '../../text/healed.ts'
import { homeText } from '../../text/home.ts'

/**
 * A store that had lost entries and got them back from the second copy: said until somebody has
 * read it, because the device that lost them once may do so again. In an incident (`log`) only
 * what that one got back.
 */
export function HomeHealed(props: { readonly log?: LogId }) {
  const words = useWords(healedText)
  const session = useSession()
  const all = useSessionState((state) => state.healed)
  const healed = props.log ? all.filter((one) => one.log === props.log) : all
  const name = useNameOf()
  if (healed.length === 0) return null
  return (
    <section class="home-healed" role="status">
      <h2>{words.title}</h2>
      <ul>
        {healed.map(({ log, entries }) => (
          <li key={log}>{words.entries(name(log), entries)}</li>
        ))}
      </ul>
      <p class="small">{words.lead}</p>
      <button type="button" class="button outlined" onClick={() => session.acknowledgeHealing()}>
        {words.understood}
      </button>
    </section>
  )
}

/** What a person calls a log: an incident by its name, the hospital's own facts by theirs. */
function useNameOf(): (log: LogId) => string {
  const words = useWords(homeText)
  const logs = useSessionState((state) => state.logs)
  const readiness = useSessionState((state) => state.readiness.log)
  return (log) => {
    if (log === readiness) return words.lossOfSettings
    return logs.find((row) => row.log === log)?.summary.name ?? words.nameless
  }
}
