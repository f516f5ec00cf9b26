import { useRef, useState } from 'preact/hooks'
import { useServices, useWords } from '../../context.ts'
import { go } from '../../route.ts'
import { drillText } from '../../text/drill.ts'
import { usualFirst } from '../../usual-flow.ts'
import { Sheet } from '../sheet.tsx'

/** The second of the two taps from a drill to a live record; the drill stands still meanwhile. */
export function DrillLive(props: { readonly log: string; readonly onClose: () => void }) {
  const words = useWords(drillText)
  const { session } = useServices()
  const [failed, setFailed] = useState(false)
  const underWay = useRef(false)

  async function start(): Promise<void> {
    if (underWay.current) return
    underWay.current = true
    // What is real does not wait for the drill: where it cannot be paused, it stands still by itself.
    await session.drill.pause('live').catch(() => null)
    try {
      const [flow] = usualFirst(session.runbooks())
      if (!flow) throw new Error('there is no flow')
      const { log } = await session.startIncident({ runbookId: flow.id })
      go({ at: 'incident', log, tab: 'steps' })
    } catch {
      underWay.current = false
      setFailed(true)
    }
  }

  return (
    <Sheet label={words.liveTitle} onClose={props.onClose}>
      <div class="stack">
        <h2>{words.liveTitle}</h2>
        <p>{words.liveLead}</p>
        {failed ? (
          <p class="alert" role="alert">
            {words.liveFailed}
          </p>
        ) : null}
        <button type="button" class="button primary drill-live" onClick={() => void start()}>
          {words.liveGo}
        </button>
        <button type="button" class="button text" onClick={props.onClose}>
          {words.cancel}
        </button>
      </div>
    </Sheet>
  )
}
