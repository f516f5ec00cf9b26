import type { ComponentChildren } from 'preact'
import { useContext } from 'preact/hooks'
import { BoardStill } from '../../use-board-sheet.ts'

/** One subject of the board: its name, how it stands in a word, and its rows. */
export function BoardPart(props: {
  readonly name: string
  readonly title: string
  readonly note?: ComponentChildren
  /** What may be added; quiet, at the end. */
  readonly action?: { readonly label: string; readonly tap: () => void } | undefined
  readonly children: ComponentChildren
}) {
  const { name } = props
  const action = useContext(BoardStill) ? undefined : props.action
  return (
    <section class={`board-part board-${name}`} aria-labelledby={`board-${name}`}>
      <header class="board-part-head">
        <h2 id={`board-${name}`}>{props.title}</h2>
        {props.note ? <span class="board-note">{props.note}</span> : null}
      </header>
      {props.children}
      {action ? (
        <button type="button" class="button text board-add" onClick={action.tap}>
          {action.label}
        </button>
      ) : null}
    </section>
  )
}
