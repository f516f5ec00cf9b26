import { useEffect, useState } from 'preact/hooks'
import type { Scenario } from '../../domain/drill/scenario.ts'
import { liveRunning } from '../../domain/log/shelf.ts'
import type { ScenarioInfo } from '../../domain/ports.ts'
import { DrillCast } from '../components/drill/cast.tsx'
import { HomeImprovements } from '../components/home/improvements.tsx'
import { ModeMark } from '../components/mode-mark.tsx'
import { useSay, useSession, useSessionState, useWords } from '../context.ts'
import { hashOf } from '../route.ts'
import { drillSetupText } from '../text/drill-setup.ts'

/** 訓練: which one and how long, then who plays what. Nothing has to be prepared or typed. */
export function DrillSetup(props: { readonly scenario?: string; readonly cut?: string }) {
  const { scenario, cut } = props
  return scenario && cut ? <Deal key={`${scenario} ${cut}`} id={scenario} cut={cut} /> : <Choose />
}

/** Whole incidents come before the short exercises of one skill. */
const longestFirst = (a: ScenarioInfo, b: ScenarioInfo): number => lengthOf(b) - lengthOf(a)
const lengthOf = ({ cuts }: ScenarioInfo): number => Math.max(...cuts.map(({ minutes }) => minutes))

function Choose() {
  const words = useWords(drillSetupText)
  const say = useSay()
  const session = useSession()
  const live = useSessionState((state) => liveRunning(state.logs))
  return (
    <main class="page drill-setup">
      <Top back={hashOf({ at: 'home' })} label={words.back} />
      <div class="start-title">
        <h1>{words.title}</h1>
        <p>{words.lead}</p>
        <p class="quiet small">{words.safe}</p>
      </div>
      {live ? <p class="warning">{words.liveRunning}</p> : null}
      <ul class="drill-cards">
        {[...session.scenarios()].sort(longestFirst).map(({ id, title, summary, cuts }) => (
          <li key={id} class="drill-card">
            <h2>{say(title)}</h2>
            <p>{say(summary)}</p>
            <p class="quiet small">{words.lengths}</p>
            <div class="drill-lengths">
              {[...cuts]
                .sort((a, b) => a.minutes - b.minutes)
                .map((one) => (
                  <a
                    key={one.id}
                    class="button outlined"
                    href={hashOf({ at: 'drill', scenario: id, cut: one.id })}
                    aria-label={`${say(title)} ${words.minutes(one.minutes)}`}
                  >
                    {words.minutes(one.minutes)}
                  </a>
                ))}
            </div>
          </li>
        ))}
      </ul>
      <a class="button outlined" href={hashOf({ at: 'drills' })}>
        {words.earlier}
      </a>
      <HomeImprovements />
    </main>
  )
}

function Top(props: { readonly back: string; readonly label: string }) {
  return (
    <div class="start-top">
      <a class="button text" href={props.back}>
        {props.label}
      </a>
      <ModeMark mode="drill" />
    </div>
  )
}

/** The scenario is read from the app's own files: no network is asked. */
function Deal(props: { readonly id: string; readonly cut: string }) {
  const { id, cut } = props
  const words = useWords(drillSetupText)
  const say = useSay()
  const session = useSession()
  const [scenario, setScenario] = useState<Scenario | 'failed' | null>(null)
  useEffect(() => {
    let wanted = true
    session.loadScenario(id).then(
      (read) => wanted && setScenario(read),
      () => wanted && setScenario('failed'),
    )
    return () => {
      wanted = false
    }
  }, [session, id])
  const chosen =
    scenario === null || scenario === 'failed'
      ? undefined
      : scenario.cuts.find((one) => one.id === cut)
  return (
    <main class="page start drill-setup">
      <Top back={hashOf({ at: 'drill' })} label={words.choose} />
      {scenario === null ? (
        <p role="status">{words.loading}</p>
      ) : scenario === 'failed' || !chosen ? (
        <p role="alert">{words.missing}</p>
      ) : (
        <>
          <div class="start-title">
            <h1>{say(scenario.title)}</h1>
            <p>{say(chosen.title)}</p>
          </div>
          <DrillCast scenario={scenario} cut={cut} />
        </>
      )}
    </main>
  )
}
