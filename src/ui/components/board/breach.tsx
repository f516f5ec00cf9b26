import { useId, useState } from 'preact/hooks'
import type { Board } from '../../../domain/board/board.ts'
import type { BreachCount, BreachRow } from '../../../domain/board/breach-counts.ts'
import { thousands } from '../../../domain/describe/board.ts'
import {
  type CountedGroup,
  type CountPrecision,
  countedGroups,
  countPrecisions,
  type Occurred,
} from '../../../domain/events/events.ts'
import { useWords } from '../../context.ts'
import { useOccurredTime } from '../../occurred-time.ts'
import { boardText } from '../../text/board.ts'
import { useBoardSheet } from '../../use-board-sheet.ts'
import { Chips } from '../chips.tsx'
import { Sheet } from '../sheet.tsx'
import { TimeField } from '../time-field.tsx'
import { BoardPart } from './part.tsx'
import { BoardWords } from './words.tsx'

/** 漏えい等の人数: the number that holds, and every number that was said before with its time. */
export function BoardBreach(props: { readonly board: Board }) {
  const { breach } = props.board
  const words = useWords(boardText)
  const [asking, setAsking] = useState(false)
  return (
    <BoardPart
      name="breach"
      title={words.breachTitle}
      action={{
        label: breach.length > 0 ? words.breachRevise : words.breachAdd,
        tap: () => setAsking(true),
      }}
    >
      {breach.length > 0 ? (
        <ul class="rows">
          {breach.map((row) => (
            <li key={row.group} class="breach">
              <BreachLine row={row} />
            </li>
          ))}
        </ul>
      ) : (
        <p class="board-empty">{words.breachEmpty}</p>
      )}
      {asking ? <BreachSheet close={() => setAsking(false)} /> : null}
    </BoardPart>
  )
}

export function usePersons(): (count: BreachCount) => string {
  const words = useWords(boardText)
  return ({ persons, precision }) => words.persons[precision](thousands(persons))
}

function BreachLine(props: { readonly row: BreachRow }) {
  const { row } = props
  const words = useWords(boardText)
  const say = usePersons()
  const when = useOccurredTime()
  const at = ({ entry }: BreachCount): string => when(entry)
  return (
    <>
      <p class="breach-now">
        <span>{words.group[row.group]}</span> <b>{say(row.now)}</b> <span>{at(row.now)}</span>
      </p>
      {row.now.entry.body ? <p class="board-why">{row.now.entry.body}</p> : null}
      {row.before.length > 0 ? (
        <p class="breach-before">
          {words.breachBefore}:{' '}
          {row.before.map((count) => `${say(count)} ${at(count)}`).join(words.comma)}
        </p>
      ) : null}
    </>
  )
}

interface Given {
  readonly persons: string
  readonly group: CountedGroup
  readonly precision: CountPrecision
  readonly when: Occurred | null
  readonly body: string
}

const blank: Given = { persons: '', group: 'all', precision: 'about', when: null, body: '' }

/** A number of people in digits of any width, with or without commas and 人; null for anything else. */
export function personsFrom(text: string): number | null {
  const digits = text.normalize('NFKC').replace(/[\s,，、]|人$/g, '')
  return /^\d{1,9}$/.test(digits) ? Number(digits) : null
}

function BreachSheet(props: { readonly close: () => void }) {
  const { close } = props
  const words = useWords(boardText)
  const id = useId()
  const { given, change, record } = useBoardSheet('breach', blank, close)
  const [wrong, setWrong] = useState(false)
  const persons = personsFrom(given.persons)
  return (
    <Sheet label={words.breachTitle} onClose={close}>
      <form
        class="stack board-sheet"
        onSubmit={(event) => {
          event.preventDefault()
          if (persons === null) {
            setWrong(true)
            return
          }
          void record(
            {
              do: 'countBreach',
              persons,
              group: given.group,
              precision: given.precision,
              ...(given.when ? { occurred: given.when } : {}),
              ...(given.body.trim() ? { body: given.body } : {}),
            },
            words.persons[given.precision](thousands(persons)),
          )
        }}
      >
        <h2 tabIndex={-1} autofocus>
          {words.breachTitle}
        </h2>
        <p class="small quiet">{words.breachKept}</p>
        <div class="field">
          <label class="label" for={id}>
            {words.breachPersons}
          </label>
          <input
            id={id}
            inputMode="numeric"
            autocomplete="off"
            aria-invalid={wrong}
            aria-describedby={`${id}-wrong`}
            value={given.persons}
            onInput={(event) => {
              setWrong(false)
              change({ persons: event.currentTarget.value })
            }}
          />
          <p id={`${id}-wrong`} class="small" role="alert">
            {wrong ? words.breachWrong : ''}
          </p>
        </div>
        <Chips
          label={words.breachPrecision}
          options={countPrecisions.map((value) => ({ value, label: words.precision[value] }))}
          value={given.precision}
          onChange={(precision) => change({ precision: precision ?? 'about' })}
        />
        <Chips
          label={words.breachGroup}
          options={countedGroups.map((value) => ({ value, label: words.group[value] }))}
          value={given.group}
          onChange={(group) => change({ group: group ?? 'all' })}
        />
        <TimeField
          label={words.breachWhen}
          value={given.when}
          onChange={(when) => change({ when })}
        />
        <BoardWords
          label={words.breachFrom}
          value={given.body}
          onInput={(body) => change({ body })}
        />
        <button type="submit" class="button primary">
          {words.breachRecord}
        </button>
        <button type="button" class="button text" onClick={close}>
          {words.cancel}
        </button>
      </form>
    </Sheet>
  )
}
