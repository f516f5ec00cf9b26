import type { OpenLog } from '../../../session/session.ts'
import { useWords } from '../../context.ts'
import { printText } from '../../text/print.ts'

/** Live or drill by word, mark and rule, so that a copy in grey or by fax still tells. */
export function PrintHead(props: { readonly open: OpenLog; readonly title?: string }) {
  const words = useWords(printText)
  const { state, mode, id } = props.open
  return (
    <div class="print-head">
      <p class="print-head-line">
        <b class="print-mode">{mode === 'drill' ? words.drill : words.live}</b>
        <span class="print-title">{props.title ?? words.title}</span>
        <span class="print-name">{state.name ?? ''}</span>
      </p>
      <p class="print-head-line">
        <span class="print-id">ID {id}</span>
        {mode === 'drill' ? <b>{words.drillOnly}</b> : null}
      </p>
    </div>
  )
}
