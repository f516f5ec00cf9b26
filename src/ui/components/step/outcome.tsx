import { useEffect, useRef, useState } from 'preact/hooks'
import { useLanguage, useOpen, useSay, useWords } from '../../context.ts'
import type { Outcome } from '../../step-place.ts'
import { stepsText } from '../../text/steps.ts'

/** More names than this push the list off a phone; the rest stand in it, marked as new. */
const named = 3

/**
 * What was just recorded and what it opened. The box is there first and filled after, or a screen
 * reader would not announce it; the focus comes here because the button that had it is gone. The
 * steps themselves stand in the list below, marked as new.
 */
export function StepOutcome(props: { readonly outcome: Outcome }) {
  const { outcome } = props
  const words = useWords(stepsText)
  const say = useSay()
  const separator = useLanguage() === 'ja' ? '、' : ', '
  const open = useOpen()
  const box = useRef<HTMLDivElement>(null)
  const [filled, setFilled] = useState(false)
  useEffect(() => {
    setFilled(true)
    box.current?.focus({ preventScroll: true })
  }, [])
  const step = open.state.graph?.step.get(outcome.step)
  const opened = [...new Set(outcome.opened)].flatMap((id) => {
    const next = open.state.graph?.step.get(id)
    return next ? [next] : []
  })
  return (
    <div ref={box} class="step-outcome" role="status" tabIndex={-1}>
      {filled && step ? (
        <>
          <p>{words.recorded(say(step.title))}</p>
          <p>
            {opened.length === 0
              ? words.nothingNew
              : words.nextOpened(
                  opened
                    .slice(0, named)
                    .map((next) => say(next.title))
                    .join(separator),
                  opened.length - named,
                )}
          </p>
        </>
      ) : null}
    </div>
  )
}
