import { instantMs } from '../../domain/instant.ts'
import type { OpenLog } from '../../session/session.ts'
import { useLanguage, useNow, useSessionState, useWords } from '../context.ts'
import { duration, timeOf } from '../format.ts'
import { hashOf } from '../route.ts'
import { incidentText } from '../text/incident.ts'
import { HomeMark, SavedMark, SavingMark } from './marks.tsx'

/** Live or drill, how long since detection, and whether the last act is in the store. */
export function Band(props: { readonly open: OpenLog }) {
  const { open } = props
  const words = useWords(incidentText)
  const language = useLanguage()
  const now = useNow(true)
  const detected = open.state.detection?.at ?? null
  const drill = open.mode === 'drill'
  return (
    <header class={drill ? 'band drill' : 'band'}>
      <a class="home" href={hashOf({ at: 'home' })} aria-label={words.home}>
        <HomeMark />
      </a>
      <span class="mode">{drill ? words.drill : words.live}</span>
      <span>
        {open.state.closed
          ? words.closed
          : detected
            ? words.sinceDetection(duration(Math.max(0, now - instantMs(detected)), language))
            : words.beforeDetection}
      </span>
      <SavingState log={open.id} />
    </header>
  )
}

function SavingState(props: { readonly log: string }) {
  const words = useWords(incidentText)
  const pending = useSessionState((state) => state.pending)
  const savedAt = useSessionState((state) => state.savedAt)
  const mine = pending.filter((act) => act.log === props.log)
  const failed = mine.filter((act) => act.fault !== null).length
  if (failed > 0) return <span class="saving failed">{words.failed(failed)}</span>
  if (mine.length > 0)
    return (
      <span class="saving">
        <SavingMark />
        {words.saving}
      </span>
    )
  return savedAt ? (
    <span class="saving" role="status">
      <SavedMark />
      {words.saved(timeOf(savedAt))}
    </span>
  ) : null
}
