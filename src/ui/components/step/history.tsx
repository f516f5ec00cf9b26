import type { Step } from '../../../domain/flow/runbook.ts'
import type { Entry } from '../../../domain/log/entry.ts'
import { useOpen, useSay, useWords } from '../../context.ts'
import { useOccurredTime } from '../../occurred-time.ts'
import { hashOf } from '../../route.ts'
import { recordWords } from '../../text/record.ts'
import { stepCardText } from '../../text/step-card.ts'

const shapes: readonly Entry['shape'][] = ['step', 'decision', 'opened']

/** What was recorded of this step before, newest first, each linked to its line of the chronology. */
export function StepHistory(props: { readonly step: Step; readonly system: string | null }) {
  const { step, system } = props
  const words = useWords(stepCardText)
  const at = useOccurredTime()
  const open = useOpen()
  const entries = open.state.entries.filter(
    (entry) =>
      entry.step === step.id &&
      shapes.includes(entry.shape) &&
      (system === null || entry.system === system),
  )
  if (entries.length === 0) return null
  return (
    <section class="step-history">
      <h2>{words.history}</h2>
      <ul class="rows">
        {entries.reverse().map((entry) => (
          <li key={entry.id}>
            <a
              class="recent-row"
              href={hashOf({ at: 'incident', log: open.id, tab: 'log', item: entry.id })}
            >
              <span class="recent-time">{at(entry)}</span>
              <HistoryWords entry={entry} step={step} />
            </a>
          </li>
        ))}
      </ul>
    </section>
  )
}

function HistoryWords(props: { readonly entry: Entry; readonly step: Step }) {
  const { entry, step } = props
  const words = useWords(stepCardText)
  const record = useWords(recordWords)
  const say = useSay()
  const { state } = useOpen()
  const { event } = entry
  if (event.kind !== 'known') return null
  const branch =
    event.type === 'decision.recorded' && step.type !== 'step'
      ? step.branches.find((b) => b.id === event.data.branch)
      : undefined
  const what =
    event.type === 'step.recorded'
      ? record.outcome[event.data.outcome]
      : event.type === 'decision.recorded'
        ? branch
          ? say(branch.when)
          : record.noBranch
        : record.stepOpened
  const reason = event.type === 'step.recorded' ? event.data.reason : null
  const meta = [
    (entry.run ?? 1) > 1 ? words.run(entry.run ?? 1) : '',
    entry.system ? (state.systems.get(entry.system) ?? '') : '',
    reason ? record.reason[reason] : '',
    event.type === 'step.recorded' && event.data.byOther ? record.byOther : '',
    entry.by ?? '',
    entry.body ?? '',
  ].filter((part) => part !== '')
  return (
    <span class={entry.struck ? 'recent-words struck' : 'recent-words'}>
      {what}
      {meta.length > 0 ? <span class="small quiet"> {meta.join('・')}</span> : null}
    </span>
  )
}
