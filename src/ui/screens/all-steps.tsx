import { useEffect, useId, useMemo, useRef } from 'preact/hooks'
import { findSteps, indexSteps } from '../../domain/flow/find-steps.ts'
import type { Phase, Runbook, Step } from '../../domain/flow/runbook.ts'
import { type StepStanding, standings } from '../../domain/flow/standing.ts'
import { instantMs } from '../../domain/instant.ts'
import { LaneMark } from '../components/step/lane-mark.tsx'
import { DecisionMark, StandingMark } from '../components/step/marks.tsx'
import { useDraft, useLanguage, useNow, useOpen, useSay, useWords } from '../context.ts'
import { timeNear } from '../format.ts'
import { hashOf } from '../route.ts'
import { stepHash } from '../step-place.ts'
import { stepsText } from '../text/steps.ts'

/** Any step of the runbook, by phase or by word: the flow recommends, it never forbids. */
export function AllSteps() {
  const words = useWords(stepsText)
  const say = useSay()
  const open = useOpen()
  const id = useId()
  const title = useRef<HTMLHeadingElement>(null)
  const [query, setQuery] = useDraft(`find:${open.id}`)
  const { runbook } = open
  const index = useMemo(() => indexSteps(runbook?.steps ?? []), [runbook])
  useEffect(() => title.current?.focus({ preventScroll: true }), [])
  const found = findSteps(index, query)
  const known = open.state.position ? standings(open.state.position) : new Map()
  return (
    <div class="all-steps">
      <h1 ref={title} tabIndex={-1}>
        {words.allTitle}
      </h1>
      <div class="field">
        <label class="label" for={id}>
          {words.search}
        </label>
        <div class="search-line">
          <input
            id={id}
            type="search"
            autocomplete="off"
            enterkeyhint="search"
            placeholder={words.searchHint}
            value={query}
            onInput={(event) => setQuery(event.currentTarget.value)}
          />
        </div>
        <p class="small quiet" role="status">
          {query.trim() === ''
            ? ''
            : found.length === 0
              ? words.noneFound
              : words.found(found.length)}
        </p>
      </div>
      {phasesOf(runbook).map((phase) => {
        const steps = found.filter((step) => step.phase === phase.id)
        return steps.length === 0 ? null : (
          <section key={phase.id}>
            <h2>{say(phase.title)}</h2>
            <ul class="rows">
              {steps.map((step) => (
                <AnyStep key={step.id} step={step} known={known.get(step.id)} />
              ))}
            </ul>
          </section>
        )
      })}
      <a
        class="button outlined find-other"
        href={hashOf({ at: 'incident', log: open.id, tab: 'steps' })}
      >
        {words.backToOpen}
      </a>
    </div>
  )
}

function AnyStep(props: { readonly step: Step; readonly known: StepStanding | undefined }) {
  const { step, known } = props
  const words = useWords(stepsText)
  const say = useSay()
  const language = useLanguage()
  const now = useNow(true)
  const open = useOpen()
  const standing = known?.standing ?? 'notReached'
  const last = known?.last
  const lane = open.runbook?.lanes.find((l) => l.id === step.lane)
  const at = last ? ` ${timeNear(instantMs(last.occurred.at ?? last.t), now, language)}` : ''
  return (
    <li>
      <a class={`step-row ${standing}`} href={stepHash(open.id, { step: step.id, system: null })}>
        <StandingMark standing={standing} />
        <span class="step-row-what">
          <span class="step-row-title">
            {step.type === 'step' ? null : <DecisionMark />}
            {say(step.title)}
          </span>
          <span class="step-row-role">
            <LaneMark lane={lane} />
            <span>
              {words.standing[standing]}
              {at}
            </span>
          </span>
        </span>
      </a>
    </li>
  )
}

/** Peacetime last: during an incident nobody looks for it first. */
function phasesOf(runbook: Runbook | null): readonly Phase[] {
  if (!runbook) return []
  const calm = runbook.steps.find((step) => step.id === runbook.entries.readiness)?.phase
  const last = runbook.phases.filter((phase) => phase.id === calm)
  return [...runbook.phases.filter((phase) => phase.id !== calm), ...last]
}
