/** Small drawn marks; each stands beside a word, so all are hidden from screen readers. */

export function HomeMark() {
  return (
    <svg width="22" height="22" viewBox="0 0 24 24" aria-hidden="true">
      <path
        d="M14.5 5 7.5 12l7 7"
        fill="none"
        stroke="currentColor"
        stroke-width="2.4"
        stroke-linecap="round"
        stroke-linejoin="round"
      />
    </svg>
  )
}

export function SavedMark() {
  return (
    <svg width="16" height="16" viewBox="0 0 16 16" aria-hidden="true">
      <path d="M2.5 8.5 6.5 12.5 13.5 3.5" fill="none" stroke="currentColor" stroke-width="2" />
    </svg>
  )
}

export function SavingMark() {
  return (
    <svg width="16" height="16" viewBox="0 0 16 16" aria-hidden="true">
      <circle
        cx="8"
        cy="8"
        r="5.5"
        fill="none"
        stroke="currentColor"
        stroke-width="2"
        stroke-dasharray="4 3"
      />
    </svg>
  )
}

export function CameraMark() {
  return (
    <svg width="24" height="24" viewBox="0 0 24 24" aria-hidden="true">
      <path
        d="M3 8.5q0-2 2-2h2.6l1.6-2.4h5.6l1.6 2.4H19q2 0 2 2v8.6q0 2-2 2H5q-2 0-2-2z"
        fill="none"
        stroke="currentColor"
        stroke-width="2"
        stroke-linejoin="round"
      />
      <circle cx="12" cy="12.6" r="3.6" fill="none" stroke="currentColor" stroke-width="2" />
    </svg>
  )
}

/** A sheet of paper with its corner folded: a file that has no picture. */
export function FileMark() {
  return (
    <svg width="22" height="22" viewBox="0 0 22 22" aria-hidden="true">
      <path
        d="M5 2.5h8l4.5 4.5v12.5H5zM13 2.5V7h4.5"
        fill="none"
        stroke="currentColor"
        stroke-width="1.6"
        stroke-linejoin="round"
      />
    </svg>
  )
}
