import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'

/** A row that opens into its form. The form exists only while open: there are dozens of rows. */
export function Fold(props: {
  readonly title: string
  readonly value: string
  readonly note?: string
  readonly children: ComponentChildren
}) {
  const [open, setOpen] = useState(false)
  return (
    <details class="fold" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        <span class="fold-text">
          <span class="fold-title">{props.title}</span>
          <span class="fold-value">{props.value}</span>
          {props.note ? <span class="fold-note">{props.note}</span> : null}
        </span>
      </summary>
      {open ? props.children : null}
    </details>
  )
}
