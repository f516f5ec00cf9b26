import { reviewKinds } from '../../domain/events-drill.ts'
import { useOpen, useWords } from '../context.ts'
import { drillAfterText } from '../text/drill-after.ts'
import { drillPaperText } from '../text/drill-paper.ts'

/** What was said after the drill. */
export function PaperWash() {
  const words = useWords(drillPaperText)
  const after = useWords(drillAfterText)
  const { state } = useOpen()
  const lines = state.drill?.hotWash ?? []
  return (
    <div class="dp-wash">
      {reviewKinds.map((kind) => {
        const said = lines.filter((line) => line.kind === kind)
        return (
          <div key={kind}>
            <h3>{after.kinds[kind][0]}</h3>
            {said.length > 0 ? (
              <ul>
                {said.map((line) => (
                  <li key={line.entry}>{line.body}</li>
                ))}
              </ul>
            ) : (
              <p class="dp-small">{words.none}</p>
            )}
          </div>
        )
      })}
    </div>
  )
}

/** Who mends what until when. */
export function PaperPlan() {
  const words = useWords(drillPaperText)
  const { state } = useOpen()
  const items = [...state.improvements.values()]
  if (items.length === 0) return <p>{words.none}</p>
  return (
    <table class="dp-table dp-plan">
      <thead>
        <tr>
          <th>{words.what}</th>
          <th>{words.owner}</th>
          <th>{words.due}</th>
          <th>{words.checker}</th>
        </tr>
      </thead>
      <tbody>
        {items.map((item) => (
          <tr key={item.id}>
            <td>{item.what}</td>
            <td>{item.owner ?? ''}</td>
            <td>{item.due ?? ''}</td>
            <td>{item.checker ?? ''}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
