import { useEffect, useRef } from 'preact/hooks'
import type { FlowStep } from '../../domain/flow/map.ts'
import type { Runbook } from '../../domain/flow/runbook.ts'
import type { OpenLog } from '../../session/session.ts'
import { FlowLegend } from '../components/flow/legend.tsx'
import { PhaseLists } from '../components/flow/list.tsx'
import { FlowPicture } from '../components/flow/map.tsx'
import { FlowPicker } from '../components/flow/picker.tsx'
import { useFlowSayer } from '../components/flow/use-flow.ts'
import { useOpen, useSession, useWords } from '../context.ts'
import { phasesOf, whole, wholePhases } from '../flow/phases.ts'
import type { FlowSayer } from '../flow/words.ts'
import { leaveMapAt, type MapItem, mapHash, mapItemFrom, takeMapPlace } from '../map-place.ts'
import { hashOf } from '../route.ts'
import { stepHash } from '../step-place.ts'
import { mapText } from '../text/map.ts'

/** 全体図: the flow as a picture or a list, phase by phase or whole, with where we are in it. */
export function MapScreen(props: { readonly item?: string }) {
  const words = useWords(mapText)
  const open = useOpen()
  const { runbook } = open
  return runbook ? (
    <Incident open={open} runbook={runbook} item={mapItemFrom(props.item)} />
  ) : (
    <p class="page">{words.noRunbook}</p>
  )
}

const noRoles: readonly string[] = []

function Incident(props: {
  readonly open: OpenLog
  readonly runbook: Runbook
  readonly item: MapItem
}) {
  const { open, runbook, item } = props
  const session = useSession()
  const root = useRef<HTMLDivElement>(null)
  const roles = open.state.holders.get(open.device)?.roles ?? noRoles
  const sayer = useFlowSayer({ runbook, state: open.state, version: open.version, roles })
  const { map, words } = sayer
  const known = item.phase === whole || phasesOf(map).includes(item.phase ?? '')
  const chosen = known && item.phase ? item.phase : map.phase
  const phases = chosen === whole ? wholePhases(map) : [chosen]
  const link = (step: FlowStep): string => stepHash(open.id, placeOf(step))
  useReturn(root, open)
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions lint/a11y/useKeyWithClickEvents: only notes which of its links was followed, by whatever means
    <div
      class={open.mode === 'drill' ? 'map drill' : 'map'}
      ref={root}
      onClick={(event) => {
        const step = (event.target as Element).closest('[data-step]')?.getAttribute('data-step')
        if (step) leaveMapAt(session, open.id, step)
      }}
    >
      <div class="map-head">
        <h1>{words.title}</h1>
        <Views item={{ ...item, phase: chosen }} log={open} words={words} />
      </div>
      <FlowPicker
        sayer={sayer}
        chosen={chosen}
        hrefOf={(phase) => mapHash(open.id, { phase, list: item.list })}
      />
      <Jump sayer={sayer} phases={phases} root={root} open={open} list={item.list} />
      {item.list ? (
        <PhaseLists sayer={sayer} phases={phases} link={link} />
      ) : (
        <>
          <FlowPicture key={phases.join(' ')} sayer={sayer} phases={phases} link={link} />
          <FlowLegend sayer={sayer} />
        </>
      )}
      <Sheets open={open} chosen={chosen} />
    </div>
  )
}

/** For a step done system by system: the one system it is open for, when there is just one. */
function placeOf(step: FlowStep): { readonly step: string; readonly system: string | null } {
  const open = step.systems.filter(({ standing }) => standing === 'open')
  return { step: step.step.id, system: open.length === 1 ? (open[0]?.system ?? null) : null }
}

/** Coming back from a step, the map stands where that step is. */
function useReturn(root: { current: HTMLDivElement | null }, open: OpenLog): void {
  const session = useSession()
  useEffect(() => {
    const step = takeMapPlace(session, open.id)
    if (step === null) return
    // After the place itself has scrolled to its top.
    requestAnimationFrame(() => show(root.current, step))
  }, [])
}

function show(root: HTMLElement | null, step: string): void {
  const node = [...(root?.querySelectorAll<HTMLElement | SVGElement>('[data-step]') ?? [])].find(
    (element) => element.getAttribute('data-step') === step,
  )
  node?.scrollIntoView({ block: 'center' })
  node?.focus({ preventScroll: true })
}

function Views(props: {
  readonly item: MapItem
  readonly log: OpenLog
  readonly words: FlowSayer['words']
}) {
  const { item, log, words } = props
  return (
    <nav class="map-views" aria-label={words.views}>
      {[false, true].map((list) => (
        <a
          key={String(list)}
          href={mapHash(log.id, { phase: item.phase, list })}
          aria-current={item.list === list ? 'true' : undefined}
        >
          {list ? words.list : words.picture}
        </a>
      ))}
    </nav>
  )
}

/** From the top of the picture to the first open step in it; to the phase under way if there is none. */
function Jump(props: {
  readonly sayer: FlowSayer
  readonly phases: readonly string[]
  readonly root: { current: HTMLDivElement | null }
  readonly open: OpenLog
  readonly list: boolean
}) {
  const { sayer, phases, root, open, list } = props
  const { map, words, say } = sayer
  const here = map.here.filter(({ step }) => phases.includes(step.phase))
  const first = here[0]
  if (first)
    return (
      <button type="button" class="map-jump" onClick={() => show(root.current, first.step.id)}>
        <span>{words.jump(`${first.step.id} ${say(first.step.title)}`, here.length - 1)}</span>
      </button>
    )
  const phase = map.runbook.phases.find(({ id }) => id === map.phase)
  return (
    <p class="map-nothing">
      {words.nothingHere}{' '}
      {phase && map.here.length > 0 ? (
        <a href={mapHash(open.id, { phase: phase.id, list })}>
          {words.elsewhere(say(phase.title))}
        </a>
      ) : null}
    </p>
  )
}

function Sheets(props: { readonly open: OpenLog; readonly chosen: string }) {
  const { open, chosen } = props
  const words = useWords(mapText)
  const place = (sheet: 'a3' | 'a4' | 'wall'): string =>
    hashOf({
      at: 'print',
      log: open.id,
      what: 'map',
      sheet,
      ...(sheet === 'wall' && chosen !== whole ? { phase: chosen } : {}),
    })
  return (
    <nav class="map-sheets" aria-label={words.print}>
      <a class="button text" href={place('a3')}>
        {words.printA3}
      </a>
      <a class="button text" href={place('a4')}>
        {words.printA4}
      </a>
      <a class="button text" href={place('wall')}>
        {words.wall}
      </a>
    </nav>
  )
}
