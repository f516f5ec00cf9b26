import { useMemo } from 'preact/hooks'
import type { Runbook } from '../../../domain/flow/runbook.ts'
import { instantMs } from '../../../domain/instant.ts'
import type { OpenLog } from '../../../session/session.ts'
import { useLanguage, useNow, useWords } from '../../context.ts'
import { phasesOf, whole, wholePhases } from '../../flow/phases.ts'
import { sheetOf } from '../../flow/sheet.ts'
import { clockTime, duration } from '../../format.ts'
import { hashOf } from '../../route.ts'
import { incidentText } from '../../text/incident.ts'
import { useAwake } from '../../use-awake.ts'
import { HomeMark } from '../marks.tsx'
import { FlowPicture } from './map.tsx'
import { FlowPicker } from './picker.tsx'
import { FlowPoster } from './sheet.tsx'
import { useFlowSayer, useRoom } from './use-flow.ts'

const size = 13
/** More than these cannot be read from the back of a room. */
const namedOpen = 6
/** Narrower than this it is no wall, px. */
const leastWall = 1000

/** The map over a whole screen, for a room: the picture as large as it goes, the open steps in words. */
export function MapWall(props: {
  readonly open: OpenLog
  readonly runbook: Runbook
  readonly phase: string | null
}) {
  const { open, runbook, phase } = props
  const sayer = useFlowSayer({ runbook, state: open.state, version: open.version })
  const { map, words } = sayer
  useAwake()
  const known = phase !== null && phasesOf(map).includes(phase)
  const chosen = known ? phase : whole
  const place = (next: string): string =>
    hashOf({
      at: 'print',
      log: open.id,
      what: 'map',
      sheet: 'wall',
      ...(next === whole ? {} : { phase: next }),
    })
  return (
    <main class={open.mode === 'drill' ? 'wall drill' : 'wall'} aria-label={words.title}>
      <WallBand open={open} back={words.backToMap} />
      <h1 class="hidden-words">{words.title}</h1>
      <FlowPicker sayer={sayer} chosen={chosen} hrefOf={place} />
      <WallPicture
        key={chosen}
        sayer={sayer}
        phases={chosen === whole ? wholePhases(map) : [chosen]}
      />
      <WallOpen sayer={sayer} />
    </main>
  )
}

function WallBand(props: { readonly open: OpenLog; readonly back: string }) {
  const { open, back } = props
  const words = useWords(incidentText)
  const language = useLanguage()
  const now = useNow(true)
  const detected = open.state.detection?.at ?? null
  const drill = open.mode === 'drill'
  return (
    <header class={drill ? 'band drill' : 'band'}>
      <a class="home" href={hashOf({ at: 'incident', log: open.id, tab: 'map' })} aria-label={back}>
        <HomeMark />
      </a>
      <span class="mode">{drill ? words.drill : words.live}</span>
      <span>{open.state.name ?? ''}</span>
      <span class="wall-time">
        {detected && !open.state.closed
          ? words.sinceDetection(duration(Math.max(0, now - instantMs(detected)), language))
          : open.state.closed
            ? words.closed
            : words.beforeDetection}
      </span>
      <b class="wall-clock">{clockTime(now)}</b>
    </header>
  )
}

function WallPicture(props: {
  readonly sayer: ReturnType<typeof useFlowSayer>
  readonly phases: readonly string[]
}) {
  const { sayer, phases } = props
  const { ref, width, height } = useRoom()
  const key = phases.join(' ')
  const ratio = height > 0 ? Math.round((width / height) * 20) / 20 : 0
  const sheet = useMemo(
    () => (ratio > 0 && width >= leastWall ? sheetOf(sayer, phases, size, { ratio }) : null),
    [sayer, key, ratio, width >= leastWall],
  )
  // Shrunk to a phone nobody could read it: there it scrolls as it does elsewhere.
  if (width > 0 && width < leastWall)
    return (
      <div class="wall-picture narrow" ref={ref}>
        <FlowPicture sayer={sayer} phases={phases} link={null} />
      </div>
    )
  return (
    <div class="wall-picture" ref={ref}>
      {sheet ? <FlowPoster sheet={sheet} sayer={sayer} size={size} link={null} /> : null}
    </div>
  )
}

function WallOpen(props: { readonly sayer: ReturnType<typeof useFlowSayer> }) {
  const { map, words, say } = props.sayer
  const more = map.here.length - namedOpen
  if (map.here.length === 0) return null
  return (
    <section class="wall-open" aria-label={words.openNow(map.here.length)}>
      <p class="wall-open-title">{words.openNow(map.here.length)}</p>
      <ul>
        {map.here.slice(0, namedOpen).map(({ step }) => (
          <li key={step.id}>
            <b>{step.id}</b> {say(step.title)}
          </li>
        ))}
        {more > 0 ? <li class="quiet">+{more}</li> : null}
      </ul>
    </section>
  )
}
