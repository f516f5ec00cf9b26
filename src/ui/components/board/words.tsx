import { useId } from 'preact/hooks'
import { useWords } from '../../context.ts'
import { boardText } from '../../text/board.ts'

/** What a person writes beside a change of the board; kept as a draft by its owner. */
export function BoardWords(props: {
  readonly label: string
  readonly value: string
  readonly onInput: (text: string) => void
  readonly rows?: number
}) {
  const words = useWords(boardText)
  const id = useId()
  return (
    <div class="field">
      <label class="label" for={id}>
        {props.label}
      </label>
      <textarea
        id={id}
        rows={props.rows ?? 2}
        aria-describedby={`${id}-hint`}
        value={props.value}
        onInput={(event) => props.onInput(event.currentTarget.value)}
      />
      <p class="small quiet" id={`${id}-hint`}>
        {words.noPatientNames}
      </p>
    </div>
  )
}

/** One short line, such as the name of a system. */
export function BoardLine(props: {
  readonly label: string
  readonly value: string
  readonly onInput: (text: string) => void
  readonly list?: readonly string[]
}) {
  const id = useId()
  return (
    <div class="field">
      <label class="label" for={id}>
        {props.label}
      </label>
      <input
        id={id}
        autocomplete="off"
        maxLength={200}
        list={props.list ? `${id}-list` : undefined}
        value={props.value}
        onInput={(event) => props.onInput(event.currentTarget.value)}
      />
      {props.list ? (
        <datalist id={`${id}-list`}>
          {props.list.map((known) => (
            <option key={known} value={known} />
          ))}
        </datalist>
      ) : null}
    </div>
  )
}
