import type { ComponentChildren } from 'preact'
import type { FirstAction } from '../../text/first.ts'

/**
 * The five actions as drawings: one line, the ink of the page and one accent for what matters, so
 * that they read at 56 px, at 28 mm and in grey. Words stand beside them, hence hidden.
 */
export function FirstPicture(props: { readonly of: FirstAction }) {
  return (
    <svg class="first-picture" viewBox="0 0 64 64" aria-hidden="true" focusable="false">
      {drawings[props.of]}
    </svg>
  )
}

/** A person in bed, somebody beside the bed. */
const patient = (
  <>
    <path d="M6 30v28M6 51h52M58 44v14" />
    <circle cx="16" cy="41" r="4.5" />
    <path d="M25 51v-3q0-6 6-6h15q8 0 8 8" />
    <circle cx="38" cy="11" r="6.5" />
    <path d="M26 34v-4q0-8 8-8h8q8 0 8 8v7" />
    <path d="M27 30l-6 4" />
    <path class="accent" d="M38 26v9M33.5 30.5h9" />
  </>
)

/** A telephone's camera before a screen that says something is wrong. */
const photo = (
  <>
    <rect x="3" y="7" width="44" height="32" rx="3" />
    <path d="M21 39v7M13 47h14" />
    <path class="accent" d="M19 15v9M19 30.6v.1" />
    <rect class="before" x="34" y="21" width="25" height="38" rx="4" />
    <circle cx="46.5" cy="37" r="6.5" />
    <path d="M46.5 37v.1M46.5 52v.1" />
    <path class="accent" d="M52 14.5V9M56.5 15.5l3.5-4" />
  </>
)

/** A hand that would touch and a switch that would be pressed, both forbidden. */
const hands = (
  <>
    <path d="M37 14a8 8 0 1 0 9.5 0M41.8 9.5v8.5" />
    <path d="M19.2 44.8V33.6a2.4 2.4 0 0 1 4.8 0V40l6 1.4q3.2.8 2.6 4L31.6 52.5H21.6l-6.4-8q-1.4-2 0-3.2 1.6-1.3 3.2.4l.8.9z" />
    <circle class="accent" cx="32" cy="32" r="29.5" />
    <path class="accent" d="M11.5 11.5l41 41" />
  </>
)

/** A cable pulled from the computer that misbehaves. */
const lan = (
  <>
    <rect x="6" y="3" width="52" height="25" rx="3" />
    <path class="accent" d="M32 8v8M32 22.4v.1" />
    <path d="M23 28v7h18v-7" />
    <path d="M22.5 43h19v11h-19zM27.5 43v4M32 43v4M36.5 43v4M32 54v2.5q0 4.5-4.5 4.5H4" />
    <path class="accent" d="M52 37v18M46.5 50l5.5 5.5 5.5-5.5" />
  </>
)

/** A handset that rings. */
const call = (
  <>
    <path d="M14 10l6.5-3q3-1 4.2 1.8l4.3 10q1 2.6-1 4.2l-4.5 4q5 9.5 13.5 13.5l4-4.7q1.6-2 4.2-1l10 4.3q2.8 1.2 1.8 4.2L54 50q-1.6 6-7.5 6C28 55 9 36 8 17.5 8 12.5 14 10 14 10z" />
    <path class="accent" d="M39 18.5q6 1.2 7.5 7.5M40.5 8.5q14 2.5 16.5 16" />
  </>
)

const drawings: Record<FirstAction, ComponentChildren> = { patient, photo, hands, lan, call }
