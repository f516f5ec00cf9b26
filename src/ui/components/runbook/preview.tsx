import { useEffect, useState } from 'preact/hooks'
import { type FlowDifference, flowDifference } from '../../../domain/flow/difference.ts'
import type { Runbook, Step } from '../../../domain/flow/runbook.ts'
import { useSay, useSession, useWords } from '../../context.ts'
import { runbooksText } from '../../text/runbooks.ts'
import { FlowList } from '../flow/list.tsx'
import { FlowMap } from '../flow/map.tsx'
import { LaneMark } from '../step/lane-mark.tsx'

/** A flow before it is used: how much it is and how it differs. */
export function RunbookSummary(props: { readonly runbook: Runbook }) {
  const words = useWords(runbooksText)
  const say = useSay()
  const { runbook } = props
  const decisions = runbook.steps.filter((step) => step.type !== 'step').length
  return (
    <section class="runbook-preview">
      <h2>{say(runbook.title)}</h2>
      <p>{say(runbook.summary)}</p>
      <p class="quiet small">
        {words.version(runbook.version)} ·{' '}
        {words.counts(runbook.steps.length, decisions, runbook.phases.length, runbook.lanes.length)}
      </p>
      <Difference runbook={runbook} />
    </section>
  )
}

/** Every step of it, as a picture or a list. */
export function RunbookPreview(props: { readonly runbook: Runbook }) {
  const words = useWords(runbooksText)
  const { runbook } = props
  const [shown, setShown] = useState<'picture' | 'list'>('picture')
  return (
    <section class="runbook-preview">
      <h3>{words.preview}</h3>
      <div class="chips">
        {(['picture', 'list'] as const).map((next) => (
          <button
            key={next}
            type="button"
            class="chip"
            aria-pressed={shown === next}
            onClick={() => setShown(next)}
          >
            {words.shown[next]}
          </button>
        ))}
      </div>
      {shown === 'picture' ? <FlowMap runbook={runbook} /> : <FlowList runbook={runbook} />}
    </section>
  )
}

function Difference(props: { readonly runbook: Runbook }) {
  const words = useWords(runbooksText)
  const say = useSay()
  const session = useSession()
  const { runbook } = props
  const [present, setPresent] = useState<Runbook | null>(null)
  useEffect(() => {
    setPresent(null)
    if (session.runbooks().some((book) => book.id === runbook.id))
      void session.loadRunbook(runbook.id).then(setPresent, () => setPresent(null))
  }, [session, runbook])
  if (!present) return <p class="quiet">{words.newFlow}</p>
  const found = flowDifference(present, runbook)
  const parts: readonly [keyof FlowDifference, (count: number) => string][] = [
    ['added', words.added],
    ['removed', words.removed],
    ['changed', words.changed],
  ]
  const some = found.added.length + found.removed.length + found.changed.length > 0
  return (
    <section>
      <h3>{words.difference(say(present.title))}</h3>
      {some ? null : <p>{words.noDifference}</p>}
      {parts.map(([part, head]) => {
        const steps = found[part]
        return typeof steps === 'object' && steps.length > 0 ? (
          <details key={part} class="runbook-difference">
            <summary>{head(steps.length)}</summary>
            <Steps runbook={part === 'removed' ? present : runbook} steps={steps} />
          </details>
        ) : null
      })}
      {some ? <p class="quiet small">{words.same(found.same)}</p> : null}
    </section>
  )
}

function Steps(props: { readonly runbook: Runbook; readonly steps: readonly Step[] }) {
  const say = useSay()
  const { runbook, steps } = props
  return (
    <ul class="rows runbook-steps">
      {steps.map((step) => (
        <li key={step.id}>
          <b class="runbook-step-title">{say(step.title)}</b>
          <LaneMark lane={runbook.lanes.find((lane) => lane.id === step.lane)} />
          <span class="quiet small">{step.id}</span>
        </li>
      ))}
    </ul>
  )
}
