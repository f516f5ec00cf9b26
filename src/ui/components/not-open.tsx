import { useSessionState, useWords } from '../context.ts'
import { hashOf } from '../route.ts'
import { incidentText } from '../text/incident.ts'

/** Stands where an incident is still being opened, or is not on this device; `missing` says what else is not there. */
export function NotOpen(props: { readonly missing?: string | null }) {
  const words = useWords(incidentText)
  const opening = useSessionState((state) => state.opening)
  return (
    <main class="page">
      <p role="status">
        {opening === 'missing' ? words.missing : (props.missing ?? words.opening)}
      </p>
      <a class="button outlined" href={hashOf({ at: 'home' })}>
        {words.home}
      </a>
    </main>
  )
}
