import { DrillAfter } from '../components/drill/after.tsx'
import { DrillBefore } from '../components/drill/before.tsx'
import { DrillControls } from '../components/drill/controls.tsx'
import { DrillNow } from '../components/drill/now.tsx'
import { DrillPapers } from '../components/drill/papers.tsx'
import { DrillPlan } from '../components/drill/plan.tsx'
import { DrillResult } from '../components/drill/result.tsx'
import { DrillWash } from '../components/drill/wash.tsx'
import { useWords } from '../context.ts'
import { drillText } from '../text/drill.ts'
import { type DrillView, useDrill } from '../use-drill.ts'

/** 進行: the place of whoever runs the drill. The app says what comes next; nobody has to know it. */
export function DrillScreen(props: { readonly item?: string }) {
  const words = useWords(drillText)
  const view = useDrill()
  if (!view)
    return (
      <p class="drill-place" role="status">
        {words.noScenario}
      </p>
    )
  switch (props.item) {
    case 'plan':
      return <DrillPlan view={view} />
    case 'result':
      return <DrillResult course={view.course} />
    case 'wash':
      return <DrillWash course={view.course} />
    case 'papers':
      return <DrillPapers />
    default:
      return <Present view={view} />
  }
}

function Present(props: { readonly view: DrillView }) {
  const { view } = props
  const { drill } = view.course
  if (drill.ended) return <DrillAfter />
  if (drill.intervals.length === 0) return <DrillBefore course={view.course} />
  return (
    <div class="drill-place">
      <DrillNow view={view} />
      <DrillControls view={view} />
    </div>
  )
}
