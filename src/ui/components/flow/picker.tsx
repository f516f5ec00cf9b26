import { phasesOf, progressOf, whole } from '../../flow/phases.ts'
import type { FlowSayer } from '../../flow/words.ts'

/** The phases of the map, each with how far it is; `whole` shows them all. */
export function FlowPicker(props: {
  readonly sayer: FlowSayer
  readonly chosen: string
  readonly hrefOf: (phase: string) => string
}) {
  const { sayer, chosen, hrefOf } = props
  const { map, words, say } = sayer
  return (
    <nav class="flow-picker" aria-label={words.phases}>
      {phasesOf(map).map((phase) => {
        const title = map.runbook.phases.find(({ id }) => id === phase)?.title
        const { open, ended, all } = progressOf(map, phase)
        return (
          <a
            key={phase}
            class="flow-phase"
            href={hrefOf(phase)}
            aria-current={phase === chosen ? 'true' : undefined}
          >
            <span>{title ? say(title) : phase}</span>
            <span class="flow-phase-count" aria-hidden="true">
              {open > 0 ? <b>{words.openHere(open)}</b> : null} {words.progress(ended, all)}
            </span>
            <span class="hidden-words">{words.progressSaid(open, ended, all)}</span>
          </a>
        )
      })}
      <a
        class="flow-phase"
        href={hrefOf(whole)}
        aria-current={chosen === whole ? 'true' : undefined}
      >
        <span>{words.whole}</span>
      </a>
    </nav>
  )
}
