import type { Lane } from '../../../domain/flow/runbook.ts'
import { useSay } from '../../context.ts'

/** A lane's letter in its colour, and its word beside it unless the place is too narrow. */
export function LaneMark(props: { readonly lane: Lane | undefined; readonly wordless?: boolean }) {
  const say = useSay()
  const { lane } = props
  if (!lane) return null
  return (
    <>
      <span class={`lane-mark lane-${lane.id}`} aria-hidden={props.wordless ? undefined : 'true'}>
        {say(lane.letter)}
        {props.wordless ? <span class="hidden-words">{say(lane.title)}</span> : null}
      </span>
      {props.wordless ? null : <span class={`lane-word lane-${lane.id}`}>{say(lane.title)}</span>}
    </>
  )
}
