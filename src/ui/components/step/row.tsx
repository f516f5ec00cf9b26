import type { OpenStep } from '../../../domain/flow/open-steps.ts'
import type { Text } from '../../../domain/flow/runbook.ts'
import { useOpen, useSay, useWords } from '../../context.ts'
import { stepHash } from '../../step-place.ts'
import { stepsText } from '../../text/steps.ts'
import { DeadlineMark } from '../board/deadline-mark.tsx'
import { LaneMark } from './lane-mark.tsx'
import { DecisionMark } from './marks.tsx'

/** An open step as one line of a departure board: what on the left, when on the right. */
export function StepRow(props: { readonly open: OpenStep; readonly fresh: boolean }) {
  const { step, run, deadline, mine } = props.open
  const words = useWords(stepsText)
  const say = useSay()
  const open = useOpen()
  const lane = open.runbook?.lanes.find((l) => l.id === step.lane)
  const role = open.runbook?.roles.find((r) => r.id === step.role)
  const system = run.system ? open.state.systems.get(run.system) : undefined
  return (
    <li>
      <a class="step-row" href={stepHash(open.id, { step: step.id, system: run.system })}>
        <LaneMark lane={lane} wordless />
        <span class="step-row-what">
          <span class="step-row-title">
            {step.type === 'step' ? null : <DecisionMark />}
            {say(step.title)}
          </span>
          {system ? <span class="step-row-system">{system}</span> : null}
          <span class="step-row-role">
            {props.fresh ? <span class="step-fresh">{words.fresh}</span> : null}
            {mine ? <span class="step-mine">{words.mine}</span> : null}
            {role ? shortRole(say, role.title) : null}
          </span>
          {run.divided ? <span class="step-divided">{words.divided}</span> : null}
        </span>
        {deadline ? (
          <span class="step-row-when">
            <DeadlineMark deadline={deadline} />
          </span>
        ) : null}
      </a>
    </li>
  )
}

/** A role without what stands in brackets behind it. */
const shortRole = (say: (text: Text) => string, title: Text): string =>
  say(title).split(/[（(]/)[0]?.trim() ?? ''
