import type { ComponentChildren, RefObject } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import { useWords } from '../../context.ts'
import type { Sending } from '../../step-recorder.ts'
import { stepCardText } from '../../text/step-card.ts'

/** The primary button, kept in the thumb's reach above the capture bar, and how its act stands. */
export function StepActions(props: {
  readonly sending: Sending
  readonly label: string
  readonly quiet?: boolean
  /** Why the button cannot do its work yet; it says so when tapped. */
  readonly message?: string | null
  readonly onRecord: () => void
  readonly children?: ComponentChildren
}) {
  const words = useWords(stepCardText)
  const { sending } = props
  const box = useRef<HTMLDivElement>(null)
  const stick = useStick(box)
  const trouble = {
    idle: null,
    saving: null,
    failed: words.notSaved,
    refused: words.refused,
    tooLong: words.tooLong,
  }[sending]
  return (
    <div
      ref={box}
      class={stick === null ? 'step-actions' : 'step-actions sticky'}
      style={stick === null ? undefined : { bottom: `${stick - 1}px` }}
    >
      {trouble ? (
        <p class="alert" role="alert">
          {trouble}
        </p>
      ) : null}
      <p class="step-message" role="status">
        {props.message ?? ''}
      </p>
      <button
        type="button"
        class={props.quiet ? 'button outlined wide' : 'button primary'}
        aria-busy={sending === 'saving'}
        onClick={props.onRecord}
      >
        {sending === 'saving' ? words.saving : sending === 'failed' ? words.retry : props.label}
      </button>
      {props.children}
    </div>
  )
}

/** The part of the window that must stay free for the button to stick over the card. */
const freePart = 0.5

/**
 * Where the button sticks: above the frame's foot, whose height grows with large text. Null when it
 * would cover what it is about, as on a small phone with text at 200 %.
 */
function useStick(element: RefObject<HTMLElement | null>): number | null {
  const [stick, setStick] = useState<number | null>(null)
  useEffect(() => {
    const own = element.current
    const foot = document.querySelector<HTMLElement>('.incident-foot')
    if (!own || !foot) return
    const measure = (): void => {
      // On a wide screen the pane scrolls by itself, and sticking counts from inside its padding.
      const pane = foot.closest('.wide') ? own.closest('.pane') : null
      const below = pane
        ? -Number.parseFloat(getComputedStyle(pane).paddingBottom)
        : foot.offsetHeight
      const free = window.innerHeight - foot.offsetHeight - own.offsetHeight
      setStick(free >= window.innerHeight * freePart ? below : null)
    }
    measure()
    const observer = new ResizeObserver(measure)
    for (const part of [own, foot, document.documentElement]) observer.observe(part)
    return () => observer.disconnect()
  }, [element])
  return stick
}
