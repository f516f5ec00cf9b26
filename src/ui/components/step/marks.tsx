import type { Standing } from '../../../domain/flow/standing.ts'
import { useWords } from '../../context.ts'
import { stepsText } from '../../text/steps.ts'

/** A diamond, as decisions are drawn in a flowchart, with its word for those who listen. */
export function DecisionMark() {
  const words = useWords(stepsText)
  return (
    <span class="decision-mark">
      <svg width="14" height="14" viewBox="0 0 14 14" aria-hidden="true">
        <path d="M7 1 13 7 7 13 1 7Z" fill="none" stroke="currentColor" stroke-width="1.8" />
      </svg>
      <span class="hidden-words">{words.decision}: </span>
    </span>
  )
}

/** Each standing has its own shape; the word stands beside it in the row. */
export function StandingMark(props: { readonly standing: Standing }) {
  return (
    <svg
      class={`standing-mark ${props.standing}`}
      width="22"
      height="22"
      viewBox="0 0 22 22"
      fill="none"
      stroke="currentColor"
      stroke-width="2"
      aria-hidden="true"
    >
      <StandingShape standing={props.standing} />
    </svg>
  )
}

/** The shape alone, on a square of 22, for pictures that place it themselves. */
export function StandingShape(props: { readonly standing: Standing }) {
  switch (props.standing) {
    case 'open':
      return <rect x="3" y="3" width="16" height="16" rx="3" />
    case 'done':
      return (
        <>
          <rect x="2" y="2" width="18" height="18" rx="3" fill="currentColor" stroke="none" />
          <path class="tick" d="m6 11 3.5 3.5L16 7.5" />
        </>
      )
    case 'skipped':
      return <path d="M4 11h14" />
    case 'notApplicable':
      return (
        <>
          <circle cx="11" cy="11" r="7.5" />
          <path d="m6 16 10-10" />
        </>
      )
    case 'notReached':
      return <circle cx="11" cy="11" r="3.5" fill="currentColor" stroke="none" />
  }
}
