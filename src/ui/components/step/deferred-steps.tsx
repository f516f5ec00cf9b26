import { deferredSteps } from '../../../domain/flow/deferred.ts'
import { useOpen, useSay, useWords } from '../../context.ts'
import { stepHash } from '../../step-place.ts'
import { stepsText } from '../../text/steps.ts'

/** 後で行う: what was put off stays in sight until it is recorded. */
export function DeferredSteps() {
  const words = useWords(stepsText)
  const say = useSay()
  const open = useOpen()
  const deferred = deferredSteps(open.state)
  if (deferred.length === 0) return null
  return (
    <section class="recent deferred">
      <h2>{words.deferred}</h2>
      <ul class="rows">
        {deferred.map(({ step, system }) => {
          const title = open.state.graph?.step.get(step)?.title
          const name = system ? open.state.systems.get(system) : undefined
          return (
            <li key={`${step} ${system ?? ''}`}>
              <a class="recent-row" href={stepHash(open.id, { step, system })}>
                <span class="recent-words">
                  {title ? say(title) : step}
                  {name ? `（${name}）` : ''}
                </span>
              </a>
            </li>
          )
        })}
      </ul>
    </section>
  )
}
