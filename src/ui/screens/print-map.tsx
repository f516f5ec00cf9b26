import { useMemo } from 'preact/hooks'
import { exportName } from '../../domain/chronology/export-name.ts'
import type { Runbook } from '../../domain/flow/runbook.ts'
import { instantMs } from '../../domain/instant.ts'
import type { OpenLog } from '../../session/session.ts'
import { FlowLegend } from '../components/flow/legend.tsx'
import { MapWall } from '../components/flow/map-wall.tsx'
import { FlowPoster } from '../components/flow/sheet.tsx'
import { useFlowSayer } from '../components/flow/use-flow.ts'
import { NotOpen } from '../components/not-open.tsx'
import { PrintHead } from '../components/print/head.tsx'
import { useLanguage, useServices, useSessionState, useWords } from '../context.ts'
import { pagedPhase } from '../flow/pages.ts'
import { phasesOf, wholePhases } from '../flow/phases.ts'
import { sheetOf } from '../flow/sheet.ts'
import type { FlowSayer } from '../flow/words.ts'
import { dateTime } from '../format.ts'
import { hashOf, useRoute } from '../route.ts'
import { exportText } from '../text/export.ts'
import { mapText } from '../text/map.ts'
import { usePageTitle } from '../use-page-title.ts'

const size = 13
/** Width through height of what is left for the picture on A3 landscape. */
const a3Ratio = 404 / 262
/** The picture on A4 portrait, px at 96 to the inch: 186 mm wide, 246 mm high. */
const a4 = { width: 703, height: 930 }

/** The map on paper or on a wall: what is seen here is what comes out. */
export function PrintMap() {
  const map = useWords(mapText)
  const route = useRoute()
  const open = useSessionState((state) => state.open)
  useSessionState((state) => state.open?.version)
  if (route.at !== 'print' || route.what !== 'map') return null
  if (!open || open.id !== route.log) return <NotOpen />
  const { runbook } = open
  if (!runbook) return <p class="page">{map.noRunbook}</p>
  switch (route.sheet) {
    case 'wall':
      return <MapWall open={open} runbook={runbook} phase={route.phase ?? null} />
    case 'a3':
    case 'a4':
      return <Paper open={open} runbook={runbook} paper={route.sheet} />
  }
}

function Paper(props: {
  readonly open: OpenLog
  readonly runbook: Runbook
  readonly paper: 'a3' | 'a4'
}) {
  const { open, runbook, paper } = props
  const { print } = useServices()
  const sayer = useFlowSayer({ runbook, state: open.state, version: open.version })
  const { words } = sayer
  useTitle(open)
  const sheets = paper === 'a3' ? <A3 open={open} sayer={sayer} /> : null
  const pages = usePages(sayer, paper === 'a4')
  return (
    <main class={open.mode === 'drill' ? `map-paper ${paper} drill` : `map-paper ${paper}`}>
      <h1 class="hidden-words">{words.paperTitle}</h1>
      <div class="print-bar">
        <a class="button text" href={hashOf({ at: 'incident', log: open.id, tab: 'map' })}>
          {words.backToMap}
        </a>
        <p class="quiet small">{paper === 'a3' ? words.onA3 : words.onA4(pages.length)}</p>
      </div>
      {sheets ??
        pages.map(({ title, body }, i) => (
          <article key={title} class="map-sheet a4">
            <SheetHead open={open} words={words} what={`${title} ${i + 1}/${pages.length}`} />
            {body}
          </article>
        ))}
      <div class="print-do">
        <button type="button" class="button primary" onClick={() => print()}>
          {words.printNow}
        </button>
      </div>
    </main>
  )
}

function A3(props: { readonly open: OpenLog; readonly sayer: FlowSayer }) {
  const { open, sayer } = props
  const sheet = useMemo(
    () => sheetOf(sayer, wholePhases(sayer.map), size, { ratio: a3Ratio }),
    [sayer],
  )
  return (
    <article class="map-sheet a3">
      <SheetHead open={open} words={sayer.words} what="" legend={sayer} />
      <FlowPoster sheet={sheet} sayer={sayer} size={size} link={null} />
    </article>
  )
}

/** One phase after the other, each on as many sheets as it needs for its words to stay readable. */
function usePages(sayer: FlowSayer, wanted: boolean) {
  return useMemo(() => {
    if (!wanted) return []
    const { map, say } = sayer
    return phasesOf(map).flatMap((phase) => {
      const { chart, pages } = pagedPhase(sayer, phase, size, a4)
      const title = map.runbook.phases.find(({ id }) => id === phase)?.title
      const sheet = { charts: [chart], gap: 0, width: chart.width, height: chart.height }
      return pages.map((page, i) => ({
        title: `${title ? say(title) : phase}${pages.length > 1 ? ` (${i + 1})` : ''}`,
        body: <FlowPoster sheet={sheet} sayer={sayer} size={size} link={null} window={page} />,
      }))
    })
  }, [sayer, wanted])
}

function SheetHead(props: {
  readonly open: OpenLog
  readonly words: FlowSayer['words']
  readonly what: string
  readonly legend?: FlowSayer
}) {
  const { open, words, what, legend } = props
  const language = useLanguage()
  const at = open.state.lastAt
  return (
    <div class="map-sheet-head">
      <PrintHead open={open} title={words.paperTitle} />
      <p class="map-sheet-what">
        <b>{what}</b> {at ? words.asOf(dateTime(instantMs(at), language)) : ''}
      </p>
      {legend ? <FlowLegend sayer={legend} /> : null}
    </div>
  )
}

function useTitle(open: OpenLog): void {
  const language = useLanguage()
  const words = useWords(mapText)
  const name = exportName(open.state, exportText[language].fileMode[open.mode], 'pdf')
  usePageTitle(`${name.slice(0, -4)}-${words.title}`)
}
