import type { LogId } from '../../../domain/ids.ts'
import type { Loss } from '../../../session/integrity.ts'
import { useSession, useSessionState, useWords } from '../../context.ts'
import { hashOf } from '../../route.ts'
import { homeText } from '../../text/home.ts'

/**
 * A store that came back short or empty looks just like a fresh start: said before anything else,
 * until a person has taken note. In an incident (`log`) only what was lost of it.
 */
export function HomeLosses(props: { readonly log?: LogId }) {
  const words = useWords(homeText)
  const session = useSession()
  const all = useSessionState((state) => state.losses)
  const losses = props.log ? all.filter((loss) => loss.log === props.log) : all
  const logs = [...new Set(losses.map((loss) => loss.log))]
  if (logs.length === 0) return null
  return (
    <section class="alert home-losses" role="alert">
      <h2>{words.lossTitle}</h2>
      {logs.map((log) => (
        <LostLog key={log} losses={losses.filter((loss) => loss.log === log)} />
      ))}
      <ol class="home-loss-steps">
        <li>{words.lossFiles}</li>
        <li>{words.lossDevices}</li>
        <li>{words.lossKeep}</li>
      </ol>
      <a class="button outlined" href={hashOf({ at: 'import' })}>
        {words.lossRestore}
      </a>
      <button
        type="button"
        class="button outlined"
        onClick={() => {
          for (const log of logs) session.acknowledgeLoss(log)
        }}
      >
        {words.lossAcknowledge}
      </button>
    </section>
  )
}

function LostLog(props: { readonly losses: readonly Loss[] }) {
  const words = useWords(homeText)
  const logs = useSessionState((state) => state.logs)
  const readiness = useSessionState((state) => state.readiness.log)
  const log = props.losses[0]?.log
  const row = logs.find((known) => known.log === log)
  const name = row
    ? (row.summary.name ?? words.nameless)
    : log === readiness
      ? words.lossOfSettings
      : words.lossUnknown
  return (
    <div>
      <p class="home-loss-name">{name}</p>
      {props.losses.map((loss) => (
        <p key={loss.device}>
          {loss.found < loss.expected ? words.lossCount(loss.expected, loss.found) : words.lossSame}
        </p>
      ))}
    </div>
  )
}
