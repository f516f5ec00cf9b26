import { SavedMark } from '../marks.tsx'

export interface Said {
  readonly text: string
  /** A new number for each: the same words said twice are two announcements. */
  readonly no: number
}

/** What the bar answers, on its upper edge. It fades by itself; the band keeps the lasting state. */
export function CaptureSaid(props: { readonly said: Said | null }) {
  const { said } = props
  return (
    <p class="capture-said" role="status">
      {said ? (
        <span key={said.no}>
          <SavedMark />
          {said.text}
        </span>
      ) : null}
    </p>
  )
}
