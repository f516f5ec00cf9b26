import { useState } from 'preact/hooks'
import type { Board } from '../../../domain/board/board.ts'
import type { SystemRow } from '../../../domain/board/systems.ts'
import type { Occurred } from '../../../domain/events/events.ts'
import { type SystemState, systemStates } from '../../../domain/events/events.ts'
import { useOpen, useSession, useWords } from '../../context.ts'
import { useNames } from '../../step-answer.ts'
import { boardText } from '../../text/board.ts'
import { useBoardSheet } from '../../use-board-sheet.ts'
import { NamePicker } from '../name-picker.tsx'
import { Sheet } from '../sheet.tsx'
import { TimeField } from '../time-field.tsx'
import { BoardHistory } from './history.tsx'
import { ProvisionalMark, SystemMark } from './marks.tsx'
import { BoardPart } from './part.tsx'
import { BoardRow } from './row.tsx'
import { Since } from './since.tsx'
import { BoardLine, BoardWords } from './words.tsx'

const order: readonly (SystemState | null)[] = [
  'stopped',
  'isolated',
  'readOnly',
  'unknown',
  null,
  'restored',
  'running',
]

/** 系統: what is out of use, cut off, read only, back. */
export function BoardSystems(props: { readonly board: Board }) {
  const words = useWords(boardText)
  const session = useSession()
  const [asked, setAsked] = useState<string | null>(null)
  const systems = [...props.board.systems].sort(
    (a, b) => order.indexOf(a.now?.state ?? null) - order.indexOf(b.now?.state ?? null),
  )
  const row = systems.find((known) => known.system === asked)
  return (
    <BoardPart
      name="systems"
      title={words.systems}
      action={{ label: words.systemAdd, tap: () => setAsked(session.newId()) }}
    >
      {systems.length > 0 ? (
        <ul class="rows">
          {systems.map((known) => (
            <li key={known.system}>
              <BoardRow onTap={() => setAsked(known.system)}>
                <SystemMark state={known.now?.state ?? null} />
                <span class="board-what">
                  <b>{known.name}</b>
                  <span class="board-why">
                    <ProvisionalMark on={known.now?.provisional ?? false} />
                    {known.now
                      ? [known.now.entry.by ?? '', known.now.entry.body ?? '']
                          .filter(Boolean)
                          .join('・')
                      : words.systemUnknown}
                  </span>
                </span>
                <span class="board-when">
                  {known.now ? <Since entry={known.now.entry} /> : null}
                </span>
              </BoardRow>
            </li>
          ))}
        </ul>
      ) : (
        <p class="board-empty">{words.systemsEmpty}</p>
      )}
      {asked === null ? null : (
        <SystemSheet
          key={asked}
          row={row ?? { system: asked, name: '', now: null, history: [] }}
          close={() => setAsked(null)}
        />
      )}
    </BoardPart>
  )
}

interface Given {
  readonly name: string
  readonly since: Occurred | null
  readonly by: string
  readonly body: string
}

const blank: Given = { name: '', since: null, by: '', body: '' }

function SystemSheet(props: { readonly row: SystemRow; readonly close: () => void }) {
  const { row, close } = props
  const words = useWords(boardText)
  const names = useNames()
  const { state } = useOpen()
  const known = state.systems.has(row.system) && row.name !== ''
  const { given, change, record } = useBoardSheet(
    `system:${known ? row.system : 'new'}`,
    blank,
    close,
  )
  const [missing, setMissing] = useState(false)
  const label = known ? row.name : words.systemAdd
  const set = (now: SystemState): void => {
    const name = given.name.trim()
    if (!known && name === '') {
      setMissing(true)
      return
    }
    void record(
      {
        do: 'changeSystem',
        system: row.system,
        state: now,
        ...(known ? {} : { name }),
        ...(given.since ? { occurred: given.since } : {}),
        ...(given.by.trim() ? { by: given.by.trim() } : {}),
        ...(given.body.trim() ? { body: given.body } : {}),
      },
      `${known ? row.name : name} ${words.systemState[now]}`,
    )
  }
  return (
    <Sheet label={label} onClose={close}>
      <div class="stack board-sheet">
        <h2 tabIndex={-1} autofocus>
          {label}
        </h2>
        {known ? null : (
          <BoardLine
            label={words.systemName}
            value={given.name}
            onInput={(name) => {
              setMissing(false)
              change({ name })
            }}
          />
        )}
        {missing ? <p role="alert">{words.systemNeedsName}</p> : null}
        <details class="board-details">
          <summary>{words.details}</summary>
          <div class="stack">
            <TimeField
              label={words.sinceLabel}
              value={given.since}
              onChange={(since) => change({ since })}
            />
            <NamePicker
              label={words.by}
              typed={words.byTyped}
              names={names}
              value={given.by}
              onChange={(by) => change({ by })}
            />
            <BoardWords
              label={words.reason}
              value={given.body}
              onInput={(body) => change({ body })}
            />
          </div>
        </details>
        <BoardHistory entries={row.history.map((word) => word.entry)} />
        <p class="small quiet">{words.systemPick}</p>
        <div class="level-buttons six">
          {systemStates.map((now) => (
            <button
              key={now}
              type="button"
              class="button outlined level-button"
              aria-pressed={row.now?.state === now}
              onClick={() => set(now)}
            >
              {words.systemState[now]}
            </button>
          ))}
        </div>
        <button type="button" class="button text" onClick={close}>
          {words.cancel}
        </button>
      </div>
    </Sheet>
  )
}
