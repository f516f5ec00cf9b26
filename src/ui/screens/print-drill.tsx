import { exportName } from '../../domain/chronology/export-name.ts'
import type { OpenLog } from '../../session/session.ts'
import { CardsPaper, ObserverPaper } from '../components/drill/paper-cards.tsx'
import { ReportPaper, useDrillReports } from '../components/drill/paper-report.tsx'
import { NotOpen } from '../components/not-open.tsx'
import { useLanguage, useServices, useSessionState, useWords } from '../context.ts'
import { type DrillPaper, hashOf, useRoute } from '../route.ts'
import { drillPaperText } from '../text/drill-paper.ts'
import { exportText } from '../text/export.ts'
import { usePageTitle } from '../use-page-title.ts'

/** A drill on A4: what is seen here is what comes out. */
export function PrintDrill() {
  const route = useRoute()
  const open = useSessionState((state) => state.open)
  if (route.at !== 'print' || route.what !== 'drill') return null
  if (!open || open.id !== route.log) return <NotOpen />
  return <Sheet open={open} paper={route.paper} />
}

function Sheet(props: { readonly open: OpenLog; readonly paper: DrillPaper }) {
  const { open, paper } = props
  const words = useWords(drillPaperText)
  const { print } = useServices()
  useTitle(open, words.sheets[paper])
  const after = open.state.drill?.ended !== null && paper !== 'cards'
  return (
    <main class="print-drill">
      <h1 class="hidden-words">{words.sheets[paper]}</h1>
      <div class="print-bar">
        <a
          class="button text"
          href={hashOf({
            at: 'incident',
            log: open.id,
            tab: 'drill',
            ...(after ? { item: 'papers' } : {}),
          })}
        >
          {words.back[paper]}
        </a>
        <p class="quiet small">{words.how}</p>
      </div>
      <Contents paper={paper} />
      <div class="print-do">
        <button type="button" class="button primary" onClick={() => print()}>
          {words.print}
        </button>
      </div>
    </main>
  )
}

function Contents(props: { readonly paper: DrillPaper }) {
  switch (props.paper) {
    case 'cards':
      return <CardsPaper />
    case 'observer':
      return <ObserverPaper />
    case 'report':
    case 'record':
      return <Report paper={props.paper} />
  }
}

function Report(props: { readonly paper: 'report' | 'record' }) {
  const reports = useDrillReports()
  return reports ? <ReportPaper report={reports[props.paper]} /> : null
}

function useTitle(open: OpenLog, title: string): void {
  const language = useLanguage()
  const name = exportName(open.state, `${title}-${exportText[language].fileMode[open.mode]}`, 'pdf')
  usePageTitle(name.slice(0, -4))
}
