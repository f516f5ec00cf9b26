import { useState } from 'preact/hooks'
import type { ServiceRow } from '../../../domain/board/services.ts'
import {
  type Basis,
  bases,
  type Occurred,
  type ServiceLevel,
  serviceLevels,
} from '../../../domain/events/events.ts'
import { instantFrom } from '../../../domain/instant.ts'
import { useWords } from '../../context.ts'
import { useNames } from '../../step-answer.ts'
import { boardText } from '../../text/board.ts'
import { recordWords } from '../../text/record.ts'
import { useServiceName } from '../../use-board.ts'
import { useBoardSheet } from '../../use-board-sheet.ts'
import { AheadField } from '../ahead-field.tsx'
import { Toggles } from '../chips.tsx'
import { NamePicker } from '../name-picker.tsx'
import { Sheet } from '../sheet.tsx'
import { TimeField } from '../time-field.tsx'
import { BoardHistory } from './history.tsx'
import { LevelMark, ProvisionalMark } from './marks.tsx'
import { Since } from './since.tsx'
import { BoardLine, BoardWords } from './words.tsx'

interface Given {
  readonly name: string
  readonly since: Occurred | null
  readonly by: string
  readonly provisional: boolean
  readonly bases: readonly Basis[]
  readonly reviewAt: number | null
  readonly body: string
}

const blank: Given = {
  name: '',
  since: null,
  by: '',
  provisional: false,
  bases: [],
  reviewAt: null,
  body: '',
}

/** The second tap: running, limited or stopped. Everything else may stay untouched. */
export function ServiceSheet(props: { readonly row: ServiceRow; readonly close: () => void }) {
  const { row, close } = props
  const words = useWords(boardText)
  const record = useWords(recordWords)
  const names = useNames()
  const title = useServiceName()
  const own = row.title === null
  const fresh = own && row.name === null
  const {
    given,
    change,
    record: send,
  } = useBoardSheet(`service:${fresh ? 'new' : row.service}`, blank, close)
  const [missing, setMissing] = useState(false)
  const label = fresh ? words.ownService : title(row)
  const set = (level: ServiceLevel): void => {
    const by = given.by.trim()
    const name = given.name.trim()
    if (fresh && name === '') {
      setMissing(true)
      return
    }
    void send(
      {
        do: 'changeService',
        service: row.service,
        level,
        ...(given.since ? { occurred: given.since } : {}),
        ...(given.provisional ? { provisional: true } : {}),
        ...(given.bases.length > 0 ? { bases: given.bases } : {}),
        ...(given.reviewAt !== null ? { reviewAt: instantFrom(given.reviewAt) } : {}),
        ...(own ? { name: name || (row.name ?? '') } : {}),
        ...(by ? { by } : {}),
        ...(given.body.trim() ? { body: given.body } : {}),
      },
      `${fresh ? name : label} ${words.level[level]}`,
    )
  }
  const { now } = row
  return (
    <Sheet label={label} onClose={close}>
      <div class="stack board-sheet">
        <h2 tabIndex={-1} autofocus>
          {label}
        </h2>
        {now ? (
          <p class="board-now">
            <LevelMark levels={now.levels} /> <Since entry={now.entry} />
            {now.entry.by ? ` ${now.entry.by}` : ''} <ProvisionalMark on={now.provisional} />
          </p>
        ) : null}
        {now && now.levels.length > 1 ? <p>{words.vague}</p> : null}
        {fresh ? (
          <BoardLine
            label={words.ownServiceName}
            value={given.name}
            onInput={(name) => {
              setMissing(false)
              change({ name })
            }}
          />
        ) : null}
        {missing ? <p role="alert">{words.serviceNeedsName}</p> : null}
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
            <div class="chips provisional">
              <button
                type="button"
                class="chip"
                aria-pressed={given.provisional}
                onClick={() => change({ provisional: !given.provisional })}
              >
                {words.provisional}
              </button>
              <span class="small quiet">{words.provisionalHint}</span>
            </div>
            <Toggles
              label={words.reason}
              options={bases.map((value) => ({ value, label: record.basis[value] }))}
              values={given.bases}
              onChange={(next) => change({ bases: next })}
            />
            <BoardWords
              label={words.reason}
              value={given.body}
              onInput={(body) => change({ body })}
            />
            <AheadField
              label={words.reviewAtLabel}
              value={given.reviewAt}
              onChange={(reviewAt) => change({ reviewAt })}
              minutes={[60, 120]}
            />
          </div>
        </details>
        <BoardHistory entries={row.history.map((word) => word.entry)} />
        <div class="level-buttons">
          {serviceLevels.map((level) => (
            <button
              key={level}
              type="button"
              class={`button outlined level-button level-${level}`}
              onClick={() => set(level)}
            >
              {words.setTo[level]}
            </button>
          ))}
        </div>
        {now?.provisional && now.entry.unresolved ? (
          <button
            type="button"
            class="button outlined"
            onClick={() =>
              void send(
                {
                  do: 'resolveEntry',
                  target: now.entry.id,
                  ...(given.by.trim() ? { by: given.by.trim() } : {}),
                },
                `${label} ${words.confirm}`,
              )
            }
          >
            {words.confirm}
          </button>
        ) : null}
        <button type="button" class="button text" onClick={close}>
          {words.cancel}
        </button>
      </div>
    </Sheet>
  )
}
