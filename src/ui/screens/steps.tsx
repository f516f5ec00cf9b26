import { useEffect, useRef, useState } from 'preact/hooks'
import { type OpenStep, openSteps } from '../../domain/flow/open-steps.ts'
import { LegalClocks } from '../components/board/legal-clocks.tsx'
import { OverdueItem } from '../components/board/overdue-item.tsx'
import { CloseOffer } from '../components/log/close-offer.tsx'
import { RecentRecords } from '../components/log/recent-records.tsx'
import { DeferredSteps } from '../components/step/deferred-steps.tsx'
import { StepOutcome } from '../components/step/outcome.tsx'
import { StepRow } from '../components/step/row.tsx'
import { WhoAmI } from '../components/who-am-i.tsx'
import { useNow, useOpen, useSay, useSession, useWords } from '../context.ts'
import { hashOf } from '../route.ts'
import { takeOutcome } from '../step-place.ts'
import { stepsText } from '../text/steps.ts'

/** 手順: what is open now, patients first, then mine, then what is due. */
export function StepsScreen() {
  const words = useWords(stepsText)
  const say = useSay()
  const session = useSession()
  const open = useOpen()
  const now = useNow(true)
  const [outcome] = useState(() => takeOutcome(session, open.id))
  const top = useRef<HTMLDivElement>(null)
  useEffect(() => {
    top.current?.closest('.pane')?.scrollTo?.(0, 0)
  }, [])
  const roles = open.state.holders.get(open.device)?.roles ?? []
  const steps = openSteps(open.state, roles, now)
  return (
    <div class="steps" ref={top}>
      {outcome ? <StepOutcome outcome={outcome} /> : null}
      <CloseOffer />
      <div class="steps-head">
        <h1>{words.openCount(steps.length)}</h1>
        <WhoAmI />
        <LegalClocks />
        <OverdueItem now={now} />
      </div>
      {steps.length === 0 ? (
        <p class="steps-empty">
          {words.nothingOpen} {words.nothingOpenNext}
        </p>
      ) : (
        byLane(steps).map(([lane, rows]) => {
          const title = open.runbook?.lanes.find((l) => l.id === lane)?.title
          return (
            <section key={lane} class="steps-lane">
              <h2 class="hidden-words">{title ? say(title) : lane}</h2>
              <ul class="rows">
                {rows.map((row) => (
                  <StepRow
                    key={`${row.step.id} ${row.run.system ?? ''}`}
                    open={row}
                    fresh={outcome?.opened.includes(row.step.id) ?? false}
                  />
                ))}
              </ul>
            </section>
          )
        })
      )}
      <DeferredSteps />
      <a
        class="button outlined find-other"
        href={hashOf({ at: 'incident', log: open.id, tab: 'all' })}
        onClick={() => session.saveDraft(`find:${open.id}`, '')}
      >
        {words.findOther}
      </a>
      <RecentRecords />
    </div>
  )
}

/** Lanes in the order of their first step, which is the order a person should look at them. */
function byLane(steps: readonly OpenStep[]): readonly (readonly [string, readonly OpenStep[]])[] {
  const lanes = new Map<string, OpenStep[]>()
  for (const open of steps) {
    const lane = lanes.get(open.step.lane)
    if (lane) lane.push(open)
    else lanes.set(open.step.lane, [open])
  }
  return [...lanes]
}
