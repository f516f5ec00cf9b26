import type { ComponentChildren } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { useWords } from '../context.ts'
import type { Sending } from '../step-recorder.ts'
import { stepCardText } from '../text/step-card.ts'

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
  const foot = useFootHeight()
  const trouble = {
    idle: null,
    saving: null,
    failed: words.notSaved,
    refused: words.refused,
    tooLong: words.tooLong,
  }[sending]
  return (
    <div class="step-actions" style={{ '--foot': `${foot}px` }}>
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

/** The height of the frame's foot, which grows with large text: the button must clear it. */
function useFootHeight(): number {
  const [height, setHeight] = useState(0)
  useEffect(() => {
    const foot = document.querySelector<HTMLElement>('.incident:not(.wide) .incident-foot')
    if (!foot) {
      setHeight(0)
      return
    }
    const measure = (): void => setHeight(foot.offsetHeight)
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(foot)
    return () => observer.disconnect()
  }, [])
  return height
}
