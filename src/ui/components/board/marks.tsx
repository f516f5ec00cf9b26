import type { ServiceLevel, SystemState } from '../../../domain/events/events.ts'
import { useWords } from '../../context.ts'
import { boardText } from '../../text/board.ts'

/** How far a function runs: a word in a shape of its own, so that grey paper tells it too. */
export function LevelMark(props: { readonly levels: readonly ServiceLevel[] }) {
  const words = useWords(boardText)
  const { levels } = props
  const kind = levels.length > 1 ? 'vague' : (levels[0] ?? 'unknown')
  return (
    <span class={`level level-${kind}`}>
      {levels.map((level) => words.level[level]).join(words.or)}
    </span>
  )
}

const kindOf: Record<SystemState, string> = {
  unknown: 'unknown',
  running: 'running',
  readOnly: 'limited',
  isolated: 'stopped',
  stopped: 'stopped',
  restored: 'running',
}

export function SystemMark(props: { readonly state: SystemState | null }) {
  const words = useWords(boardText)
  const { state } = props
  return (
    <span class={`level level-${state ? kindOf[state] : 'unknown'}`}>
      {words.systemState[state ?? 'unknown']}
    </span>
  )
}

/** 暫定: waits for the one who confirms it. */
export function ProvisionalMark(props: { readonly on: boolean }) {
  const words = useWords(boardText)
  return props.on ? <b class="board-mark">{words.provisional}</b> : null
}
