import type { ComponentChildren } from 'preact'
import { useContext } from 'preact/hooks'
import { BoardStill } from '../../use-board-sheet.ts'

/** A row of the board: a tap opens its sheet; on a wall it is only looked at. */
export function BoardRow(props: {
  readonly onTap: () => void
  readonly kind?: string
  readonly children: ComponentChildren
}) {
  const kind = props.kind ?? 'board-row'
  return useContext(BoardStill) ? (
    <div class={kind}>{props.children}</div>
  ) : (
    <button type="button" class={kind} onClick={props.onTap}>
      {props.children}
    </button>
  )
}
