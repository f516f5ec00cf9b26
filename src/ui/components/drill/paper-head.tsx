import { useOpen, useWords } from '../../context.ts'
import { drillPaperText } from '../../text/drill-paper.ts'
import { incidentText } from '../../text/incident.ts'

/** 訓練 by word, mark and broken rule, so that a copy in grey or by fax still tells. */
export function DrillPaperHead(props: { readonly title: string }) {
  const words = useWords(drillPaperText)
  const marks = useWords(incidentText)
  const { state, id } = useOpen()
  return (
    <header class="dp-head">
      <p>
        <b class="dp-mode">{marks.drill}</b> <b>{props.title}</b> <span>{state.name ?? ''}</span>
      </p>
      <p class="dp-small">
        {words.recordMeans} {words.id(id)}
      </p>
    </header>
  )
}
