import { useEffect, useMemo, useState } from 'preact/hooks'
import { type PastDrill, seriesOf } from '../../domain/drill/series.ts'
import { DrillSeries } from '../components/drill/series.tsx'
import { ModeMark } from '../components/mode-mark.tsx'
import { useSession, useWords } from '../context.ts'
import { hashOf } from '../route.ts'
import { drillsText } from '../text/drills.ts'

type Read =
  | 'reading'
  | 'failed'
  | { readonly drills: readonly PastDrill[]; readonly unread: number }

/** これまでの訓練: what was measured, drill by drill, beside published nights. */
export function DrillsScreen() {
  const words = useWords(drillsText)
  const session = useSession()
  const [read, setRead] = useState<Read>('reading')
  useEffect(() => {
    let wanted = true
    session
      .earlierDrills(() => wanted)
      .then(
        (found) => wanted && setRead(found),
        () => wanted && setRead('failed'),
      )
    return () => {
      wanted = false
    }
  }, [session])
  return (
    <main class="page drill-setup drills">
      <div class="start-top">
        <a class="button text" href={hashOf({ at: 'drill' })}>
          {words.back}
        </a>
        <ModeMark mode="drill" />
      </div>
      <div class="start-title">
        <h1>{words.title}</h1>
        <p>{words.lead}</p>
      </div>
      {read === 'reading' ? (
        <p role="status">{words.reading}</p>
      ) : read === 'failed' ? (
        <p role="alert">{words.failed}</p>
      ) : (
        <Found drills={read.drills} unread={read.unread} />
      )}
    </main>
  )
}

function Found(props: { readonly drills: readonly PastDrill[]; readonly unread: number }) {
  const { drills, unread } = props
  const words = useWords(drillsText)
  const series = useMemo(() => seriesOf(drills), [drills])
  const takenIn = drills.filter(({ elsewhere }) => elsewhere).length
  return (
    <>
      {unread > 0 ? <p class="warning">{words.unread(unread)}</p> : null}
      {drills.length === 0 ? (
        <p>{words.none}</p>
      ) : (
        <>
          <p>
            <b>{words.held(drills.length)}</b>
          </p>
          {takenIn > 0 ? <p>{words.takenIn(takenIn)}</p> : null}
          <ul class="small series-legend">
            {words.legend.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
          {series.map((one) => (
            <DrillSeries key={one.id} series={one} />
          ))}
          <p class="small quiet">{words.nightsNote}</p>
        </>
      )}
    </>
  )
}
